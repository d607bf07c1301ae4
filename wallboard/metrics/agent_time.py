"""The agents' time in the columns: summed up by steps of the clock once, cut exactly where a span begins and ends."""

from __future__ import annotations

import numpy as np

from wallboard.metrics import counts as at
from wallboard.metrics.calendar import QUARTER_S, Calendar
from wallboard.metrics.columns import AWAY, Array, Chunk, Table

LANES = (at.LOGGED_ON_US, at.READY_US, at.OCCUPIED_US)
"""The sums that are agents' time."""
HALF_HOUR_S = 1800


def agent_time(chunk: Chunk, from_t: float, to_t: float, calendar: Calendar) -> Table:
    """Pieces of agents' time in [from_t, to_t): `agent`, the quarter-hour `quarter` (of epoch time) in which a piece
    begins, `reason`, and under each place of `LANES` and `AWAY` (as text) its microseconds.

    A piece is in one half-hour of the site's clock; what is away has its reason, all else none.
    """
    step_s = _step_s(chunk, calendar)
    cells = chunk.cells.get(step_s)
    if cells is None:
        times = chunk.tables["times"]
        cells = chunk.cells[step_s] = _summed(times, times["from_us"], times["to_us"], step_s)
    if from_t <= chunk.low_t and chunk.high_t <= to_t:
        return cells
    start_s = cells["quarter"] * QUARTER_S
    inside = _among(cells, (start_s >= from_t) & (start_s + step_s <= to_t))
    edges = [t for t in (from_t, to_t) if chunk.low_t < t < chunk.high_t and t % step_s]
    parts = [inside, *[_at_edge(chunk, t // step_s * step_s, step_s, from_t, to_t) for t in dict.fromkeys(edges)]]
    if len(edges) == 2 and from_t // step_s == to_t // step_s:
        parts.pop()
    return {name: np.concatenate([part[name] for part in parts]) for name in cells}


def _step_s(chunk: Chunk, calendar: Calendar) -> int:
    """Half-hours begin with those of UTC nearly everywhere; elsewhere quarter-hours are told apart."""
    offsets = [calendar.local(t).utcoffset() for t in (chunk.low_t, chunk.high_t) if abs(t) < 1e11]
    return HALF_HOUR_S if not any(o is not None and o.total_seconds() % HALF_HOUR_S for o in offsets) else QUARTER_S


def _at_edge(chunk: Chunk, start_s: float, step_s: int, from_t: float, to_t: float) -> Table:
    """The pieces of the step that begins at `start_s`, cut to the span."""
    times = chunk.tables["times"]
    first_us = round(max(start_s, from_t) * 1e6)
    last_us = round(min(start_s + step_s, to_t) * 1e6)
    near = (times["from_us"] < last_us) & (times["to_us"] > first_us)
    some = _among(times, near)
    from_us, to_us = np.maximum(some["from_us"], first_us), np.minimum(some["to_us"], last_us)
    return _summed(some, from_us, to_us, step_s)


def _summed(times: Table, from_us: Array, to_us: Array, step_s: int) -> Table:
    """Intervals cut into steps, and summed up by agent and step."""
    step_us = step_s * 1_000_000
    first, last = from_us // step_us, (to_us - 1) // step_us
    pieces = np.maximum(last - first + 1, 0)
    of = np.repeat(np.arange(len(pieces)), pieces)
    step = first[of] + np.arange(len(of)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    spent_us = np.minimum(to_us[of], (step + 1) * step_us) - np.maximum(from_us[of], step * step_us)
    agent, place, reason = times["agent"][of].astype(np.int64), times["place"][of], times["reason"][of]
    reasons = int(reason.max()) + 1 if len(reason) else 1
    low = int(step.min()) if len(step) else 0
    size = int(step.max()) - low + 1 if len(step) else 1
    known, cell = np.unique((agent * reasons + reason) * size + (step - low), return_inverse=True)
    quarters = step_s // QUARTER_S
    found: Table = {"quarter": (known % size + low) * quarters}
    found["agent"], found["reason"] = np.divmod(known // size, reasons)
    for lane in (*LANES, AWAY):
        found[str(lane)] = np.bincount(cell, spent_us * (place == lane), len(known))
    return found


def _among(table: Table, those: Array) -> Table:
    return {name: column[those] for name, column in table.items()}
