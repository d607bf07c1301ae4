from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.simulator.simulation import Simulation
from tests.feeds.simulator.days import SOURCE, folded, log, scenario, simulation
from wallboard.floor.contact import ENDED
from wallboard.stream.codec import encode_batch
from wallboard.stream.command_events import Action, Reassign
from wallboard.stream.contact_events import (
    ContactCleared,
    ContactDiverted,
    ContactEstablished,
    ContactOffered,
    ContactQueued,
)
from wallboard.stream.feed_events import FeedConnected
from wallboard.stream.queue_events import QueueConfigured
from wallboard.stream.vocabulary import LogEvent, type_of


def bytes_of(seed: int, step_s: float, commands: dict[float, Action] | None = None, name: str = "storm") -> bytes:
    """The first two hours, cut into steps, with commands at seconds after opening."""
    made = simulation(name, 12, seed)
    orders = dict(commands or {})
    events: list[LogEvent] = []
    t, end_t = made.start_t, made.start_t + 7200.0
    while t < end_t:
        t = min(end_t, t + step_s)
        for at_s in [at_s for at_s in orders if made.start_t + at_s <= t]:
            events += made.command(made.start_t + at_s, f"k{at_s}", orders.pop(at_s))
        events += made.advance(t)
    return encode_batch(events)


def test_that_the_same_seed_gives_the_same_log_to_the_byte() -> None:
    assert bytes_of(1, 7200.0) == bytes_of(1, 7200.0)
    assert bytes_of(1, 7200.0) != bytes_of(2, 7200.0)


@settings(max_examples=12)
@given(step_s=st.floats(0.7, 4000.0), seed=st.integers(0, 2**32), name=st.sampled_from(["storm", "workday"]))
def test_that_the_log_does_not_depend_on_how_time_is_cut(step_s: float, seed: int, name: str) -> None:
    assert bytes_of(seed, step_s, name=name) == bytes_of(seed, 7200.0, name=name)


def test_that_the_same_commands_at_the_same_times_give_the_same_log() -> None:
    orders: dict[float, Action] = {3600.0 + at: Reassign(f"sim-{90 + at}", "a0001") for at in range(0, 30, 3)}
    once = bytes_of(3, 7200.0, orders)
    assert once == bytes_of(3, 11.3, orders)
    assert once != bytes_of(3, 7200.0)


def test_that_events_come_in_the_order_of_their_times_with_ids_of_their_own() -> None:
    events = log("storm", 30, 7, "10:42")
    assert all(before.time <= after.time for before, after in pairwise(events))
    assert len({event.id for event in events}) == len(events)
    assert {event.source for event in events} == {SOURCE}


def test_that_no_two_facts_of_one_contact_have_the_same_time() -> None:
    moments = Counter((event.subject, event.time) for event in log("storm", 30, 7, "10:42") if is_of_a_contact(event))
    assert set(moments.values()) == {1}


def is_of_a_contact(event: LogEvent) -> bool:
    return type_of(type(event)).startswith("contact.")


def test_that_the_log_begins_with_the_source_and_what_its_queues_are_held_to() -> None:
    events = log("calm", 30, 1, "08:01")
    assert isinstance(events[0], FeedConnected)
    assert events[0].data.kind == "simulator"
    configured = {event.subject: event.data for event in events[1:9] if isinstance(event, QueueConfigured)}
    assert len(configured) == 8
    assert configured["vip"].target == 0.9
    assert configured["vip"].threshold_s == 10.0
    assert configured["chat"].channel == "chat"
    assert configured["mail"].wait_norm_s == 4 * 3600.0
    assert configured["incident"].channel == "form"
    assert len(configured["support"].overflow) == 4


def test_that_nothing_is_told_before_its_time() -> None:
    made = simulation()
    events = made.advance(made.start_t + 1800.0)
    assert max(event.time.timestamp() for event in events) <= made.start_t + 1800.0 == made.now_t
    assert not made.advance(made.start_t + 900.0)
    assert made.now_t == made.start_t + 1800.0


