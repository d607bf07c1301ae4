"""What cannot be, and happens: for each there is a rule, and the books balance all the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor.story import Story
from tests.metrics.pictures import one, pictured, reported, today
from wallboard.metrics.asked import Asked, limits_of
from wallboard.metrics.balance import balance
from wallboard.metrics.catalogue import FIGURES
from wallboard.stream import agent_events as ag
from wallboard.stream.contact_events import Cleared, Delivered, Established, Held, Offered, Queued
from wallboard.stream.queue_events import Configured


def in_order(*stories: Story) -> list[Any]:
    return sorted((event for story in stories for event in story.events), key=lambda event: event.time)


def test_that_a_contact_with_two_ends_ended_with_the_first() -> None:
    told = Story("c1").at(0, Offered(queue="sales")).at(0, Queued("sales")).at(30, Cleared("customer"))
    told.at(50, Cleared("agent")).at(55, Established("anna"))
    for events in (told.events, told.events[::-1]):
        picture = pictured(events)
        found = today(picture)
        assert (found["offered"], found["abandoned_in_queue"], found["answered"], found["turned_away"]) == (1, 1, 0, 0)
        assert found["wait_max_s"] == 30.0
        assert balance(picture.floor, picture.books) == []


def test_that_no_time_is_negative_where_a_source_tells_the_end_before_the_beginning() -> None:
    told = Story("c1").at(100, Offered(queue="sales")).at(90, Queued("sales")).at(80, Delivered("anna"))
    told.at(70, Established("anna")).at(60, Held("anna")).at(50, Cleared("customer"))
    for found in (one(told.events), *reported(told.events, ["queue"]).values()):
        assert not {name: value for name, value in found.items() if value is not None and value < 0}


def test_that_a_queue_entered_after_the_answer_makes_no_wait() -> None:
    told = Story("c1").at(0, Offered()).at(10, Established("anna")).at(20, Queued("sales")).at(90, Cleared("customer"))
    found = one(told.events)
    assert (found["answered_direct"], found["asa_s"], found["asa_queued_s"]) == (1, 0.0, None)


def test_that_of_nothing_there_is_no_share_no_mean_and_no_time() -> None:
    events = Story("anna").at(0, ag.LoggedOff()).events
    found = one(events)
    assert not {name for name, value in found.items() if FIGURES[name].unit != "count" and value is not None}
    assert not {name for name, value in found.items() if FIGURES[name].unit == "count" and value != 0}


def test_that_an_agent_in_two_places_beyond_his_capacity_is_occupied_once() -> None:
    anna = Story("anna").at(0, ag.LoggedOn(capacity={"voice": 1}, site="north")).at(0, ag.State("ready"))
    anna.at(1000, ag.LoggedOff())
    calls = []
    for subject in ("c1", "c2"):
        told = Story(subject).at(100, Offered()).at(100, Queued("sales")).at(100, Established("anna"))
        calls.append(told.at(600, Cleared("customer")))
    events = in_order(anna, *calls)
    picture, found = pictured(events), one(events)
    assert (found["handled"], found["aht_s"], found["max_talking"]) == (2, 500.0, 2)
    assert (found["occupancy"], found["utilisation"]) == (0.5, 0.5)
    assert picture.books.agent("anna").occupied_s == 500.0


def test_that_an_agent_logged_on_twice_is_where_he_was_last_and_there_once() -> None:
    anna = Story("anna").at(0, ag.LoggedOn(site="north")).at(500, ag.LoggedOn(site="south")).at(1000, ag.LoggedOff())
    call = Story("c1").at(100, Offered()).at(100, Established("anna")).at(200, Cleared("customer"))
    events = in_order(anna, call)
    assert pictured(events).books.agent("anna").logged_on_s == 1000.0
    assert set(reported(events, ["site"])) == {("south",)}


@pytest.mark.parametrize(
    ("told", "held_to"),
    [
        (Configured(threshold_s=0.0), (20.0, 5.0, 0.8)),
        (Configured(threshold_s=-5.0, short_abandon_s=-1.0), (20.0, 5.0, 0.8)),
        (Configured(target=80.0), (20.0, 5.0, 0.8)),
        (Configured(target=0.0), (20.0, 5.0, 0.8)),
        (Configured(threshold_s=10.0, short_abandon_s=30.0), (10.0, 10.0, 0.8)),
        (Configured(threshold_s=60.0, short_abandon_s=0.0, target=1.0), (60.0, 0.0, 1.0)),
    ],
)
def test_that_of_a_target_that_makes_no_sense_the_default_stands(
    told: Configured, held_to: tuple[float, float, float]
) -> None:
    picture = pictured(Story("sales").at(0, told).events)
    config = picture.floor.queues["sales"].config
    assert (config.threshold_s, config.short_abandon_s, config.target) == held_to
    assert picture.books.limits.of("sales") == limits_of(picture.floor).of("sales") == held_to[:2]


def test_that_a_norm_below_nothing_is_none() -> None:
    told = Configured(talk_norm_s=-1.0, hold_norm_s=-1.0, wait_norm_s=-1.0)
    config = pictured(Story("sales").at(0, told).events).floor.queues["sales"].config
    assert (config.talk_norm_s, config.hold_norm_s, config.wait_norm_s) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"threshold_s": 0.0},
        {"thresholds": {"sales": -1.0}},
        {"short_abandon_s": -0.1},
        {"short_abandons": {"sales": 1e9}},
        {"fcr_window_s": 0.0},
        {"channels": frozenset({"pigeon"})},
    ],
)
def test_that_what_is_asked_has_to_make_sense(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"above 0|0 to|more than 0|no channel"):
        Asked(**wrong)


def test_that_a_queues_own_short_limit_is_held_down_to_a_threshold_that_is_asked_for() -> None:
    floor = pictured(Story("sales").at(0, Configured(short_abandon_s=8.0)).events).floor
    limits = limits_of(floor, Asked(threshold_s=3.0))
    assert (limits.of("sales"), limits.of("other")) == ((3.0, 3.0), (3.0, 3.0))
