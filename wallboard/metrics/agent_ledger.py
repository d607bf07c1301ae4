"""An agent's day in figures."""

from __future__ import annotations

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.quality import BY_CUSTOMER, BY_SUPERVISOR, Score, score_in

_AWAY = at.AWAY * KIND


class AgentLedger(Struct, frozen=True, gc=False):
    """`answered` are contacts whose first answer was his, `handled` those over that he worked on; times in seconds.

    `away` are the times not ready and without a contact, by reason; `transferred` contacts that he handed on,
    `followed` those of the `identified` whose customer came again; `by_customers` and `by_supervisors` the marks that
    he got; `tickets_closed` those that were his when they were closed.
    """

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
    transferred: int = 0
    identified: int = 0
    followed: int = 0
    away: tuple[tuple[str, float], ...] = ()
    by_customers: Score | None = None
    by_supervisors: Score | None = None
    tickets_closed: int = 0

    @property
    def aht_s(self) -> float | None:
        """(talk + hold + after-contact work) / handled."""
        return (self.talk_s + self.hold_s + self.acw_s) / self.handled if self.handled else None

    @property
    def hold_mean_s(self) -> float | None:
        """hold / handled."""
        return self.hold_s / self.handled if self.handled else None

    @property
    def occupancy(self) -> float | None:
        """occupied / (occupied + ready)."""
        return self.occupied_s / (self.occupied_s + self.ready_s) if self.occupied_s + self.ready_s > 0.0 else None

    @property
    def not_ready_s(self) -> float | None:
        """Time not ready and without a contact, for whatever reason; None for who was never logged on."""
        return sum([seconds for _, seconds in self.away]) if self.logged_on_s else None

    @property
    def transfer_rate(self) -> float | None:
        """contacts that he handed on / handled."""
        return self.transferred / self.handled if self.handled else None

    @property
    def fcr(self) -> float | None:
        """1 − those whose customer came again / contacts of identified customers whose first answer was his."""
        return 1.0 - self.followed / self.identified if self.identified else None

    @property
    def ticket_pace_s(self) -> float | None:
        """Time logged on by tickets closed."""
        return self.logged_on_s / self.tickets_closed if self.tickets_closed and self.logged_on_s else None


def away_of(ledger: Ledger) -> tuple[tuple[str, float], ...]:
    """Seconds not ready and without a contact, by reason in the order of the alphabet."""
    return tuple(sorted([(reason, bins[_AWAY] / 1e6) for reason, bins in ledger.waits.items() if _AWAY in bins]))


def agent_ledger(ledger: Ledger, tickets_closed: int = 0) -> AgentLedger:
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
        n[at.TRANSFERRED],
        n[at.IDENTIFIED],
        n[at.FOLLOWED],
        away_of(ledger),
        score_in(ledger, BY_CUSTOMER),
        score_in(ledger, BY_SUPERVISOR),
        tickets_closed,
    )
