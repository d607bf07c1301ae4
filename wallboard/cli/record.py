"""`wallboard record`: what a hub sees, as JSON lines."""

from __future__ import annotations

import os
from pathlib import Path

import click

from wallboard.cli.failures import ExitCode
from wallboard.cli.options import FILE, config_option


@click.command()
@click.argument("out", type=FILE)
@click.option("--hub", "url", metavar="URL", help="Record this hub; otherwise the settings' one.")
@click.option("--append", is_flag=True, help="Go on in a file that is there already.")
@config_option
def command(out: Path, url: str | None, append: bool, config: Path | None) -> ExitCode:
    """Record what a hub sees, until Ctrl-C.

    OUT gets one event a line; a name in .gz or .xz is compressed. It begins with the beginning of the hub's log
    where the hub still has it, otherwise with what is open now. `wallboard replay` and `wallboard figures` read it.
    """
    from wallboard.cli.recorder import record_until_told
    from wallboard.config.loading import load

    settings = load(config, os.environ)
    own = f"ws://{settings.hub.host}:{settings.hub.port}/stream"
    return record_until_told(url or settings.display.hub or own, out, append=append)
