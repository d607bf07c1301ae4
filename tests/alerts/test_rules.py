"""An alarm comes late enough to be true and goes late enough not to flicker."""

from __future__ import annotations

import pytest

from wallboard.alerts.rules import Reading, Rule, Watch

T = 1_750_000_000.0
RULES = {"waiting": Rule(delay_s=20.0, band=0.25), "service_level": Rule(band=0.1)}


def watch() -> Watch:
    """A watch with known delays and bands."""
    return Watch(RULES)


def waiting(count: float, *, action: str = "reassign", subject: str = "support", about: str = "") -> Reading:
    """So many wait where eight are too many."""
    return Reading("waiting", subject, count, 8.0, True, action, about)


def test_that_a_value_within_its_limit_is_no_alarm_however_long() -> None:
    seen = watch()
    assert [seen.check([waiting(8.0)], T + s) for s in (0, 60, 600)] == [[], [], []]


def test_that_an_alarm_comes_after_its_delay_and_tells_since_when() -> None:
    seen = watch()
    assert seen.check([waiting(9.0)], T) == []
    assert seen.check([waiting(9.0)], T + 19.0) == []
    (alarm,) = seen.check([waiting(10.0)], T + 20.0)
    assert (alarm.code, alarm.subject, alarm.value, alarm.limit, alarm.since_t) == ("waiting", "support", 10.0, 8.0, T)


def test_that_an_alarm_tells_the_moment_that_the_floor_knows_whenever_it_was_seen() -> None:
    reading = Reading("waiting", "support", 9.0, 8.0, begun_t=T - 30.0)
    assert [alarm.since_t for alarm in watch().check([reading], T)] == [T - 30.0]
    seen = watch()
    seen.check([reading], T - 29.0)
    assert [alarm.since_t for alarm in seen.check([reading], T)] == [T - 30.0]


def test_that_a_short_excursion_starts_the_delay_anew() -> None:
    seen = watch()
    seen.check([waiting(9.0)], T)
    seen.check([waiting(7.0)], T + 10.0)
    assert seen.check([waiting(9.0)], T + 21.0) == []


def test_that_a_raised_alarm_stays_within_the_deadband_and_ends_below_it() -> None:
    seen = watch()
    seen.check([waiting(9.0)], T)
    seen.check([waiting(9.0)], T + 20.0)
    assert len(seen.check([waiting(7.0)], T + 21.0)) == 1
    assert seen.check([waiting(6.0)], T + 22.0) == []
    assert seen.check([waiting(9.0)], T + 23.0) == []


def test_that_a_value_that_should_be_high_is_an_alarm_below_its_limit() -> None:
    seen = watch()
    level = Reading("service_level", "support", 0.7, 0.75, False, "add_overflow")
    assert len(seen.check([level], T)) == 1
    better = Reading("service_level", "support", 0.80, 0.75, False, "add_overflow")
    assert len(seen.check([better], T + 1.0)) == 1
    best = Reading("service_level", "support", 0.83, 0.75, False, "add_overflow")
    assert seen.check([best], T + 2.0) == []


@pytest.mark.parametrize(("action", "severity"), [("reassign", "alarm"), ("", "status")])
def test_that_what_asks_for_no_action_is_a_status(action: str, severity: str) -> None:
    seen = watch()
    seen.check([waiting(9.0, action=action)], T)
    (alarm,) = seen.check([waiting(9.0, action=action)], T + 20.0)
    assert (alarm.severity, alarm.action) == (severity, action)


def test_that_a_reading_which_is_not_given_any_more_has_ended() -> None:
    seen = watch()
    seen.check([waiting(9.0)], T)
    seen.check([], T + 10.0)
    assert seen.check([waiting(9.0)], T + 20.0) == []


def test_that_another_contact_of_the_same_person_starts_anew() -> None:
    seen = watch()
    seen.check([waiting(9.0, about="c1")], T)
    assert seen.check([waiting(9.0, about="c2")], T + 25.0) == []


def test_that_a_clock_that_goes_back_starts_the_delay_anew() -> None:
    seen = watch()
    seen.check([waiting(9.0)], T)
    seen.check([waiting(9.0)], T - 3600.0)
    assert len(seen.check([waiting(9.0)], T - 3580.0)) == 1


def test_that_alarms_come_before_statuses_and_pressing_ones_first() -> None:
    seen = Watch({})
    lost = Reading("feed_lost", "/office/pbx", 10.0, 0.0, True, "check_source")
    status = Reading("feed_lost", "/office/chat", 10.0, 0.0)
    alarms = seen.check([waiting(9.0), status, lost], T)
    assert [(a.code, a.severity) for a in alarms] == [
        ("feed_lost", "alarm"),
        ("waiting", "alarm"),
        ("feed_lost", "status"),
    ]
