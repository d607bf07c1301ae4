"""Promised callbacks are mostly kept: some late, some at the second try, a few never."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.feeds.simulator.days import folded, log, scenario, simulation
from wallboard.metrics.picture import Picture
from wallboard.stream import contact_events as ev
from wallboard.stream.command_events import Hangup
from wallboard.stream.vocabulary import LogEvent

SEEDS = (1, 2, 3)
DAY = ("storm", 60)


@cache
def told(seed: int) -> tuple[LogEvent, ...]:
    """A stormy day of sixty people: many are promised a callback."""
    return log(*DAY, seed, "23:30")


def of(kind: type[Any]) -> list[Any]:
    """All facts of a kind, on all days."""
    return [event for seed in SEEDS for event in told(seed) if isinstance(event, kind)]


def lateness_s(seed: int) -> list[float]:
    """How long after the time that was named each promise was kept; negative where it was before."""
    due_t = {
        event.subject: event.data.due.timestamp()
        for event in told(seed)
        if isinstance(event, ev.ContactCallbackRequested) and event.data.due
    }
    kept = (event for event in told(seed) if isinstance(event, ev.ContactCallbackKept))
    return [event.time.timestamp() - due_t[event.subject] for event in kept]


def test_that_in_a_storm_most_promises_are_kept_many_of_them_late_and_some_never() -> None:
    promised, late_s = len(of(ev.ContactCallbackRequested)), [s for seed in SEEDS for s in lateness_s(seed)]
    assert promised > 50
    assert 0.65 <= len(late_s) / promised <= 0.97
    assert sum(s <= 0.0 for s in late_s) / promised >= 0.15
    assert sum(s > 0.0 for s in late_s) / promised >= 0.15


def test_that_on_a_calm_day_most_are_kept_in_time() -> None:
    calm = [event for seed in SEEDS for event in log("calm", 120, seed, "23:30")]
    due_t = {e.subject: e.data.due for e in calm if isinstance(e, ev.ContactCallbackRequested) and e.data.due}
    in_time = [e for e in calm if isinstance(e, ev.ContactCallbackKept) and e.time <= due_t[e.subject]]
    assert len(in_time) > 0.5 * len(due_t) > 0


def test_that_a_promise_is_kept_at_most_once_and_never_before_it_was_tried() -> None:
    all_tries: list[list[bool]] = []
    for seed in SEEDS:
        tried: dict[str, list[bool]] = {}
        kept: list[str] = []
        for event in told(seed):
            if isinstance(event, ev.ContactCallbackAttempted):
                assert event.subject not in kept
                tried.setdefault(event.subject, []).append(event.data.reached)
            if isinstance(event, ev.ContactCallbackKept):
                assert tried[event.subject][-1]
                kept.append(event.subject)
        assert len(kept) == len(set(kept))
        all_tries += tried.values()
    assert any(len(tries) > 1 for tries in all_tries)


def test_that_a_kept_promise_is_a_call_of_the_centre_to_the_same_customer() -> None:
    for seed in SEEDS:
        _, contacts = folded(told(seed))
        for event in (e for e in told(seed) if isinstance(e, ev.ContactCallbackKept)):
            promised, kept = contacts[event.subject], contacts[event.data.contact]
            assert (kept.direction, kept.caller, kept.customer) == ("outbound", promised.caller, promised.customer)
            assert kept.answered
            assert event.data.agent == kept.legs[0].agent


def test_that_calls_of_the_centre_are_nobodys_who_came() -> None:
    picture = Picture(scenario("storm").zone)
    picture.fold(told(1))
    ledger = picture.books.today(now_t=scenario("storm").moment("23:30"))
    figure = picture.books.figure
    assert figure("callbacks_promised", ledger) == sum(
        isinstance(event, ev.ContactCallbackRequested) for event in told(1)
    )
    assert figure("callbacks_kept", ledger) == sum(isinstance(event, ev.ContactCallbackKept) for event in told(1))
    inbound = [e for e in told(1) if isinstance(e, ev.ContactOffered) and e.data.direction == "inbound"]
    live = [event for event in inbound if event.data.channel in ev.LIVE_CHANNELS]
    assert figure("offered", ledger) == len(live) < len(inbound)


def test_that_nobody_is_called_back_while_others_wait_in_the_queue() -> None:
    floor_waits: set[str] = set()
    for event in told(1):
        if isinstance(event, ev.ContactQueued) and event.data.queue == "support":
            floor_waits.add(event.subject)
        elif isinstance(event, ev.ContactDelivered | ev.ContactCleared | ev.ContactDiverted):
            floor_waits.discard(event.subject)
        elif isinstance(event, ev.ContactOffered) and event.data.direction == "outbound":
            assert event.data.queue != "support" or not floor_waits


def test_that_the_same_seed_keeps_the_same_promises_however_time_is_cut() -> None:
    cut = simulation("storm", 60, 1)
    events: list[LogEvent] = []
    end_t = scenario("storm").moment("13:00")
    while cut.now_t < end_t:
        events += cut.advance(min(end_t, cut.now_t + 61.7))
    assert tuple(events) == log(*DAY, 1, "13:00")
    assert any(isinstance(event, ev.ContactCallbackKept) for event in events)


def test_that_a_callback_that_a_person_hangs_up_while_it_rings_does_not_go_on() -> None:
    made = simulation("storm", 60, 1)
    events: list[LogEvent] = []
    ended: set[str] = set()
    while made.now_t < scenario("storm").moment("13:00"):
        events += made.advance(made.now_t + 5.0)
        for contact in made.snapshot().contacts:
            if contact.direction == "outbound" and contact.stage == "menu" and contact.id not in ended:
                ended.add(contact.id)
                events += made.command(made.now_t, f"hang up {contact.id}", Hangup(contact.id))
    after = [type(e) for e in events if e.subject in ended and not isinstance(e, ev.ContactOffered)]
    hung_up = sum(isinstance(e, ev.ContactCleared) and e.data.by == "supervisor" for e in events)
    assert hung_up > 3
    assert len([kind for kind in after if kind is ev.ContactCleared]) == len(ended)
