"""`wallboard replay`: the board on a recording."""

from __future__ import annotations

import os
from pathlib import Path

import click

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.options import FILE, SPEED, Look, look_options


@click.command()
@click.argument("file", type=FILE)
@click.option("--speed", type=SPEED, default=60.0, show_default=True, help="So many times faster than it happened.")
@look_options
def command(file: Path, speed: float, look: Look) -> ExitCode:
    """Show the board on a recording.

    FILE is a recording of `wallboard record` (JSON lines, also .gz or .xz), of an Asterisk's manager interface (with
    its index beside it for the times), or a month of the bank.
    """
    from wallboard.cli.window import Sight, own_hub, show
    from wallboard.config.loading import load

    require_readable(file)
    with own_hub(["--replay", str(file), "--speed", str(speed)]) as hub:
        return show(hub, load(None, os.environ).display, look, Sight())


def require_readable(file: Path) -> None:
    """Raises ProgramError where the file is nothing that can be replayed."""
    from feeds.replay.opening import RecordingError
    from feeds.replay.source import open_source

    try:
        open_source(file)
    except RecordingError as error:
        raise ProgramError(str(error), ExitCode.UNREADABLE) from None
