"""Which other figures stand beside a figure where it is shown: its passport leads to theirs."""

from __future__ import annotations

from msgspec import structs

from wallboard.metrics.catalogue import CATALOGUE, Figure
from wallboard.metrics.catalogue.levels import LEVELS
from widgets.models.at_work import OF_PEOPLE
from widgets.models.scope import Scope

STATES = ("free", "talking", "on_hold", "ringing", "after_contact_work", "away", "busy", "unreachable")
"""Figures of the moment that divide those on duty."""
_LOST = ("abandoned_in_menu", "abandoned_in_queue", "abandoned_ringing")
_BESIDE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((level.id for level in LEVELS), ("answered_within_threshold", "answered_share", "asa_s")),
    "answered_share": ("answered", "offered"),
    "abandonment_rate": (*_LOST, "patience_median_s"),
    "longest_wait": ("waiting", "wait_max_s"),
    "waiting": ("longest_wait", "wait_max_s"),
    "asa_s": ("wait_p50_s", "wait_p90_s", "wait_mean_s"),
    "occupancy": ("utilisation", "free", "spare"),
    "free": ("on_duty", "spare", "occupancy"),
    "spare": ("overflow_on_duty", "free", "on_duty"),
    "overflow_on_duty": ("spare", "on_duty"),
    "on_duty": STATES,
    **dict.fromkeys(STATES[1:], ("on_duty", "free")),
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
    if figure.basis == "contacts":
        return structs.replace(scope, among=None) if scope.among else scope
    return Scope(scope.queue, live=scope.live, among=scope.among if figure.id in OF_PEOPLE else None)
