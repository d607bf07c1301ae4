"""A line of words whose parts are figures: a click on one leads to its passport."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from widgets.delegates.words import Words
from widgets.theme import Role, Theme

BETWEEN = ", "
"""What stands between the parts."""


class LinkedWords(Words):
    """`figures` are the ids of those in its parts, in order; a shorter text has fewer of them."""

    pressed = Signal(str)
    """A figure was clicked: its id."""

    def __init__(self, theme: Theme, role: Role, token: str, figures: Sequence[str]) -> None:
        super().__init__(theme, role, token)
        self._figures = figures
        self._pointed = ""
        self.setMouseTracking(True)

    def parts(self) -> list[tuple[QRectF, str]]:
        """Where each figure stands."""
        found: list[tuple[QRectF, str]] = []
        x, shown = 0.0, self.shown
        for words, figure in zip(shown.split(BETWEEN) if shown else [], self._figures, strict=False):
            width = self.ink.width(words, self._role)
            found.append((QRectF(x, 0.0, width, self.height()), figure))
            x += width + self.ink.width(BETWEEN, self._role)
        return found

    def part_at(self, place: QPointF) -> str:
        """The figure at that place; empty where there is none."""
        return next((figure for rect, figure in self.parts() if rect.contains(place)), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The figure under the pointer is underlined."""
        self._point_at(self.part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone."""
        super().leaveEvent(event)
        self._point_at("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        figure = self.part_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and figure:
            self.pressed.emit(figure)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and a line under what is pointed at."""
        super().paintEvent(event)
        for rect, figure in self.parts():
            if figure == self._pointed:
                painter = QPainter(self)
                painter.setPen(self.theme.color(self._token))
                y = rect.center().y() + self.ink.metrics(self._role).ascent() / 2 + 1
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _point_at(self, figure: str) -> None:
        if figure != self._pointed:
            self._pointed = figure
            self.setCursor(Qt.CursorShape.PointingHandCursor if figure else Qt.CursorShape.ArrowCursor)
            self.update()
