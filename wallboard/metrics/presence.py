"""How agents spend their time: the union of their contacts, after-contact work, readiness. Times in epoch seconds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, field

from wallboard.floor.people import AFTER_CONTACT_WORK, NOT_READY, READY, UNREACHABLE, Spell
from wallboard.metrics import counts as at
from wallboard.metrics.counts import micros

AFTER_S = 60.0
"""After-contact work belongs to the contact that ended at most so long before it began."""
NOISE_S = 1.0
"""A source may tell the new state a moment before the end of the contact."""

Interval = tuple[float, float]
Work = tuple[float, float, Any]
"""One contact at an agent: to, from (so that they are in order of the end), and where the contact counts."""


FULL = 32
AWAY_STATES = frozenset({NOT_READY, UNREACHABLE})


class Diary(Struct):
    """What is known of one agent and not yet summed up."""

    spells: list[Spell] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)
    full_at: int = FULL
    """With so many spells it is to be summed up."""


def union(intervals: Iterable[Interval], start_t: float, end_t: float) -> list[Interval]:
    """Disjoint intervals that cover the same time, cut to [start_t, end_t), in order."""
    found: list[Interval] = []
    last_t = start_t
    for since_t, until_t in sorted(intervals):
        to_t = until_t
        if to_t > end_t:
            to_t = end_t
        if to_t <= last_t or to_t <= since_t:
            continue
        if since_t <= last_t and found:
            found[-1] = (found[-1][0], to_t)
        else:
            found.append((max(start_t, since_t), to_t))
        last_t = to_t
    return found


def length_s(intervals: Iterable[Interval]) -> float:
    """The time that disjoint intervals cover, in seconds."""
    return sum([to_t - from_t for from_t, to_t in intervals])


Sum = tuple[int, int]
"""A place of `counts.SUMS` and microseconds."""


def time_spent(spells: Sequence[Spell], legs: Iterable[Interval], start_t: float, end_t: float) -> tuple[Sum, ...]:
    """Logged on, and of that: ready (no contact), occupied (with contacts, however many, or after them).

    All in [start_t, end_t). A contact beyond the time logged on occupies nobody: of that time nothing else is known.
    """
    busy = [*legs, *[(s.from_t, s.to_t) for s in spells if s.state == AFTER_CONTACT_WORK]]
    occupied = union(busy, start_t, end_t)
    logged_on_s = ready_s = occupied_s = 0.0
    first, number = 0, len(occupied)
    for spell in spells:  # of one agent: in order, and never two at a time
        from_t, to_t = spell.from_t, spell.to_t
        if from_t < start_t:
            from_t = start_t
        if to_t > end_t:
            to_t = end_t
        if to_t <= from_t:
            continue
        lasted_s, of_it_s, i = to_t - from_t, 0.0, first
        while i < number:
            since_t, until_t = occupied[i]
            if until_t <= from_t:
                first = i + 1
            elif since_t >= to_t:
                break
            else:
                of_it_s += (min(to_t, until_t)) - (max(from_t, since_t))
            i += 1
        logged_on_s += lasted_s
        occupied_s += of_it_s
        if spell.state == READY:
            ready_s += lasted_s - of_it_s
    return (
        (at.LOGGED_ON_US, micros(logged_on_s)),
        (at.READY_US, micros(ready_s)),
        (at.OCCUPIED_US, micros(occupied_s)),
    )


def time_known(
    spells: Sequence[Spell], legs: Iterable[Interval], start_t: float, end_t: float
) -> tuple[tuple[int, list[Interval]], ...]:
    """The same as disjoint intervals."""
    busy = list(legs)
    logged_on: list[Interval] = []
    ready: list[Interval] = []
    for spell in spells:  # of one agent: in order, and never two at a time
        from_t, to_t = max(spell.from_t, start_t), min(spell.to_t, end_t)
        if to_t > from_t:
            logged_on.append((from_t, to_t))
            if spell.state == READY:
                ready.append((from_t, to_t))
            elif spell.state == AFTER_CONTACT_WORK:
                busy.append((from_t, to_t))
    occupied = union(busy, start_t, end_t)
    return (
        (at.LOGGED_ON_US, logged_on),
        (at.READY_US, _without(ready, occupied)),
        (at.OCCUPIED_US, _within(occupied, union(logged_on, start_t, end_t))),
    )


def time_away(
    spells: Iterable[Spell], legs: Iterable[Interval], start_t: float, end_t: float
) -> dict[str, list[Interval]]:
    """Not ready or unreachable, and without a contact, in [start_t, end_t): disjoint intervals by reason.

    Where no reason is told, the state stands for it.
    """
    told = list(spells)
    away = [s for s in told if s.state in AWAY_STATES and s.to_t > start_t and s.from_t < end_t]
    if not away:
        return {}
    busy = [*legs, *[(s.from_t, s.to_t) for s in told if s.state == AFTER_CONTACT_WORK]]
    occupied = union(busy, start_t, end_t)
    found: dict[str, list[Interval]] = {}
    for s in away:
        stretch = (max(s.from_t, start_t), min(s.to_t, end_t))
        found.setdefault(s.reason or s.state, []).extend(_without([stretch], occupied))
    return found


def _without(intervals: Sequence[Interval], taken: Sequence[Interval]) -> list[Interval]:
    """What of `intervals` is in none of `taken`; both in order and disjoint."""
    left: list[Interval] = []
    i = 0
    for start_t, end_t in intervals:
        from_t = start_t
        while i < len(taken) and taken[i][1] <= from_t:
            i += 1
        k = i
        while k < len(taken) and taken[k][0] < end_t:
            if taken[k][0] > from_t:
                left.append((from_t, taken[k][0]))
            from_t = max(from_t, taken[k][1])
            k += 1
        if from_t < end_t:
            left.append((from_t, end_t))
    return left


def _within(intervals: Sequence[Interval], frame: Sequence[Interval]) -> list[Interval]:
    """What of `intervals` is in one of `frame`; both in order and disjoint."""
    found: list[Interval] = []
    i = 0
    for start_t, end_t in intervals:
        while i < len(frame) and frame[i][1] <= start_t:
            i += 1
        k = i
        while k < len(frame) and frame[k][0] < end_t:
            found.append((max(start_t, frame[k][0]), min(end_t, frame[k][1])))
            k += 1
    return found


def followed(spell: Spell, work: Sequence[Work]) -> Work | None:
    """The contact that this after-contact work followed: the one that ended last before it. `work` is in order."""
    known_t = spell.from_t + NOISE_S
    if work and work[-1][0] <= known_t:  # it was the last one, as nearly always
        i = len(work) - 1
    else:
        i = bisect_right(work, known_t, key=end_of_work) - 1
    return work[i] if i >= 0 and work[i][0] >= spell.from_t - AFTER_S else None


def end_of_work(work: Work) -> float:
    """When the contact ended at this agent."""
    return work[0]
