"""A page of the wall: letters as large as the distance asks for, figures as large as there is room."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from widgets.delegates.legibility import LEAST_ARCMIN, Wall
from widgets.delegates.tv_faces import TvFace
from widgets.delegates.tv_layout import TvLayout, lay_out
from widgets.theme import Theme, sized_font

FACES = tuple(TvFace("asa_s", (f"Figure {n}",), "72", "%", ("target 80% in 20 s", "80%")) for n in range(6))


def width_of(words: str, size: int, bold: bool) -> float:
    """As Qt measures it."""
    return QFontMetricsF(sized_font(size, QFont.Weight.Bold if bold else QFont.Weight.Normal)).horizontalAdvance(words)


def page(wall: Wall, width: int = 1920, height: int = 1080) -> TvLayout:
    """The layout of six figures."""
    return lay_out(wall, width, height, FACES, width_of)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("distance_m", [3.0, 5.0, 8.0])
def test_that_words_are_never_smaller_than_the_distance_allows(
    theme: Theme, size: tuple[int, int], distance_m: float
) -> None:
    wall = Wall(55.0, distance_m)
    layout = page(wall, *size)
    assert layout.legible
    assert layout.words_px >= wall.font_px(LEAST_ARCMIN, *size)
    assert layout.figure_px > 1.2 * layout.words_px
    assert layout.count in (4, 6)


def test_that_who_sits_far_away_gets_fewer_and_larger_figures(theme: Theme) -> None:
    near, far = page(Wall(55.0, 4.0)), page(Wall(55.0, 9.0))
    assert (near.count, far.count) == (6, 4)
    assert far.words_px > near.words_px


@pytest.mark.parametrize("diagonal_in", [27.0, 32.0, 40.0, 55.0, 85.0])
@pytest.mark.parametrize("distance_m", [2.0, 4.0, 6.0])
def test_that_figures_are_larger_than_words_and_leave_the_targets_to_the_bars_where_it_must_be(
    theme: Theme, diagonal_in: float, distance_m: float
) -> None:
    layout = page(Wall(diagonal_in, distance_m))
    assert layout.figure_px > layout.words_px
    if layout.legible:
        assert layout.figure_px > 1.2 * layout.words_px
    assert page(Wall(32.0, 6.0)).legible
    assert not page(Wall(32.0, 6.0)).aims


def test_that_a_screen_that_is_too_small_says_so(theme: Theme) -> None:
    layout = page(Wall(24.0, 25.0))
    assert not layout.legible
    assert layout.words_px > 12


@pytest.mark.parametrize("distance_m", [3.0, 5.0, 9.0, 30.0])
def test_that_all_tiles_lie_on_the_screen_and_none_on_another(theme: Theme, distance_m: float) -> None:
    layout = page(Wall(55.0, distance_m))
    places = [layout.place(n) for n in range(layout.count)]
    assert len(set(places)) == layout.count
    assert max(x for x, _ in places) + layout.tile_w + layout.margin == pytest.approx(1920, abs=1)
    assert max(y for _, y in places) + layout.tile_h + layout.margin == pytest.approx(1080, abs=1)
