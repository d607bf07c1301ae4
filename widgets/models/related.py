"""Which other figures stand beside a figure where it is shown: its passport leads to theirs."""

from __future__ import annotations

from wallboard.metrics.catalogue import CATALOGUE, Figure
from wallboard.metrics.catalogue.levels import LEVELS
from widgets.models.scope import Scope

_LOST = ("abandoned_in_menu", "abandoned_in_queue", "abandoned_ringing")
_BESIDE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((level.id for level in LEVELS), ("answered_within_threshold", "answered_share", "asa_s")),
    "answered_share": ("answered", "offered"),
    "abandonment_rate": (*_LOST, "patience_median_s"),
    "longest_wait": ("waiting", "wait_max_s"),
    "waiting": ("longest_wait", "wait_max_s"),
    "asa_s": ("wait_p50_s", "wait_p90_s", "wait_mean_s"),
    "occupancy": ("utilisation", "free"),
    "free": ("occupancy", "utilisation"),
    "offered": ("answered", *_LOST),
}


def beside(figure: Figure, scope: Scope) -> list[Figure]:
    """Those that `scope` can be asked for; nothing for one person, whose figures stand together."""
    if scope.agent:
        return []
    found = [CATALOGUE[key] for key in _BESIDE.get(figure.id, ())]
    return [other for other in found if not scope.minutes or "sliding" in other.windows]


def scope_for(figure: Figure, scope: Scope) -> Scope:
    """The same scope as far as `figure` knows of it: this moment and the people's time are of everybody."""
    if figure.basis == "time":  # nobody's time can be divided by queues
        return Scope(live=scope.live)
    return scope if figure.basis == "contacts" else Scope(scope.queue, live=scope.live)
