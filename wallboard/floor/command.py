"""A person's command and what has become of it."""

from __future__ import annotations

from msgspec import Struct

from wallboard.floor.contact import NEVER
from wallboard.stream import command_events as ev
from wallboard.stream.command_events import Action

REQUESTED = "requested"
REFUSED = "refused"
DISPATCHED = "dispatched"
CONFIRMED = "confirmed"
FAILED = "failed"
OUTCOME_UNKNOWN = "outcome_unknown"

_RANK = {REQUESTED: 0, DISPATCHED: 1, OUTCOME_UNKNOWN: 2, REFUSED: 3, FAILED: 3, CONFIRMED: 3}

STATUS: dict[type, str] = {
    ev.CommandRefused: REFUSED,
    ev.CommandDispatched: DISPATCHED,
    ev.CommandConfirmed: CONFIRMED,
    ev.CommandFailed: FAILED,
    ev.CommandOutcomeUnknown: OUTCOME_UNKNOWN,
}


class Command(Struct, gc=False):
    """`status` moves on from requested; `code` says why it did not work. Times in epoch seconds (UTC)."""

    key: str
    action: Action
    by: str = ""
    status: str = REQUESTED
    code: str = ""
    detail: str = ""
    requested_t: float = NEVER
    settled_t: float = NEVER

    @property
    def pending(self) -> bool:
        """Whether the source's answer is still to come."""
        return self.status in (REQUESTED, DISPATCHED)

    @property
    def took_s(self) -> float | None:
        """Seconds from the request to the answer."""
        return None if self.settled_t < 0.0 else max(0.0, self.settled_t - self.requested_t)

    def move(self, status: str, t: float, outcome: ev.CommandOutcome) -> None:
        """Take the news `status`; what is settled stays settled, but a late word corrects an unknown outcome."""
        if _RANK[status] <= _RANK[self.status]:
            return
        self.status, self.code, self.detail = status, outcome.code, outcome.detail
        if status not in (REQUESTED, DISPATCHED):
            self.settled_t = t
