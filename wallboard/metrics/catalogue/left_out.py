"""What a figure leaves out of the contacts of its window, and why."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.catalogue.figure import Words
from wallboard.metrics.reading import Reading


class Reason(Struct, frozen=True):
    """Why contacts are left out, and how many of a ledger are."""

    code: str
    says: Words
    number: Callable[[Reading], float]


def _n(*places: int) -> Callable[[Reading], float]:
    return lambda r: sum(r.n[place] for place in places)


def _answered_untimed(r: Reading) -> float:
    return max(0, r.n[at.ANSWERED] - r.levels.answered)


def _untimed(r: Reading) -> float:
    lost = r.n[at.ABANDONED_IN_QUEUE] + r.n[at.ABANDONED_RINGING] - r.levels.lost
    return _answered_untimed(r) + max(0, lost)


NO_NORM = Reason(
    "no_norm",
    Words("no norm is set: nothing says in what time to answer", "норма не задана: неизвестно, за сколько отвечать"),
    lambda r: r.levels.answered + r.levels.lost,
)
"""Why a deferred queue may have no service level."""

_LOST = (at.ABANDONED_IN_QUEUE, at.ABANDONED_RINGING)
_REASONS = (
    Reason(
        "in_progress",
        Words("not over yet: in the menu, waiting or ringing", "ещё не окончены: в меню, ждут, вызов"),
        _n(at.IN_PROGRESS),
    ),
    Reason(
        "abandoned_in_menu",
        Words("hung up in the menu: a stage of its own", "потеряны в меню: отдельный этап"),
        _n(at.ABANDONED_IN_MENU),
    ),
    Reason(
        "left_by_choice",
        Words("left by choice: served, voicemail, callback", "ушли сами: решили, почта, обратный звонок"),
        _n(at.LEFT_BY_CHOICE),
    ),
    Reason(
        "diverted",
        Words("sent to another queue before an answer", "отправлены в другую очередь до ответа"),
        _n(at.DIVERTED),
    ),
    Reason(
        "turned_away",
        Words("turned away by system or staff", "не приняты системой или сотрудником"),
        _n(at.TURNED_AWAY),
    ),
    Reason("unknown", Words("outcome unknown: the link was lost", "исход неизвестен: связь терялась"), _n(at.UNKNOWN)),
    Reason("answered_direct", Words("answered without queueing", "отвечены без очереди"), _n(at.ANSWERED_DIRECT)),
    Reason("lost", Words("lost in the queue or while it rang", "потеряны в очереди или на вызове"), _n(*_LOST)),
    Reason("lost_in_time", Words("lost within T", "потеряны за T"), lambda r: r.levels.lost_in_time),
    Reason(
        "lost_short", Words("lost within the short-abandon limit", "короткие потери"), lambda r: r.levels.lost_short
    ),
    Reason(
        "start_unknown",
        Words("begin unknown: met when they were there already", "начало неизвестно: застигнуты на месте"),
        _untimed,
    ),
    Reason(
        "answer_start_unknown",
        Words("answered, begin unknown: met when they were there already", "отвечены, начало неизвестно"),
        _answered_untimed,
    ),
    Reason(
        "still_talking",
        Words("answered and not over yet", "отвечены и ещё идут"),
        lambda r: max(0, r.n[at.ANSWERED] - r.n[at.HANDLED]),
    ),
    Reason(
        "unidentified",
        Words("customer not identified", "клиент не узнан"),
        lambda r: max(0, r.n[at.OFFERED] - r.n[at.IDENTIFIED]),
    ),
    Reason(
        "not_told",
        Words("the agent has not said whether it is resolved", "сотрудник не сказал, решено ли"),
        lambda r: max(0, r.n[at.ANSWERED] - r.n[at.RESOLUTION_TOLD]),
    ),
    Reason(
        "direct",
        Words("put straight through, past the menu", "соединены сразу, мимо меню"),
        lambda r: max(0, r.n[at.OFFERED] - r.n[at.THROUGH_MENU]),
    ),
)
REASONS: dict[str, Reason] = {reason.code: reason for reason in _REASONS}

_NOT_SERVED = ("in_progress", "abandoned_in_menu", "left_by_choice", "diverted", "turned_away", "unknown")
_UNANSWERED = (*_NOT_SERVED, "lost")
_WAITS = ("in_progress", "abandoned_in_menu", "answered_direct", "start_unknown")
_HANDLED = (*_UNANSWERED, "still_talking")
_OF_LEVELS: dict[str, tuple[str, ...]] = {
    "answered_only": ("lost", "answer_start_unknown"),
    "abandons_positive": ("start_unknown",),
    "abandons_ignored": ("lost_in_time", "start_unknown"),
    "short_abandons_credited": ("start_unknown",),
    "short_abandons_excluded": ("lost_short", "start_unknown"),
    "abandons_negative": ("start_unknown",),
}
_BY_FIGURE: dict[str, tuple[str, ...]] = {
    "abandonment_rate": (*_NOT_SERVED, "answered_direct"),
    "asa_s": (*_UNANSWERED, "answer_start_unknown"),
    "asa_queued_s": (*_UNANSWERED, "answered_direct", "answer_start_unknown"),
    **dict.fromkeys(
        ("wait_mean_s", "wait_max_s", "wait_p50_s", "wait_p90_s", "wait_p95_s", "patience_median_s"), _WAITS
    ),
    **dict.fromkeys(("talk_mean_s", "hold_mean_s", "acw_mean_s", "aht_s", "transfer_rate"), _HANDLED),
    "fcr": ("unidentified",),
    "fcr_declared": (*_UNANSWERED, "not_told"),
    "self_service": ("direct",),
    "answered_within_threshold": (*_UNANSWERED, "answer_start_unknown"),
    **{f"service_level.{key}": (*_NOT_SERVED, *codes) for key, codes in _OF_LEVELS.items()},
}


def reasons(figure_id: str) -> tuple[Reason, ...]:
    """Why contacts of its window do not count in a figure; empty for one that leaves nothing out."""
    return tuple(REASONS[code] for code in _BY_FIGURE.get(figure_id, ()))
