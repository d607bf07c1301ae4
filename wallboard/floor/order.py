"""In what order one contact's facts are told, however they came: by time, the source's order, rank, id."""

from __future__ import annotations

from wallboard.floor.contact import ENDED, Contact
from wallboard.floor.fact import Fact
from wallboard.floor.life import AFTERWARDS, STEPS
from wallboard.stream.contact_events import ContactCleared, ContactOffered


def key(fact: Fact) -> tuple[float, int, int, str]:
    """The place of a fact in the story of its contact."""
    return fact.t, fact.order, STEPS[fact.kind][0], fact.id


def in_order(facts: list[Fact]) -> list[Fact]:
    """The facts in the order in which they are told; each counts once (by source and id)."""
    return sorted({(f.source, f.id): f for f in facts}.values(), key=key)


def tell(contact_id: str, source: str, facts: list[Fact]) -> Contact:
    """The contact that these facts make. They are in order, and there is at least one."""
    contact = Contact(contact_id, source)
    contact.since_t = contact.offered_t = facts[0].t
    if len(facts) == 1:
        _step(contact, facts[0])
        return contact
    contact.offered_t = next((f.t for f in facts if f.kind is ContactOffered), facts[0].t)
    last_real = _last_real(facts)
    for fact in facts:
        if not (_is_guess(fact) and key(fact) < last_real):
            _step(contact, fact)
    return contact


def _step(contact: Contact, fact: Fact) -> None:
    rank, action = STEPS[fact.kind]
    contact.last_t = fact.t
    if contact.stage != ENDED or rank > AFTERWARDS:
        action(contact, fact.t, fact.data)


def _is_guess(fact: Fact) -> bool:
    return fact.kind is ContactCleared and fact.data.reason == "source_down"


def _last_real(facts: list[Fact]) -> tuple[float, int, int, str]:
    """Where the source's own story ends: what it says after a guess that the contact is gone voids the guess."""
    own = [f for f in facts if not _is_guess(f) and STEPS[f.kind][0] <= AFTERWARDS]
    return key(own[-1]) if own else (0.0, 0, 0, "")
