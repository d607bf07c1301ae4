"""The causes measured on simulated days: each hard day has its own."""

from __future__ import annotations

from functools import cache

import pytest

from feeds.simulator.loading import load
from feeds.simulator.past import past_days
from feeds.simulator.simulation import Simulation
from wallboard.floor.floor import Floor
from wallboard.forecast.measuring import reasons
from wallboard.forecast.why import Cause, Why
from wallboard.metrics.asked import limits_of
from wallboard.metrics.calendar import Calendar
from wallboard.metrics.effort import Effort, effort_of
from wallboard.metrics.reading import Limits

AGENTS, SEED = 45, 7
LEVEL = "service_level.short_abandons_excluded"
WEEK_S = 7 * 86_400.0


@cache
def day(name: str, until: str) -> tuple[Effort, list[Effort], Limits]:
    """A day up to a time of day, the same of two past weeks, and the queues' limits."""
    scenario = load(name)
    end_t = scenario.moment(until)
    start_t = Calendar(scenario.zone).day_of(end_t)
    events = list(Simulation(scenario, AGENTS, SEED, "/test/simulator/1").advance(end_t))
    floor = Floor()
    floor.fold(events)
    past = [
        effort_of([found.events], start_t - weeks * WEEK_S, end_t - weeks * WEEK_S, scenario.zone)
        for weeks, found in zip((2, 1), past_days(scenario, AGENTS, SEED, days_ago=(14, 7), until=until), strict=True)
    ]
    return effort_of([events], start_t, end_t, scenario.zone), past, limits_of(floor)


def told(name: str, until: str, figure: str, queue: str = "") -> Why:
    now, past, limits = day(name, until)
    found = reasons(figure, queue, now, past, limits)
    assert found is not None
    return found


def causes(found: Why) -> dict[str, Cause]:
    return {cause.name: cause for cause in found.causes}


def test_that_in_the_failure_it_is_the_contacts_and_not_the_people() -> None:
    found = told("outage", "11:15", LEVEL, "support")
    by_name = causes(found)
    assert found.value < found.normal - 0.1
    assert by_name["arrivals"].change < -0.05
    assert by_name["arrivals"].now > 1.2 * by_name["arrivals"].normal
    assert abs(by_name["people"].change) < 0.03


def test_that_on_the_monday_people_are_missing_and_away_as_well() -> None:
    found = told("monday", "10:40", LEVEL, "support")
    by_name = causes(found)
    assert by_name["people"].change < -0.01
    assert by_name["people"].now < by_name["people"].normal
    assert by_name["adherence"].change < -0.01
    assert by_name["adherence"].now < by_name["adherence"].normal


@pytest.mark.parametrize("figure", [LEVEL, "abandonment_rate", "asa_s", "occupancy", "answered_share"])
@pytest.mark.parametrize("queue", ["", "support"])
def test_that_the_parts_of_every_figure_add_up(figure: str, queue: str) -> None:
    found = told("outage", "11:15", figure, queue)
    assert sum(cause.change for cause in found.causes) == pytest.approx(found.value - found.normal)
    assert found.weeks == 2


def test_that_what_is_no_matter_of_people_and_contacts_is_not_explained() -> None:
    now, past, limits = day("outage", "11:15")
    assert reasons("fcr", "", now, past, limits) is None
    assert reasons(LEVEL, "nowhere", now, past, limits) is None
    assert reasons(LEVEL, "", now, [], limits) is None
    with pytest.raises(KeyError):
        reasons("shoe_size", "", now, past, limits)


def test_that_effort_counts_live_contacts_and_everybodys_time() -> None:
    now, _, _ = day("outage", "11:15")
    assert sum(ledger.n[0] for ledger in now.queues.values()) >= now.whole.n[0]
    assert 0.0 < now.busy_s <= 11.25 * 3600.0
    for time in now.times.values():
        assert 0.0 <= time.away_s <= time.logged_on_s
    assert now.members["support"] & now.times.keys()
