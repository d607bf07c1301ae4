"""`wallboard`: the board."""

from __future__ import annotations

import os
from pathlib import Path

import click

from wallboard import VERSION
from wallboard.cli.failures import ExitCode
from wallboard.cli.options import Look, config_option, hub_option, look_options
from wallboard.cli.program import EXIT_CODES, Program


def _version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"wallboard {VERSION}")
        ctx.exit()


@click.group(cls=Program, invoke_without_command=True, epilog=EXIT_CODES)
@hub_option
@config_option
@look_options
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Say the version.")
@click.pass_context
def program(ctx: click.Context, url: str | None, config: Path | None, look: Look) -> ExitCode:
    """The live board of a contact centre.

    Without a command: the board, on the hub that --hub or the settings name, otherwise on a hub of its own.
    """
    if ctx.invoked_subcommand:
        if url or config or look != Look():
            raise click.UsageError(f"options go behind the command: wallboard {ctx.invoked_subcommand} …", ctx)
        return ExitCode.OK
    from wallboard.cli.window import Sight, hub_of, show
    from wallboard.config.loading import load

    settings = load(config, os.environ)
    with hub_of(settings, url, config) as hub:
        return show(hub, settings.display, look, Sight(), settings.cost)
