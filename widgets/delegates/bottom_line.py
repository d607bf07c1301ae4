"""One line of text at the bottom of the board: a shape, words, and a list behind it that a click or Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.delegates.ink import LEFT, RIGHT, Ink
from widgets.delegates.shapes import draw_shape
from widgets.theme import Theme


class BottomLine(QWidget):
    """Shows the first of the texts that fits, at its left or right end; what is cut is in the tooltip."""

    pressed = Signal()

    def __init__(self, theme: Theme, align: Qt.AlignmentFlag = LEFT) -> None:
        super().__init__()
        self.theme, self.ink = theme, Ink(theme)
        self._align = align
        self._texts: tuple[str, ...] = ("",)
        self._shape, self._tone = "", "second"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, long to short."""
        return self._texts

    def say(self, *texts: str, shape: str = "", tone: str = "second") -> None:
        """Show one of `texts` (long to short) behind `shape`, in the colour of `tone`."""
        if (texts, shape, tone) != (self._texts, self._shape, self._tone):
            self._texts, self._shape, self._tone = texts, shape, tone
            self.setToolTip(texts[0])
            self.setAccessibleName(texts[0])
            self.ink.clipped.clear()
            self.update()

    def clipped_texts(self) -> list[str]:
        """The texts that did not fit where they were last drawn."""
        return sorted(self.ink.clipped)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self.theme.px(240), self.theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """Room for a few words."""
        return QSize(self.theme.px(120), self.theme.px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the list."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shape and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, ink, theme = self.theme.px, self.ink, self.theme
        if self.hasFocus():
            painter.setPen(theme.color("link"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        row = QRectF(self.rect()).adjusted(px(8), 0, -px(8), 0)
        room = row.width() - (px(18) if self._shape else 0)
        words = ink.fitting(self._texts, "text", room)
        shown = min(ink.width(words, "text"), room)
        x = row.x() if self._align == LEFT else row.right() - shown - (px(18) if self._shape else 0)
        if self._shape:
            draw_shape(painter, self._shape, x, row.center().y() - px(6), px(12), theme.color(self._tone))
            x += px(18)
        ink.draw_in(painter, QRectF(x, row.y(), shown + 1, row.height()), words, "text", theme.color(self._tone))


__all__ = ["LEFT", "RIGHT", "BottomLine"]
