"""`wallboard tv`: one page for a screen on the wall."""

from __future__ import annotations

import os
from pathlib import Path

import click

from wallboard.cli.failures import ExitCode
from wallboard.cli.options import Look, config_option, hub_option, look_options


@click.command()
@click.option("--queue", default="", metavar="NAME", help="Show this queue; otherwise the whole floor.")
@click.option(
    "--diagonal", type=click.FloatRange(10, 300), default=55.0, show_default=True, help="Inches of the screen."
)
@click.option(
    "--distance", type=click.FloatRange(0.3, 100), default=5.0, show_default=True, help="Metres to who reads."
)
@hub_option
@config_option
@look_options
def command(queue: str, diagonal: float, distance: float, url: str | None, config: Path | None, look: Look) -> ExitCode:
    """Show one full-screen page for the wall.

    Letters are as large as the screen's diagonal and the distance ask for. It comes back by itself when the hub does.
    """
    from wallboard.cli.window import Sight, hub_of, show
    from wallboard.config.loading import load

    settings = load(config, os.environ)
    with hub_of(settings, url, config) as hub:
        return show(hub, settings.display, look, Sight("tv", queue, diagonal, distance))
