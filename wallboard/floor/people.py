"""Agents, queues and feeds as the floor knows them. Times are epoch seconds (UTC)."""

from __future__ import annotations

from msgspec import Struct, field

from wallboard.floor.contact import NEVER
from wallboard.stream.queue_events import Configured

LOGGED_OFF = "logged_off"
READY = "ready"
NOT_READY = "not_ready"
BUSY = "busy"
AFTER_CONTACT_WORK = "after_contact_work"
UNREACHABLE = "unreachable"


class Membership(Struct, frozen=True, gc=False):
    """An agent serves a queue; a higher penalty is asked later."""

    penalty: int = 0
    overflow: bool = False


class Agent(Struct, gc=False):
    """A person who serves contacts. `state` is what the source reports; `presence` adds what his contacts say.

    `spent_s` holds the seconds in each past reported state since he first logged on in this log.
    `contacts` are those he is connected to, `ringing` those that ring at him, both in the order in which they came.
    """

    id: str
    source: str = ""
    name: str = ""
    team: str = ""
    site: str = ""
    place: str = "floor"
    skills: tuple[str, ...] = ()
    capacity: dict[str, int] = field(default_factory=dict)
    overflow: bool = False
    state: str = LOGGED_OFF
    reason: str = ""
    since_t: float = NEVER
    logged_on_t: float = NEVER
    spent_s: dict[str, float] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)
    help_t: float = NEVER
    help_contact: str = ""
    contacts: dict[str, None] = field(default_factory=dict)
    ringing: dict[str, None] = field(default_factory=dict)

    @property
    def on_duty(self) -> bool:
        """Whether he is logged on."""
        return self.state != LOGGED_OFF

    @property
    def presence(self) -> str:
        """What he does: talking (he has a contact), ringing, or else his reported state."""
        if self.contacts:
            return "talking"
        return "ringing" if self.ringing else self.state

    def enter(self, state: str, reason: str, t: float) -> None:
        """He changes to `state` at `t`; the time in the old state is added to `spent_s`."""
        if self.since_t >= 0.0 and self.state != LOGGED_OFF:
            self.spent_s[self.state] = self.spent_s.get(self.state, 0.0) + max(0.0, t - self.since_t)
        if state == LOGGED_OFF:
            self.logged_on_t = NEVER
        elif self.logged_on_t < 0.0:
            self.logged_on_t = t
        self.state, self.reason, self.since_t = state, reason, t


class Queue(Struct, gc=False):
    """A queue: what it is held to, and who is in it now (contact keys in the order in which they came)."""

    id: str
    config: Configured = field(default_factory=Configured)
    waiting: dict[str, None] = field(default_factory=dict)
    ringing: dict[str, None] = field(default_factory=dict)
    talking: dict[str, None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What people call it."""
        return self.config.name or self.id


class Feed(Struct, gc=False):
    """A source of events: whether its last word was that it is connected, and since when."""

    source: str
    name: str = ""
    kind: str = ""
    connected: bool = True
    since_t: float = NEVER
    code: str = ""
    detail: str = ""
    snapshot_t: float = NEVER
