"""The queues: who waits there, for how long, how well they are served, who is free; contacts are dropped on them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal

from widgets.delegates.card_grid import Refusal
from widgets.delegates.cells import Cell
from widgets.delegates.columns import Column
from widgets.delegates.panel import HEADING, MARGIN, Panel
from widgets.delegates.table import Table
from widgets.i18n.numbers import DASH, clock, count, share
from widgets.models.board import Board
from widgets.models.norms import tone_of, whole_percent
from widgets.models.ordered import OrderedModel
from widgets.models.queues import QueueRow
from widgets.models.scope import Asked, Scope
from widgets.theme import Theme

SPARE_ROOM = "+00"
COLUMNS = (
    Column("name", ("▲▲ Поддержка",), stretches=True),
    Column("waiting", ("000",)),
    Column("longest", ("00:00:00",)),
    Column("service", ("100 %",)),
    Column("staff", (f"00 / 00{SPARE_ROOM}",), dispensable=1),
)


FIGURES = {"waiting": "waiting", "longest": "longest_wait", "service": "", "staff": "free"}
"""Columns whose cells have a passport, and of which figure; the service level goes by the queue's own formula."""


class QueuesPanel(Panel):
    """All queues, those in trouble first."""

    reassign_requested = Signal(list, str, str)
    details_requested = Signal(str, str)

    def __init__(self, theme: Theme, board: Board, model: OrderedModel[QueueRow], refusal: Refusal) -> None:
        super().__init__(theme)
        self._board, self._model = board, model
        self.table = Table(self.ink, model, COLUMNS, self._cell)
        self.table.let_time_touch(frozenset({"longest"}))
        self.table.let_drop("queue", refusal)
        self.table.reassign_requested.connect(self.reassign_requested)
        self.table.opened.connect(lambda key: self.details_requested.emit("queue", key))
        self.table.let_press(frozenset(FIGURES))
        self.table.cell_pressed.connect(self._on_cell_pressed)
        self.body.addWidget(self.table)
        model.settled.connect(self._on_settled)
        model.modelReset.connect(self._on_settled)
        board.rounds.queues.connect(self._on_round)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_title(self.tr("Queues"))
        self.table.setAccessibleName(self.tr("Queues"))
        self._on_settled()

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """The figure of a queue that is at that point of the screen; with the keyboard alone, its service level."""
        if at is not None:
            cell = self.table.cell_at(at)
            return self._figure(*cell) if cell else None
        number = self.table.currentIndex().row()
        if not self.table.hasFocus() or not 0 <= number < self._model.rowCount():
            return None
        return self._figure(self._model.row(number).id, "service")

    def content_height(self) -> int:
        """Heading and all rows."""
        return self.table.content_height() + self.theme.px(HEADING + MARGIN)

    def _cell(self, row: QueueRow, column: str) -> Cell:
        loud = row.tone if row.tone in ("warning", "alarm") else "text"
        if column == "name":
            shape = "triangle" if loud != "text" else ""
            return Cell(row.name, tone="text", shape=shape, strong=loud != "text", shape_tone=loud)
        if column == "waiting":
            return Cell(count(row.waiting), tone=loud if row.waiting else "second")
        if column == "longest":
            if row.longest_since_t < 0.0:
                return Cell(DASH, tone="second")
            return Cell(clock(self._board.now_t() - row.longest_since_t), tone=loud)
        if column == "service":
            tone = tone_of(whole_percent(row.service_level), row.target, "up")
            return Cell(share(row.service_level), tone=tone or "text")
        own = f"{count(row.free)} / {count(row.on_duty)}"
        spare = f"+{count(row.spare)}" if row.spare else ""
        return Cell(own, after=spare, after_room=SPARE_ROOM, tone="text" if row.on_duty else "second")

    def _figure(self, queue: str, column: str) -> Asked | None:
        row = self._model.find(queue)
        if row is None or column not in FIGURES:
            return None
        return FIGURES[column] or f"service_level.{row.formula}", Scope(queue, live=None)

    def _on_cell_pressed(self, queue: str, column: str) -> None:
        figure = self._figure(queue, column)
        if figure is not None:
            self.passport_requested.emit(*figure)

    def next_order(self) -> None:
        """Sort otherwise."""
        self._model.next_order()

    def _on_round(self, now_t: float) -> None:
        self.table.repaint_column("longest")

    def _on_settled(self) -> None:
        shown, known = self._model.rowCount(), self._model.source.rowCount()
        self.set_tally(count(shown) if known else "")
        self.set_notes(count(known) if shown == known else self.tr("{0} of {1}").format(count(shown), count(known)))
        if shown:
            self.set_empty("")
        elif self._model.hides_all:
            self.set_empty(self.tr("No queue fits the filter"), action=self.tr("Clear the filter"))
        else:
            self.set_empty(
                self.tr("No queue yet"),
                self.tr("A queue appears with the first contact in it, or when the source names it."),
            )
