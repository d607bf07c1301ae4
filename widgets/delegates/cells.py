"""The cells of a table: what each shows, painted once and kept, since a table that moves shows mostly the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap

from widgets.delegates.bars import paint_bar
from widgets.delegates.ink import CENTRE, LEFT, RIGHT, Ink
from widgets.delegates.shapes import draw_shape
from widgets.delegates.veil import hatching
from widgets.models.rows import Row, RowTable
from widgets.theme import Role

BAR = 90
CELL = 6
"""Room at either side of a cell's text, in pixels of the design."""
KEPT = 300
"""Painted cells that are kept: those of two large screens full of rows."""


class Cell(Struct, frozen=True):
    """What a cell shows: a shape, a text, a quieter text after it or `below` it. The tones name their colours.

    `filled` and `target` (0…1), where given, draw a bar with a tick before the text; `short`, or else `shortest`,
    stands in for a text that does not fit, `after_short` for what comes after. In a column of numbers `after` has the
    room that `after_room` asks for, so that the numbers stay in line. A `button` looks as if it could be pressed.
    """

    text: str = ""
    after: str = ""
    tone: str = "text"
    shape: str = ""
    shape_tone: str = "text"
    strong: bool = False
    below: str = ""
    short: str = ""
    shortest: str = ""
    filled: float | None = None
    target: float | None = None
    after_room: str = ""
    after_short: str = ""
    button: bool = False


class Ground(Struct, frozen=True, gc=False):
    """Where a cell is painted: the name of the ground, its size in pixels, and how many of the screen each has."""

    back: str
    width: int
    height: int
    ratio: float


class Painted(Struct, gc=False):
    """A cell as it was painted."""

    row: Row
    ground: Ground
    cell: Cell
    pixmap: QPixmap


class Cells:
    """Paints the cells from what `cell_of` has prepared. Those that are not in one of the `timed` columns depend on the
    row alone, and on what `forget` is called for.
    """

    def __init__(self, ink: Ink, model: RowTable[Any], cell_of: Callable[[Any, str], Cell]) -> None:
        self._ink, self._model, self._cell_of = ink, model, cell_of
        self._hatching: QBrush | None = None
        self._painted: dict[tuple[str, str], Painted] = {}
        self.two_lines = False
        self.timed = frozenset(model.COLUMNS)
        ink.theme.changed.connect(self.forget)

    def forget(self) -> None:
        """All cells may be others now."""
        self._hatching = None
        self._painted.clear()

    def paint(self, painter: QPainter, place: QPoint, row: Row, column: str, ground: Ground) -> None:
        """One cell, with its upper left corner at `place`."""
        if ground.ratio == int(ground.ratio):
            painter.drawPixmap(place, self._kept(row, column, ground).pixmap)
        else:  # the edges would lie between two pixels
            rect = QRectF(place.x(), place.y(), ground.width, ground.height)
            self._paint_all(painter, rect, self._cell_of(row, column), column, ground.back)
        if row.stale and not self._ink.veiled:
            painter.fillRect(QRect(place.x(), place.y(), ground.width, ground.height), self._hatched())

    def _kept(self, row: Row, column: str, ground: Ground) -> Painted:
        key = row.id, column
        found = self._painted.pop(key, None)
        if found is None or found.ground != ground:
            found = self._rendered(row, column, ground, self._cell_of(row, column))
        elif found.row is not row or column in self.timed:
            cell = self._cell_of(row, column)
            if cell == found.cell:
                found.row = row
            else:
                found = self._rendered(row, column, ground, cell)
        if len(self._painted) >= KEPT:
            del self._painted[next(iter(self._painted))]
        self._painted[key] = found  # the one that was used last goes last
        return found

    def _rendered(self, row: Row, column: str, ground: Ground, cell: Cell) -> Painted:
        pixmap = QPixmap(round(ground.width * ground.ratio), round(ground.height * ground.ratio))
        pixmap.setDevicePixelRatio(ground.ratio)
        painter = QPainter(pixmap)
        self._paint_all(painter, QRectF(0, 0, ground.width, ground.height), cell, column, ground.back)
        painter.end()
        return Painted(row, ground, cell, pixmap)

    def _paint_all(self, painter: QPainter, rect: QRectF, cell: Cell, column: str, back: str) -> None:
        theme = self._ink.theme
        painter.fillRect(rect, theme.color(back))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))
        self._paint_cell(painter, rect, cell, RIGHT if column in self._model.NUMBERS else LEFT)

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, align: Qt.AlignmentFlag) -> None:
        ink, theme, px = self._ink, self._ink.theme, self._ink.theme.px
        inner = rect.adjusted(px(CELL), 0, -px(CELL), 0)
        color = theme.color(cell.tone)
        if cell.below:
            half = QRectF(inner.x(), inner.center().y(), inner.width(), inner.height() / 2 - px(3))
            ink.draw_in(painter, half, cell.below, "small", theme.color("second"), align)
        if cell.below or self.two_lines:
            inner = QRectF(inner.x(), inner.y() + px(3), inner.width(), inner.height() / 2 - px(3))
        if cell.shape:
            size = px(11)
            used = float(size + px(6))
            x = inner.x() if align == LEFT else inner.right() - ink.width(cell.text, "text") - used
            draw_shape(painter, cell.shape, x, inner.center().y() - size / 2, size, theme.color(cell.shape_tone))
            inner = inner.adjusted(used, 0, 0, 0)
        if cell.filled is not None:
            bar = QRectF(inner.x(), inner.center().y() - px(2.5), px(BAR), px(5))
            paint_bar(painter, theme, bar, cell.filled, cell.target, cell.tone if cell.tone != "text" else "")
            inner = inner.adjusted(px(BAR + 8), 0, 0, 0)
        if cell.after_room:
            room = ink.width(cell.after_room, "small")
            ink.draw_in(painter, inner, cell.after, "small", theme.color("second"), RIGHT)
            ink.draw_in(painter, inner.adjusted(0, 0, -room - px(4), 0), cell.text, "text", color, RIGHT)
            return
        if cell.button:
            self._paint_button(painter, inner, cell)
            return
        role: Role = "strong" if cell.strong else "text"
        variants = [cell.text, *(words for words in (cell.short, cell.shortest) if words)]
        words = ink.fitting(variants, role, inner.width()) if len(variants) > 1 else cell.text
        ink.draw_in(painter, inner, words, role, color, align)
        if cell.after:
            used = ink.width(cell.text, role) + px(8)
            if inner.width() - used > px(24):
                told = (cell.after, cell.after_short or cell.after.partition(" · ")[0], "")
                after = ink.fitting(told, "small", inner.width() - used)
                ink.draw_in(painter, inner.adjusted(used, 0, 0, 0), after, "small", theme.color("second"))

    def _hatched(self) -> QBrush:
        if self._hatching is None:
            self._hatching = hatching(self._ink.theme)
        return self._hatching

    def _paint_button(self, painter: QPainter, inner: QRectF, cell: Cell) -> None:
        ink, theme, px = self._ink, self._ink.theme, self._ink.theme.px
        words = ink.fitting((cell.text, cell.short) if cell.short else (cell.text,), "text", inner.width() - px(14))
        plate = QRectF(inner.x(), inner.y() + px(4), ink.width(words, "text") + px(14), inner.height() - px(8))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("control_line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        ink.draw_in(painter, plate, words, "text", theme.color(cell.tone), CENTRE)
