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

UNBOUNDED = "utilisation"
"""Who works while no source says that he is logged on is occupied all the same: it is over 1 then, and says so."""


def nonsense(figures: Figures) -> dict[str, float]:
    """Negative numbers, and shares of more than the whole."""
    found = {}
    for name, value in figures.items():
        if name == UNBOUNDED:
            continue
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
    assert not nonsense(read(picture, picture.books.people(), ["occupancy"]))


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


@pytest.mark.parametrize(
    "held_to", [{"threshold_s": -1.0}, {"target": 1.2}, {"target": -0.1}, {"short_abandon_s": -5.0}], ids=str
)
def test_that_a_target_that_makes_no_sense_is_refused_with_its_reason(held_to: dict[str, Any]) -> None:
    event = make(QueueConfigured, "q1", "/test/pbx", "support", START_T, Configured("Support", **held_to))
    decoded = decode_frame(encode(event))
    assert not decoded.messages
    assert [next(iter(held_to)) in rejected.detail for rejected in decoded.refused] == [True]
