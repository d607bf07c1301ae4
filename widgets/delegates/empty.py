"""Where there is nothing to show: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets.theme import Theme

WRAPPED_IN_MIDDLE = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter)


class EmptyWords(QWidget):
    """Two texts in the middle: why it is empty, and, quieter, what to do; on a background where `back` names one.

    Where something can be done at once there is a button for it in place of the second text.
    """

    pressed = Signal()
    """The button was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, back: str = "") -> None:
        super().__init__(parent)
        self._theme, self._back = theme, back
        self._why = self._advice = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.pressed)
        self._button.hide()
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    @property
    def words(self) -> tuple[str, str]:
        """Why, and what to do."""
        return self._why, self._advice

    @property
    def action(self) -> str:
        """What the button does; empty where there is none."""
        return "" if self._button.isHidden() else self._button.text()

    def say(self, why: str, advice: str = "", action: str = "") -> None:
        """Show these words, and `action` on a button; an empty `why` hides them."""
        if action != self._button.text():
            self._button.setText(action)
            self._place_button()
        self._button.setVisible(bool(action))
        if (why, advice) != (self._why, self._advice):
            self._why, self._advice = why, advice
            self.setAccessibleName(f"{why}. {advice}")
            self.update()
        self.setVisible(bool(why))

    def minimumSizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(self._theme.px(100), self._theme.px(48))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays in the middle."""
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        size = self._button.sizeHint()
        self._button.setGeometry(
            (self.width() - size.width()) // 2, self.height() // 2 + self._theme.px(6), size.width(), size.height()
        )

    def _on_theme_changed(self) -> None:
        self._place_button()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both texts, wrapped."""
        painter = QPainter(self)
        px, theme = self._theme.px, self._theme
        if self._back:
            painter.fillRect(self.rect(), theme.color(self._back))
        area = QRectF(self.rect()).adjusted(px(12), 0, -px(12), 0)
        middle = area.center().y()
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        upper = QRectF(area.x(), area.y(), area.width(), middle - area.y() - px(2))
        painter.drawText(upper, WRAPPED_IN_MIDDLE | int(Qt.AlignmentFlag.AlignBottom), self._why)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("second"))
        lower = QRectF(area.x(), middle + px(2), area.width(), area.bottom() - middle - px(2))
        painter.drawText(lower, WRAPPED_IN_MIDDLE | int(Qt.AlignmentFlag.AlignTop), self._advice)
