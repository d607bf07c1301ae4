"""What is normal: the same half-hour on the site's clock in the weeks before, from columns."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.floor.story import START_T, Story
from tests.metrics.test_columns import kept, past_of
from wallboard.metrics import counts as at
from wallboard.metrics.calendar import Calendar
from wallboard.metrics.normal import half_hours_before, normal, people_on
from wallboard.stream import agent_events as ag
from wallboard.stream.contact_events import Cleared, Established, Offered, Queued

DAY_S = 86_400.0


def call(subject: str, at_s: float) -> Story:
    story = Story(subject).at(at_s, Offered(queue="support")).at(at_s, Queued("support"))
    return story.at(at_s + 10.0, Established("anna")).at(at_s + 70.0, Cleared("customer"))


def test_that_the_half_hour_of_past_weeks_goes_by_the_sites_clock() -> None:
    calendar = Calendar("Europe/Berlin")
    t = datetime(2025, 10, 29, 9, 40, tzinfo=ZoneInfo("Europe/Berlin")).timestamp()
    assert [calendar.local(moment).isoformat() for moment in half_hours_before(calendar, t, 2)] == [
        "2025-10-22T09:30:00+02:00",
        "2025-10-15T09:30:00+02:00",
    ]


def test_that_what_is_normal_are_the_past_weeks_that_history_covers() -> None:
    half_hour_s = 1800.0 - START_T % 1800.0
    calls = [call(f"c{day}-{i}", half_hour_s + day * DAY_S + i).events for day in range(15) for i in range(day + 1)]
    duty = Story("anna").at(half_hour_s - 900, ag.LoggedOn()).at(half_hour_s + 900, ag.LoggedOff()).events
    past = past_of(kept(sorted([*duty, *[event for call in calls for event in call]], key=lambda event: event.time)))
    now_t = START_T + half_hour_s + 14 * DAY_S + 600
    found = normal(past, now_t, 4)
    assert [ledger.n[at.OFFERED] for ledger in found] == [8, 1]
    assert people_on(found[1]) == pytest.approx(0.5)
    by_queue = normal(past, now_t, 4, only={"queue": ["support"]})
    assert [ledger.n for ledger in by_queue] == [ledger.n for ledger in found]
    assert [ledger.waits for ledger in by_queue] == [ledger.waits for ledger in found]
