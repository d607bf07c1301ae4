"""The floor's contacts: taken up, moved on in order, told anew when a fact comes late, forgotten after a grace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from wallboard.floor import outcome
from wallboard.floor.changes import Changes
from wallboard.floor.contact import ENDED, Contact
from wallboard.floor.fact import Fact
from wallboard.floor.life import AFTERWARDS, STEPS
from wallboard.floor.order import in_order, key, tell
from wallboard.stream.contact_events import (
    ContactEvent,
    ContactLeft,
    ContactMonitored,
    ContactOffered,
    ContactPrioritized,
)

GRACE_S = 60.0
"""Seconds of log time for which an ended contact still takes a late fact."""
UNKNOWN_GRACE_S = 3600.0
"""The same for one whose end a lost connection hid."""
LOST_KEPT = 200
PARKED_KEPT = 10_000

_CANNOT_BEGIN = frozenset(
    {
        ContactLeft,
        ContactMonitored,
        ContactPrioritized,
        *(kind for kind, (rank, _) in STEPS.items() if rank >= AFTERWARDS),
    }
)


class Lost(Struct, frozen=True, gc=False):
    """A customer who gave up: when (epoch seconds, UTC), at which stage, where (node, queue, agent), after how long."""

    contact: str
    t: float
    outcome: str
    where: str
    after_s: float
    queue: str = ""
    caller: str = ""
    name: str = ""
    tier: str = ""
    channel: str = "voice"
    position: int = 0


class Contacts:
    """See the module. `facts` are in order, by contact; `parked` those that came before it and cannot begin one."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.contacts: dict[str, Contact] = {}
        self.lost: dict[str, Lost] = {}
        self.facts: dict[str, list[Fact]] = {}
        self.parked: dict[str, list[Fact]] = {}
        self.closing: dict[str, float] = {}
        """Ended contacts, and when each is to be forgotten; in that order, so that only the first need be looked at."""
        self.hidden: dict[str, float] = {}
        """The same for those whose end a lost connection hid."""
        self.too_late = 0
        self.duplicates = 0

    def events(self, contact_id: str) -> Iterator[ContactEvent]:
        """The facts of a contact, in order, as events."""
        return (fact.event(contact_id) for fact in self.facts[contact_id])

    def take(self, event: ContactEvent, t: float, now_t: float) -> Contact | None:
        """Take a fact at `t` that needs more care: a first, late, repeated or last one. None if it is no use."""
        contact = self.contacts.get(event.subject)
        fact = Fact(type(event), t, event.order, event.id, event.source, event.data)
        if contact is None:
            return self._begin(event, fact, now_t)
        if self._goes_on(contact, fact):
            rank, action = STEPS[fact.kind]
            self.facts[contact.id].append(fact)
            contact.last_t = t
            if contact.ended_t >= 0.0:
                if rank > AFTERWARDS:
                    action(contact, t, event.data)
                return contact
            action(contact, t, event.data)
        else:
            contact = self._tell_anew(contact, fact)
        if contact is not None and (contact.ended_t >= 0.0 or contact.id in self.closing or contact.id in self.hidden):
            self.note_end(contact, now_t)
        return contact

    def _goes_on(self, contact: Contact, fact: Fact) -> bool:
        """Whether a fact comes after all that is known (not so after a guessed end, which it may void)."""
        if contact.cleared_reason == "source_down" or fact.kind is ContactOffered:
            return False
        return fact.t > contact.last_t or (fact.t == contact.last_t and key(fact) > key(self.facts[contact.id][-1]))

    def forget(self, now_t: float) -> None:
        """Let go of the contacts whose grace is over."""
        for closing in (self.closing, self.hidden):
            for name in over(closing, now_t):
                del closing[name]
                del self.contacts[name]
                del self.facts[name]
                self.changes.gone_contacts[name] = None

    def _begin(self, event: ContactEvent, fact: Fact, now_t: float) -> Contact | None:
        name = event.subject
        if fact.kind in _CANNOT_BEGIN:
            self._park(name, fact)
            return None
        waiting = self.parked.pop(name, None) if self.parked else None
        if waiting is None and fact.t < now_t - GRACE_S and fact.kind is not ContactOffered:
            self.too_late += 1
            return None
        facts = self.facts[name] = [fact] if waiting is None else in_order([fact, *waiting])
        contact = self.contacts[name] = tell(name, event.source, facts)
        if contact.ended_t >= 0.0:
            self.note_end(contact, now_t)
        return contact

    def _park(self, name: str, fact: Fact) -> None:
        self.parked.setdefault(name, []).append(fact)
        if len(self.parked) > PARKED_KEPT:
            del self.parked[next(iter(self.parked))]

    def _tell_anew(self, old: Contact, fact: Fact) -> Contact | None:
        known = self.facts[old.id]
        if any(f.id == fact.id and f.source == fact.source for f in known):
            self.duplicates += 1
            return None
        facts = self.facts[old.id] = in_order([*known, fact])
        contact = tell(old.id, old.source, facts)
        contact.shown_stage, contact.shown_queue = old.shown_stage, old.shown_queue
        contact.shown_parties, contact.shown_ringing = old.shown_parties, old.shown_ringing
        self.contacts[old.id] = contact
        return contact

    def note_end(self, contact: Contact, now_t: float) -> None:
        """`contact` has ended, or is found not to have ended after all."""
        if contact.id in self.closing or contact.id in self.hidden:
            self.closing.pop(contact.id, None)
            self.hidden.pop(contact.id, None)
        if contact.cleared_reason == "source_down":
            self.hidden[contact.id] = now_t + UNKNOWN_GRACE_S
        elif contact.stage == ENDED:
            self.closing[contact.id] = now_t + GRACE_S
        self._note_loss(contact)

    def _note_loss(self, contact: Contact) -> None:
        if contact.outcome in outcome.LOST and contact.is_customers:
            self.lost[contact.id] = lost_of(contact)
            self.changes.lost = True
            if len(self.lost) > LOST_KEPT:
                del self.lost[next(iter(self.lost))]
        elif contact.id in self.lost:
            del self.lost[contact.id]
            self.changes.lost = True


