"""Folding for history: what each stretch of events has settled for good, and what is still under way."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from wallboard.floor.changes import Callback, Changes, Earlier
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import Spell
from wallboard.floor.ticket import Ticket
from wallboard.stream.envelope import Event


class Settled(Struct, frozen=True, gc=False):
    """What a stretch of events has brought: contacts and tickets of which nothing new will come, stretches of agents'
    states that are over, and what has become of promised callbacks."""

    earlier: list[Earlier]
    """Those of them whose names have begun anew: they come before all others."""
    gone: list[Contact]
    gone_tickets: list[Ticket]
    spells: list[Spell]
    callbacks: list[Callback]
    changes: Changes
    """All that has changed."""


class Unfinished:
    """`contacts` and `tickets` are those of which something may still be heard."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.contacts: dict[str, Contact] = dict(floor.contacts)
        self.tickets: dict[str, Ticket] = dict(floor.tickets)

    def fold(self, events: Sequence[Event]) -> Settled:
        """Fold `events` into the floor."""
        self.floor.fold(events)
        changes = self.floor.take_changes()
        contacts, tickets = self.contacts, self.tickets
        for earlier in changes.earlier:
            contacts.pop(earlier.name, None)
        contacts.update(changes.contacts)
        gone = [contacts.pop(key) for key in changes.gone_contacts if key in contacts]
        tickets.update(changes.tickets)
        gone_tickets = [tickets.pop(key) for key in changes.gone_tickets if key in tickets]
        return Settled(changes.earlier, gone, gone_tickets, changes.spells, changes.callbacks, changes)
