"""Figures of the past from what history keeps: a month against DuckDB, a day under other limits."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.month import DAY_S, DAYS, HOURS, QUICK_HOURS, ZONE, Day, month, simulated
from benchmarks.sql import Sql
from benchmarks.table import Row
from wallboard.history.opening import open_log
from wallboard.history.reader import LogReader
from wallboard.history.writer import LogWriter
from wallboard.metrics.asked import limits_of
from wallboard.metrics.behind import Asked as Behind
from wallboard.metrics.chosen import choose
from wallboard.metrics.columns import Array
from wallboard.metrics.crowds import peaks
from wallboard.metrics.keeping import Keeping
from wallboard.metrics.packing import pack, unpack
from wallboard.metrics.passport import passport
from wallboard.metrics.past import Past
from wallboard.metrics.reading import Limits
from wallboard.metrics.readings import Readings, figures
from wallboard.metrics.selecting import Question
from wallboard.metrics.spans import KEYS, Clockwork

ROUNDS = 5
SHOWN = 500
"""So many contacts are listed at once."""
COMPARED = {
    **{
        name: name for name in ("offered", "answered", "abandoned_in_queue", "refused_rings", "transfers", "repeats_7d")
    },
    "answered_within_threshold": "in_time",
    "patience_median_s": "patience",
    "wait_max_s": "longest",
}
"""Our figures, and the columns of theirs that say the same."""
MOST = ("max_in_menu", "max_waiting", "max_talking")
SPLITS: tuple[tuple[str, ...], ...] = (
    (),
    *[(key,) for key in KEYS if key != "priority"],
    ("queue", "half_hour"),
    ("tier", "entry", "channel"),
    ("agent", "day"),
    ("agent", "queue"),
    ("queue", "tier", "day", "half_hour"),
)


def measure(*, quick: bool) -> list[Row]:
    """The month, and the day."""
    day = simulated(QUICK_HOURS if quick else HOURS)
    days = DAYS if not quick else 5
    keeping = month(day, days)
    past = Past(keeping, Clockwork(ZONE))
    return [
        *_splits(past, keeping, day),
        *_spans(past, keeping, day, days),
        *_passport(past, keeping),
        *_cold(keeping),
        *_limits(past, day),
    ]


def _splits(past: Past, keeping: Keeping, day: Day) -> list[Row]:
    columns, limits = past.columns, limits_of(keeping.floor)
    sql = Sql(columns, past.clockwork.calendar, {a.id: (a.team, a.site) for a in keeping.floor.agents.values()})
    sql.set_limits(columns, limits)
    worst, worst_ratio, told = 0.0, 0.0, []
    for by in SPLITS:
        asked = Question(by)
        ours_s, theirs_s = _best(partial(_ours, past, asked, limits)), _best(partial(sql.figures, asked))
        _compare(_ours(past, asked, limits), sql.figures(asked))
        worst, worst_ratio = max(worst, ours_s), max(worst_ratio, ours_s / theirs_s)
        told.append(f"{'+'.join(by) or 'all'} {1000 * ours_s:.0f}/{1000 * theirs_s:.0f}")
    number = f"{columns.contacts:,} contacts"
    return [
        Row("a month, any split: the slowest", 1000 * worst, "ms", 200.0, number),
        Row("the same ÷ DuckDB: the worst", worst_ratio, "×", 1.0, f"ms, ours/theirs: {', '.join(told)}"),
        *_most(past, sql, limits),
    ]


def _most(past: Past, sql: Sql, limits: Limits) -> list[Row]:
    """The most at once, alone and together with the rest."""
    found, told = [], []
    for by in ((), ("queue",)):
        totals = past.totals(Question(by))
        ours_s, theirs_s = _best(partial(peaks, totals)), _best(partial(sql.most, bool(by)))
        known = peaks(totals)
        if not _same([n for name in MOST for n in known[name] if n > 0], sql.most(bool(by))["most"]):
            raise AssertionError("the most at once differs")
        found.append(ours_s / theirs_s)
        told.append(f"{'+'.join(by) or 'all'} {1000 * ours_s:.0f}/{1000 * theirs_s:.0f}")
    whole_s = _best(partial(_with_most, past, limits))
    return [
        Row("a month: all figures with the most at once", 1000 * whole_s, "ms", 200.0),
        Row("the most at once ÷ DuckDB's window sums: the worst", max(found), "×", 1.0, f"ms: {', '.join(told)}"),
    ]


def _with_most(past: Past, limits: Limits) -> dict[str, Array]:
    totals = past.totals(Question())
    return figures(Readings(totals, limits), peaks(totals))


def _spans(past: Past, keeping: Keeping, day: Day, days: int) -> list[Row]:
    """Spans that begin and end anywhere."""
    begun_t, limits = day.rows[0][0].t, limits_of(keeping.floor)
    spans = [(begun_t + 0.3 * DAY_S * i, begun_t + (days - i) * DAY_S + 1234.5) for i in range(0, days // 2, 3)]
    slowest = max([_best(partial(_ours, past, Question(("queue",), *span), limits)) for span in spans])
    return [Row("any span of it, by queue: the slowest", 1000 * slowest, "ms", 200.0, f"{len(spans)} spans")]


def _passport(past: Past, keeping: Keeping) -> list[Row]:
    """A figure of the month with the numbers behind it, and which contacts those are."""
    limits, told = limits_of(keeping.floor), []
    for figure in ("service_level.short_abandons_excluded", "abandoned_in_queue"):
        asked = Behind(figure, float("-inf"), float("inf"))
        spent_s = _best(partial(_opened, past, asked, limits))
        number = choose(past.columns, asked, limits, SHOWN)[1]
        told.append((spent_s, f"{figure}: {number:,} contacts in {1000 * spent_s:.0f} ms"))
    return [
        Row("a month: a passport, and its contacts", 1000 * max(told)[0], "ms", 500.0, "; ".join(dict(told).values()))
    ]


def _opened(past: Past, asked: Behind, limits: Limits) -> object:
    ledger = past.ledgers(Question())[()]
    return passport(asked.figure, ledger, limits), choose(past.columns, asked, limits, SHOWN)


def _cold(keeping: Keeping) -> list[Row]:
    """From the file: a start of the hub, and the first question after it."""
    keeping.take_back()
    for chunk in keeping.columns.chunks:
        chunk.is_changed = True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.sqlite"
        log = open_log(path, durable=False)
        LogWriter(log, path).store_kept(pack(keeping, 1))
        began_s = time.perf_counter()
        again, _ = unpack(LogReader(log, path).kept())
        read_s = time.perf_counter() - began_s
        past = Past(again, Clockwork(ZONE))
        _ours(past, Question(("queue",)), limits_of(again.floor))
        first_s = time.perf_counter() - began_s
        log.close()
        size_mb = path.stat().st_size / 2**20
    told = f"{size_mb:.0f} MB on disk, read in {read_s:.2f} s"
    return [Row("a month, cold: from the file to the first figures", 1000 * first_s, "ms", None, told)]


def _limits(past: Past, day: Day) -> list[Row]:
    """Threshold and formula changed for one day, which is in memory: all figures of all queues again."""
    start_t = day.rows[0][0].t // DAY_S * DAY_S + 2 * DAY_S
    totals = past.totals(Question(("queue", "tier", "entry"), start_t, start_t + DAY_S))
    readings = Readings(totals)
    _levels_of(readings)
    spent_s = _best(lambda: _levels_of(readings.under(Limits(33.0, 7.0))))
    told = f"{int(totals.counts[:, 0].sum()):,} queue entries in {len(totals.counts)} groups"
    return [Row("another threshold and formula for a day", 1000 * spent_s, "ms", 20.0, told)]


def _levels_of(readings: Readings) -> list[Array]:
    return list(figures(readings, {}).values())


def _ours(past: Past, asked: Question, limits: Limits) -> dict[str, Array]:
    return figures(Readings(past.totals(asked), limits), {})


def _best(work: Callable[[], object]) -> float:
    """The best of some rounds (seconds), so that another program's work does not count."""
    spent = []
    for _ in range(ROUNDS):
        gc.collect()
        began_s = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began_s)
    return min(spent)


def _compare(ours: dict[str, Array], theirs: dict[str, Array]) -> None:
    """Both have counted the same contacts: the groups' numbers, in whatever order, are the same."""
    for mine, other in COMPARED.items():
        if not _same(ours[mine][ours["offered"] > 0], theirs[other][theirs["offered"] > 0]):
            raise AssertionError(f"{mine} differs")


def _same(ours: Sequence[float] | Array, theirs: Array) -> bool:
    filled = np.ma.filled(np.ma.asarray(theirs).astype(np.float64), np.nan)
    return bool(np.array_equal(np.sort(np.asarray(ours, np.float64)), np.sort(filled), equal_nan=True))
