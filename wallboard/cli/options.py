"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

Command = Callable[..., Any]

FILE = click.Path(dir_okay=False, path_type=Path)


class Look(Struct, frozen=True):
    """How the board looks; None: as the settings say."""

    theme: str | None = None
    language: str | None = None
    scale: float | None = None


class Run(Struct, frozen=True):
    """A simulated run: `agents` 0 and `start` empty are the scenario's own. `scenario` empty: no run is asked for."""

    scenario: str = ""
    agents: int = 0
    seed: int = 7
    speed: float = 1.0
    start: str = ""


def config_option(command: Command) -> Command:
    """`--config`."""
    say = "Settings file. Otherwise the one that WALLBOARD_CONFIG names, or the user's own."
    return click.option("--config", type=FILE, metavar="FILE", help=say)(command)


def hub_option(command: Command) -> Command:
    """`--hub`."""
    return click.option("--hub", "url", metavar="URL", help="Show this hub, e.g. ws://127.0.0.1:8765/stream.")(command)


def look_options(command: Command) -> Command:
    """`--theme`, `--lang`, `--scale`, handed on as one `look`."""
    options = (
        click.option("--theme", type=click.Choice(["dark", "light"]), help="Colours."),
        click.option("--lang", type=click.Choice(["en", "ru"]), help="Language. Otherwise the desktop's."),
        click.option("--scale", type=click.FloatRange(0.5, 4.0), help="Enlarges letters and everything else."),
    )
    return _gathered(command, options, ("theme", "lang", "scale"), "look", Look)


def run_options(scenario: str) -> Callable[[Command], Command]:
    """`--scenario`, `--agents`, `--seed`, `--speed`, `--at`, handed on as one `run`."""
    options = (
        click.option(
            "--scenario", default=scenario, metavar="NAME", show_default=bool(scenario), callback=_known, help=_SCENARIO
        ),
        click.option("--agents", type=click.IntRange(1, 5000), metavar="N", help="How many agents there are at all."),
        click.option("--seed", type=int, default=7, show_default=True, help="The same seed gives the same day."),
        click.option("--speed", type=SPEED, default=1.0, show_default=True, help="So many times faster than life."),
        click.option("--at", metavar="HH:MM", callback=_clock, help="Begin at this time of the simulated day."),
    )

    def gather(scenario: str, agents: int | None, seed: int, speed: float, at: str | None) -> Run:
        return Run(scenario, agents or 0, seed, speed, at or "")

    names = ("scenario", "agents", "seed", "speed", "at")
    return lambda command: _gathered(command, options, names, "run", gather)


SPEED = click.FloatRange(0.0, 100_000.0, min_open=True)
_SCENARIO = "The simulated centre and its day: calm, workday, monday, storm, outage, or a TOML file of your own."


def _known(ctx: click.Context, param: click.Parameter, name: str) -> str:
    from wallboard.cli.scenarios import checked

    return checked(name) if name else ""


def _clock(ctx: click.Context, param: click.Parameter, text: str | None) -> str | None:
    if text is None:
        return None
    hours, colon, minutes = text.partition(":")
    if not (colon and hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60):
        raise click.BadParameter(f"{text!r} is no time of day like 10:42.")
    return f"{int(hours):02d}:{int(minutes):02d}"


def _gathered(
    command: Callable[..., Any],
    options: Sequence[Callable[[Any], Any]],
    names: Sequence[str],
    into: str,
    gather: Callable[..., object],
) -> Callable[..., Any]:
    """`command` with `options`; their values (`names`) arrive as the one argument `into`."""

    @wraps(command)
    def with_one_argument(*args: Any, **taken: Any) -> Any:
        values = [taken.pop(name) for name in names]
        return command(*args, **{into: gather(*values)}, **taken)

    decorated: Callable[..., Any] = with_one_argument
    for option in reversed(options):
        decorated = option(decorated)
    return decorated
