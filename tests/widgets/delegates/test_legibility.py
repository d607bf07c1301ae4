"""Letters on a wall: NUREG-0700 by diagonal and distance."""

from __future__ import annotations

import pytest

from widgets.delegates.legibility import CAP_OF_EM, LEAST_ARCMIN, PREFERRED_ARCMIN, Wall


@pytest.mark.parametrize(("distance_m", "cap_mm"), [(5.0, 29.0), (8.0, 47.0)])
def test_that_capitals_are_as_high_as_the_distance_asks_for(distance_m: float, cap_mm: float) -> None:
    assert Wall(55.0, distance_m).cap_mm(PREFERRED_ARCMIN) == pytest.approx(cap_mm, abs=0.6)


def test_that_pixels_follow_from_the_diagonal_and_not_from_the_resolution() -> None:
    wall = Wall(55.0, 5.0)
    full_hd, ultra_hd = (wall.font_px(LEAST_ARCMIN, *size) for size in ((1920, 1080), (3840, 2160)))
    assert ultra_hd == pytest.approx(2 * full_hd, abs=1)
    px_per_mm = (1920**2 + 1080**2) ** 0.5 / (55.0 * 25.4)
    assert full_hd * CAP_OF_EM / px_per_mm >= wall.cap_mm(LEAST_ARCMIN)


def test_that_a_larger_screen_needs_fewer_pixels() -> None:
    assert Wall(75.0, 5.0).font_px(20, 1920, 1080) < Wall(43.0, 5.0).font_px(20, 1920, 1080)
