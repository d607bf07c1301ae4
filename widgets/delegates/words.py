"""A line of words that shortens itself, and a pill around such a line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.delegates.ink import Ink
from widgets.delegates.shapes import draw_shape
from widgets.theme import Role, Theme


class Words(QWidget):
    """Shows the longest of its texts that fits; with a shape before it and a pill around it where wanted."""

    def __init__(self, theme: Theme, role: Role = "text", token: str = "text", pill: bool = False) -> None:
        super().__init__()
        self.theme, self.ink = theme, Ink(theme)
        self._role: Role = role
        self._token, self._pill = token, pill
        self._shape = ""
        self._texts: tuple[str, ...] = ("",)
        self._widest = self._least = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, long to short."""
        return self._texts

    @property
    def shown(self) -> str:
        """Which of them fits; a shape or a pill would take room of its own."""
        return self.ink.fitting(self._texts, self._role, self.width() + 0.5)

    def say(self, *texts: str, token: str = "", shape: str = "") -> None:
        """Show one of `texts` (long to short), in the colour `token`, behind `shape`."""
        token = token or self._token
        if (texts, token, shape) == (self._texts, self._token, self._shape):
            return
        self._texts, self._token, self._shape = texts, token, shape
        self.setAccessibleName(texts[0])
        self._measure()
        self.update()

    def clipped_texts(self) -> list[str]:
        """The texts that did not fit where they were last drawn."""
        return sorted(self.ink.clipped)

    def sizeHint(self) -> QSize:
        """Room for the longest."""
        return QSize(self._widest, self.theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """Room for the shortest."""
        return QSize(self._least, self.theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pill, shape, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, theme = self.theme.px, self.theme
        color = theme.color(self._token)
        row = QRectF(self.rect())
        if self._pill:
            painter.setPen(QPen(theme.color("control_line"), 1))
            painter.setBrush(theme.color("page"))
            pill = row.adjusted(0.5, px(3) + 0.5, -0.5, -px(3) - 0.5)
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            row = row.adjusted(px(10), 0, -px(10), 0)
        if self._shape:
            draw_shape(painter, self._shape, row.x(), row.center().y() - px(5), px(10), color)
            row = row.adjusted(px(16), 0, 0, 0)
        words = self.ink.fitting(self._texts, self._role, row.width() + 0.5)
        self.ink.draw_in(painter, row, words, self._role, color)

    def _measure(self) -> None:
        px = self.theme.px
        extra = (px(20) if self._pill else 0) + (px(16) if self._shape else 0)
        widths = [self.ink.width(text, self._role) for text in self._texts]
        widest, least = int(widths[0]) + 2 + extra, int(min(widths)) + 2 + extra
        if widest != self._widest or least != self._least:
            self._widest, self._least = widest, least
            self.ink.clipped.clear()
            self.updateGeometry()