@settings(max_examples=12)
@given(
    seed=st.integers(0, 2**32), agents=st.integers(1, 12), name=st.sampled_from(["calm", "storm", "monday", "outage"])
)
def test_that_small_centres_tell_a_consistent_story(seed: int, agents: int, name: str) -> None:
    made = simulation(name, agents, seed)
    events = made.advance(scenario(name).moment("12:00"))
    floor, contacts = folded(events)
    assert (floor.ignored, floor.book.too_late, floor.book.duplicates, len(floor.book.parked)) == (0, 0, 0, 0)
    open_here = {contact.id for contact in made.snapshot().contacts}
    assert open_here == {contact.id for contact in contacts.values() if contact.stage != ENDED}
    offered = {event.subject for event in events if isinstance(event, ContactOffered)}
    assert offered == set(contacts)


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32))
def test_that_every_contact_of_a_day_has_ended_by_the_next_afternoon(seed: int) -> None:
    made = simulation("storm", 6, seed)
    events = made.advance(made.start_t + 33 * 3600.0)
    monday_t = scenario("storm").moment("20:00")
    ended = {event.subject for event in events if isinstance(event, ContactCleared)}
    of_monday = {e.subject for e in events if isinstance(e, ContactOffered) and e.time.timestamp() < monday_t}
    assert of_monday <= ended


def test_that_customers_and_overflow_people_do_not_take_each_others_keys() -> None:
    made = simulation("storm", 30, 7)
    made.advance(scenario("storm").moment("10:42"))
    there = made.snapshot()
    keys = [contact.id for contact in there.contacts] + [agent.id for agent in there.agents]
    assert len(keys) == len(set(keys))


def test_that_callers_who_were_lost_call_again() -> None:
    by_customer: dict[str, int] = Counter()
    for event in log("storm", 30, 7, "11:30"):
        if isinstance(event, ContactOffered) and event.data.caller:
            by_customer[event.data.caller] += 1
    assert sum(calls > 1 for calls in by_customer.values()) > 20


def test_that_a_transferred_caller_is_answered_by_somebody_else_or_waits_again() -> None:
    answers: dict[str, list[str]] = {}
    for event in log("calm", 30, 1, "16:00"):
        if isinstance(event, ContactEstablished):
            answers.setdefault(event.subject, []).append(event.data.agent)
    handed_on = [agents for agents in answers.values() if len(agents) > 1]
    assert len(handed_on) > 10
    assert any(len(agents) > 2 for agents in handed_on)
    assert all(before != after for agents in handed_on for before, after in pairwise(agents))


def test_that_nobody_is_diverted_unless_somebody_asks() -> None:
    assert not any(isinstance(event, ContactDiverted) for event in log("storm", 30, 7, "11:30"))


def test_that_a_centre_without_tickets_works() -> None:
    from msgspec import structs

    queues = {key: rules for key, rules in scenario("calm").queues.items() if key != "incident"}
    teams = tuple(team for team in scenario("calm").teams if team.first != ("incident",))
    made = Simulation(structs.replace(scenario("calm"), tickets=None, queues=queues, teams=teams), 10, 1)
    kinds = {type_of(type(event)).partition(".")[0] for event in made.advance(made.start_t + 7200.0)}
    assert kinds == {"feed", "queue", "agent", "contact"}


def test_that_a_centre_without_people_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one agent, not 0"):
        simulation(agents=0)


def test_that_the_load_has_fifty_queues_and_two_thousand_people() -> None:
    made = simulation("load")
    events = made.advance(made.start_t + 5.0)
    assert sum(isinstance(event, QueueConfigured) for event in events) == 50
    assert made.agents == 2000
    assert any(isinstance(event, ContactQueued) and event.data.queue == "support-7" for event in events)
