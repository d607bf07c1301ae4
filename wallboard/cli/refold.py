"""`wallboard refold`: makes the figures of the past anew from the log."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.options import config_option

if TYPE_CHECKING:
    from wallboard.history.opening import Log

STORE_S = 60.0


@click.command()
@config_option
@click.option("--from-start", is_flag=True, help="Begin anew also where one that was stopped could be gone on with.")
def command(config: Path | None, from_start: bool) -> ExitCode:
    """Make what the hub keeps for figures of the past anew from its log.

    The hub does this by itself where it has to, in the background. Here the whole log is folded at once, as fast as
    this machine can, while the hub does not run. Ctrl-C stops it cleanly; the next time it goes on from there.
    """
    from wallboard.config.loading import load
    from wallboard.config.places import database_file
    from wallboard.history.failures import LogError
    from wallboard.history.opening import open_log

    settings = load(config, os.environ)
    path = Path(settings.hub.database) if settings.hub.database else database_file(settings.site.name)
    if not path.exists():
        raise ProgramError(f"there is no log {path}: the hub makes it", ExitCode.UNREADABLE)
    try:
        log = open_log(path)
        try:
            return _refold(log, path, settings.site.timezone, from_start=from_start)
        finally:
            log.close()
    except LogError as error:
        raise ProgramError(str(error)) from None


def _refold(log: Log, path: Path, zone: str, *, from_start: bool) -> ExitCode:
    from wallboard.cli.progress import reading
    from wallboard.history.reader import LogReader
    from wallboard.history.writer import LogWriter
    from wallboard.hub.refolding import Refolding

    refolding = Refolding(LogReader(log, path), LogWriter(log, path), zone, from_start=from_start)
    began_s = stored_s = time.monotonic()
    with reading(str(path)) as progress, _noted() as is_interrupted:
        while refolding.go_on():
            if progress is not None:
                progress(refolding.share)
            if is_interrupted():
                refolding.store()
                click.echo(
                    f"wallboard: stopped at {refolding.share:.0%}; the next time it goes on from there", err=True
                )
                return ExitCode.INTERRUPTED
            if time.monotonic() - stored_s >= STORE_S:
                refolding.store()
                stored_s = time.monotonic()
        refolding.store()
    took_s = time.monotonic() - began_s
    click.echo(f"{refolding.events} events, {refolding.contacts} contacts in {took_s:.1f} s", err=True)
    return ExitCode.OK


@contextmanager
def _noted() -> Iterator[Callable[[], bool]]:
    """Ctrl-C and a termination signal are noted in this block: the work in hand is brought to an end first."""
    noted: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        noted.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(noted)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
