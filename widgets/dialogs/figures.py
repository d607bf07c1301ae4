"""All figures of the catalogue at a glance: of any queue, part and window; each opens its passport."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.delegates.cells import Cell
from widgets.delegates.columns import Column
from widgets.delegates.ink import Ink
from widgets.delegates.table import Table
from widgets.dialogs.boxes import fill
from widgets.i18n.names import queue_name
from widgets.i18n.passports import part_name, window_name
from widgets.models.board import Board
from widgets.models.figures import FigureModel, FigureRow
from widgets.models.scope import PARTS, WINDOWS, Part, Scope
from widgets.theme import Theme

WIDTH, HEIGHT = 980, 660
COLUMNS = (
    Column("name", ("Уровень сервиса, быстрые потери не в счёт",), stretches=True),
    Column("value", ("00:00:00",)),
    Column("target", ("не меньше 100,0 %",)),
    Column("numbers", ("(000 000 с + 00 000 с + 00 000 с) / 00 000",), dispensable=1),
)


class FiguresDialog(QDialog):
    """A sheet beside the board, which goes on; Esc closes it."""

    passport_requested = Signal(str, object)
    """The id of a figure, and its `Scope`."""

    def __init__(self, theme: Theme, board: Board, queue: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._board = theme, board
        self.model = FigureModel(board, Scope(queue), self)
        self.queues, self.parts, self.windows = QComboBox(self), QComboBox(self), QComboBox(self)
        self.line, self.close_button = QLineEdit(self), QPushButton(self)
        self.table = Table(Ink(theme), self.model, COLUMNS, _cell)
        self._lay_out()
        self._connect()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        px = self._theme.px
        self.setObjectName("figures")
        self.setModal(False)
        self.close_button.setAutoDefault(False)
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(px(8))
        head.addWidget(self.line, 1)
        for box in (self.queues, self.parts, self.windows):
            head.addWidget(box)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.resize(px(WIDTH), px(HEIGHT))
        self.line.setFocus()

    def _connect(self) -> None:
        self.line.textChanged.connect(self.model.seek)
        for box in (self.queues, self.parts, self.windows):
            box.currentIndexChanged.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.close_button.clicked.connect(self.reject)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Figures"))
        self.line.setPlaceholderText(self.tr("Find a figure"))
        self.line.setAccessibleName(self.tr("Find a figure"))
        floor, scope = self._board.floor, self.model.scope
        names = sorted((queue_name(floor, key), key) for key in floor.queues)
        fill(self.queues, [(self.tr("All queues"), ""), *names], scope.queue)
        fill(self.parts, [(part_name(part), part) for part in PARTS], scope.part)
        fill(self.windows, [(window_name(minutes), minutes) for minutes in WINDOWS], scope.minutes)
        self.queues.setAccessibleName(self.tr("Queue"))
        self.parts.setAccessibleName(self.tr("Which contacts"))
        self.windows.setAccessibleName(self.tr("Window"))
        self.close_button.setText(self.tr("Close"))
        self.model.look()
        self.table.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 explains the row that the keyboard is on, as Enter does."""
        row = self.table.currentIndex().row()
        if event.key() == Qt.Key.Key_F1 and 0 <= row < self.model.rowCount():
            self._on_opened(self.model.row(row).id)
        else:
            super().keyPressEvent(event)

    def _on_chosen(self) -> None:
        minutes: int = self.windows.currentData()
        part: Part = "all" if minutes else self.parts.currentData()
        self.parts.setEnabled(not minutes)
        self.model.choose(Scope(self.queues.currentData(), part, minutes))

    def _on_opened(self, figure_id: str) -> None:
        self.passport_requested.emit(figure_id, self.model.scope)


def _cell(row: FigureRow, column: str) -> Cell:
    if column == "name":
        return Cell(row.name, shape="triangle" if row.tone else "", shape_tone=row.tone or "text")
    if column == "value":
        return Cell(row.value, tone=row.tone or "text", strong=True)
    return Cell(row.target if column == "target" else row.numbers, tone="second")
