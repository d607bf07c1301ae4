"""What lies over the board until the first snapshot has come: why there is nothing to be seen yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from widgets.delegates.empty import EmptyWords
from widgets.i18n.notes import link_reason
from widgets.i18n.words import first_upper, text
from widgets.models.board import Board
from widgets.theme import Theme

HEADER = 48
"""The height of the header with its margin, which stays to be seen, in pixels of the design."""


class Cover(EmptyWords):
    """Hides itself once the board is ready."""

    def __init__(self, theme: Theme, board: Board, parent: QWidget) -> None:
        super().__init__(theme, parent, "page")
        self._scaled, self._board, self._window = theme, board, parent
        board.restarted.connect(self.refresh)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def refresh(self) -> None:
        """Cover the window as it is now, with the words of now."""
        link = self._board.link
        why = first_upper(text("link", link.state)) if link.code else self.tr("Connecting to the hub")
        advice = link_reason(link.code) if link.code else self.tr("The board shows itself with the first data.")
        top = self._scaled.px(HEADER)
        self.setGeometry(0, top, self._window.width(), self._window.height() - top)
        self.say("" if self._board.ready else why, advice)
        self.raise_()
