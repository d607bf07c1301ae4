"""`wallboard screenshot`: a picture of the board, without a screen and without a hub."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.options import FILE, Look, Run, look_options, run_options
from wallboard.cli.window import Sight, without_qt
from wallboard.config.settings import DEMO

if TYPE_CHECKING:
    from feeds.simulator.simulation import Simulation
    from wallboard.metrics.picture import Picture
    from wallboard.stream.vocabulary import LogEvent

SMALLEST = (1280, 720)
LARGEST = (7680, 4320)
LIVED_S = 120
"""So long the board lives before the picture, second by second: alarms and what has just happened need it."""


def _size(ctx: click.Context, param: click.Parameter, text: str) -> tuple[int, int]:
    width, cross, height = text.lower().partition("x")
    if not (cross and width.isdigit() and height.isdigit()):
        raise click.BadParameter(f"{text!r} is no size like 1920x1080.")
    size = int(width), int(height)
    if not all(least <= side <= most for least, side, most in zip(SMALLEST, size, LARGEST, strict=True)):
        raise click.BadParameter(f"{text} is out of range: from 1280x720 to 7680x4320.")
    return size


@click.command()
@click.option("--out", type=FILE, required=True, metavar="FILE", help="Where the PNG goes.")
@run_options(scenario="storm")
@click.option("--size", default="1920x1080", show_default=True, metavar="WxH", callback=_size, help="In pixels.")
@click.option("--page", type=click.Choice(["board", "tv"]), default="board", show_default=True, help="What is shown.")
@click.option("--queue", default="", metavar="NAME", help="For the tv page: this queue.")
@click.option("--diagonal", type=click.FloatRange(10, 300), default=55.0, help="For the tv page: inches of the screen.")
@click.option("--distance", type=click.FloatRange(0.3, 100), default=5.0, help="For the tv page: metres to who reads.")
@look_options
def command(
    out: Path, run: Run, size: tuple[int, int], page: str, queue: str, diagonal: float, distance: float, look: Look
) -> None:
    """Take a picture of a simulated centre.

    The same scenario, seed, time, size, theme and language give the same picture.
    """
    sight = Sight(cast(Literal["board", "tv"], page), queue, diagonal, distance)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    os.environ["QT_SCALE_FACTOR"] = f"{look.scale or 1.0:g}"
    _take(out, run, size, sight, look)


def _take(out: Path, run: Run, size: tuple[int, int], sight: Sight, look: Look) -> None:
    try:
        from widgets.app import Page
        from widgets.camera import Shot, take_picture
        from widgets.delegates.legibility import Wall
    except ImportError as error:
        raise ProgramError(without_qt(error)) from None
    from wallboard.metrics.picture import Picture

    simulation, at_t = _simulation(run)
    picture = Picture(simulation.scenario.zone)
    begin_t = max(simulation.start_t, at_t - LIVED_S)
    picture.fold(simulation.advance(begin_t))
    _require_queue(sight.queue, picture)
    shot = Shot(
        *size,
        "light" if look.theme == "light" else "dark",
        "ru" if look.language == "ru" else "en",
        Page(sight.kind, sight.queue, Wall(sight.diagonal_in, sight.distance_m)),
        DEMO,
        simulation.scenario.zone,
    )
    try:
        take_picture(shot, picture, _lapse(simulation, begin_t, at_t), out)
    except OSError as error:
        raise ProgramError(
            f"{out}: the picture cannot be written: {error.strerror or 'is its folder there?'}"
        ) from None


def _require_queue(wanted: str, picture: Picture) -> None:
    """Raises ProgramError, with the queues that there are, where `wanted` is none of them."""
    from widgets.delegates.tv_faces import find_queue

    if wanted and find_queue(picture.floor, wanted) is None:
        known = ", ".join(sorted(queue.name for queue in picture.floor.queues.values()))
        raise ProgramError(f"--queue {wanted}: there is no such queue here; there are {known}", ExitCode.USAGE)


def _simulation(run: Run) -> tuple[Simulation, float]:
    """The simulated centre at its opening, and the moment of the picture."""
    from feeds.simulator.loading import ScenarioError, load
    from feeds.simulator.simulation import Simulation

    try:
        scenario = load(run.scenario)
    except ScenarioError as error:
        raise ProgramError(str(error), ExitCode.USAGE) from None
    at_t = scenario.moment(run.start or scenario.start_at)
    simulation = Simulation(scenario, run.agents or None, run.seed)
    if at_t < simulation.start_t:
        raise ProgramError(f"--at {run.start} is before {run.scenario} opens, at {scenario.opens}", ExitCode.USAGE)
    return simulation, at_t


def _lapse(simulation: Simulation, begin_t: float, end_t: float) -> Iterator[tuple[float, list[LogEvent]]]:
    t = begin_t
    while t < end_t:
        t = min(end_t, t + 1.0)
        yield t, simulation.advance(t)
