"""The simulated centre as it stands: its queues, its people, the contacts that are open. Times are epoch seconds
(UTC).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from feeds.simulator.agenda import Agenda
from feeds.simulator.chance import Chance
from feeds.simulator.journal import Journal
from feeds.simulator.scenario import QueueRules, Scenario, Shift
from wallboard.stream.agent_events import Place
from wallboard.stream.contact_events import Channel, Direction, Entry

READY = "ready"
BUSY = "busy"
AFTER_WORK = "after_contact_work"
NOT_READY = "not_ready"
UNREACHABLE = "unreachable"
LOGGED_OFF = "logged_off"

LIVE = ("voice", "chat")

LOST_KEPT = 10_000

BEAT_S = 0.001
"""The least time between two facts of one contact, so that their order is never in doubt."""


@dataclass(slots=True, eq=False)
class Customer:
    """Somebody whom the centre knows."""

    key: str
    name: str
    tier: str
    address: str


@dataclass(slots=True, eq=False)
class Line:
    """A queue: who waits in it, and which of its people are free now (by penalty; the one free for longest comes
    first).

    `reserve` are free overflow people who are offered what has waited too long. `strength` is how many people it is
    staffed with.
    """

    key: str
    rules: QueueRules
    urgent: dict[str, Contact] = field(default_factory=dict)
    ordinary: dict[str, Contact] = field(default_factory=dict)
    free: tuple[dict[str, Person], ...] = field(default_factory=lambda: ({}, {}))
    reserve: dict[str, Person] = field(default_factory=dict)
    strength: float = 0.0
    on_duty: int = 0

    def head(self, person: Person) -> Contact | None:
        """Whom `person` is to serve next; nobody gets back whom he has just handed on."""
        for waiting in (self.urgent, self.ordinary):
            for contact in waiting.values():
                if contact.handed_by is not person:
                    return contact
        return None

    @property
    def length(self) -> int:
        """How many wait."""
        return len(self.urgent) + len(self.ordinary)


@dataclass(slots=True, eq=False)
class Matter:
    """What a customer comes about, the line where it belongs, and how often he has come about it."""

    topic: str
    home: Line
    visits: int = 1


@dataclass(slots=True, eq=False)
class Post:
    """A person serves a line. `penalty` 0: it is his own; 1: he helps out; more: overflow, from `late` on by himself
    or never.
    """

    line: Line
    penalty: int
    overflow: bool = False
    late: bool = False


@dataclass(slots=True, eq=False)
class Contact:
    """An open contact. `turn` changes with each stage and `wait` with each wait: what was planned for an older one is
    void. `goes_to` is where its agent is going to send it.
    """

    key: str
    channel: Channel
    line: Line
    entry: Entry
    offered_t: float
    caller: str = ""
    customer: Customer | None = None
    stage: str = "menu"
    since_t: float = 0.0
    last_t: float = 0.0
    turn: int = 0
    wait: int = 0
    is_urgent: bool = False
    in_line: bool = False
    queued_t: float = 0.0
    agent: Person | None = None
    ringing: Person | None = None
    helper: Person | None = None
    handed_by: Person | None = None
    answered: bool = False
    transfers: int = 0
    left_s: float = 0.0
    direction: Direction = "inbound"
    matter: Matter | None = None
    goes_to: Line | None = None
    waited_s: float = 0.0

    def advance(self, stage: str, t: float) -> int:
        """Enter `stage` at `t`. The new turn."""
        self.stage, self.since_t = stage, t
        self.turn += 1
        return self.turn


@dataclass(slots=True, eq=False)
class Person:
    """Somebody who serves contacts. `pace` multiplies his talking times, `skill` (0 on average, with a deviation of 1)
    says how well he does it, `due` are absences (reason, seconds) still to come.

    `lent` while he helps a colleague; `turn` changes with each state, so that what was planned for an older one is
    void.
    """

    key: str
    name: str
    team: str
    site: str
    shift: Shift
    posts: list[Post]
    capacity: dict[str, int]
    pace: float = 1.0
    skill: float = 0.0
    place: Place = "floor"
    overflow: bool = False
    state: str = LOGGED_OFF
    reason: str = ""
    since_t: float = 0.0
    until_t: float = 0.0
    turn: int = 0
    active: dict[str, Contact] = field(default_factory=dict)
    ringing: Contact | None = None
    lent: bool = False
    due: list[tuple[str, float]] = field(default_factory=list)
    going_home: bool = False
    introduced: bool = False

    @property
    def is_idle(self) -> bool:
        """On duty with nothing to do."""
        return self.state == READY and self.ringing is None and not self.lent and not self.active

    def can_take(self, channel: str) -> bool:
        """Whether a contact of `channel` may be given to him by a queue."""
        if self.ringing is not None or self.lent or self.due or self.going_home:
            return False
        return self.state == READY or (self.state == BUSY and self.has_room(channel))

    def has_room(self, channel: str) -> bool:
        """Whether he can have one more contact of `channel`: several chats go together, and with the e-mail on his
        screen.
        """
        if not self.active:
            return channel == "ticket" or self.capacity.get(channel, 0) > 0
        have = [contact.channel for contact in self.active.values()]
        return channel == "chat" and "voice" not in have and have.count("chat") < self.capacity.get("chat", 0)


class Centre:
    """Everything that the parts of the simulation share."""

    def __init__(self, scenario: Scenario, agenda: Agenda, journal: Journal, chance: Chance) -> None:
        self.scenario = scenario
        self.behaviour = scenario.behaviour
        self.agenda = agenda
        self.journal = journal
        self.chance = chance
        self.lines: dict[str, Line] = {}
        self.people: dict[str, Person] = {}
        self.contacts: dict[str, Contact] = {}
        self.lost: dict[str, Contact] = {}
        """Who gave up last, and can be promised a callback."""
        self.midnight_t = scenario.moment("00:00")

    def remember(self, contact: Contact) -> None:
        """`contact` has given up."""
        self.lost[contact.key] = contact
        if len(self.lost) > LOST_KEPT:
            del self.lost[next(iter(self.lost))]

    def tell(self, contact: Contact, kind: type[Any], data: Any, cause: str = "") -> None:
        """Write a fact of `contact`; each comes after the one before it."""
        now_t = self.agenda.now_t
        t = now_t if now_t > contact.last_t else round(contact.last_t + BEAT_S, 3)
        contact.last_t = self.journal.write(kind, contact.key, t, data, cause)

    def tell_of(self, person: Person, kind: type[Any], data: Any) -> None:
        """Write a fact of `person`."""
        self.journal.write(kind, person.key, self.agenda.now_t, data)
