"""Who waits for an answer, the most pressing first; dragged onto a person or a queue, or sent by R."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from wallboard.floor.contact import RINGING
from wallboard.stream.contact_events import LIVE_CHANNELS
from wallboard.stream.queue_events import Configured
from widgets.delegates.cells import Cell
from widgets.delegates.columns import Column
from widgets.delegates.deed_menu import add_deeds
from widgets.delegates.panel import HEADING, MARGIN, Panel
from widgets.delegates.shapes import COMMAND
from widgets.delegates.table import Table
from widgets.i18n.numbers import clock, count
from widgets.i18n.words import text
from widgets.models.board import Board, Note
from widgets.models.deeds import deeds_for_contacts
from widgets.models.norms import FAR_TIMES
from widgets.models.ordered import OrderedModel
from widgets.models.scope import Asked, Scope
from widgets.models.waiting import WaitingRow
from widgets.theme import Theme

COLUMNS = (
    Column("who", ("★ +7 916 ••• 41 20",), stretches=True),
    Column("queue", ("Поддержка",), dispensable=1),
    Column("waited", ("00:00:00",), least=176),
    Column(
        "state",
        ("→ Константин Ю.: ждём", "✓ • подтверждено за 10,4 с"),
        dispensable=2,
        shorter=("→ Константин Ю.: ждём",),
    ),
)
DAY_S = 86_400.0
TONES = {"failed": "alarm", "refused": "warning", "outcome_unknown": "warning", "confirmed": "second"}
"""What has become of a command, as the colour of its words."""


class WaitingPanel(Panel):
    """The contacts that wait or ring."""

    choose_requested = Signal(list)
    """The person wants to choose where these contacts go: their keys."""
    details_requested = Signal(str, str)
    deed_requested = Signal(object)
    """A `Deed` was picked in the menu."""

    def __init__(self, theme: Theme, board: Board, model: OrderedModel[WaitingRow]) -> None:
        super().__init__(theme)
        self._deferred = 0
        self._board, self._model = board, model
        self.table = Table(self.ink, model, COLUMNS, self._cell)
        self.table.let_time_touch(frozenset({"waited"}))
        self.table.let_drag(self._drag_words)
        self.table.cell_pressed.connect(self._on_cell_pressed)
        self.table.opened.connect(lambda key: self.details_requested.emit("contact", key))
        self.table.selection_moved.connect(self._note)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_context_menu_requested)
        self.body.addWidget(self.table)
        model.settled.connect(self._on_settled)
        model.modelReset.connect(self._on_settled)
        board.rounds.waiting.connect(self._on_round)
        board.freshness_changed.connect(self._on_freshness_changed)
        self.retranslate()
        self._on_freshness_changed()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_title(self.tr("Waiting for an answer"))
        self.table.setAccessibleName(self.tr("Waiting for an answer"))
        self._on_settled()

    def content_height(self) -> int:
        """Heading and all rows."""
        return self.table.content_height() + self.theme.px(HEADING + MARGIN)

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """On the heading: how many wait, whatever the filter says."""
        place = self.mapFromGlobal(at) if at is not None else QPoint(-1, -1)
        return ("waiting", Scope()) if self.rect().contains(place) and place.y() < self.theme.px(HEADING) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the heading opens the passport of how many wait."""
        figure = self.figure_at(event.globalPosition().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and figure is not None:
            self.passport_requested.emit(*figure)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """R chooses where the selected go, Shift+F10 opens the menu; Esc lets go of the selection."""
        if event.key() == Qt.Key.Key_R:
            self.choose()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.open_menu()
        elif event.key() == Qt.Key.Key_Escape and self.table.chosen():
            self.table.clearSelection()
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        """Ask where the selected contacts shall go. Where none is selected, say so: nobody is taken unasked."""
        chosen = self.table.chosen()
        if hindrance := self._board.no_action:
            self._board.noted.emit(Note("order_refused", (hindrance,)))
        elif chosen:
            self.choose_requested.emit(chosen)
        else:
            self._board.noted.emit(Note("nobody_selected" if self._model.source.rowCount() else "nobody_waits"))
            self.table.setFocus()

    def _cell(self, row: WaitingRow, column: str) -> Cell:
        tone = row.tone if row.tone in ("warning", "alarm") else "text"
        if column == "who":
            rings = row.stage_text if row.stage == RINGING else ""
            told = " · ".join(part for part in (rings, row.subtitle, row.state_text) if part)
            after = told if self.table.shows("state") else row.command_text or told
            short = row.title.rpartition(" · ")[2]
            shape = "star" if row.vip else "pie" if rings else ""
            shape_tone = "text" if row.vip else "ringing"
            return Cell(row.title, short=short, after=after, shape=shape, shape_tone=shape_tone, strong=row.vip)
        if column == "queue":
            return Cell(row.queue)
        if column == "waited":
            waited_s = self._board.now_t() - row.since_t
            filled = round(waited_s / (2 * self._limit_s(row)), 2)  # finer than a pixel of the bar nobody sees
            return Cell(clock(waited_s), tone=tone, filled=filled, target=0.5)
        return self._state_cell(row)

    def _limit_s(self, row: WaitingRow) -> float:
        """The wait from which on it is an alarm: what the bar's tick stands for."""
        queue = self._board.floor.queues.get(row.queue_id)
        config = queue.config if queue else Configured()
        norm_s = config.threshold_s * FAR_TIMES if row.channel in LIVE_CHANNELS else config.wait_norm_s
        return norm_s if norm_s > 0.0 else DAY_S

    def _drag_words(self, contacts: list[str]) -> str:
        if len(contacts) == 1:
            row = self._model.find(contacts[0])
            return row.title if row else ""
        return self.tr("%n contact(s)", "", len(contacts))

    def _note(self) -> None:
        chosen = len(self.table.chosen())
        total = self._total()
        self.set_tally(total if self._model.rowCount() else "")
        if chosen and self._board.can_act:
            picked = self.tr("%n selected", "", chosen)
            how = self.tr("drag onto a person or a queue, or press R")
            self.set_notes(f"{total} · {picked} · {how}", f"{picked} · R", picked, tone="link")
        else:
            hint = self._hint()
            self.set_notes(*((f"{total} · {hint}",) if hint and self._model.rowCount() else ()), total)

    def _total(self) -> str:
        """How many wait; those whose norms are in hours apart, as in the tile: 16 + 47."""
        rows = self._model.rowCount()
        deferred = min(self._deferred, rows)
        return f"{count(rows - deferred)} + {count(deferred)}" if 0 < deferred < rows else count(rows)

    def _hint(self) -> str:
        """What can be done with who waits, or why nothing ever can; nothing where that will pass."""
        hindrance = self._board.no_action
        if not hindrance:
            return self.tr("select and press R, or drag")
        return "" if hindrance == "board_not_live" else text("refusal", hindrance)

    def next_order(self) -> None:
        """Sort otherwise."""
        self._model.next_order()

    def _state_cell(self, row: WaitingRow) -> Cell:
        """What was asked for; before that who would be best, as a button."""
        if not row.command:
            return Cell(row.offer_text, button=bool(row.offer) and self._board.can_act)
        tone = TONES.get(row.command, "link")
        shape = COMMAND.get(row.command, "pie")
        short, status = row.command_text.partition(": ")[2], text("command_status", row.command)
        return Cell(row.command_text, short=short, shortest=status, tone=tone, shape=shape, shape_tone=tone)

    def _on_cell_pressed(self, key: str, column: str) -> None:
        row = self._model.find(key)
        if column == "state" and row is not None and row.offer and not row.command and self._board.can_act:
            self.choose_requested.emit([key])

    def _on_round(self, now_t: float) -> None:
        self.table.repaint_column("waited")
        rows = range(self._model.rowCount())
        deferred = sum(self._model.row(n).channel not in LIVE_CHANNELS for n in rows)
        if deferred != self._deferred:
            self._deferred = deferred
            self._note()

    def _on_freshness_changed(self) -> None:
        self.table.setDragEnabled(self._board.can_act)
        self.table.forget_cells()
        self._note()

    def _on_settled(self) -> None:
        if self._model.rowCount():
            self.set_empty("")
        elif self._model.hides_all:
            self.set_empty(self.tr("Nobody who waits fits the filter"), action=self.tr("Clear the filter"))
        else:
            advice = self.tr("Whoever comes to a queue is shown here at once, longest and most important first.")
            self.set_empty(self.tr("Nobody is waiting"), advice)
        self._note()

    def open_menu(self) -> None:
        """What can be asked for who is selected, or for the row that the keyboard is on."""
        self._on_context_menu_requested(self.table.visualRect(self.table.currentIndex()).center())

    def _on_context_menu_requested(self, place: QPoint) -> None:
        row = self.table.currentIndex().row()
        chosen = self.table.chosen() or ([self._model.row(row).id] if 0 <= row < self._model.rowCount() else [])
        if not chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        reassign = menu.addAction(self.tr("Reassign…") + "\tR", self.choose)
        if hindrance := self._board.no_action:
            reassign.setEnabled(False)
            reassign.setText(f"{reassign.text().partition(chr(9))[0]} {text('refusal', hindrance)}")
        add_deeds(menu, deeds_for_contacts(self._board, chosen), self.deed_requested.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Details") + "\tEnter", lambda: self.details_requested.emit("contact", chosen[0]))
        menu.popup(self.table.viewport().mapToGlobal(place))
