"""Opens the board: on a hub of its own, which is started before anything else, or on another."""

from __future__ import annotations

import gc
import logging
import os
import threading
from _thread import interrupt_main
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click
from msgspec import Struct

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.interrupts import patient_signals
from wallboard.cli.options import Look
from wallboard.cli.screen import require_screen
from wallboard.config.settings import CostSettings, DisplaySettings, Settings

if TYPE_CHECKING:
    from wallboard.hub.child import OwnHub

STANDING_SCENARIO = "calm"
"""What a board on its own hub shows where the settings name no feed."""
NO_COST = CostSettings()
ASKED_AGAIN_S = 2.0
INTERRUPTED_AGAIN_S = 0.3

Address = Callable[[], str]
"""Where the hub is; asked before each attempt to connect."""


class Sight(Struct, frozen=True):
    """What is shown: the board, or the wall's page of `queue`, for a screen of so many inches at so many metres."""

    kind: Literal["board", "tv"] = "board"
    queue: str = ""
    diagonal_in: float = 55.0
    distance_m: float = 5.0


@contextmanager
def own_hub(arguments: Sequence[str]) -> Iterator[Address]:
    """A hub of one's own while the block lasts. Where it cannot start, the block is interrupted: ProgramError."""
    from wallboard.hub.child import OwnHub

    require_screen(os.environ)
    hub = OwnHub(arguments)
    closing, died = threading.Event(), threading.Event()
    threading.Thread(target=_watch, args=(hub, closing, died), name="own-hub-watch", daemon=True).start()
    try:
        yield lambda: _address(hub)
    except KeyboardInterrupt:
        if not died.is_set():
            raise
    finally:
        closing.set()
        hub.close()
    if died.is_set():
        raise ProgramError("the board's own hub did not start, for the reason above")


@contextmanager
def hub_of(settings: Settings, url: str | None, config: Path | None) -> Iterator[Address]:
    """The hub that the command line or the settings name, otherwise one of the board's own, on the settings' feeds."""
    named = url or settings.display.hub
    if not named:
        arguments = [] if settings.feeds else ["--scenario", STANDING_SCENARIO]
        with own_hub([*arguments, *(["--config", str(config)] if config else [])]) as address:
            yield address
        return
    if not named.startswith(("ws://", "wss://")):
        raise click.UsageError(f"--hub: {named!r} is no address of a hub; one looks like ws://127.0.0.1:8765/stream")
    require_screen(os.environ)
    yield lambda: named


def show(hub: Address, display: DisplaySettings, look: Look, sight: Sight, cost: CostSettings = NO_COST) -> ExitCode:
    """Show it until the window is closed."""
    scale = look.scale or display.scale
    if scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    with patient_signals():
        return ExitCode(_run(hub, display, look, sight, cost))


def _run(hub: Address, display: DisplaySettings, look: Look, sight: Sight, cost: CostSettings) -> int:
    gc.disable()  # importing and building makes no garbage, and looking for it takes a tenth of the start
    from widgets.link import Link

    link = Link(hub)
    link.start()  # while Qt is loaded: by then the hub may have answered
    try:
        from widgets.plain_imports import load_qt

        load_qt()
        from wallboard.metrics.cost import Rates
        from widgets.app import Options, Page, run
        from widgets.delegates.legibility import Wall
    except ImportError as error:
        link.stop()
        raise ProgramError(without_qt(error)) from None
    logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    language = look.language or display.language
    options = Options(
        Page(sight.kind, sight.queue, Wall(sight.diagonal_in, sight.distance_m)),
        cast(Literal["dark", "light", "system"], look.theme or display.theme),
        None if language == "auto" else cast(Literal["en", "ru"], language),
        display.person or _login(),
        rates=Rates(cost.per_hour, cost.agents, cost.teams, cost.sites),
    )
    return run(link, options)


def without_qt(error: ImportError) -> str:
    """What to do where Qt cannot be loaded."""
    if error.name and error.name.partition(".")[0] in ("PySide6", "shiboken6", "pyqtgraph"):
        return f"the board needs {error.name}, which is not installed here: `make setup`, or `pip install wallboard`"
    return f"Qt cannot be loaded ({error}): `make setup` as root installs the system libraries that it needs"


def _address(hub: OwnHub) -> str:
    from wallboard.hub.child import OwnHubError

    try:
        return hub.wait_ready(ASKED_AGAIN_S)
    except OwnHubError:
        return hub.url


def _watch(hub: OwnHub, closing: threading.Event, died: threading.Event) -> None:
    from wallboard.hub.child import OwnHubError

    try:
        hub.wait_ready()
    except OwnHubError:
        if not closing.is_set():
            died.set()
        while not closing.wait(INTERRUPTED_AGAIN_S):  # once is not enough while the window is being made
            interrupt_main()


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):
        return ""
