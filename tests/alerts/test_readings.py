"""What is watched, and the limit that belongs to it."""

from __future__ import annotations

import pytest

from tests.commands.floors import SOURCE, START_T, Story
from wallboard.alerts.crews import Crews
from wallboard.alerts.readings import readings, talking_since
from wallboard.alerts.rules import RULES, Reading
from wallboard.metrics.picture import Picture
from wallboard.stream import contact_events as ev


def watched(story: Story, at_s: float) -> dict[tuple[str, str], Reading]:
    """All readings so many seconds into the story, by code and subject."""
    picture = Picture("UTC")
    picture.fold(story.events)
    crews = Crews()
    crews.take(picture.floor.agents.values())
    found = list(readings(picture.floor, picture.books, crews, START_T + at_s))
    assert all(reading.code in RULES for reading in found)
    return {(reading.code, reading.subject): reading for reading in found}


def office() -> Story:
    """Support with Anna, who serves it."""
    return Story().queue("support", talk_norm_s=600.0, hold_norm_s=120.0).agent("anna", queues=["support"])


def test_that_a_calm_centre_gives_nothing_to_watch() -> None:
    assert watched(office(), 10.0) == {}


def test_that_a_lost_source_is_watched_since_it_was_lost() -> None:
    reading = watched(office().lost_feed(10.0), 40.0)["feed_lost", SOURCE]
    assert (reading.value, reading.action, reading.begun_t) == (30.0, "check_source", START_T + 10.0)


def test_that_the_longest_wait_is_that_of_the_first_in_the_queue() -> None:
    story = office().waiting("c1", 0.0).waiting("c2", 30.0).rings("c1", 40.0, "anna")
    story.tell(ev.ContactRefused, "c1", 45.0, ev.Refused("anna"))
    reading = watched(story, 50.0)["longest_wait", "support"]
    assert (reading.value, reading.limit, reading.action) == (50.0, 60.0, "reassign")
    assert reading.begun_t == START_T + 60.0


def test_that_he_for_whom_it_rings_waits_as_well() -> None:
    story = office().waiting("c1", 0.0).waiting("c2", 30.0).rings("c1", 40.0, "anna")
    assert watched(story, 50.0)["longest_wait", "support"].value == 50.0


def test_that_a_letter_is_held_to_its_norm_in_hours() -> None:
    story = Story().queue("mail", channel="email").agent("anna", queues=["mail"])
    assert watched(story.waiting("c1", 0.0, queue="mail", channel="email"), 9999.0) == {}


@pytest.mark.parametrize(("overflow", "action"), [(True, "add_overflow"), (False, "")])
def test_that_too_many_waiting_asks_for_the_overflow_where_there_is_some(overflow: bool, action: str) -> None:
    story = office().agent("extra", overflow=overflow)
    for number in range(7):
        story.waiting(f"c{number}", 1.0)
    reading = watched(story, 10.0)["waiting", "support"]
    assert (reading.value, reading.limit, reading.action) == (7.0, 5.0, action)


def test_that_a_queue_without_anybody_on_duty_is_watched() -> None:
    reading = watched(Story().queue("support").waiting("c1", 0.0), 5.0)["queue_unstaffed", "support"]
    assert (reading.value, reading.limit) == (1.0, 0.0)


def test_that_shares_are_watched_per_queue_and_overall_once_they_say_something() -> None:
    story = office()
    for number in range(9):
        story.waiting(f"c{number}", 0.0).tell(ev.ContactCleared, f"c{number}", 60.0, ev.Cleared("customer"))
    assert watched(story, 61.0) == {}
    story.waiting("c9", 0.0).tell(ev.ContactCleared, "c9", 60.0, ev.Cleared("customer"))
    found = watched(story, 61.0)
    assert set(found) == {(code, key) for code in ("service_level", "abandonment") for key in ("", "support")}
    level, lost = found["service_level", "support"], found["abandonment", "support"]
    assert (level.value, level.above) == (0.0, False)
    assert level.limit == pytest.approx(0.75)
    assert (lost.value, lost.limit, lost.action) == (1.0, 0.1, "call_back")


def test_that_a_talk_is_held_to_the_norm_of_its_queue() -> None:
    reading = watched(office().waiting("c1", 0.0).talks("c1", 5.0, "anna"), 105.0)["talk_over_norm", "anna"]
    assert (reading.value, reading.limit, reading.about, reading.action) == (100.0, 600.0, "c1", "look_in")


def test_that_a_hold_is_held_to_its_own_norm() -> None:
    story = office().waiting("c1", 0.0).talks("c1", 5.0, "anna").tell(ev.ContactHeld, "c1", 10.0, ev.Held("anna"))
    found = watched(story, 40.0)
    assert set(found) == {("hold_over_norm", "anna")}
    assert found["hold_over_norm", "anna"].value == 30.0


def test_that_of_several_chats_the_longest_is_watched() -> None:
    story = office().waiting("c1", 0.0).talks("c1", 5.0, "anna").waiting("c2", 0.0).talks("c2", 50.0, "anna")
    assert watched(story, 60.0)["talk_over_norm", "anna"].about == "c1"


def test_that_a_talk_counts_from_ones_own_answer_after_a_transfer() -> None:
    story = office().agent("boris").waiting("c1", 0.0).talks("c1", 5.0, "anna")
    story.tell(ev.ContactTransferred, "c1", 30.0, ev.Transferred("anna", "boris", "agent", "attended"))
    floor = story.talks("c1", 30.0, "boris").floor()
    assert talking_since(floor.contacts["c1"], "boris") == START_T + 30.0
