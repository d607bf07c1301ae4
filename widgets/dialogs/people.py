"""All people of a team or a queue, each figure against the norm and the team's median; each opens its details."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from wallboard.metrics.catalogue import CATALOGUE
from wallboard.metrics.standing import FIGURES
from widgets.delegates.cells import Cell
from widgets.delegates.columns import Column
from widgets.delegates.ink import Ink
from widgets.delegates.table import Table
from widgets.dialogs.boxes import fill
from widgets.i18n.names import queue_name
from widgets.i18n.numbers import count, percent
from widgets.models.board import Board
from widgets.models.norms import tone_of
from widgets.models.ordered import Filter
from widgets.models.people import PLACES, PeopleModel, StandingRow, cell_words, ordered_people
from widgets.models.scope import Scope
from widgets.models.standings import NORMS
from widgets.theme import Theme

LEAST = (1180, 660)
PART_OF_WINDOW = 0.94
APART = {"count": "+00", "share": "+00", "seconds": "+00:00"}
"""By unit, the widest difference from the median that there is room for."""
SAMPLES = {"count": "000", "share": "▲ 100 %", "seconds": "00:00"}
LATE = ("fcr", "refused_rings", "quality_supervisor", "ticket_pace_s")
"""What is left out first where the room is short, the last of these before the others."""


def _column(figure_id: str) -> Column:
    unit = CATALOGUE[figure_id].unit
    dispensable = LATE.index(figure_id) + 2 if figure_id in LATE else 0
    sample = "0:00:00" if figure_id == "not_ready_s" else SAMPLES[unit]
    return Column(figure_id, (f"{sample} {APART[unit]}",), dispensable=dispensable)


COLUMNS = (
    Column("name", ("Константин Константинов",), stretches=True, shorter=("Медиана показанных",)),
    Column("team", ("Вторая линия",), dispensable=1),
    *(_column(figure_id) for figure_id in FIGURES),
)


class PeopleDialog(QDialog):
    """A sheet beside the board, which goes on. Enter opens a person, a click on a figure its passport."""

    details_requested = Signal(str, str)
    passport_requested = Signal(str, object)
    """The id of a figure, and its `Scope`."""

    def __init__(self, theme: Theme, board: Board, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._board = theme, board
        self.model = PeopleModel(board, self)
        self.ordered = ordered_people(self.model)
        self.line, self.teams, self.queues = QLineEdit(self), QComboBox(self), QComboBox(self)
        self.said, self.close_button = QLabel(self), QPushButton(self)
        self.table = Table(Ink(theme), self.ordered, COLUMNS, self._cell)
        self.table.let_press(frozenset(FIGURES))
        self._lay_out()
        self._connect()
        self._retranslate()
        self.table.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 explains the figure under the pointer, or opens the person that the keyboard is on; F4 sorts otherwise."""
        if event.key() == Qt.Key.Key_F1:
            self._explain()
        elif event.key() == Qt.Key.Key_F4:
            self.ordered.next_order()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px, parent = self._theme.px, self.parentWidget()
        self.setObjectName("people")
        self.setModal(False)
        self.said.setFont(self._theme.font("small"))
        self.said.setStyleSheet(f"color: {self._theme.color('second').name()}")
        self.said.setWordWrap(True)
        self.close_button.setAutoDefault(False)
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(px(8))
        head.addWidget(self.line, 1)
        for box in (self.teams, self.queues):
            head.addWidget(box)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.close_button)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        room = parent.size() if parent is not None else None
        sides = (room.width(), room.height()) if room is not None else (0, 0)
        self.resize(*(max(px(least), int(side * PART_OF_WINDOW)) for least, side in zip(LEAST, sides, strict=True)))

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda words: self.ordered.set_filter(Filter(text=words)))
        for box in (self.teams, self.queues):
            box.currentIndexChanged.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.cell_pressed.connect(self._on_pressed)
        self.close_button.clicked.connect(self.reject)
        self.model.settled.connect(self._on_settled)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("People against norm and team"))
        self.line.setPlaceholderText(self.tr("Find a person"))
        self.line.setAccessibleName(self.tr("Find a person"))
        self.teams.setAccessibleName(self.tr("Team"))
        self.queues.setAccessibleName(self.tr("Queue"))
        self.table.setAccessibleName(self.tr("People against norm and team"))
        self.close_button.setText(self.tr("Close"))
        self._fill_boxes()
        self.model.show_found()
        self._on_settled()
        self.table.fit_columns()

    def _fill_boxes(self) -> None:
        floor = self._board.floor
        teams = sorted({agent.team for agent in floor.agents.values() if agent.team})
        queues = sorted((queue_name(floor, key), key) for key in floor.queues)
        fill(self.teams, [(self.tr("All teams"), ""), *((team, team) for team in teams)], self.model.team)
        fill(self.queues, [(self.tr("All queues"), ""), *queues], self.model.queue)

    def _cell(self, row: StandingRow, column: str) -> Cell:
        quiet = "text" if row.kind == "person" else "second"
        if column not in FIGURES:
            return Cell(row.name if column == "name" else row.team or "", tone=quiet, strong=row.kind != "person")
        value, room = row.values[PLACES[column]], APART[CATALOGUE[column].unit]
        words = cell_words(column, value)
        if row.kind != "person":
            return Cell(words, after_room=room, tone=quiet, strong=True)
        tone = tone_of(value, NORMS.get(column), CATALOGUE[column].good)
        words = f"▲ {words}" if tone else words
        return Cell(words, after=_apart(row, column), after_room=room, tone=tone or "text")

    def _on_chosen(self) -> None:
        self.model.choose(self.teams.currentData(), self.queues.currentData())

    def _on_settled(self) -> None:
        people = sum(row.kind == "person" for row in self.ordered.rows)
        if not self.model.read:
            self.said.setText(self.tr("Counting …"))
        elif not people:
            self.said.setText(self.tr("Nobody of these was on duty today."))
        else:
            how = self.tr(
                "{people} people, today. Beside each figure: how far from the median of the person's team, of shares "
                "in points; ▲ is worse than the norm. A click on a figure explains it, Enter opens the person, a "
                "heading sorts."
            )
            self.said.setText(how.format(people=count(people)))

    def _on_opened(self, key: str) -> None:
        row = self.model.find(key)
        if row is not None and row.kind == "person":
            self.details_requested.emit("agent", key)

    def _on_pressed(self, key: str, column: str) -> None:
        row = self.model.find(key)
        if column in FIGURES and row is not None:
            self.passport_requested.emit(column, Scope(agent=key) if row.kind == "person" else Scope())

    def _explain(self) -> None:
        under = self.table.cell_at(QCursor.pos())
        number = self.table.currentIndex().row()
        if under is not None and under[1] in FIGURES:
            self._on_pressed(*under)
        elif 0 <= number < self.ordered.rowCount():
            self._on_opened(self.ordered.row(number).id)


def _apart(row: StandingRow, column: str) -> str:
    """How far from the median of the team, with a sign, of shares in points; nothing where none is to be seen."""
    own, middle = row.values[PLACES[column]], row.medians[PLACES[column]]
    if own is None or middle is None:
        return ""
    told = percent if CATALOGUE[column].unit == "share" else partial(cell_words, column)
    words = told(abs(own - middle))
    return "" if words == told(0.0) else f"{'+' if own > middle else '−'}{words}"
