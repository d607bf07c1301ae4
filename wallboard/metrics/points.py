"""Where exactly people were lost within a stage: by menu node, place in the queue, wait, agent, queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from wallboard.floor import outcome
from wallboard.floor.losses import Lost
from wallboard.metrics.funnel import StageName

OUTCOMES: Mapping[StageName, tuple[str, ...]] = {
    "menu": (outcome.ABANDONED_IN_MENU,),
    "queue": (outcome.ABANDONED_IN_QUEUE,),
    "ringing": (outcome.ABANDONED_RINGING,),
    "talk": outcome.LOST_AFTER_ANSWER,
}
"""The losses of each stage."""

STAGE_OF: Mapping[str, StageName] = {code: stage for stage, codes in OUTCOMES.items() for code in codes}
"""At which stage of the funnel an outcome was a loss."""

STEPS_S = (10, 20, 30, 60, 120, 180, 300, 600, 1200)
"""The ends of the steps of a histogram of waits, in seconds, inclusive; the last one is open."""
LAST_PLACE = 8
"""Places in a queue from this one on are counted together."""


class Point(Struct, frozen=True, gc=False):
    """`lost` people were lost at `key`, half of them within `median_s` seconds."""

    key: str
    lost: int
    median_s: float


def by_node(lost: Iterable[Lost]) -> list[Point]:
    """By menu node, the worst first."""
    return _worst_first(_grouped(lost, lambda one: one.where))


def by_agent(lost: Iterable[Lost]) -> list[Point]:
    """By the agent at whom it rang, the worst first."""
    return _worst_first(_grouped(lost, lambda one: one.where))


def by_queue(lost: Iterable[Lost]) -> list[Point]:
    """By queue, the worst first."""
    return _worst_first(_grouped(lost, lambda one: one.queue))


def by_place(lost: Iterable[Lost]) -> list[Point]:
    """By place in the queue when they came to it, from 1 to `LAST_PLACE` and more; where the source says it."""
    known = [one for one in lost if one.position > 0]
    found = _grouped(known, lambda one: str(min(one.position, LAST_PLACE)))
    return sorted(found, key=lambda point: int(point.key))


def by_wait(lost: Iterable[Lost]) -> list[Point]:
    """By time to the loss: every step of `STEPS_S` up to the last one in which somebody was lost; key: its number."""
    found = {int(point.key): point for point in _grouped(lost, lambda one: str(step_of(one.after_s)))}
    return [found.get(n) or Point(str(n), 0, 0.0) for n in range(max(found, default=-1) + 1)]


def step_of(after_s: float) -> int:
    """The number of the step of the histogram, from 0 to the number of `STEPS_S`."""
    return next((n for n, end_s in enumerate(STEPS_S) if after_s <= end_s), len(STEPS_S))


def _grouped(lost: Iterable[Lost], key: Callable[[Lost], str]) -> list[Point]:
    groups: dict[str, list[float]] = {}
    for one in lost:
        groups.setdefault(key(one), []).append(one.after_s)
    return [Point(name, len(waits), _median(waits)) for name, waits in groups.items()]


def _median(waits: Sequence[float]) -> float:
    """The smallest wait that half of them do not exceed, as everywhere."""
    return sorted(waits)[(len(waits) - 1) // 2]


def _worst_first(points: Iterable[Point]) -> list[Point]:
    return sorted(points, key=lambda point: (-point.lost, point.key))
