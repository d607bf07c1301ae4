"""Axes are marked at round numbers and whole hours."""

from __future__ import annotations

import pytest

from widgets.delegates.axis_marks import HOUR_S, hour_marks, round_top

MIDNIGHT_T = 1_757_883_600.0


@pytest.mark.parametrize(
    ("highest", "top", "step"),
    [(0, 4, 1), (3, 4, 1), (7, 8, 2), (23, 30, 10), (46, 60, 20), (90, 100, 50), (560, 600, 200)],
)
def test_that_the_axis_ends_at_a_round_number(highest: float, top: float, step: float) -> None:
    assert round_top(highest) == (top, step)


@pytest.mark.parametrize("hours", [1.0, 2.5, 9.0, 24.0])
@pytest.mark.parametrize("most", [2, 5, 12, 40])
def test_that_the_marks_are_at_round_times_and_not_too_many(hours: float, most: int) -> None:
    start_t = MIDNIGHT_T + 8.2 * HOUR_S
    marks = hour_marks(start_t, start_t + hours * HOUR_S, MIDNIGHT_T, most)
    assert len(marks) <= most + 1
    assert all((t - MIDNIGHT_T) % (HOUR_S / 2) == 0 for t in marks)
    assert all(start_t <= t <= start_t + hours * HOUR_S for t in marks)
