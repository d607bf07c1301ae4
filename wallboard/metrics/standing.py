"""How an agent stands: his own figure beside the norm and the team's median. For his supervisor, never for a wall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from statistics import median

from msgspec import Struct

from wallboard.metrics.agent_ledger import AgentLedger
from wallboard.metrics.quality import Score


class Standing(Struct, frozen=True, gc=False):
    """All three in the figure's own unit; None where there is nothing to say, or no norm."""

    own: float | None
    norm: float | None
    median: float | None


def standing(own: float | None, norm: float | None, team: Iterable[float | None]) -> Standing:
    """`team` are the figures of all in the team, his own among them; those without one are left out of the median."""
    known = [value for value in team if value is not None]
    return Standing(own, norm, float(median(known)) if known else None)


def _mean(score: Score | None) -> float | None:
    return None if score is None else score.mean


FIGURES: Mapping[str, Callable[[AgentLedger], float | None]] = {
    "handled": lambda a: a.handled,
    "aht_s": lambda a: a.aht_s,
    "hold_mean_s": lambda a: a.hold_mean_s,
    "refused_rings": lambda a: a.refused_rings,
    "not_ready_s": lambda a: a.not_ready_s,
    "occupancy": lambda a: a.occupancy,
    "transfer_rate": lambda a: a.transfer_rate,
    "fcr": lambda a: a.fcr,
    "quality_customer": lambda a: _mean(a.by_customers),
    "quality_supervisor": lambda a: _mean(a.by_supervisors),
    "ticket_pace_s": lambda a: a.ticket_pace_s,
}
"""What is compared, by the ids of the catalogue."""


def standings(agent: AgentLedger, team: Iterable[AgentLedger], norms: Mapping[str, float]) -> dict[str, Standing]:
    """Every figure of `agent` against `norms` (by id) and the median of `team`, to which he belongs."""
    everybody = list(team)
    return {
        key: standing(of(agent), norms.get(key), [of(somebody) for somebody in everybody])
        for key, of in FIGURES.items()
    }
