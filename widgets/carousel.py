"""The wall: a window without a pointer, full of one page; it needs nobody and comes back when the hub does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.delegates.legibility import Wall
from widgets.models.board import Board
from widgets.panels.tv_page import TvPage
from widgets.theme import Theme


class Carousel(QWidget):
    """The page of `queue` (its key or name; empty: of all). `closing` is called once the window is closed."""

    def __init__(
        self, theme: Theme, board: Board, queue: str, wall: Wall, closing: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__()
        self._closing = closing
        self.page = TvPage(theme, board, queue, wall)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.setCursor(Qt.CursorShape.BlankCursor)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)
        QShortcut(QKeySequence("F11"), self, self._toggle_full_screen)
        self.resize(1920, 1080)
        self._retranslate()

    def complete(self) -> None:
        """Nothing comes later here."""

    def clipped_texts(self) -> list[str]:
        """The texts that did not fit where they were last drawn."""
        return self.page.clipped_texts()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the hub."""
        super().closeEvent(event)
        self._closing()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Wallboard on the wall"))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
