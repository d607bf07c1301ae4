"""How many figures a page of the wall has, and how large: words as they must be, figures as they can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from widgets.delegates.legibility import LEAST_ARCMIN, PREFERRED_ARCMIN, Wall
from widgets.delegates.tv_faces import TvFace

WIDEST_FIGURES = (("100", "%"), ("88", "/ 88"), ("188", ""), ("9:59", ""))
"""What the figures' size has to allow, so that it stays the same when they change."""
TALLER = 1.8
"""A figure is to be so many times as tall as the words, as long as that can be had."""
UNIT = 0.5
"""The size of a unit against that of its figure."""

Widths = Callable[[str, int, bool], float]
"""The width of a text at a size in pixels, bold or not."""


class TvLayout(Struct, frozen=True):
    """Columns and rows of tiles, their size, the sizes of the fonts for words and figures; all in pixels.

    Without `aims` the targets stand on the bars alone, and the figures have the room of their words.
    """

    columns: int
    rows: int
    tile_w: float
    tile_h: float
    margin: float
    head: float
    words_px: int
    figure_px: int
    legible: bool
    aims: bool = True

    @property
    def count(self) -> int:
        """How many tiles there are."""
        return self.columns * self.rows

    def place(self, index: int) -> tuple[float, float]:
        """The upper left corner of a tile."""
        row, column = divmod(index, self.columns)
        step = self.margin
        return self.margin + column * (self.tile_w + step), self.head + row * (self.tile_h + step)


def lay_out(wall: Wall, width: float, height: float, faces: Sequence[TvFace], widths: Widths) -> TvLayout:
    """Six tiles with the preferred letters, or with the least; otherwise four; otherwise four that leave the targets to
    the ticks on their bars; at worst letters that are too small.
    """
    least = wall.font_px(LEAST_ARCMIN, width, height)
    preferred = wall.font_px(PREFERRED_ARCMIN, width, height)
    sizes = ((3, 2, preferred, True), (3, 2, least, True), (2, 2, preferred, True), (2, 2, least, True))
    for columns, rows, words_px, aims in (*sizes, (2, 2, preferred, False), (2, 2, least, False)):
        found = _with(columns, rows, words_px, width, height, widths, legible=True, aims=aims)
        if _fits(found, faces, widths) and found.figure_px >= TALLER * words_px:
            return found
    words_px = least + 1
    while words_px > 12:
        words_px -= 1
        found = _with(2, 2, words_px, width, height, widths, legible=words_px == least, aims=False)
        if _fits(found, faces, widths):
            return found
    return _with(2, 2, words_px, width, height, widths, legible=False, aims=False)


def _with(
    columns: int, rows: int, words_px: int, width: float, height: float, widths: Widths, *, legible: bool, aims: bool
) -> TvLayout:
    margin = round(height * 0.028)
    head = words_px * 1.3 + 2 * margin
    tile_w = (width - (columns + 1) * margin) / columns
    tile_h = (height - head - rows * margin) / rows
    inner_w = tile_w - 2 * padding(tile_w)
    figure_px = round(max(1.0, tile_h - (2 if aims else 1) * words_px * 1.3 - tile_h * 0.2))
    for figure, unit in WIDEST_FIGURES:
        wide = widths(figure, 100, True) + (widths(f" {unit}", round(100 * UNIT), True) if unit else 0.0)
        figure_px = min(figure_px, int(inner_w / wide * 100))
    return TvLayout(columns, rows, tile_w, tile_h, margin, head, words_px, figure_px, legible, aims)


def padding(tile_w: float) -> float:
    """The room at either side of a tile's words."""
    return tile_w * 0.05


def _fits(layout: TvLayout, faces: Sequence[TvFace], widths: Widths) -> bool:
    inner_w = layout.tile_w - 2 * padding(layout.tile_w)
    for face in faces[: layout.count]:
        title_w = inner_w - layout.words_px  # the alarm's triangle stands before it
        if min(widths(title, layout.words_px, True) for title in face.titles) > title_w:
            return False
        if layout.aims and min(widths(aim, layout.words_px, False) for aim in face.aims) > inner_w:
            return False
    return layout.figure_px >= layout.words_px
