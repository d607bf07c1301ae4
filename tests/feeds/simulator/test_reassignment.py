from __future__ import annotations

from collections.abc import Callable

import pytest

from feeds.simulator.simulation import Simulation
from tests.feeds.simulator.days import folded, scenario, simulation
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.stream.command_events import CommandConfirmed, CommandFailed, CommandRequested, Reassign, Requested
from wallboard.stream.contact_events import (
    ContactCleared,
    ContactDelivered,
    ContactDiverted,
    ContactEstablished,
    ContactQueued,
)
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import SnapshotAgent, SnapshotContact
from wallboard.stream.vocabulary import LogEvent

KEY = "k-1"


class Play:
    """A storm at 10:42, and one command in it."""

    def __init__(self, seed: int = 7) -> None:
        self.simulation: Simulation = simulation("storm", 30, seed)
        self.before = self.simulation.advance(scenario("storm").moment("10:42"))
        self.after: list[LogEvent] = []

    def contact(self, stage: str = "waiting", channel: str = "voice") -> SnapshotContact:
        """Somebody who is at `stage`: of those who wait, the one who has just come."""
        there = [c for c in self.simulation.snapshot().contacts if (c.stage, c.channel) == (stage, channel)]
        return there[-1]

    def agent(self, fits: Callable[[SnapshotAgent], bool]) -> str:
        return next(agent.id for agent in self.simulation.snapshot().agents if fits(agent))

    def free_overflow(self) -> str:
        return self.agent(lambda agent: agent.overflow and agent.state == "ready")

    def reassign(self, contact: str, to: str, to_kind: str = "agent", pass_s: float = 120.0) -> None:
        now_t = self.simulation.now_t
        action = Reassign(contact, to, to_kind)  # type: ignore[arg-type]
        self.after += self.simulation.command(now_t, KEY, action, "vera")
        self.after += self.simulation.advance(now_t + pass_s)

    def of(self, kind: type, subject: str) -> list[LogEvent]:
        return [event for event in self.after if type(event) is kind and event.subject == subject]

    def failure(self) -> str:
        failed = [event for event in self.after if isinstance(event, CommandFailed)]
        assert len(failed) == 1
        return failed[0].data.code

    def told(self) -> tuple[Floor, dict[str, Contact]]:
        t = self.before[-1].time.timestamp()
        asked = make(CommandRequested, "asked", "/hub", KEY, t, Requested(Reassign("", "")))
        return folded([*self.before, asked, *self.after])


def test_that_a_caller_who_is_sent_to_somebody_is_served_by_him() -> None:
    play = Play()
    caller, person = play.contact().id, play.free_overflow()
    play.reassign(caller, person)
    diverted = play.of(ContactDiverted, caller)[0]
    assert isinstance(diverted, ContactDiverted)
    assert (diverted.data.to, diverted.data.to_kind, diverted.data.by, diverted.causationid) == (
        person, "agent", "vera", KEY,
    )  # fmt: skip
    delivered, answered = play.of(ContactDelivered, caller)[0], play.of(ContactEstablished, caller)[0]
    assert isinstance(delivered, ContactDelivered)
    assert isinstance(answered, ContactEstablished)
    assert delivered.data.agent == answered.data.agent == person
    assert diverted.time < delivered.time < answered.time


def test_that_the_exchange_confirms_what_it_has_done_within_a_moment() -> None:
    play = Play()
    asked_t, caller = play.simulation.now_t, play.contact().id
    play.reassign(caller, play.free_overflow())
    confirmed = [event for event in play.after if isinstance(event, CommandConfirmed)]
    assert [(event.subject, event.correlationid) for event in confirmed] == [(KEY, KEY)]
    assert 0.1 <= confirmed[0].time.timestamp() - asked_t <= 0.7
    assert confirmed[0].time >= play.of(ContactDiverted, caller)[0].time


def test_that_the_floor_counts_him_in_his_queue_as_answered_by_that_person() -> None:
    play = Play()
    caller, person = play.contact(), play.free_overflow()
    play.reassign(caller.id, person)
    floor, contacts = play.told()
    contact = contacts[caller.id]
    assert floor.ignored == 0
    assert (contact.answered_by, contact.entries[0].outcome, contact.entries[0].queue) == (
        person, "answered", caller.queue,
    )  # fmt: skip


def test_that_a_person_on_a_break_is_called_back_and_takes_the_rest_of_it_afterwards() -> None:
    play = Play()
    away = play.agent(lambda agent: agent.state == "not_ready" and agent.reason in ("break", "meeting", "training"))
    caller = play.contact().id
    play.reassign(caller, away, pass_s=3600.0)
    answered = play.of(ContactEstablished, caller)[0]
    assert isinstance(answered, ContactEstablished)
    assert answered.data.agent == away


