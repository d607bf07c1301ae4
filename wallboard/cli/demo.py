"""`wallboard demo`: the board on a simulated centre."""

from __future__ import annotations

import os

import click

from wallboard.cli.failures import ExitCode
from wallboard.cli.options import Look, Run, look_options, run_options


@click.command()
@run_options(scenario="storm")
@look_options
def command(run: Run, look: Look) -> ExitCode:
    """Show the board on a simulated centre.

    The centre is a hub of its own with the simulator as its source; it obeys when a caller is reassigned.
    """
    from wallboard.cli.window import Sight, own_hub, show
    from wallboard.config.loading import load

    with own_hub(run_arguments(run)) as hub:
        return show(hub, load(None, os.environ).display, look, Sight())


def run_arguments(run: Run) -> list[str]:
    """The options of `wallboard hub` for this run."""
    words = ["--scenario", run.scenario, "--seed", str(run.seed), "--speed", str(run.speed)]
    words += ["--agents", str(run.agents)] if run.agents else []
    return words + (["--at", run.start] if run.start else [])
