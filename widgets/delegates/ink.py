"""Text on the painted panels: measured, cut and laid out once, drawn many times; and it knows what it had to cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QStaticText

from widgets.theme import Role, Theme

KEPT = 4000
"""Texts whose layout is kept; when there are more, all are laid out anew."""
CLIPPED_KEPT = 100

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


class Ink:
    """Draws text for one panel in the fonts of `theme`. `clipped` are the texts that did not fit where they stood."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.clipped: set[str] = set()
        self.veiled = False
        """A veil lies over the whole panel: nothing on it needs to be hatched by itself."""
        self._metrics: dict[Role, QFontMetricsF] = {}
        self._texts: dict[tuple[Role, str], tuple[QStaticText, float]] = {}
        self._cuts: dict[tuple[Role, str, int], str] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Let go of every layout: the fonts have changed."""
        self.clipped.clear()
        self._metrics.clear()
        self._texts.clear()
        self._cuts.clear()

    def metrics(self, role: Role) -> QFontMetricsF:
        """The measures of the font for `role`."""
        found = self._metrics.get(role)
        if found is None:
            found = self._metrics[role] = QFontMetricsF(self.theme.font(role))
        return found

    def height(self, role: Role) -> float:
        """The height of a line, in pixels."""
        return self.metrics(role).height()

    def width(self, text: str, role: Role) -> float:
        """The width of `text`, in pixels."""
        return self._laid_out(text, role)[1]

    def fitting(self, variants: Sequence[str], role: Role, width: float) -> str:
        """The first of `variants` (long to short) that is at most `width` wide, otherwise the last."""
        for text in variants:
            if self.width(text, role) <= width:
                return text
        return variants[-1]

    def cut(self, text: str, role: Role, width: float) -> str:
        """`text` as it fits into `width`, with an ellipsis where it had to be cut."""
        if self.width(text, role) <= width + 0.5:
            return text
        if len(self.clipped) < CLIPPED_KEPT:
            self.clipped.add(text)
        key = (role, text, int(width))
        found = self._cuts.get(key)
        if found is None:
            if len(self._cuts) >= KEPT:
                self._cuts.clear()
            found = self.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
            self._cuts[key] = found
        return found

    def draw(self, painter: QPainter, x: float, y: float, text: str, role: Role, color: QColor) -> float:
        """Draw `text` with its upper left corner at `x`, `y`. Its width."""
        if not text:
            return 0.0
        layout, width = self._laid_out(text, role)
        painter.setFont(self.theme.font(role))
        painter.setPen(color)
        painter.drawStaticText(QPointF(x, y), layout)
        return width

    def draw_in(
        self, painter: QPainter, rect: QRectF, text: str, role: Role, color: QColor, align: Qt.AlignmentFlag = LEFT
    ) -> None:
        """Draw one line of `text` in `rect`, in the middle of its height, cut where it is too wide."""
        text = self.cut(text, role, rect.width())
        x = rect.x()
        if align != LEFT:
            room = rect.width() - self.width(text, role)
            x += room if align == RIGHT else room / 2
        self.draw(painter, x, rect.y() + (rect.height() - self.height(role)) / 2, text, role, color)

    def _laid_out(self, text: str, role: Role) -> tuple[QStaticText, float]:
        found = self._texts.get((role, text))
        if found is None:
            if len(self._texts) >= KEPT:
                self._texts.clear()
            layout = QStaticText(text)
            layout.setTextFormat(Qt.TextFormat.PlainText)
            layout.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            layout.prepare(font=self.theme.font(role))
            found = self._texts[role, text] = (layout, layout.size().width())
        return found