def test_that_a_caller_can_be_sent_to_another_queue() -> None:
    play = Play()
    caller = play.contact()
    to = "sales" if caller.queue != "sales" else "support"
    play.reassign(caller.id, to, "queue")
    queued = play.of(ContactQueued, caller.id)[0]
    assert isinstance(queued, ContactQueued)
    assert queued.data.queue == to
    _, contacts = play.told()
    left = contacts[caller.id].entries[0]
    assert (left.queue, left.outcome) == (caller.queue, "diverted")


def test_that_a_caller_can_be_sent_to_an_outside_number() -> None:
    play = Play()
    caller = play.contact().id
    play.reassign(caller, "+7 495 555 99 99", "external")
    assert play.of(ContactCleared, caller)
    _, contacts = play.told()
    assert contacts[caller].outcome == "diverted"


def test_that_a_caller_in_the_menu_can_be_sent_to_somebody() -> None:
    play = Play(seed=8)
    now_t = play.simulation.now_t
    while not any(c.stage == "menu" and c.entry == "menu" for c in play.simulation.snapshot().contacts):
        now_t += 1.0
        play.before += play.simulation.advance(now_t)
    caller, person = play.contact("menu").id, play.free_overflow()
    play.reassign(caller, person)
    _, contacts = play.told()
    assert contacts[caller].answered_by == person
    assert not contacts[caller].entries


def test_that_where_it_rings_it_rings_no_more_and_he_is_free_again() -> None:
    play = Play()
    now_t = play.simulation.now_t
    while not any(c.stage == "ringing" and c.channel == "voice" for c in play.simulation.snapshot().contacts):
        now_t += 0.5
        play.before += play.simulation.advance(now_t)
    caller, person = play.contact("ringing"), play.free_overflow()
    play.reassign(caller.id, person, pass_s=600.0)
    floor, contacts = play.told()
    assert contacts[caller.id].answered_by == person
    assert floor.agents[caller.agent].ringing.get(caller.id, "not there") == "not there"


def test_that_everything_after_differs_and_everything_before_does_not() -> None:
    left_alone, changed = Play(), Play()
    changed.reassign(changed.contact().id, changed.free_overflow(), pass_s=1800.0)
    left_alone.after = left_alone.simulation.advance(left_alone.simulation.now_t + 1800.0)
    assert left_alone.before == changed.before
    assert left_alone.after != changed.after


def test_that_a_key_counts_once() -> None:
    play = Play()
    caller, person = play.contact().id, play.free_overflow()
    play.reassign(caller, person, pass_s=0.0)
    play.reassign(caller, person)
    assert sum(isinstance(event, CommandConfirmed | CommandFailed) for event in play.after) == 1


def test_that_a_talking_caller_is_not_waiting_any_more() -> None:
    play = Play()
    play.reassign(play.contact("talking").id, play.free_overflow())
    assert play.failure() == "contact_not_waiting"


@pytest.mark.parametrize(
    ("to", "kind", "code"),
    [
        ("a9999", "agent", "agent_unknown"),
        ("nowhere", "queue", "queue_unknown"),
        ("chat", "queue", "channel_not_served"),
        ("incident", "queue", "channel_not_served"),
        (" ", "external", "target_empty"),
        ("112", "external", "number_invalid"),
    ],
)
def test_that_what_cannot_be_done_is_told_with_its_reason(to: str, kind: str, code: str) -> None:
    play = Play()
    play.reassign(play.contact().id, to, kind)
    assert play.failure() == code


def test_that_a_contact_that_is_gone_is_told() -> None:
    play = Play()
    play.reassign("sim-0", play.free_overflow())
    assert play.failure() == "contact_unknown"


def test_that_his_own_queue_is_no_other_queue() -> None:
    play = Play()
    caller = play.contact()
    play.reassign(caller.id, caller.queue, "queue")
    assert play.failure() == "same_queue"


def test_that_nobody_who_talks_already_gets_a_second_call() -> None:
    play = Play()
    busy = play.contact("talking").agent
    play.reassign(play.contact().id, busy)
    assert play.failure() == "agent_at_capacity"


def test_that_somebody_off_duty_gets_no_call() -> None:
    play = Play()
    on_duty = {agent.id for agent in play.simulation.snapshot().agents}
    off_duty = next(key for key in (f"a{number:04d}" for number in range(1, 31)) if key not in on_duty)
    play.reassign(play.contact().id, off_duty)
    assert play.failure() == "agent_off_duty"
