"""One group of a report: its ledger, how many were there at once, and who worked for it."""

from __future__ import annotations

from wallboard.floor.contact import NEVER
from wallboard.metrics.cost import Paid
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.peaks import Crowd
from wallboard.metrics.ticket_ledger import TicketLedger

BUSIEST_S = 300.0


class Group:
    """See the module. `arrivals` are the offers in each five minutes of the clock, by number since 1970 (UTC)."""

    __slots__ = (
        "agents",
        "arrivals",
        "identified_t",
        "in_menu",
        "ledger",
        "paid",
        "still_waiting",
        "talking",
        "tickets",
        "waiting",
    )

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.arrivals: dict[float, int] = {}
        self.in_menu = Crowd()
        self.waiting = Crowd()
        self.talking = Crowd()
        self.paid = Paid()
        self.tickets = TicketLedger()
        self.agents: set[str] = set()
        self.still_waiting: list[tuple[str, float]] = []
        """Who waits in a queue at the end of the data: which, and for how many seconds."""
        self.identified_t = NEVER
        """When the last customer came who is known: until when it is known whether customers came again."""

    def arrive(self, t: float) -> None:
        """Somebody was offered at `t` (epoch seconds)."""
        step = t // BUSIEST_S
        self.arrivals[step] = self.arrivals.get(step, 0) + 1

    @property
    def busiest_t(self) -> float | None:
        """When the busiest five minutes began (epoch seconds), the first of equals; None where nobody was offered."""
        steps = sorted(self.arrivals)
        return max(steps, key=self.arrivals.__getitem__) * BUSIEST_S if steps else None

    def peaks(self) -> dict[str, float | None]:
        """The figures that are no sums."""
        return {
            "max_in_menu": self.in_menu.most,
            "max_waiting": self.waiting.most,
            "max_talking": self.talking.most,
            "agents_seen": len(self.agents),
            "max_offered_5min": max(self.arrivals.values(), default=0),
        }
