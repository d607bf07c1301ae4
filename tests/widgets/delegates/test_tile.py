"""A tile: figure, target, trend, split, formula."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from tests.widgets.pictures import has, photo
from widgets.delegates.tile import Tile, TileFace
from widgets.theme import Theme

FACE = TileFace(
    title=("Service level", "Service"),
    aim=("80% in 20 s", "80%"),
    figure="72",
    unit="%",
    filled=0.72,
    target=0.8,
    tone="alarm",
    first=("short abandons excluded",),
    second=("VIP 91% · menu 70% · direct 78%", "91 · 70 · 78"),
    formula="A≤T / (A + B − B≤s)",
    spark=(0.9, 0.8, 0.72),
)


@pytest.fixture
def tile(qtbot: QtBot, theme: Theme) -> Tile:
    """A tile as wide as on a large screen."""
    tile = Tile(theme)
    qtbot.addWidget(tile)
    tile.resize(300, tile.sizeHint().height())
    tile.show()
    tile.show_face(FACE)
    return tile


def test_that_it_says_all_of_it_also_to_those_who_do_not_see(tile: Tile) -> None:
    assert tile.accessibleName() == "Service level: 72 %"
    for part in ("80% in 20 s", "short abandons excluded", "VIP 91%", "A≤T"):
        assert part in tile.accessibleDescription()
    assert tile.toolTip() == FACE.formula


@pytest.mark.parametrize("width", [170, 200, 300, 600])
def test_that_nothing_is_cut_off_at_any_width(tile: Tile, width: int) -> None:
    tile.resize(width, tile.height())
    photo(tile)
    assert tile.clipped_texts() == []


def test_that_a_bad_figure_is_loud_in_colour_and_shape_and_a_good_one_is_calm(tile: Tile, theme: Theme) -> None:
    assert has(photo(tile), theme.color("alarm"))
    calm = TileFace(title=FACE.title, figure="85", unit="%", filled=0.85, target=0.8, spark=FACE.spark)
    tile.show_face(calm)
    image = photo(tile)
    assert not has(image, theme.color("alarm"))
    assert has(image, theme.color("bar"))


def test_that_the_same_face_is_not_painted_twice(tile: Tile, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(tile, "update", lambda *rest: asked.append(1))
    tile.show_face(TileFace(**{name: getattr(FACE, name) for name in FACE.__struct_fields__}))
    assert not asked


def test_that_a_stale_tile_is_hatched_and_shows_the_age(tile: Tile, theme: Theme) -> None:
    before = photo(tile)
    tile.set_stale("45 s")
    after = photo(tile)
    assert has(after, theme.color("warning"), QRectF(180, 0, 120, 130))
    assert not has(after, theme.color("alarm"))
    tile.set_stale("")
    assert photo(tile) == before
