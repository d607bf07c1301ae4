"""Days that are past: the same centre with the same people, on ordinary days before a scenario's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import structs

from feeds.simulator.loading import load
from feeds.simulator.scenario import Scenario
from feeds.simulator.simulation import Simulation
from wallboard.stream.vocabulary import LogEvent

FOUR_WEEKS = (28, 21, 14, 7)
SEEDS_APART = 100_003


class PastDay(NamedTuple):
    """One day and its log, from opening on; contacts and tickets have keys that no other day has."""

    date: date
    events: list[LogEvent]


def earlier(scenario: Scenario, days_ago: int) -> Scenario:
    """An ordinary day at the centre of `scenario`, so many days before it: what its `usual` says, or else the scenario
    itself, without what comes over it on its own day. Raises ScenarioError where there is no such scenario.
    """
    usual = load(scenario.usual) if scenario.usual else scenario
    weekday = usual.date.weekday() if usual.usual_weekday is None else usual.usual_weekday
    return structs.replace(
        usual,
        date=scenario.date - timedelta(days=days_ago),
        usual_weekday=weekday,
        closed_weekdays=scenario.closed_weekdays,
        queue_count=scenario.queue_count,
        days_before=0,
        surges=(),
        troubles=(),
        absence=None,
    )


def past_days(
    scenario: Scenario,
    agents: int | None = None,
    seed: int = 7,
    source: str = "/demo/simulator/past",
    *,
    days_ago: Iterable[int] = FOUR_WEEKS,
    until: str = "23:59",
) -> Iterator[PastDay]:
    """Past days of a run of `scenario` with `agents` people and `seed`, each up to the time of day `until`; made one at
    a time as they are asked for, in the order of `days_ago` (default: the same day of the four weeks before).

    The same arguments give the same days. Raises ValueError where `until` is no time of day.
    """
    for days in days_ago:
        day = earlier(scenario, days)
        simulation = Simulation(
            day,
            scenario.agents if agents is None else agents,
            seed * SEEDS_APART + days,
            f"{source}/{day.date}",
            people_seed=seed,
            prefix=f"d{day.date:%y%m%d}",
        )
        yield PastDay(day.date, simulation.advance(day.moment(until)))
