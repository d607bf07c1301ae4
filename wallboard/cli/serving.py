"""Runs a hub in this process until Ctrl-C, a termination signal or its parent ends it."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.feeds import bind
from wallboard.cli.signals import Told
from wallboard.config.places import database_file
from wallboard.config.settings import RUNS, Settings
from wallboard.hub.garbage import Garbage
from wallboard.hub.hubconfig import HubConfig, HubError
from wallboard.hub.ports import FeedPort
from wallboard.hub.serve import serve

ENDS_WITHIN_S = 5.0
SWITCH_S = 0.0005
"""The thread that commits has the interpreter after so long, whatever the event loop does: everybody waits for it."""
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def serve_until_told(settings: Settings, *, parent_pipe: bool) -> ExitCode:
    """Serve, and return the exit code. Raises ProgramError where the hub cannot do its work."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING if parent_pipe else logging.INFO, format=LINE)
    logging.getLogger("websockets").setLevel(logging.WARNING)
    bound = bind(settings)
    config = hub_config(settings, bound.zone_at(settings.site.timezone))
    try:
        return asyncio.run(_serve(config, bound.feeds, parent_pipe=parent_pipe))
    except HubError as error:
        raise ProgramError(str(error)) from None


def hub_config(settings: Settings, zone: str) -> HubConfig:
    """What the hub is told. A run (simulator, replay) gets a log of its own, which goes with it."""
    hub = settings.hub
    is_run = any(isinstance(feed, RUNS) for feed in settings.feeds)
    kept = Path(hub.database) if hub.database else database_file(settings.site.name)
    return HubConfig(
        host=hub.host,
        port=hub.port,
        site=settings.site.name,
        timezone=zone,
        database=None if is_run else kept,
        connections=hub.limits.connections,
        message_bytes=hub.limits.message_bytes,
        outbox_bytes=hub.limits.outbox_bytes,
    )


async def _serve(config: HubConfig, feeds: Sequence[FeedPort], *, parent_pipe: bool) -> ExitCode:
    told = Told()
    told.listen()
    if parent_pipe:
        gone = partial(asyncio.get_running_loop().call_soon_threadsafe, told.end)
        threading.Thread(target=_wait_for_parent, args=(gone,), name="parent-pipe", daemon=True).start()
    sys.setswitchinterval(SWITCH_S)
    await serve(config, feeds, _say_ready, told.event, Garbage(time.monotonic))
    return told.code


def _wait_for_parent(gone: Callable[[], object]) -> None:
    """Reads standard input to its end; a hub that does not end in time then is ended the hard way."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    gone()
    threading.Event().wait(ENDS_WITHIN_S)
    os._exit(ExitCode.FAILED)


def _say_ready(line: str) -> None:
    print(line, flush=True)
