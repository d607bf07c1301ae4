"""`wallboard hub`: gather, keep and send on."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import click

from wallboard.cli.failures import ExitCode
from wallboard.cli.options import FILE, Run, config_option, run_options
from wallboard.config.settings import DEMO, FeedSettings, ReplaySettings, Settings, SimulatorSettings, SiteSettings


@click.command()
@config_option
@run_options(scenario="")
@click.option("--replay", type=FILE, metavar="FILE", help="Play this recording instead, --speed times as fast.")
@click.option("--port", type=click.IntRange(0, 65535), help="Where to listen on this machine; 0: any free port.")
@click.option("--parent-pipe", is_flag=True, help="End when standard input is closed.")
def command(config: Path | None, run: Run, replay: Path | None, port: int | None, parent_pipe: bool) -> ExitCode:
    """Gather events, keep them, and send them to every display.

    Prints one line of JSON when it serves: {"url": …, "logid": …}. Its log of what it does goes to stderr.
    A run (--scenario, --replay) has a log of its own, which goes when the hub ends.
    """
    gc.disable()
    try:
        return _serve(config, run, replay, port, parent_pipe=parent_pipe)
    finally:
        gc.enable()


def _serve(config: Path | None, run: Run, replay: Path | None, port: int | None, *, parent_pipe: bool) -> ExitCode:
    from wallboard.config.lazily import import_lazily
    from wallboard.config.loading import load

    import_lazily("importlib.metadata")  # the WebSocket library names it, and with it come those of mail and archives
    from wallboard.cli.serving import serve_until_told

    settings = _with_port(_with_run(load(config, os.environ), run, replay), port)
    return serve_until_told(settings, parent_pipe=parent_pipe)


def _with_run(settings: Settings, run: Run, replay: Path | None) -> Settings:
    """The run that the command line asks for takes the place of the settings' feeds."""
    from msgspec import structs

    if run.scenario and replay:
        raise click.UsageError("--scenario and --replay: one hub plays one of them.")
    feed: FeedSettings
    if replay:
        feed = ReplaySettings(str(replay), speed=run.speed)
    elif run.scenario:
        feed = SimulatorSettings("simulator", run.scenario, run.agents, run.seed, run.speed, run.start)
    else:
        return settings
    return structs.replace(settings, feeds=(feed,), site=_site_of(settings, run))


def _site_of(settings: Settings, run: Run) -> SiteSettings:
    """A simulated centre without settings is called a demo, as in the pictures."""
    from msgspec import structs

    is_unnamed = run.scenario and settings.site.name == SiteSettings().name
    return structs.replace(settings.site, name=DEMO) if is_unnamed else settings.site


def _with_port(settings: Settings, port: int | None) -> Settings:
    from msgspec import structs

    if port is None:
        return settings
    return structs.replace(settings, hub=structs.replace(settings.hub, port=port))
