"""Simulated days for the tests, each made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from feeds.simulator.loading import load
from feeds.simulator.scenario import Scenario
from feeds.simulator.simulation import Simulation
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.stream.vocabulary import LogEvent

SOURCE = "/test/simulator/run"


@cache
def scenario(name: str) -> Scenario:
    """A scenario that comes with the program."""
    return load(name)


def simulation(name: str = "calm", agents: int | None = None, seed: int = 1) -> Simulation:
    """A simulation at its beginning."""
    return Simulation(scenario(name), agents, seed, SOURCE)


@cache
def log(name: str, agents: int, seed: int, until: str) -> tuple[LogEvent, ...]:
    """The log from opening until a time of day."""
    made = simulation(name, agents, seed)
    return tuple(made.advance(scenario(name).moment(until)))


def folded(events: Iterable[LogEvent]) -> tuple[Floor, dict[str, Contact]]:
    """The floor after the events, and every contact as it was last."""
    floor = Floor()
    contacts: dict[str, Contact] = {}
    for piece in _pieces(list(events), 200):
        floor.fold(piece)
        contacts |= floor.take_changes().contacts
    return floor, contacts


def _pieces(events: list[LogEvent], size: int) -> Iterator[list[LogEvent]]:
    for start in range(0, len(events), size):
        yield events[start : start + size]
