"""`wallboard catalogue`: every figure with its formula, as the manual's page."""

from __future__ import annotations

from pathlib import Path

import click

from wallboard.cli.failures import ProgramError
from wallboard.cli.options import FILE


@click.command()
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True, help="Language of the page.")
@click.option("--out", type=FILE, metavar="FILE", help="Write it there; otherwise to standard output.")
def command(lang: str, out: Path | None) -> None:
    """Write every figure with its formula, target and source, as Markdown.

    docs/figures.md and docs/figures.ru.md are copies of it.
    """
    from wallboard.metrics.catalogue.page import page

    if out is None:
        click.echo(page(lang), nl=False)
        return
    try:
        out.write_text(page(lang), encoding="utf-8")
    except OSError as error:
        raise ProgramError(f"{out}: it cannot be written: {error.strerror}") from None
