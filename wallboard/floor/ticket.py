"""A trouble ticket and its steps. Times are epoch seconds (UTC), NEVER where they have not come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from wallboard.floor.contact import NEVER
from wallboard.stream import ticket_events as ev

OPEN_STATUSES = frozenset({"acknowledged", "pending", "held", "in_progress"})
PAUSED_STATUSES = frozenset({"pending", "held"})
"""Somebody else has to do something first."""
DONE_STATUSES = frozenset({"resolved", "closed"})
"""The matter is settled; a ticket that was rejected or cancelled is over, and nothing was settled."""


class Ticket(Struct, gc=False):
    """`norm_s` is the life that it is allowed (0: no norm); `steps` counts every step of every person in the chain.

    `start_known` is false where its creation was not seen: then `created_t` is when it was first heard of. `settled_t`
    is since when nobody need work on it, `paused_s` how long it was pending or held before its present status, and
    `norm_pauses` whether that is taken out of the life that is held against the norm.
    """

    id: str
    source: str = ""
    contact: str = ""
    customer: str = ""
    queue: str = ""
    priority: str = ""
    kind: str = ""
    title: str = ""
    norm_s: float = 0.0
    norm_pauses: bool = False
    start_known: bool = False
    status: str = "acknowledged"
    owner: str = ""
    created_t: float = NEVER
    status_t: float = NEVER
    first_acted_t: float = NEVER
    resolved_t: float = NEVER
    closed_t: float = NEVER
    last_t: float = NEVER
    steps: int = 0
    reopened: int = 0
    settled_t: float = NEVER
    paused_s: float = 0.0
    reopened_at: tuple[float, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to settle it."""
        return self.status in OPEN_STATUSES

    def age_s(self, now_t: float) -> float:
        """Seconds from its creation to its settlement, or to `now_t` while it is open; never negative."""
        end_t = now_t if self.is_open else self.settled_t
        return max(0.0, end_t - self.created_t)

    def counted_s(self, now_t: float) -> float:
        """The age that is held against the norm: without the time that it paused, where the norm says so."""
        if not self.norm_pauses:
            return self.age_s(now_t)
        paused_s = self.paused_s
        if self.status in PAUSED_STATUSES:
            paused_s += max(0.0, now_t - self.status_t)
        return max(0.0, self.age_s(now_t) - paused_s)

    def left_s(self, now_t: float) -> float:
        """Seconds until its norm runs out; negative once it has. Meaningless without a norm."""
        return self.norm_s - self.counted_s(now_t)


def _created(k: Ticket, t: float, d: ev.Created) -> None:
    k.contact, k.customer, k.queue, k.priority = d.contact, d.customer, d.queue or k.queue, d.priority or k.priority
    k.kind, k.title, k.created_t, k.start_known = d.kind, d.title, t, True
    k.norm_s, k.norm_pauses = max(0.0, d.norm_s), d.norm_pauses


def _status(k: Ticket, t: float, status: str) -> None:
    if t < k.status_t:
        return
    if k.status in PAUSED_STATUSES:
        k.paused_s += t - k.status_t
    k.status, k.status_t = status, t
    if k.is_open:
        k.settled_t = NEVER
    elif k.settled_t < 0.0:
        k.settled_t = t


def _status_changed(k: Ticket, t: float, d: ev.StatusChanged) -> None:
    _status(k, t, d.status)
    k.steps += 1


def _attribute_changed(k: Ticket, t: float, d: ev.AttributeChanged) -> None:
    if d.name in ("queue", "priority", "owner") and t >= k.last_t:
        setattr(k, d.name, d.value)
    k.steps += 1


def _acted(k: Ticket, t: float, d: ev.Acted) -> None:
    if k.first_acted_t < 0.0 or t < k.first_acted_t:
        k.first_acted_t = t
    if t >= k.last_t:
        k.owner = d.who or k.owner
    k.steps += 1


def _resolved(k: Ticket, t: float, d: ev.TicketResolvedData) -> None:
    _status(k, t, "resolved")
    k.resolved_t = max(t, k.resolved_t)


def _reopened(k: Ticket, t: float, d: ev.Reopened) -> None:
    _status(k, t, "in_progress")
    k.reopened += 1
    k.reopened_at = (*k.reopened_at, t)


def _closed(k: Ticket, t: float, d: ev.Closed) -> None:
    _status(k, t, "closed")
    k.closed_t = max(t, k.closed_t)


STEPS: dict[type, Callable[[Ticket, float, Any], None]] = {
    ev.TicketCreated: _created,
    ev.TicketStatusChanged: _status_changed,
    ev.TicketAttributeChanged: _attribute_changed,
    ev.TicketActed: _acted,
    ev.TicketResolved: _resolved,
    ev.TicketReopened: _reopened,
    ev.TicketClosed: _closed,
}
