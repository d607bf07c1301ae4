"""The floor's contacts: taken up, moved on in order, told anew when a fact comes late, forgotten after a grace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wallboard.floor import outcome
from wallboard.floor.changes import Changes, Earlier
from wallboard.floor.contact import ENDED, Contact
from wallboard.floor.fact import Fact
from wallboard.floor.life import AFTERWARDS, STEPS
from wallboard.floor.losses import Losses, Lost
from wallboard.floor.marks import MARKS, NO_MARKS, Memory, marks_of
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
PARKED_KEPT = 10_000

_CANNOT_BEGIN = frozenset(
    {
        ContactLeft,
        ContactMonitored,
        ContactPrioritized,
        *(kind for kind, (rank, _) in STEPS.items() if rank >= AFTERWARDS),
    }
)


class Contacts:
    """See the module. `facts` are in order, by contact; `parked` those that came before it and cannot begin one."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.contacts: dict[str, Contact] = {}
        self.losses = Losses()
        self.memory = Memory()
        self.facts: dict[str, list[Fact]] = {}
        self.parked: dict[str, list[Fact]] = {}
        self.closing: dict[str, float] = {}
        """Ended contacts, and when each is to be forgotten; in that order, so that only the first need be looked at."""
        self.hidden: dict[str, float] = {}
        """The same for those whose end a lost connection hid."""
        self.too_late = 0
        self.duplicates = 0

    @property
    def lost(self) -> dict[str, Lost]:
        """Who gave up, the latest last."""
        return self.losses.lost

    def events(self, contact_id: str) -> Iterator[ContactEvent]:
        """The facts of a contact, in order, as events."""
        return (fact.event(contact_id) for fact in self.facts[contact_id])

    def take(self, event: ContactEvent, t: float, now_t: float) -> Contact | None:
        """Take a fact at `t` that needs more care: a first, late, repeated or last one. None if it is no use."""
        name, lost = event.subject, self.losses.lost
        contact = self.contacts.get(name)
        if name in lost:
            self._hear_of_promise(event, t)
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
        """Let go of the contacts whose grace is over, and of whom nobody will call back any more."""
        if self.losses.forget(now_t):
            self.changes.lost = True
        self.memory.forget(now_t)
        for closing in (self.closing, self.hidden):
            if not closing:
                continue
            contacts, facts, gone = self.contacts, self.facts, self.changes.gone_contacts
            for name in over(closing, now_t):
                contact, told = contacts.pop(name), facts.pop(name)
                if contact.is_marked:
                    self.memory.leave(contact, told, now_t)
                del closing[name]
                gone[name] = contact

    def _begin(self, event: ContactEvent, fact: Fact, now_t: float) -> Contact | None:
        name = event.subject
        if fact.kind in MARKS:
            self._hear_late(name, fact, now_t)
            return None
        if fact.kind in _CANNOT_BEGIN:
            self._park(name, fact)
            return None
        waiting = self.parked.pop(name, None) if self.parked else None
        if waiting is None and fact.t < now_t - GRACE_S and fact.kind is not ContactOffered:
            self.too_late += 1
            return None
        facts, said = [fact], self.memory.take(name) if name in self.memory.said else []
        if waiting is not None or said:
            facts = in_order([fact, *(waiting or ()), *said])
        self._begin_anew(name, said)
        self.facts[name] = facts
        contact = self.contacts[name] = tell(name, event.source, facts)
        if self.losses.begins(contact):
            self.changes.lost = True
        if contact.ended_t >= 0.0:
            self.note_end(contact, now_t)
        return contact

    def _begin_anew(self, name: str, said: list[Fact]) -> None:
        """What was the name's until now is another contact's; but what was `said` of it before is the new one's."""
        changes = self.changes
        gone, marks = changes.gone_contacts.pop(name, None), changes.marks.pop(name, None)
        if said:
            marks = marks[0] if marks is not None else marks_of(said), NO_MARKS
        if gone is not None or marks is not None:
            changes.earlier.append(Earlier(name, gone, marks))

    def _hear_late(self, name: str, fact: Fact, now_t: float) -> None:
        """Something is said of a contact that is over for good, or that has not been heard of yet."""
        heard = self.memory.hear(name, fact, now_t)
        if heard is None:
            self.duplicates += 1
            return
        marks, (before, after) = self.changes.marks, heard
        marks[name] = (marks[name][0] if name in marks else before, after)

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
        name = contact.id
        if name in self.closing or name in self.hidden:
            self.closing.pop(name, None)
            self.hidden.pop(name, None)
        if contact.cleared_reason == "source_down":
            self.hidden[name] = now_t + UNKNOWN_GRACE_S
        elif contact.stage == ENDED:
            self.closing[name] = now_t + GRACE_S
        self._note_loss(contact)

    def _note_loss(self, contact: Contact) -> None:
        losses = self.losses
        if contact.outcome in outcome.LOST and contact.is_customers:
            losses.lose(contact, self.facts[contact.id])
            self.changes.lost = True
        elif contact.id in losses.lost:
            losses.find(contact.id)
            self.changes.lost = True
        if losses.ends(contact, self.changes.called):
            self.changes.lost = True

    def hear_of_callback(self, event: ContactEvent, t: float) -> None:
        """An attempt to call back, or that it was kept: news of one who gave up, and of nobody else here."""
        if event.subject in self.losses.lost:
            self._hear_of_promise(event, t)

    def _hear_of_promise(self, event: ContactEvent, t: float) -> None:
        """Take note of a promise to one who gave up."""
        if self.losses.hear(event, t) is not None:
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
