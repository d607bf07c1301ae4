from __future__ import annotations

from random import Random

import pytest

from feeds.simulator.agenda import Agenda
from feeds.simulator.centre import Centre, Line
from feeds.simulator.chance import Chance
from feeds.simulator.demand import Demand, peak_per_s, pooling
from feeds.simulator.journal import Journal
from feeds.simulator.scenario import DAY_S
from tests.feeds.simulator.days import scenario


def demand(name: str = "calm", seed: int = 1) -> tuple[Demand, Centre]:
    there = scenario(name)
    centre = Centre(there, Agenda(there.moment("08:00")), Journal("/x"), Chance(Random(0)))
    return Demand(centre, 30, seed), centre


def arrivals(seed: int, until: str, strength: float = 40.0) -> list[float]:
    there, centre = demand(seed=seed)
    line = Line("support", centre.scenario.queues["support"], strength=strength)
    seen: list[float] = []
    there.arrive = lambda line: seen.append(centre.agenda.now_t)
    there.start(line)
    centre.agenda.run(centre.scenario.moment(until))
    return seen


def test_that_demand_follows_the_half_hours() -> None:
    there, centre = demand()
    at = centre.scenario.moment
    assert there.factor("support", at("08:00")) == 0.55
    assert there.factor("support", at("10:15")) == 1.0
    assert there.factor("support", at("08:15")) == pytest.approx((0.55 + 0.68) / 2)
    assert there.factor("support", at("03:00")) == centre.scenario.night_share


def test_that_demand_follows_the_weekdays() -> None:
    there, centre = demand()
    monday_t = centre.scenario.moment("11:00")
    week = [there.factor("support", monday_t + day * DAY_S) for day in range(8)]
    assert week[:7] == [pytest.approx(share) for share in centre.scenario.weekdays]
    assert week[7] == week[0]


def test_that_a_surge_rises_and_falls_for_its_queues_alone() -> None:
    there, centre = demand("storm")
    at = centre.scenario.moment
    assert there.factor("support", at("10:10")) == 1.0
    assert 1.0 < there.factor("support", at("10:20")) < there.factor("support", at("10:40"))
    assert there.factor("support", at("10:40")) > 2.0 * there.factor("mail", at("10:40"))
    assert there.factor("support", at("11:40")) == there.factor("mail", at("11:40"))


def test_that_as_many_come_as_the_rate_says() -> None:
    _, centre = demand()
    line = Line("support", centre.scenario.queues["support"], strength=40.0)
    expected = peak_per_s(centre.scenario, line) * 3600.0
    between = [t for t in arrivals(3, "11:00") if t >= centre.scenario.moment("10:00")]
    assert len(between) == pytest.approx(expected, abs=4.0 * expected**0.5)


def test_that_the_same_seed_brings_the_same_customers() -> None:
    assert arrivals(4, "09:00") == arrivals(4, "09:00")
    assert arrivals(4, "09:00") != arrivals(5, "09:00")


def test_that_a_queue_without_people_gets_no_customers() -> None:
    assert not arrivals(4, "12:00", strength=0.0)


def test_that_large_centres_are_asked_for_more_per_head_within_bounds() -> None:
    assert pooling(30) == 1.0
    assert 0.8 <= pooling(1) < pooling(10) < 1.0 < pooling(100) < pooling(5000) <= 1.2
