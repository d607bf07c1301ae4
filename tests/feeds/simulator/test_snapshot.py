from __future__ import annotations

import pytest

from feeds.simulator.feed import SimulatorFeed
from tests.feeds.simulator.days import scenario, simulation
from wallboard.floor.contact import ENDED
from wallboard.floor.floor import Floor
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import FeedSnapshot, Snapshot


def taken(seed: int, clock: str) -> tuple[Floor, FeedSnapshot]:
    """The floor of a storm at a time of day, and what the centre says is true then."""
    made = simulation("storm", 30, seed)
    floor = Floor()
    floor.fold(made.advance(scenario("storm").moment(clock)))
    floor.take_changes()
    return floor, make(FeedSnapshot, "s1", "/test/simulator/run", "simulator", made.now_t, made.snapshot())


def story(floor: Floor) -> dict[str, tuple[object, ...]]:
    """What is known of each open contact that has been routed."""
    routed = [contact for contact in floor.contacts.values() if contact.stage not in ("unrouted", ENDED)]
    return {c.id: (c.stage, c.since_t, c.parties, c.ringing, len(c.entries), len(c.legs), c.last_t) for c in routed}


@pytest.mark.parametrize("clock", ["10:30", "10:42:10", "10:55:31", "11:20:07"])
def test_that_who_was_never_away_learns_nothing_new_from_a_snapshot(clock: str) -> None:
    floor, snapshot = taken(7, clock)
    before = story(floor)
    states = {key: (agent.state, agent.reason) for key, agent in floor.agents.items()}
    floor.fold([snapshot])
    assert {key: told for key, told in story(floor).items() if key in before} == before
    assert {key: (agent.state, agent.reason) for key, agent in floor.agents.items()} == states


def test_that_who_has_just_come_learns_all_that_is_open() -> None:
    floor, snapshot = taken(7, "10:42")
    late = Floor()
    late.fold([snapshot])
    open_there = {key: c.stage for key, c in floor.contacts.items() if c.stage not in (ENDED, "unrouted")}
    assert {key: c.stage for key, c in late.contacts.items() if key in open_there} == open_there
    on_duty = {key: agent.state for key, agent in floor.agents.items() if agent.on_duty}
    assert {key: agent.state for key, agent in late.agents.items()} == on_duty


def test_that_the_feed_offers_it_as_an_event_of_its_own() -> None:
    event = SimulatorFeed(scenario("calm"), site="here").snapshot()
    assert (event.source, event.subject) == ("/here/simulator/calm-30-7", "simulator")
    assert event.data == Snapshot()
