"""What a scope is called: its window, queue, channels, contacts, and the limits that they are held to."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import QCoreApplication

from wallboard.metrics.catalogue import Figure
from widgets.i18n.names import agent_name, queue_name
from widgets.i18n.numbers import number, time_of_day
from widgets.i18n.passports import part_name, window_name
from widgets.models.at_work import OF_PEOPLE
from widgets.models.board import Board
from widgets.models.scope import Scope

translate = QCoreApplication.translate


def window_words(board: Board, scope: Scope, figure: Figure, now_t: float) -> str:
    """From when to when, of which queue, channels and contacts, held to which limits."""
    zone = board.timezone
    if figure.basis == "now":
        span = translate("Passport", "at this moment, {time}").format(time=time_of_day(now_t, zone))
    else:
        said = translate("Passport", "{window}: {start} to {end}")
        start = time_of_day(scope.start_t(board, now_t), zone)
        span = said.format(window=window_name(scope.minutes), start=start, end=time_of_day(now_t, zone))
    of = queue_name(board.floor, scope.queue) if scope.queue else translate("Passport", "all queues")
    parts = [span, zone, agent_name(board.floor, scope.agent) if scope.agent else of]
    if figure.id in OF_PEOPLE:
        parts += _among_words(scope)
    elif figure.basis != "time" and not scope.agent:
        channels = translate("Passport", "live channels") if scope.live else translate("Passport", "all channels")
        parts.append(channels)
    if scope.part != "all":
        parts.append(part_name(scope.part))
    limits = _limits_words(board, scope, now_t) if _has_limits(figure) else ""
    return " · ".join([*parts, limits] if limits else parts)


def _among_words(scope: Scope) -> list[str]:
    """Which people, where a list is filtered by more than the queue."""
    wanted = scope.among
    if wanted is None:
        return []
    named = (
        (wanted.team, translate("Passport", "team {name}")),
        (wanted.site, translate("Passport", "site {name}")),
        (wanted.text, translate("Passport", "with “{name}”")),
    )
    return [said.format(name=name) for name, said in named if name]


def _has_limits(figure: Figure) -> bool:
    return any(symbol in term.id for term in figure.terms for symbol in ("a_t", "b_t", "b_s"))


def own_limits(board: Board, scope: Scope) -> tuple[float | None, float | None]:
    """The threshold and the short-abandon limit that are set for `scope`, in seconds; None where queues differ."""
    pairs = _pairs(board, structs.replace(scope, threshold_s=None, short_abandon_s=None), board.now_t())
    thresholds, shorts = {threshold_s for threshold_s, _ in pairs}, {short_s for _, short_s in pairs}
    return thresholds.pop() if len(thresholds) == 1 else None, shorts.pop() if len(shorts) == 1 else None


def _pairs(board: Board, scope: Scope, now_t: float) -> set[tuple[float, float]]:
    """T and s of the queues that waits of `scope` are held to, in seconds."""
    limits, ruling = scope.limits(board), scope.ledger(board, now_t).waits
    return {limits.of(queue) for queue in ruling} or {limits.of(scope.queue)}


def _limits_words(board: Board, scope: Scope, now_t: float) -> str:
    """The limits of the queues that the figure's waits are held to."""
    pairs = _pairs(board, scope, now_t)
    if len(pairs) == 1:
        threshold_s, short_s = next(iter(pairs))
        return f"T {_seconds(threshold_s)}, s {_seconds(short_s)}"
    low, high = min(t for t, _ in pairs), max(t for t, _ in pairs)
    each = translate("Passport", "T and s of each queue: T {low} to {high}")
    return each.format(low=_seconds(low), high=_seconds(high))


def _seconds(seconds: float) -> str:
    return translate("Passport", "{seconds} s").format(seconds=number(seconds, 0 if seconds == int(seconds) else 1))
