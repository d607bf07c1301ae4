"""What was done to tickets, in counts and times. Ledgers merge, in any order, to the same result.

Each thing counts at its own moment: a ticket is created, first acted on, reopened and closed in the spans in which that
happened. One that was reopened was not closed before. What was heard of only after its end counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from wallboard.floor.ticket import DONE_STATUSES, Ticket
from wallboard.metrics.counts import micros
from wallboard.metrics.reading import percentile


class TicketLedger(Struct, gc=False):
    """`lives` (creation to settlement) and `responses` (creation to the first step) hold numbers by whole seconds.

    `held_to_norm` were closed and had a norm, `within_norm` of them in time. `oldest_t` is when the oldest of the
    `open` ones was created (epoch seconds; None without one whose creation was seen).
    """

    created: int = 0
    closed: int = 0
    reopened: int = 0
    held_to_norm: int = 0
    within_norm: int = 0
    open: int = 0
    oldest_t: float | None = None
    life_us: int = 0
    response_us: int = 0
    lives: dict[int, int] = field(default_factory=dict)
    responses: dict[int, int] = field(default_factory=dict)

    def merge(self, other: TicketLedger) -> None:
        """Add all that `other` holds."""
        self.created += other.created
        self.closed += other.closed
        self.reopened += other.reopened
        self.held_to_norm += other.held_to_norm
        self.within_norm += other.within_norm
        self.open += other.open
        self.life_us += other.life_us
        self.response_us += other.response_us
        if other.oldest_t is not None:
            self.oldest_t = other.oldest_t if self.oldest_t is None else min(self.oldest_t, other.oldest_t)
        for ours, theirs in ((self.lives, other.lives), (self.responses, other.responses)):
            for seconds, number in theirs.items():
                ours[seconds] = ours.get(seconds, 0) + number


def pieces_of(k: Ticket) -> Iterator[tuple[float, TicketLedger]]:
    """What was done to a ticket, each with its moment (epoch seconds)."""
    if k.start_known:
        yield k.created_t, TicketLedger(created=1)
        if k.first_acted_t >= 0.0:
            took_s = max(0.0, k.first_acted_t - k.created_t)
            yield k.first_acted_t, TicketLedger(response_us=micros(took_s), responses={_bin(took_s): 1})
    for t in k.reopened_at:
        yield t, TicketLedger(reopened=1)
    if k.status in DONE_STATUSES and k.start_known:
        yield k.settled_t, _closing(k)


def _closing(k: Ticket) -> TicketLedger:
    life_s = k.age_s(k.settled_t)
    has_norm = k.norm_s > 0.0
    in_time = has_norm and k.counted_s(k.settled_t) <= k.norm_s
    return TicketLedger(
        closed=1, held_to_norm=int(has_norm), within_norm=int(in_time), life_us=micros(life_s), lives={_bin(life_s): 1}
    )


def standing(k: Ticket, t: float) -> TicketLedger | None:
    """The ticket as one of those open just before `t`; None where it was not yet or no longer."""
    if k.created_t >= t or (not k.is_open and k.settled_t < t):
        return None
    return TicketLedger(open=1, oldest_t=k.created_t if k.start_known else None)


def ledger_of_tickets(tickets: Iterable[Ticket], start_t: float, end_t: float) -> TicketLedger:
    """What was done to `tickets` in [start_t, end_t), and which of them are open at its end (inf: now)."""
    total = TicketLedger()
    for ticket in tickets:
        for t, piece in pieces_of(ticket):
            if start_t <= t < end_t:
                total.merge(piece)
        here = standing(ticket, end_t)
        if here is not None:
            total.merge(here)
    return total


def _bin(seconds: float) -> int:
    return int(seconds + 0.999)


def _divided(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def figures_of_tickets(ledger: TicketLedger, now_t: float) -> dict[str, float | None]:
    """The figures of a ledger by id; the age of the oldest open one is that at `now_t`. None: nothing to divide by."""
    return {
        "tickets_created": ledger.created,
        "tickets_closed": ledger.closed,
        "tickets_reopened": ledger.reopened,
        "tickets_open": ledger.open,
        "ticket_oldest_s": None if ledger.oldest_t is None else max(0.0, now_t - ledger.oldest_t),
        "tickets_within_norm": _divided(ledger.within_norm, ledger.held_to_norm),
        "ticket_response_mean_s": _divided(ledger.response_us / 1e6, sum(ledger.responses.values())),
        "ticket_response_p50_s": percentile(ledger.responses, 50),
        "ticket_life_mean_s": _divided(ledger.life_us / 1e6, sum(ledger.lives.values())),
        "ticket_life_p50_s": percentile(ledger.lives, 50),
    }


TICKET_FIGURES = tuple(figures_of_tickets(TicketLedger(), 0.0))
"""Their ids."""
