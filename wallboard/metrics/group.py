"""One group of a report: its ledger, how many were there at once, and who worked for it."""

from __future__ import annotations

from wallboard.metrics.ledger import Ledger
from wallboard.metrics.peaks import Crowd


class Group:
    """See the module."""

    __slots__ = ("agents", "in_menu", "ledger", "talking", "waiting")

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.in_menu = Crowd()
        self.waiting = Crowd()
        self.talking = Crowd()
        self.agents: set[str] = set()

    def peaks(self) -> dict[str, float | None]:
        """The figures that are no sums."""
        return {
            "max_in_menu": self.in_menu.most,
            "max_waiting": self.waiting.most,
            "max_talking": self.talking.most,
            "agents_seen": len(self.agents),
        }
