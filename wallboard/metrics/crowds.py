"""The most at once in each group of a question, and how many agents worked for it: `peaks`, from the columns."""

from __future__ import annotations

import numpy as np

from wallboard.floor.contact import NEVER
from wallboard.metrics import counts as at
from wallboard.metrics.columns import IN_MENU, IN_QUEUE, IN_TALK, Array
from wallboard.metrics.group import BUSIEST_S
from wallboard.metrics.grains import DENSE
from wallboard.metrics.totals import Totals

KINDS = {"max_in_menu": IN_MENU, "max_waiting": IN_QUEUE, "max_talking": IN_TALK}
KEY_BITS = 62
STEP_BITS = 32


def peaks(totals: Totals) -> dict[str, Array]:
    """The figures that are no sums, for each group."""
    groups, parts = len(totals.counts), []
    for chunk, local in totals.groups:
        stays = chunk.tables["stays"]
        group = local[stays["row"]]
        counts = group < groups
        parts.append([column[counts] for column in (group, stays["kind"], stays["agent"], *_moments(stays))])
    group, kind, agent, from_us, to_us = (
        [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else [np.zeros(0, np.int64)] * 5
    )
    lasting = to_us > from_us
    found = {}
    for name, asked in KINDS.items():
        of_kind = lasting & (kind == asked)
        found[name] = most_at_once(group[of_kind], from_us[of_kind], to_us[of_kind], groups)
    named = agent > 0
    found["agents_seen"] = _different(group[named], agent[named], groups)
    found["max_offered_5min"] = _most_offered(totals)
    return found


def _most_offered(totals: Totals) -> Array:
    """The most offered in five minutes of the clock."""
    groups, keys = len(totals.counts), []
    is_offer = totals.columns.shapes.matrix[:, at.OFFERED] > 0
    for chunk, local in totals.groups:
        rows = chunk.tables["rows"]
        those = is_offer[rows["shape"]] & (local < groups)
        steps = (rows[totals.asked.moment][those] // BUSIEST_S).astype(np.int64)
        keys.append((local[those] << STEP_BITS) + steps)
    known, number = np.unique(np.concatenate(keys) if keys else np.zeros(0, np.int64), return_counts=True)
    found = np.zeros(groups)
    np.maximum.at(found, known >> STEP_BITS, number)
    return found


def last_identified(totals: Totals) -> Array:
    """When the last customer came who is known (epoch seconds), in each group; NEVER for nobody."""
    groups = len(totals.counts)
    found = np.full(groups, NEVER)
    for chunk, local in totals.groups:
        rows = chunk.tables["rows"]
        those = (rows["customer"] > 0) & (local < groups)
        np.maximum.at(found, local[those], rows["t"][those])
    return found


def _moments(stays: dict[str, Array]) -> tuple[Array, Array]:
    return stays["from_us"], stays["to_us"]


def most_at_once(group: Array, from_us: Array, to_us: Array, groups: int) -> Array:
    """The most stays at once in each group; who goes at a moment is gone before those who come at it."""
    found = np.zeros(groups)
    if not len(group):
        return found
    first_us = from_us.min()
    bits = int(to_us.max() - first_us).bit_length() + 1
    if groups.bit_length() + bits > KEY_BITS:  # the order of the moments is all that counts
        known = np.unique(np.concatenate((from_us, to_us)))
        return most_at_once(group, np.searchsorted(known, from_us), np.searchsorted(known, to_us), groups)
    base = group.astype(np.int64) << bits
    moments = np.concatenate((base + (from_us - first_us) * 2 + 1, base + (to_us - first_us) * 2))
    moments.sort()
    here = np.cumsum((moments & 1) * 2 - 1)
    of = moments >> bits
    starts = np.flatnonzero(np.diff(of, prepend=-1))
    found[of[starts]] = np.maximum.reduceat(here, starts)
    return found


def _different(group: Array, agent: Array, groups: int) -> Array:
    size = int(agent.max()) + 1 if len(agent) else 1
    key = group * np.int64(size) + agent
    if groups * size <= DENSE:
        return np.bincount(np.flatnonzero(np.bincount(key, minlength=1)) // size, minlength=groups).astype(np.float64)
    return np.bincount(np.unique(key) // size, minlength=groups).astype(np.float64)
