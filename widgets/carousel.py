"""The wall: a window full of one page, whose pointer hides; it needs nobody and comes back when the hub does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from widgets.delegates.legibility import Wall
from widgets.models.board import Board
from widgets.models.scope import Scope
from widgets.panels.tv_page import TvPage
from widgets.theme import Theme

POINTER_SHOWN_MS = 3000
PASSPORT_SHOWN_MS = 60_000


class Carousel(QWidget):
    """The page of `queue` (its key or name; empty: of all). `closing` is called once the window is closed."""

    def __init__(
        self, theme: Theme, board: Board, queue: str, wall: Wall, closing: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__()
        self._closing = closing
        self._theme, self._board = theme, board
        self._passport: QDialog | None = None
        self._hiding = QTimer(self, interval=POINTER_SHOWN_MS, singleShot=True)
        self._hiding.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self.page = TvPage(theme, board, queue, wall)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.page.setMouseTracking(True)
        self.page.installEventFilter(self)
        self.page.passport_requested.connect(self.show_passport)
        self.page.setFocus()
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

    def show_passport(self, figure_id: str, scope: Scope) -> None:
        """How a figure comes about, for a minute; without the contacts, whose names are nothing for a wall."""
        from widgets.dialogs.passport import PassportDialog

        if self._passport is not None:
            self._passport.close()
        dialog = self._passport = PassportDialog(self._theme, self._board, figure_id, scope, self, listed=False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.passport_requested.connect(self.show_passport)
        dialog.finished.connect(lambda result: self._on_finished(dialog))
        QTimer.singleShot(PASSPORT_SHOWN_MS, dialog, dialog.close)
        dialog.show()
        dialog.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer shows itself while it is moved."""
        if event.type() == QEvent.Type.MouseMove:
            self.setCursor(Qt.CursorShape.ArrowCursor)
            self._hiding.start()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the hub."""
        if self._passport is not None:
            self._passport.close()
        super().closeEvent(event)
        self._closing()

    def _on_finished(self, dialog: QDialog) -> None:
        if self._passport is dialog:
            self._passport = None

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Wallboard on the wall"))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
