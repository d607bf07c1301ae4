"""`wallboard asyncapi`: the stream described for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from wallboard.cli.failures import ProgramError
from wallboard.cli.options import FILE


@click.command()
@click.option("--out", type=FILE, metavar="FILE", help="Write it there; otherwise to standard output.")
def command(out: Path | None) -> None:
    """Write the AsyncAPI document of the stream.

    It is generated from the message types; docs/asyncapi.json is a copy of it.
    """
    from wallboard.stream.asyncapi import text

    if out is None:
        click.echo(text(), nl=False)
        return
    try:
        out.write_text(text(), encoding="utf-8")
    except OSError as error:
        raise ProgramError(f"{out}: it cannot be written: {error.strerror}") from None
