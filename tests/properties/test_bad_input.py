"""What makes no sense has a rule each, and no figure that makes no sense comes of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.floor.story import START_T, Story
from tests.floor.strategies import days
from tests.metrics.pictures import Figures, one, pictured, read, reported, today
from wallboard.metrics.catalogue import FIGURES
from wallboard.stream import agent_events as ag
from wallboard.stream.codec import decode_frame, encode
from wallboard.stream.contact_events import Cleared, Established, Menu, Offered, Queued
from wallboard.stream.envelope import make
from wallboard.stream.queue_events import Configured, QueueConfigured


def nonsense(figures: Figures) -> dict[str, float]:
    """Negative numbers, and shares of more than the whole."""
    found = {}
    for name, value in figures.items():
        most = 1.0 if FIGURES[name].unit == "share" else float("inf")
        if value is not None and not 0.0 <= value <= most:
            found[name] = value
    return found


@settings(max_examples=50)
@given(days())
def test_that_no_figure_is_negative_and_no_share_more_than_the_whole(events: list[Any]) -> None:
    for by in ([], ["queue"], ["agent"], ["half_hour"]):
        for key, figures in reported(events, by).items():
            assert not nonsense(figures), (by, key)
    picture = pictured(events)
    assert not nonsense(today(picture))
    assert not nonsense(read(picture, picture.books.people(), ["occupancy", "utilisation"]))


def test_that_a_time_before_the_contact_makes_no_negative_wait() -> None:
    story = Story("c1").at(100, Offered(queue="a")).at(100, Queued("a")).at(40, Established("anna"))
    found = one(story.at(130, Cleared("customer")).events)
    assert not nonsense(found)
    assert (found["offered"], found["answered"]) == (1, 1)


@pytest.mark.parametrize("first", ["customer", "system"])
def test_that_a_contact_with_two_ends_ended_at_the_first(first: Any) -> None:
    second: Any = "system" if first == "customer" else "customer"
    story = Story("c1").at(0, Offered(queue="a")).at(0, Menu("1")).at(1, Queued("a")).at(31, Cleared(first))
    once = one(story.events)
    twice = story.at(45, Cleared(second)).events
    assert one(twice) == once
    assert one([*twice[:3], twice[4], twice[3]]) == once  # whichever is heard of first
    assert once["abandoned_in_queue" if first == "customer" else "turned_away"] == 1
    assert once["wait_max_s"] == 30


def test_that_an_agent_in_two_places_is_busy_once() -> None:
    people = Story("anna").at(0, ag.LoggedOn(capacity={"voice": 1})).at(400, ag.LoggedOff())
    talks = [
        Story(f"c{i}").at(100 + i, Offered()).at(100 + i, Established("anna")).at(200 + i, Cleared("customer"))
        for i in range(3)
    ]
    events = sorted([event for each in (people, *talks) for event in each.events], key=lambda event: event.time)
    found = one(events)
    assert found["occupancy"] == found["utilisation"] == pytest.approx(102 / 400)
    assert (found["handled"], found["talk_mean_s"], found["max_talking"]) == (3, 100, 3)


def test_that_who_talks_on_after_his_shift_is_utilised_in_his_shift_alone() -> None:
    people = Story("anna").at(0, ag.LoggedOn()).at(400, ag.LoggedOff())
    talk = Story("c1").at(100, Offered()).at(300, Established("anna")).at(900, Cleared("customer"))
    nobodys = Story("c2").at(100, Offered()).at(300, Established("boris")).at(900, Cleared("customer"))
    events = sorted([*people.events, *talk.events, *nobodys.events], key=lambda event: event.time)
    found = reported(events, ["agent"])
    assert (found["anna",]["utilisation"], found["anna",]["occupancy"]) == (0.25, 0.25)
    assert (found["boris",]["utilisation"], found["boris",]["occupancy"]) == (None, None)
    assert found["anna",]["talk_mean_s"] == found["boris",]["talk_mean_s"] == 600
    assert pictured(events).books.agent("anna").occupancy == 0.25


@pytest.mark.parametrize(
    "held_to", [{"threshold_s": -1.0}, {"target": 1.2}, {"target": -0.1}, {"short_abandon_s": -5.0}], ids=str
)
def test_that_a_target_that_makes_no_sense_is_refused_with_its_reason(held_to: dict[str, Any]) -> None:
    event = make(QueueConfigured, "q1", "/test/pbx", "support", START_T, Configured("Support", **held_to))
    decoded = decode_frame(encode(event))
    assert not decoded.messages
    assert [next(iter(held_to)) in rejected.detail for rejected in decoded.refused] == [True]
