"""The strip of figures at the top: what is wrong is seen here first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wallboard.metrics.catalogue import CATALOGUE
from widgets.delegates.kpi import TILES
from widgets.delegates.sparks import Sparks
from widgets.delegates.tile import WHOLE, Tile
from widgets.delegates.today import Today
from widgets.delegates.words import Words
from widgets.i18n.notes import veil_words
from widgets.models.board import Board
from widgets.models.ordered import Filter
from widgets.models.related import scope_for
from widgets.models.scope import PARTS, Asked, Scope
from widgets.theme import Theme


class KpiStrip(QWidget):
    """Six figures of today, of all queues or of the one that the filter names."""

    passport_requested = Signal(str, object)
    """The id of a figure, and its `Scope`."""

    def __init__(self, theme: Theme, board: Board) -> None:
        super().__init__()
        self._theme, self._board = theme, board
        self._queue = ""
        self._filter = Filter()
        self._sparks = Sparks(board)
        self.tiles = [Tile(theme) for _ in TILES]
        self.basis = Words(theme, "small", "second")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(self.basis)
        self.basis.hide()
        for tile in self.tiles:
            row.addWidget(tile, 1)
            tile.pressed.connect(self._on_pressed)
        board.ticked.connect(self._show_age)
        board.rounds.losses.connect(self._on_round)  # with the losses: both tell of the same contacts
        board.restarted.connect(self._on_restarted)
        board.freshness_changed.connect(self._show_age)
        theme.changed.connect(lambda: row.setSpacing(theme.px(8)))
        self._on_restarted()

    def set_filter(self, wanted: Filter) -> None:
        """Show the figures of the queue that `wanted` names, otherwise of all; say so where it asks for more."""
        self._filter = wanted
        self._name_basis()
        if wanted.queue != self._queue:
            self._queue = self._sparks.queue = wanted.queue
            self._sparks.forget()
            self._show()

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """The figure at that point of the screen, or whose tile has the keyboard."""
        for tile in self.tiles:
            if at is None and tile.hasFocus():
                return self._asked(tile.face.figure_id, WHOLE)
            place = tile.mapFromGlobal(at) if at is not None else None
            if place is not None and tile.rect().contains(place):
                return self._asked(*tile.link_at(place))
        return None

    def clipped_texts(self) -> list[str]:
        """The texts that did not fit where they were last drawn."""
        return [*(text for tile in self.tiles for text in tile.clipped_texts()), *self.basis.clipped_texts()]

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
            self._show_age()
            self._name_basis()

    def _name_basis(self) -> None:
        """The figures know queues alone: what else the lists are filtered by does not touch them."""
        wanted = self._filter
        queue = self._board.floor.queues.get(wanted.queue)
        whole = self.tr("queue {queue}").format(queue=queue.name) if queue else self.tr("all queues")
        names = ((wanted.text, self.tr("text")), (wanted.team, self.tr("team")), (wanted.site, self.tr("site")))
        ignored = ", ".join(name for given, name in names if given)
        long = self.tr("Figures, losses and curves: {whole}, without the filter by {what}")
        short = self.tr("Figures: {whole}, not by {what}")
        self.basis.say(*(said.format(whole=whole, what=ignored) for said in (long, short)) if ignored else ("",))
        self.basis.setVisible(bool(ignored))

    def _show(self, numbers: Iterable[int] = range(len(TILES))) -> None:
        if self._board.ready:
            today = Today(self._board, self._queue)
            for number in numbers:
                self.tiles[number].show_face(TILES[number](today, self._sparks))

    def _on_round(self, now_t: float) -> None:
        self._show()

    def _on_pressed(self, figure_id: str, part: str) -> None:
        self.passport_requested.emit(*self._asked(figure_id, part))

    def _asked(self, figure_id: str, part: str) -> Asked:
        scope = Scope(self._queue, next(known for known in PARTS if known == part))
        return figure_id, scope_for(CATALOGUE[figure_id], scope)

    def _on_restarted(self) -> None:
        self._sparks.start_anew()
        self._show()

    def _show_age(self) -> None:
        board = self._board
        age = veil_words(board.link_state, board.age_s()) if board.ready and board.any_stale else ""
        for tile in self.tiles:
            tile.set_stale(age)
