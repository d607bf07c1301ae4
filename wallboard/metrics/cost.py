"""What a contact costs: the agents' hours logged on times their rates, by contacts handled."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

HOUR_S = 3600.0


class Rates(Struct, frozen=True):
    """Money an hour, in whatever currency: an agent's own rate goes before that of his team, his site, and all.

    Rates are above 0; None: nobody has named one.
    """

    per_hour: float | None = None
    agents: Mapping[str, float] = field(default_factory=dict)
    teams: Mapping[str, float] = field(default_factory=dict)
    sites: Mapping[str, float] = field(default_factory=dict)

    def of(self, agent: str, team: str, site: str) -> float | None:
        """The rate of an agent of this team and site."""
        for rates, name in ((self.agents, agent), (self.teams, team), (self.sites, site)):
            if name in rates:
                return rates[name]
        return self.per_hour


NO_RATES = Rates()


class Paid(Struct):
    """Money for time logged on. `is_whole` is false once there was time without a rate: then nothing is known of it."""

    money: float = 0.0
    is_whole: bool = True

    def add(self, logged_on_s: float, rate: float | None) -> None:
        """Somebody was logged on for so long at so much an hour."""
        if logged_on_s <= 0.0:
            return
        if rate is None:
            self.is_whole = False
        else:
            self.money += logged_on_s / HOUR_S * rate

    def per_contact(self, handled: int) -> float | None:
        """Money by contacts handled; None without contacts, without time or where somebody's rate is not known."""
        return self.money / handled if handled and self.is_whole and self.money else None
