"""The axis of the curve of patience."""

from __future__ import annotations

import pytest

from widgets.delegates.survival import MOST_MARKS, axis_marks


@pytest.mark.parametrize(("end_s", "step"), [(10, 10), (100, 15), (170, 30), (600, 120), (7200, 1200), (20_000, 3600)])
def test_that_the_axis_of_time_is_labelled_in_round_steps(end_s: int, step: int) -> None:
    marks = axis_marks(end_s)
    assert marks[:2] == [0, step]
    assert len(marks) <= MOST_MARKS + 1
