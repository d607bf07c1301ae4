"""Agents, queues and feeds as the floor knows them. Times are epoch seconds (UTC)."""

from __future__ import annotations

from msgspec import Struct, field, structs

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
    memberships: dict[str, Membership] = field(default_factory=dict)
    help_t: float = NEVER
    help_contact: str = ""
    served_t: float = NEVER
    """When a contact last left him."""
    contacts: dict[str, None] = field(default_factory=dict)
    ringing: dict[str, None] = field(default_factory=dict)

    @property
    def idle_since_t(self) -> float:
        """Since when he has had nothing to do, also where the source never says that he is busy."""
        return max(self.since_t, self.served_t)

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

    def is_overflow_of(self, queue: Queue) -> bool:
        """Whether he only steps in there: as overflow of the whole floor, of this queue, or by the queue's own list."""
        member = self.memberships.get(queue.id)
        return self.overflow or (member is not None and member.overflow) or self.id in queue.config.overflow

    def enter(self, state: str, reason: str, t: float) -> None:
        """He changes to `state` at `t`."""
        if state == LOGGED_OFF:
            self.logged_on_t = NEVER
        elif self.logged_on_t < 0.0:
            self.logged_on_t = t
        self.state, self.reason, self.since_t = state, reason, t


class Spell(Struct, frozen=True, gc=False):
    """`agent` was in `state` (on duty, for `reason`) from `from_t` to `to_t`, as the source reported it."""

    agent: str
    state: str
    reason: str
    from_t: float
    to_t: float


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


def sound(told: Configured) -> Configured:
    """What a queue is held to, without what makes no sense: of that the default stands.

    A threshold is above 0, a target is a share above 0 and at most 1, a short-abandon limit is neither negative nor
    above the threshold, a norm is not negative.
    """
    default = Configured()
    threshold_s = told.threshold_s if told.threshold_s > 0.0 else default.threshold_s
    short_s = told.short_abandon_s if told.short_abandon_s >= 0.0 else default.short_abandon_s
    mended = structs.replace(
        told,
        threshold_s=threshold_s,
        short_abandon_s=min(short_s, threshold_s),
        target=told.target if 0.0 < told.target <= 1.0 else default.target,
        talk_norm_s=max(0.0, told.talk_norm_s),
        hold_norm_s=max(0.0, told.hold_norm_s),
        wait_norm_s=max(0.0, told.wait_norm_s),
    )
    return told if mended == told else mended


class Feed(Struct, gc=False):
    """A source of events: whether its last word was that it is connected, and since when.

    `recording`, where it is not live, and `speed` are as in `feed.connected`.
    """

    source: str
    name: str = ""
    kind: str = ""
    connected: bool = True
    since_t: float = NEVER
    code: str = ""
    detail: str = ""
    snapshot_t: float = NEVER
    takes_commands: bool = True
    recording: str = ""
    speed: float = 1.0

    @property
    def refusal(self) -> str:
        """Why nothing can ever be done there, as a code; empty where something can."""
        if self.recording:
            return "replay"
        return "" if self.takes_commands else "takes_no_commands"
