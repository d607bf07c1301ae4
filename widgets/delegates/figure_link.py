"""A figure in a dialog that leads to its passport: by a click, or with the keyboard on it by Enter, Space or F1."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from widgets.theme import Theme

KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F1)


class FigureLink(QLabel):
    """The words of the figure `figure_id`; `pressed` with its id."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, figure_id: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.figure_id = figure_id
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("How this figure comes about · Enter, F1"))
        link = theme.color("link").name()
        self.setStyleSheet(
            f"FigureLink {{ color: {link}; border: 1px solid transparent; border-radius: {theme.px(3)}px }}"
            f"FigureLink:hover {{ text-decoration: underline }} FigureLink:focus {{ border-color: {link} }}"
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.figure_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key."""
        if event.key() in KEYS:
            self.pressed.emit(self.figure_id)
        else:
            super().keyPressEvent(event)
