"""An agent's day in figures."""

from __future__ import annotations

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.ledger import Ledger


class AgentLedger(Struct, frozen=True, gc=False):
    """`answered` are contacts whose first answer was his, `handled` those over that he worked on; times in seconds."""

    answered: int = 0
    handled: int = 0
    talk_s: float = 0.0
    hold_s: float = 0.0
    acw_s: float = 0.0
    logged_on_s: float = 0.0
    ready_s: float = 0.0
    occupied_s: float = 0.0
    refused_rings: int = 0
    lost_ringing: int = 0
    transfers: int = 0

    @property
    def aht_s(self) -> float | None:
        """(talk + hold + after-contact work) / handled."""
        return (self.talk_s + self.hold_s + self.acw_s) / self.handled if self.handled else None

    @property
    def occupancy(self) -> float | None:
        """occupied / (occupied + ready)."""
        return self.occupied_s / (self.occupied_s + self.ready_s) if self.occupied_s + self.ready_s > 0.0 else None


def agent_ledger(ledger: Ledger) -> AgentLedger:
    """What `ledger` says of its agent."""
    n, sums = ledger.n, ledger.sums
    return AgentLedger(
        n[at.ANSWERED],
        n[at.HANDLED],
        sums[at.TALK_US] / 1e6,
        sums[at.HOLD_US] / 1e6,
        sums[at.ACW_US] / 1e6,
        sums[at.LOGGED_ON_US] / 1e6,
        sums[at.READY_US] / 1e6,
        sums[at.OCCUPIED_US] / 1e6,
        n[at.REFUSED_RINGS],
        n[at.ABANDONED_RINGING],
        n[at.TRANSFERS],
    )
