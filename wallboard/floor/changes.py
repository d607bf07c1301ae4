"""What a stretch of events has changed on the floor, merged: who reads it needs each thing once."""

from __future__ import annotations

from msgspec import Struct, field

from wallboard.floor.command import Command
from wallboard.floor.contact import Contact
from wallboard.floor.marks import Marks
from wallboard.floor.people import Agent, Feed, Queue, Spell
from wallboard.floor.ticket import Ticket
from wallboard.stream.contact_events import ContactCallbackAttempted, ContactCallbackKept

Callback = ContactCallbackAttempted | ContactCallbackKept
"""What becomes of a promised callback."""


class Earlier(Struct, frozen=True):
    """What a stretch has brought of a contact whose name has begun anew within it, and which is another's since.

    `contact` is the one that has gone (None: it had gone before); `marks` are as in `Changes`.
    """

    name: str
    contact: Contact | None
    marks: tuple[Marks, Marks] | None


class Changes(Struct):
    """What has changed (by key, with the thing as it is now), and what has left the floor's memory.

    A contact that ended and was forgotten within the same stretch stands in both `contacts` and `gone_contacts`.
    """

    contacts: dict[str, Contact] = field(default_factory=dict)
    agents: dict[str, Agent] = field(default_factory=dict)
    queues: dict[str, Queue] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    commands: dict[str, Command] = field(default_factory=dict)
    gone_contacts: dict[str, Contact] = field(default_factory=dict)
    gone_tickets: dict[str, None] = field(default_factory=dict)
    spells: list[Spell] = field(default_factory=list)
    """Stretches of agents' reported states that are over, in the order of the log."""
    callbacks: list[Callback] = field(default_factory=list)
    """What has become of promised callbacks, in the order of the log; some may come twice."""
    marks: dict[str, tuple[Marks, Marks]] = field(default_factory=dict)
    """What is said of contacts that have left the floor's memory, or that it does not know yet: all that was said
    before this stretch, and with it."""
    earlier: list[Earlier] = field(default_factory=list)
    """In the order of the log; to be taken note of before the contacts that have the names now."""
    called: dict[str, float] = field(default_factory=dict)
    """To whom a promise was kept by a call of ours to his number, and when (epoch seconds)."""
    lost: bool = False
    """Whether the list of the latest lost has changed."""

    def __bool__(self) -> bool:
        return bool(
            self.contacts
            or self.agents
            or self.queues
            or self.tickets
            or self.feeds
            or self.commands
            or self.gone_contacts
            or self.gone_tickets
            or self.spells
            or self.callbacks
            or self.marks
            or self.earlier
            or self.lost
        )
