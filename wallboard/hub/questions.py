"""What clients ask of history, answered off the event loop."""

from __future__ import annotations

import asyncio
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw

from wallboard.floor.losses import Lost
from wallboard.history.failures import LogError
from wallboard.hub import counting
from wallboard.hub.core import Core
from wallboard.hub.counting import counted, found_behind
from wallboard.hub.keeper import Keeper
from wallboard.hub.ports import KnowsItsPast
from wallboard.hub.snapshots import without_personal
from wallboard.metrics.spans import KEYS
from wallboard.stream.codec import join_batch
from wallboard.stream.control import Query, Result, View

if TYPE_CHECKING:
    from wallboard.hub.past_weeks import PastWeeks, Span

ROWS_MAX = 2000
LIMITS = ("threshold", "short_abandon")
NARROWING = frozenset({"queue", "agent", "tier", "entry"})
WHERE = NARROWING | {"live", "span", *LIMITS}
LIMIT_MAX_S = 86_400.0
NOTHING = Raw(b"[]")


class Questions:
    """Answers queries about the log and the floor."""

    def __init__(self, core: Core, keeper: Keeper) -> None:
        self._core, self._keeper = core, keeper
        self._counting = asyncio.Lock()
        self._past: tuple[tuple[float, float], PastWeeks] | None = None

    async def answer(self, query: Query, view: View) -> Result:
        """The answer; its code says why there is none."""
        limit = max(1, min(query.limit, ROWS_MAX))
        try:
            if query.about == "timeline":
                return await self._timeline(query, view, limit)
            if query.about == "lost":
                return self._lost(query, view, limit)
            if query.about == "normals":
                return await self._normals(query)
            if query.about == "why":
                return await self._why(query)
            if query.about == "contacts":
                return await self._contacts(query, view, limit)
            return await self._figures(query)
        except LogError as error:
            return Result(NOTHING, error.code)

    async def _timeline(self, query: Query, view: View, limit: int) -> Result:
        if not query.subject:
            return Result(NOTHING, "subject_missing")
        start_t, end_t = _seconds(query)
        rows, more = await self._core.archive.ask(
            lambda log: log.timeline(query.subject, start_t=start_t, end_t=end_t, limit=limit)
        )
        return Result(Raw(join_batch(row.stamped(bare=view == "no_personal") for row in rows)), more=more)

    async def _figures(self, query: Query) -> Result:
        start_t, end_t = _seconds(query)
        if set(query.by) - set(KEYS):
            return Result(NOTHING, "key_unknown")
        if start_t is not None and end_t is not None and end_t <= start_t:
            return Result(NOTHING, "span_empty")
        asked = counting.Span(start_t, end_t, query.by)
        rows = await self._core.archive.ask(lambda log: counted(log, self._keeper, asked), long=True)
        return Result(NOTHING, "too_much") if rows is None else Result(Raw(rows))

    async def _contacts(self, query: Query, view: View, limit: int) -> Result:
        from wallboard.metrics.behind import Asked  # not for a hub's start
        from wallboard.metrics.catalogue import CATALOGUE

        start_t, end_t = _seconds(query)
        if query.subject not in CATALOGUE:
            return Result(NOTHING, "figure_unknown")
        if set(query.where) - WHERE:
            return Result(NOTHING, "key_unknown")
        if start_t is None or end_t is None or end_t <= start_t:
            return Result(NOTHING, "span_empty")
        limits = [_limit_in(query.where, name) for name in LIMITS]
        if any(limit is not None and not 0.0 <= limit <= LIMIT_MAX_S for limit in limits):
            return Result(NOTHING, "limit_unreadable")
        narrowed = {key: value for key, value in query.where.items() if key in NARROWING}
        live = {"yes": True, "no": False}.get(query.where.get("live", ""))
        asked = Asked(
            query.subject,
            start_t,
            end_t,
            live=live,
            by_outcome=query.where.get("span") == "outcome",
            threshold_s=limits[0],
            short_abandon_s=limits[1],
            **narrowed,
        )
        known, keeper = [*self._core.folded.floor.queues.values()], self._keeper
        async with self._counting:
            found = await self._core.archive.ask(lambda log: found_behind(log, keeper, asked, known, limit), long=True)
        if found is None:
            return Result(NOTHING, "too_much")
        rows = msgspec.json.encode(found[0])
        if view == "no_personal":
            rows = without_personal("floor.behind", rows)
        return Result(Raw(rows), more=found[1])

    async def _normals(self, query: Query) -> Result:
        from wallboard.metrics.normals import usual_of  # not for a hub's start

        start_t, end_t = _seconds(query)
        if start_t is None or end_t is None or end_t <= start_t:
            return Result(NOTHING, "span_empty")
        past = await self._weeks((start_t, end_t))
        return Result(Raw(msgspec.json.encode([usual_of(past, query.subject, start_t, end_t)])))

    async def _weeks(self, span: Span) -> PastWeeks:
        """The same span of past weeks, counted once."""
        from wallboard.hub.past_weeks import past_weeks  # not for a hub's start

        known, keeper = [*self._core.folded.floor.queues.values()], self._keeper
        sources = [port for port in self._core.ports if isinstance(port, KnowsItsPast)]
        async with self._counting:
            if self._past is None or self._past[0] != span:
                found = await self._core.archive.ask(
                    lambda log: past_weeks(log, keeper, span, known, sources), long=True
                )
                self._past = span, found
        return self._past[1]

    async def _why(self, query: Query) -> Result:
        """Why a figure is what it is: an empty array where it cannot be told."""
        from wallboard.forecast.measuring import reasons  # not for a hub's start
        from wallboard.hub.past_weeks import effort_in
        from wallboard.metrics.asked import limits_of
        from wallboard.metrics.catalogue import CATALOGUE

        start_t, end_t = _seconds(query)
        if query.subject not in CATALOGUE:
            return Result(NOTHING, "figure_unknown")
        if start_t is None or end_t is None or end_t <= start_t:
            return Result(NOTHING, "span_empty")
        span, queue = (start_t, end_t), query.where.get("queue", "")
        past = await self._weeks(span)
        if not past.found:
            return Result(NOTHING, "no_past_weeks")
        keeper = self._keeper
        async with self._counting:
            now = await self._core.archive.ask(lambda log: effort_in(log, keeper, span), long=True)
        if now is None:
            return Result(NOTHING, "too_much")
        found = reasons(query.subject, queue, now, past.found, limits_of(self._core.folded.floor))
        return Result(Raw(msgspec.json.encode([found] if found else [])))

    def _lost(self, query: Query, view: View, limit: int) -> Result:
        start_t, end_t = _seconds(query)
        known = self._core.folded.floor.book.lost
        if query.subject and query.subject not in known:
            return Result(NOTHING, "subject_unknown")
        earlier = takewhile(lambda lost: lost.contact != query.subject, known.values())
        found = [lost for lost in earlier if _within(lost, start_t, end_t)]
        rows = msgspec.json.encode(found[-limit:])
        if view == "no_personal":
            rows = without_personal("floor.lost", rows)
        return Result(Raw(rows), more=len(found) > limit)


def _seconds(query: Query) -> tuple[float | None, float | None]:
    start_t = query.start.timestamp() if query.start else None
    return start_t, query.end.timestamp() if query.end else None


def _within(lost: Lost, start_t: float | None, end_t: float | None) -> bool:
    return (start_t is None or lost.t >= start_t) and (end_t is None or lost.t < end_t)


def _limit_in(where: dict[str, str], name: str) -> float | None:
    """A limit in seconds; None where none is given, NaN where it is no number."""
    given = where.get(name)
    if given is None:
        return None
    try:
        return float(given)
    except ValueError:
        return float("nan")
