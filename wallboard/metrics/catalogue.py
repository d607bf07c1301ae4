"""The catalogue of figures: each with formula, unit, good direction and default target. What is not here is not shown.

Formulas as in the published definitions of those who show them so (Amazon Connect, Cisco, Genesys Cloud, Talkdesk,
Asterisk, ICMI). A answered, B abandoned in a queue or while it rang, T threshold, s short-abandon limit; every ≤ is
inclusive.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics import patience
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import DEFAULT_LIMITS, Levels, Limits, Reading, percentile

Unit = Literal["count", "share", "seconds"]
Good = Literal["up", "down", "none"]
Compute = Callable[[Reading], float | None]

DEFAULT_FORMULA = "short_abandons_excluded"


class Figure(Struct, frozen=True):
    """One entry. `target` is the default one, in the figure's own unit; `basis` says what it is counted by.

    `basis` "contacts": spans go by the offer (by queue: the entry). "time": by the time that passed. "peak": the most
    at once.
    """

    id: str
    unit: Unit
    good: Good
    target: float | None
    formula: str
    compute: Compute | None
    basis: Literal["contacts", "time", "peak"] = "contacts"


def compute(figure_id: str, ledger: Ledger, limits: Limits = DEFAULT_LIMITS) -> float | None:
    """The figure from a ledger: a count, a share 0…1 or seconds; None where there is nothing to divide by.

    Raises KeyError for a figure that is not in the catalogue.
    """
    return read(figure_id, Reading(ledger, limits))


def read(figure_id: str, reading: Reading) -> float | None:
    """The same where several figures are read from one ledger."""
    found = FIGURES[figure_id].compute
    return None if found is None else found(reading)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _count(place: int) -> Compute:
    return lambda r: r.n[place]


def _ratio(part: int, whole: int) -> Compute:
    return lambda r: _share(r.n[part], r.n[whole])


def _mean(sum_us: int, place: int) -> Compute:
    return lambda r: _share(r.sums[sum_us] / 1e6, r.n[place])


def _service_level(formula: Callable[[Levels], tuple[int, int]]) -> Compute:
    return lambda r: _share(*formula(r.levels))


def _answered_within(r: Reading) -> float | None:
    return r.levels.answered_in_time


def _abandonment_rate(r: Reading) -> float | None:
    lost = r.n[at.ABANDONED_IN_QUEUE] + r.n[at.ABANDONED_RINGING]
    return _share(lost, r.n[at.ANSWERED] - r.n[at.ANSWERED_DIRECT] + lost)


def _asa(r: Reading) -> float | None:
    return _share(r.sums[at.WAIT_ANSWERED_US] / 1e6, r.levels.answered)


def _asa_queued(r: Reading) -> float | None:
    return _share(r.sums[at.WAIT_ANSWERED_US] / 1e6, r.number((at.WAIT_ANSWERED,)))


def _wait_mean(r: Reading) -> float | None:
    waited_us = r.sums[at.WAIT_ANSWERED_US] + r.sums[at.WAIT_UNANSWERED_US]
    return _share(waited_us / 1e6, r.number(at.QUEUED_WAITS))


def _wait_max(r: Reading) -> float | None:
    return r.longest(at.QUEUED_WAITS)


def _percentile(percent: int) -> Compute:
    return lambda r: percentile(r.bins(at.QUEUED_WAITS), percent)


def _aht(r: Reading) -> float | None:
    spent_us = r.sums[at.TALK_US] + r.sums[at.HOLD_US] + r.sums[at.ACW_US]
    return _share(spent_us / 1e6, r.n[at.HANDLED])


def _occupancy(r: Reading) -> float | None:
    if not r.sums[at.LOGGED_ON_US]:
        return None
    return _share(r.sums[at.OCCUPIED_US], r.sums[at.OCCUPIED_US] + r.sums[at.READY_US])


def _utilisation(r: Reading) -> float | None:
    return _share(r.sums[at.OCCUPIED_US], r.sums[at.LOGGED_ON_US])


def _fcr(r: Reading) -> float | None:
    followed = _share(r.n[at.FOLLOWED], r.n[at.IDENTIFIED])
    return None if followed is None else 1.0 - followed


def _positive(v: Levels) -> tuple[int, int]:
    return v.answered_in_time + v.lost_in_time, v.answered + v.lost


def _credited(v: Levels) -> tuple[int, int]:
    return v.answered_in_time + v.lost_short, v.answered + v.lost


_LEVELS: tuple[tuple[str, str, Callable[[Levels], tuple[int, int]]], ...] = (
    ("answered_only", "A≤T / A", lambda v: (v.answered_in_time, v.answered)),
    ("abandons_positive", "(A≤T + B≤T) / (A + B)", _positive),
    ("abandons_ignored", "A≤T / (A + B − B≤T)", lambda v: (v.answered_in_time, v.answered + v.lost - v.lost_in_time)),
    ("short_abandons_credited", "(A≤T + B≤s) / (A + B)", _credited),
    (
        "short_abandons_excluded",
        "A≤T / (A + B − B≤s)",
        lambda v: (v.answered_in_time, v.answered + v.lost - v.lost_short),
    ),
    ("abandons_negative", "A≤T / (A + B)", lambda v: (v.answered_in_time, v.answered + v.lost)),
)

_COUNTS: tuple[tuple[str, Good, str, Compute], ...] = (
    ("offered", "none", "contacts offered (by queue: entries)", _count(at.OFFERED)),
    ("ended_in_menu", "none", "served in the menu, ended by choice", _count(at.ENDED_IN_MENU)),
    ("queued", "none", "entered a queue", _count(at.QUEUED)),
    ("answered", "up", "answered at least once", _count(at.ANSWERED)),
    ("answered_direct", "none", "answered without queueing", _count(at.ANSWERED_DIRECT)),
    ("abandoned_in_menu", "down", "hung up in the menu, not served there", _count(at.ABANDONED_IN_MENU)),
    ("abandoned_in_queue", "down", "hung up in the queue", _count(at.ABANDONED_IN_QUEUE)),
    ("abandoned_ringing", "down", "hung up while it rang", _count(at.ABANDONED_RINGING)),
    ("abandoned_on_hold", "down", "answered, then hung up on hold", _count(at.ABANDONED_ON_HOLD)),
    ("abandoned_after_transfer", "down", "answered, then lost after a transfer", _count(at.ABANDONED_AFTER_TRANSFER)),
    ("diverted", "none", "sent elsewhere before an answer", _count(at.DIVERTED)),
    ("left_by_choice", "none", "served itself, voicemail, callback", _count(at.LEFT_BY_CHOICE)),
    ("turned_away", "down", "released by system or staff before an answer", _count(at.TURNED_AWAY)),
    ("unknown", "down", "end hidden by a lost connection", _count(at.UNKNOWN)),
    ("in_progress", "none", "in menu or not yet routed + waiting + ringing", _count(at.IN_PROGRESS)),
    ("consults", "none", "consultations of agents", _count(at.CONSULTS)),
    ("consults_given_up", "none", "consultations that ended without an answer", _count(at.CONSULTS_GIVEN_UP)),
    ("answered_within_threshold", "up", "A≤T", _answered_within),
    ("refused_rings", "down", "rings without an answer", _count(at.REFUSED_RINGS)),
    ("handled", "none", "answered and over (by agent: contacts that he worked on)", _count(at.HANDLED)),
    ("transfers", "down", "hand-overs after an answer", _count(at.TRANSFERS)),
    ("handoff_chains", "down", "contacts handed on three times or more", _count(at.HANDOFF_CHAINS)),
    ("ping_pong", "down", "contacts that came back to a queue from another", _count(at.PING_PONG)),
    ("repeats_24h", "down", "contacts whose customer had come within 24 h before", _count(at.REPEATS_24H)),
    ("repeats_7d", "down", "contacts whose customer had come within 7 d before", _count(at.REPEATS_7D)),
    ("callbacks_promised", "none", "callbacks promised", _count(at.CALLBACKS_PROMISED)),
    ("callbacks_kept", "up", "promised callbacks that were kept", _count(at.CALLBACKS_KEPT)),
)

_SHARES: tuple[tuple[str, Good, float | None, str, Compute], ...] = (
    ("answered_share", "up", 0.9, "A / offered", _ratio(at.ANSWERED, at.OFFERED)),
    ("abandonment_rate", "down", 0.05, "B / (answered after queueing + B)", _abandonment_rate),
    ("transfer_rate", "down", 0.1, "contacts transferred / handled", _ratio(at.TRANSFERRED, at.HANDLED)),
    ("self_service", "up", None, "ended in menu / offered through menu", _ratio(at.ENDED_IN_MENU, at.THROUGH_MENU)),
    ("fcr", "up", 0.75, "1 − followed by another within 7 d / contacts of identified customers", _fcr),
    ("fcr_declared", "up", None, "resolved / told whether resolved", _ratio(at.RESOLVED, at.RESOLUTION_TOLD)),
)

_SECONDS: tuple[tuple[str, Good, float | None, str, Compute], ...] = (
    ("asa_s", "down", 25.0, "Σ (established − queued) / A", _asa),
    ("asa_queued_s", "down", None, "Σ (established − queued) / A after queueing", _asa_queued),
    ("wait_mean_s", "down", None, "Σ wait / queued, whatever came of it", _wait_mean),
    ("wait_max_s", "down", None, "longest wait of those who queued", _wait_max),
    ("wait_p50_s", "down", None, "smallest wait that 50 % do not exceed", _percentile(50)),
    ("wait_p90_s", "down", 60.0, "smallest wait that 90 % do not exceed", _percentile(90)),
    ("wait_p95_s", "down", None, "smallest wait that 95 % do not exceed", _percentile(95)),
    ("patience_median_s", "up", None, "Kaplan–Meier median of hanging up in the queue", patience.median_s),
    ("talk_mean_s", "none", None, "Σ talk / handled", _mean(at.TALK_US, at.HANDLED)),
    ("ring_mean_s", "down", None, "Σ ring / rings answered", _mean(at.RING_US, at.RUNG)),
    ("hold_mean_s", "down", None, "Σ hold / handled", _mean(at.HOLD_US, at.HANDLED)),
    ("acw_mean_s", "none", None, "Σ after-contact work / handled", _mean(at.ACW_US, at.HANDLED)),
    ("aht_s", "none", None, "(talk + hold + after-contact work) / handled", _aht),
)

_TIMES: tuple[tuple[str, float | None, str, Compute], ...] = (
    ("occupancy", 0.85, "occupied / (occupied + ready)", _occupancy),
    ("utilisation", None, "occupied / logged on", _utilisation),
)

_PEAKS: tuple[tuple[str, str], ...] = (
    ("max_in_menu", "most at once in the menu"),
    ("max_waiting", "most at once in the queue"),
    ("max_talking", "most at once with an agent"),
    ("agents_seen", "different agents who answered"),
)

FIGURES: dict[str, Figure] = {
    figure.id: figure
    for figure in (
        *(Figure(i, "count", good, None, text, how) for i, good, text, how in _COUNTS),
        *(Figure(f"service_level.{i}", "share", "up", 0.8, text, _service_level(how)) for i, text, how in _LEVELS),
        *(Figure(i, "share", good, target, text, how) for i, good, target, text, how in _SHARES),
        *(Figure(i, "seconds", good, target, text, how) for i, good, target, text, how in _SECONDS),
        *(Figure(i, "share", "none", target, text, how, "time") for i, target, text, how in _TIMES),
        *(Figure(i, "count", "none", None, text, None, "peak") for i, text in _PEAKS),
    )
}
"""Every figure by its id."""
