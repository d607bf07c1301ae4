"""In what order one contact's facts are told, however they came: by time, the source's order, rank, id."""

from __future__ import annotations

from wallboard.floor.contact import ENDED, Contact
from wallboard.floor.life import AFTERWARDS, STEPS
from wallboard.stream.contact_events import ContactCleared, ContactEvent, ContactOffered


def key(event: ContactEvent) -> tuple[float, int, int, str]:
    """The place of a fact in the story of its contact."""
    return event.time.timestamp(), event.order, STEPS[type(event)][0], event.id


def tell(contact_id: str, source: str, facts: list[ContactEvent]) -> Contact:
    """The contact that these facts make; each counts once (by source and id), in the order of `key`."""
    contact = Contact(contact_id, source)
    if len(facts) == 1:
        contact.facts = facts
        contact.since_t = contact.offered_t = facts[0].time.timestamp()
        _step(contact, facts[0])
        return contact
    told = contact.facts = _in_order(facts)
    contact.since_t = told[0].time.timestamp()
    contact.offered_t = _offered_t(told)
    last_real = _last_real(told)
    for event in told:
        if not (_is_guess(event) and key(event) < last_real):
            _step(contact, event)
    return contact


def _in_order(facts: list[ContactEvent]) -> list[ContactEvent]:
    return sorted({(f.source, f.id): f for f in facts}.values(), key=key)


def _step(contact: Contact, event: ContactEvent) -> None:
    t = event.time.timestamp()
    rank, action = STEPS[type(event)]
    contact.last_t = t
    if contact.stage != ENDED or rank > AFTERWARDS:
        action(contact, t, event.data)


def _is_guess(event: ContactEvent) -> bool:
    return isinstance(event, ContactCleared) and event.data.reason == "source_down"


def _last_real(facts: list[ContactEvent]) -> tuple[float, int, int, str]:
    """Where the source's own story ends: what it says after a guess that the contact is gone voids the guess."""
    own = [f for f in facts if not _is_guess(f) and STEPS[type(f)][0] <= AFTERWARDS]
    return key(own[-1]) if own else (0.0, 0, 0, "")


def _offered_t(facts: list[ContactEvent]) -> float:
    first = next((f for f in facts if isinstance(f, ContactOffered)), facts[0])
    return first.time.timestamp()
