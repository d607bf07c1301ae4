"""A line of figures, each of which leads to its passport."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from wallboard.metrics.catalogue import CATALOGUE
from widgets.delegates.figure_link import FigureLink
from widgets.i18n.figure_words import figure_name
from widgets.i18n.passports import value_words
from widgets.models.board import Board
from widgets.models.passport import look
from widgets.models.scope import Scope
from widgets.theme import Theme


class PassportLinks(QWidget):
    """Name and value of each; the widgets stay while the figures do, so that the keyboard stays on them."""

    passport_requested = Signal(str, object)
    """The id of a figure, and its `Scope`."""

    def __init__(self, theme: Theme, board: Board, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._board = theme, board
        self._scope = Scope()
        self._heading = QLabel(self)
        self._heading.setStyleSheet(f"color: {theme.color('second').name()}")
        self.links: list[FigureLink] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(16))
        self._row.addWidget(self._heading)
        self._row.addStretch(1)

    def show_figures(self, figures: Iterable[str], scope: Scope) -> None:
        """Show these figures of `scope` as they are now."""
        wanted, self._scope = list(figures), scope
        self._heading.setText(self.tr("How counted:"))
        if wanted != [link.figure_id for link in self.links]:
            for link in self.links:
                self._row.removeWidget(link)
                link.deleteLater()
            self.links = [self._link(key) for key in wanted]
        for link in self.links:
            figure = CATALOGUE[link.figure_id]
            value = value_words(look(self._board, figure, scope).value, figure.unit)
            link.setText(f"{figure_name(link.figure_id, short=figure.unit != 'share')} {value}")
            link.setAccessibleName(f"{figure_name(link.figure_id)}: {value}")

    def _link(self, figure_id: str) -> FigureLink:
        link = FigureLink(self._theme, figure_id, parent=self)
        link.pressed.connect(lambda key: self.passport_requested.emit(key, self._scope))
        self._row.insertWidget(self._row.count() - 1, link)
        return link
