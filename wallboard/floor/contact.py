"""A contact as the floor knows it: its stage, its queue entries, its legs with agents, and the facts behind them."""

from __future__ import annotations

from msgspec import Struct

UNROUTED = "unrouted"
"""Offered, or handed on, and not yet in a menu, a queue or at a phone."""
MENU = "menu"
WAITING = "waiting"
RINGING = "ringing"
TALKING = "talking"
ON_HOLD = "on_hold"
ENDED = "ended"

STAGES = (UNROUTED, MENU, WAITING, RINGING, TALKING, ON_HOLD, ENDED)

NEVER = -1.0
"""A time (epoch seconds) that has not come."""


class QueueEntry(Struct, gc=False):
    """One wait in one queue. `outcome` is empty while it lasts, then one of those of `wallboard.floor.outcome`."""

    queue: str
    entered_t: float
    priority: int = 0
    position: int = 0
    after_answer: bool = False
    outcome: str = ""
    ended_t: float = NEVER
    agent: str = ""
    diverted_to: str = ""


class Ring(Struct, gc=False):
    """It rang at `agent`. `outcome`: empty while it rings, then answered, refused, lost or withdrawn."""

    agent: str
    from_t: float
    to_t: float = NEVER
    outcome: str = ""


class Leg(Struct, gc=False):
    """`agent` was with the customer from `from_t` to `to_t` (NEVER while he still is); `hold_s` of it on hold."""

    agent: str
    from_t: float
    to_t: float = NEVER
    hold_s: float = 0.0


class Handover(Struct, frozen=True, gc=False):
    """`agent` handed the contact on at `t`, after an answer; it was then a matter of `queue`."""

    agent: str
    t: float
    queue: str = ""


class Rating(Struct, frozen=True, gc=False):
    """A mark: `share` (0…1) of the best one, for `agent` where one was named; by the customer, or by a supervisor."""

    share: float
    by_customer: bool = True
    agent: str = ""
    topic: str = ""


class MenuStep(Struct, frozen=True, gc=False):
    """He came to `node` at `t`; `served` once it gave him what he asked for."""

    node: str
    t: float
    served: bool = False


class Contact(Struct, gc=False):
    """One customer's matter over one channel. All times are epoch seconds (UTC), NEVER where they have not come.

    `queue` is the queue of the present or last entry, otherwise the queue meant; `parties` the agents connected now,
    `ringing` the agents at whom it rings. `start_known` is false where the source could not say when it began.
    """

    id: str
    source: str = ""
    channel: str = "voice"
    direction: str = "inbound"
    caller: str = ""
    dialled: str = ""
    entry: str = ""
    queue_meant: str = ""
    customer: str = ""
    tier: str = ""
    name: str = ""
    consult: bool = False
    stage: str = UNROUTED
    since_t: float = NEVER
    queue: str = ""
    priority: int = 0
    parties: tuple[str, ...] = ()
    ringing: tuple[str, ...] = ()
    menu: tuple[MenuStep, ...] = ()
    entries: tuple[QueueEntry, ...] = ()
    rings: tuple[Ring, ...] = ()
    legs: tuple[Leg, ...] = ()
    offered_t: float = NEVER
    start_known: bool = True
    first_queued_t: float = NEVER
    answered_t: float = NEVER
    answered_by: str = ""
    hold_since_t: float = NEVER
    ended_t: float = NEVER
    cleared_by: str = ""
    cleared_reason: str = ""
    outcome: str = ""
    handed_to: str = ""
    sent_outside: bool = False
    handovers: tuple[Handover, ...] = ()
    monitored_by: str = ""
    monitor_mode: str = ""
    resolved: bool | None = None
    topic: str = ""
    score: float = -1.0
    ratings: tuple[Rating, ...] = ()
    callback_requested: bool = False
    callback_due_t: float = NEVER
    last_t: float = NEVER
    shown_stage: str = ""
    shown_queue: str = ""
    shown_parties: tuple[str, ...] = ()
    shown_ringing: tuple[str, ...] = ()
    """Under which queue and agents the floor has it entered; see `Floor`."""

    @property
    def answered(self) -> bool:
        """Whether any agent has answered it yet."""
        return self.answered_t >= 0.0

    @property
    def is_customers(self) -> bool:
        """Whether it counts in the books: a customer has come to us."""
        return self.direction == "inbound" and not self.consult

    @property
    def transfers(self) -> int:
        """How often it was handed on after an answer."""
        return len(self.handovers)

    @property
    def is_marked(self) -> bool:
        """Whether anything was said of it: that it is settled or not, a mark, a promise."""
        return self.resolved is not None or bool(self.ratings) or self.callback_requested

    @property
    def open_entry(self) -> QueueEntry | None:
        """The queue entry that still waits or rings."""
        entries = self.entries
        return entries[-1] if entries and not entries[-1].outcome else None

    def waited_s(self, now_t: float) -> float:
        """Seconds since it entered the queue, or where it did not, since it entered its stage; never negative."""
        entry = self.open_entry
        start_t = entry.entered_t if entry else self.since_t
        return max(0.0, now_t - start_t)

    def in_stage_s(self, now_t: float) -> float:
        """Seconds in the present stage; never negative."""
        return max(0.0, now_t - self.since_t)
