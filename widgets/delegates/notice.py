"""A word over the lower edge of the window, for some seconds: the link is back, an order was refused."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.delegates.ink import CENTRE, Ink
from widgets.theme import Theme

SHOWN_MS = 8000


class Notice(QWidget):
    """Takes no mouse and no focus; the newest word replaces the one before."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._ink, self._window = theme, Ink(theme), parent
        self._words, self._loud = "", False
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, or said last."""
        return self._words

    def tell(self, words: str, loud: bool) -> None:
        """Show `words`; `loud` where something is wrong."""
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # not for a start

        self._words, self._loud = words, loud
        self.setAccessibleName(words)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self) -> None:
        """Stand in the middle, over the bottom line."""
        px, window = self._theme.px, self._window
        width = min(int(self._ink.width(self._words, "strong")) + px(48), window.width() - px(32))
        height = px(40)
        self.setGeometry((window.width() - width) // 2, window.height() - height - px(48), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A plate with the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._theme, self._theme.px
        painter.setPen(QPen(theme.color("warning" if self._loud else "control_line"), px(1.5)))
        painter.setBrush(theme.color("raised"))
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, px(8), px(8))
        inner = rect.adjusted(px(12), 0, -px(12), 0)
        self._ink.draw_in(painter, inner, self._words, "strong", theme.color("text"), CENTRE)
