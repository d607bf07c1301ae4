"""A short list of places with a bar each, as long as their part of all: where within a stage people were lost."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.delegates.bars import paint_bar
from widgets.delegates.ink import RIGHT, Ink

HEAD, ROW, LEAST_ROW = 20, 22, 15


class ShareRow(Struct, frozen=True):
    """One place: its name (and a shorter one), how many were lost there, their part (0…1), a quieter word behind it."""

    name: str
    number: str
    part: float
    after: str = ""
    short: str = ""


class ShareGroup(Struct, frozen=True):
    """Places of one kind under a heading."""

    heading: str
    rows: tuple[ShareRow, ...]


class SharesView(QWidget):
    """Groups side by side, their rows as close together as the room asks for."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._groups: Sequence[ShareGroup] = ()
        self._empty = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_groups(self, groups: Sequence[ShareGroup], empty: str = "") -> None:
        """Show these, or `empty` where none has any rows."""
        self._groups = [group for group in groups if group.rows]
        self._empty = "" if self._groups else empty
        said = [
            f"{group.heading}: " + ", ".join(f"{r.name} {r.number} {r.after}".rstrip() for r in group.rows)
            for group in self._groups
        ]
        self.setAccessibleDescription(". ".join(said) or empty)
        self.updateGeometry()
        self.update()

    def explain(self, at: QPoint | None) -> str:
        """All of it, in words."""
        return self.accessibleDescription()

    def sizeHint(self) -> QSize:
        """The longest group."""
        rows = max((len(group.rows) for group in self._groups), default=1)
        return QSize(self._ink.theme.px(420), self._ink.theme.px(HEAD + ROW * rows))

    def minimumSizeHint(self) -> QSize:
        """Every row, close together."""
        rows = max((len(group.rows) for group in self._groups), default=1)
        return QSize(self._ink.theme.px(300), self._ink.theme.px(HEAD + LEAST_ROW * rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every group a column."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._ink.theme, self._ink.theme.px
        if self._empty:
            line = QRectF(0, 0, self.width(), px(HEAD))
            self._ink.draw_in(painter, line, self._empty, "small", theme.color("second"))
            return
        gap, number = px(16), max(1, len(self._groups))
        width = (self.width() - gap * (number - 1)) / number
        for place, group in enumerate(self._groups):
            self._paint_group(painter, QRectF(place * (width + gap), 0, width, self.height()), group)

    def _paint_group(self, painter: QPainter, column: QRectF, group: ShareGroup) -> None:
        ink, theme, px = self._ink, self._ink.theme, self._ink.theme.px
        head = QRectF(column.x(), 0, column.width(), px(HEAD))
        ink.draw_in(painter, head, group.heading, "small", theme.color("second"))
        rows = group.rows
        height = min(px(ROW), (column.height() - px(HEAD)) / len(rows))
        names = min(max(ink.width(row.name, "small") for row in rows) + px(8), column.width() * 0.45)
        numbers = max(ink.width(row.number, "small_strong") for row in rows) + px(8)
        after = max(ink.width(row.after, "small") for row in rows) + px(8)
        if column.width() - names - numbers - after < px(40):
            after = 0.0
        for number, row in enumerate(rows):
            line = QRectF(column.x(), px(HEAD) + number * height, column.width(), height)
            name = ink.fitting((row.name, row.short or row.name), "small", names)
            ink.draw_in(painter, QRectF(line.x(), line.y(), names, line.height()), name, "small", theme.color("text"))
            bar = QRectF(line.x() + names, line.center().y() - px(3), line.width() - names - numbers - after, px(6))
            paint_bar(painter, theme, bar, row.part, None, "")
            count = QRectF(bar.right(), line.y(), numbers, line.height())
            ink.draw_in(painter, count, row.number, "small_strong", theme.color("text"), RIGHT)
            if after:
                rest = QRectF(count.right(), line.y(), after, line.height())
                ink.draw_in(painter, rest, row.after, "small", theme.color("second"), RIGHT)