def over(until_t: Mapping[str, float], now_t: float) -> list[str]:
    """The keys whose time is over, of times in order.

    They are found in one go: a dictionary whose first entry is deleted looks for the next one past all that are gone.
    """
    found = []
    for name, t in until_t.items():
        if t >= now_t:
            break
        found.append(name)
    return found


def lost_of(contact: Contact) -> Lost:
    """The record of a contact that ended in a loss."""
    began_t, where = _WHERE.get(contact.outcome, _in_queue)(contact)
    entry = contact.entries[-1] if contact.entries else None
    return Lost(
        contact.id,
        contact.ended_t,
        contact.outcome,
        where,
        max(0.0, contact.ended_t - began_t),
        contact.queue,
        contact.caller,
        contact.name,
        contact.tier,
        contact.channel,
        entry.position if entry else 0,
    )


def _in_menu(c: Contact) -> tuple[float, str]:
    return c.offered_t, c.menu[-1].node if c.menu else ""


def _in_queue(c: Contact) -> tuple[float, str]:
    return (c.entries[-1].entered_t, c.entries[-1].queue) if c.entries else (c.offered_t, c.queue)


def _ringing(c: Contact) -> tuple[float, str]:
    lost = [ring for ring in c.rings if ring.outcome == "lost"]
    return _in_queue(c)[0], lost[-1].agent if lost else ""


def _on_hold(c: Contact) -> tuple[float, str]:
    leg = c.legs[-1]
    return c.ended_t - leg.hold_s, leg.agent


_WHERE: dict[str, Callable[[Contact], tuple[float, Any]]] = {
    outcome.ABANDONED_IN_MENU: _in_menu,
    outcome.ABANDONED_IN_QUEUE: _in_queue,
    outcome.ABANDONED_RINGING: _ringing,
    outcome.ABANDONED_ON_HOLD: _on_hold,
    outcome.ABANDONED_AFTER_TRANSFER: _in_queue,
}
