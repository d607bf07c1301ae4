"""Past days: the same centre, ordinary, with a log of its own for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from feeds.simulator.past import PastDay, earlier, past_days
from feeds.simulator.scenario import Scenario
from tests.feeds.simulator.days import log, scenario
from wallboard.stream.agent_events import AgentLoggedOn
from wallboard.stream.codec import encode_batch
from wallboard.stream.contact_events import ContactIdentified, ContactOffered
from wallboard.stream.vocabulary import LogEvent


def past(name: str = "outage", until: str = "11:00", days_ago: tuple[int, ...] = (14, 7)) -> list[PastDay]:
    return list(past_days(scenario(name), 30, 7, days_ago=days_ago, until=until))


def people(events: Iterable[LogEvent]) -> dict[str, str]:
    return {event.subject: event.data.name for event in events if isinstance(event, AgentLoggedOn)}


@pytest.mark.parametrize("name", ["storm", "monday", "outage"])
def test_that_a_past_day_is_ordinary_and_on_the_same_day_of_the_week(name: str) -> None:
    day = earlier(scenario(name), 7)
    assert (scenario(name).date - day.date).days == 7
    assert day.name == scenario(name).usual
    assert (day.surges, day.troubles, day.absence, day.days_before) == ((), (), None, 0)
    assert set(day.queues) == set(scenario(name).queues)


def test_that_the_days_come_in_the_order_asked_for_each_with_its_own_time_and_keys() -> None:
    days = past()
    assert [day.date for day in days] == [date(2025, 9, 3), date(2025, 9, 10)]
    for day in days:
        assert {event.time.astimezone().date() for event in day.events} == {day.date}
    first, second = ({e.subject for e in day.events if isinstance(e, ContactOffered)} for day in days)
    assert first
    assert second
    assert not first & second
    assert len({event.source for day in days for event in day.events}) == 2


def test_that_the_same_people_work_for_the_same_customers() -> None:
    today = [*log("outage", 30, 7, "11:00")]
    for day in past():
        there, here = people(day.events), people(today)
        assert len(there.keys() & here.keys()) > 20
        assert all(here[key] == there[key] for key in there.keys() & here.keys())
    names: dict[str, set[str]] = {}
    for event in (*today, *(event for day in past() for event in day.events)):
        if isinstance(event, ContactIdentified):
            names.setdefault(event.data.customer, set()).add(event.data.name)
    assert all(len(called) == 1 for called in names.values())


def test_that_days_differ_and_come_again_the_same() -> None:
    once, again = past(), past()
    assert [encode_batch(day.events) for day in once] == [encode_batch(day.events) for day in again]
    assert len({len(day.events) for day in once}) == 2


def calls(scenario_: Scenario, days_ago: int) -> int:
    day = next(past_days(scenario_, 60, 3, days_ago=(days_ago,)))
    return sum(isinstance(event, ContactOffered) for event in day.events)


def test_that_a_saturday_is_quieter_than_a_weekday() -> None:
    assert calls(scenario("outage"), 4) < 0.7 * calls(scenario("outage"), 7)
    assert calls(scenario("calm"), 2) < 0.7 * calls(scenario("calm"), 7)


def test_that_a_past_day_ends_at_no_impossible_time() -> None:
    with pytest.raises(ValueError, match="'25:00' is no time of day"):
        past(until="25:00")
