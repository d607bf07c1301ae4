"""The course of a day as a plot has it: contacts offered, answered and lost, step by step."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wallboard.metrics.cell import Flow, fits, no_flow


class Point(Struct, frozen=True, gc=False):
    """Contacts in one step of a plot, which begins at `t` (epoch seconds): offered, answered, lost before an answer."""

    t: float
    offered: int
    answered: int
    lost: int


def course(
    flows: Mapping[tuple[float, str], Flow], step_s: int, start_t: float, end_t: float, queue: str | None, *, live: bool
) -> list[Point]:
    """The steps of [start_t, end_t), summed up from `flows` by their beginning and channel; of `queue` (None: all)."""
    first = start_t // step_s * step_s
    sums = [no_flow() for _ in range(max(0, int(-(-(end_t - first) // step_s))))]
    for (t, channel), flow in flows.items():
        i = int((t - first) // step_s)
        if fits(live, channel) and 0 <= i < len(sums):
            sums[i] = [a + b for a, b in zip(sums[i], flow.of(queue), strict=True)]
    return [Point(first + i * step_s, *amounts[:3]) for i, amounts in enumerate(sums)]
