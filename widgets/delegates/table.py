"""A table of prepared rows: painted cells, columns that fit the room, rows that contacts may be dropped on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from widgets.delegates.card_grid import Refusal
from widgets.delegates.cells import CELL, Cell, Cells, Ground
from widgets.delegates.columns import Column, shared
from widgets.delegates.drag import contacts_in, let_drop_in_vain, start_drag
from widgets.delegates.ink import Ink
from widgets.models.ordered import OrderedModel
from widgets.models.rows import RowTable

ROW = 30
TWO_LINES = 46


class Table(QTableView):
    """A table over `model` with `columns`: painted, walked by arrows, dragged from and dropped on."""

    opened = Signal(str)
    """A row was clicked (twice where rows can be dragged), or Enter pressed on it: its key."""
    cell_pressed = Signal(str, str)
    """A cell was clicked: the key of its row, its column."""
    selection_moved = Signal()
    reassign_requested = Signal(list, str, str)

    def __init__(
        self, ink: Ink, model: RowTable[Any], columns: Sequence[Column], cell_of: Callable[[Any, str], Cell]
    ) -> None:
        super().__init__()
        self.ink, self.rows_model, self._columns = ink, model, columns
        self._cells = Cells(ink, model, cell_of)
        self._drop_kind = ""
        self._refusal: Refusal | None = None
        self._drag_words: Callable[[list[str]], str] | None = None
        self._pressable: frozenset[str] = frozenset()
        self._opens_by_two = False
        self.setViewport(QWidget())  # one that Python knows: to find out what Qt's own is, it would load every widget
        self.setModel(model)
        self._drop_row, self._drop_taken = -1, False
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._set_up()
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().selectionChanged.connect(self.selection_moved)
        if isinstance(model, OrderedModel):
            self.horizontalHeader().setSectionsClickable(True)
            self.horizontalHeader().sectionClicked.connect(lambda place: model.sort_by(model.COLUMNS[place]))
            model.order_changed.connect(self.fit_columns)
        ink.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells that have to be painted. A row of which there is only a part to be seen is left out."""
        painter, area = QPainter(self.viewport()), event.rect()
        painter.fillRect(area, self.ink.theme.color("card"))
        height, rows = self.verticalHeader().defaultSectionSize(), self.rows_model.rows
        first = self.rowAt(max(0, area.top()))
        if first < 0 or not height:
            return
        columns, chosen, ratio = self._columns_in(area), self._chosen_rows(), self.devicePixelRatioF()
        bottom, y = self.viewport().height() + 1, self.rowViewportPosition(first)
        for number in range(first, len(rows)):
            if y > area.bottom() or (number and y + height > bottom):
                break
            back, row = self._back(number, number in chosen), rows[number]
            for column, x, width in columns:
                self._cells.paint(painter, QPoint(x, y), row, column, Ground(back, width, height, ratio))
            y += height

    def _columns_in(self, area: QRect) -> list[tuple[str, int, int]]:
        """The columns of which something lies there: name, left edge, width."""
        found = []
        for place, column in enumerate(self.rows_model.COLUMNS):
            x, width = self.columnViewportPosition(place), self.columnWidth(place)
            if not self.isColumnHidden(place) and x <= area.right() and x + width > area.left():
                found.append((column, x, width))
        return found

    def _chosen_rows(self) -> set[int]:
        parts = self.selectionModel().selection().toList()
        return {number for part in parts for number in range(part.top(), part.bottom() + 1)}

    def _back(self, number: int, is_chosen: bool) -> str:
        if number == self._drop_row:
            return "selected" if self._drop_taken else "alarm_back"
        return "selected" if is_chosen else "card"

    def let_time_touch(self, columns: frozenset[str]) -> None:
        """Let cells be worked out again for `columns` alone while their row is the same; see `forget_cells`."""
        self._cells.timed = columns

    def forget_cells(self) -> None:
        """What cells show beside their rows and the time is another now."""
        self._cells.forget()
        self.viewport().update()

    def let_press(self, columns: frozenset[str]) -> None:
        """Let a click on the cells of `columns` be told by `cell_pressed` alone, and not open the row."""
        self._pressable = columns

    def cell_at(self, at: QPoint) -> tuple[str, str] | None:
        """The row's key and the column at a point of the screen."""
        index = self.indexAt(self.viewport().mapFromGlobal(at))
        if not index.isValid() or not self.viewport().rect().contains(self.viewport().mapFromGlobal(at)):
            return None
        return self.rows_model.row(index.row()).id, self.rows_model.COLUMNS[index.column()]

    def let_drag(self, words: Callable[[list[str]], str]) -> None:
        """Let several rows be selected and dragged; `words` are written on what is under the pointer then."""
        self._drag_words = words
        self.let_select()
        self.setDragEnabled(True)

    def let_select(self) -> None:
        """Let several rows be selected; a click selects, and only a second one opens."""
        self._opens_by_two = True
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def use_two_lines(self) -> None:
        """Make room for a second line in each row."""
        self._cells.two_lines = True
        self._on_theme_changed()

    def let_drop(self, kind: str, refusal: Refusal) -> None:
        """Let contacts be dropped on the rows, which are targets of `kind`."""
        self._drop_kind, self._refusal = kind, refusal
        self.setAcceptDrops(True)

    def chosen(self) -> list[str]:
        """The keys of the selected rows, from the top."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.rows_model.row(number).id for number in numbers if number < self.rows_model.rowCount()]

    def repaint_column(self, column: str) -> None:
        """Paint a column anew, because time has passed."""
        place = self.rows_model.COLUMNS.index(column)
        x, width = self.columnViewportPosition(place), self.columnWidth(place)
        self.viewport().update(x, 0, width, self.viewport().height())

    def fit_columns(self) -> None:
        """Share the room among the columns; where it is short, leave out what can be spared."""
        self._cells.forget()
        widths = shared(self._columns, self._wanted, self.viewport().width())
        for place, ident in enumerate(self.rows_model.COLUMNS):
            self.setColumnHidden(place, ident not in widths)
            if ident in widths:
                self.setColumnWidth(place, widths[ident])

    def shows(self, column: str) -> bool:
        """Whether there was room for that column."""
        return not self.isColumnHidden(self.rows_model.COLUMNS.index(column))

    def content_height(self) -> int:
        """The height of the heading and all rows."""
        px = self.ink.theme.px
        row = px(TWO_LINES if self._cells.two_lines else ROW)
        return row * self.rows_model.rowCount() + self.horizontalHeader().sizeHint().height()

    def explain(self, at: QPoint | None) -> str:
        """What stands at a point of the screen, or, without one, in the row that the keyboard is on; else nothing."""
        model = self.rows_model
        if at is not None:
            heading = self.horizontalHeader()
            place = heading.logicalIndexAt(heading.viewport().mapFromGlobal(at))
            if heading.rect().contains(heading.mapFromGlobal(at)):
                return model.explained(model.COLUMNS[place]) if place >= 0 else ""
            index = self.indexAt(self.viewport().mapFromGlobal(at))
            column = model.COLUMNS[index.column()] if index.isValid() else ""
            return _both(model.tip(model.row(index.row()), column), model.explained(column)) if column else ""
        number = self.currentIndex().row()
        if not 0 <= number < model.rowCount():
            return ""
        row, shown = model.row(number), (column.id for column in self._columns if self.shows(column.id))
        return "\n\n".join(dict.fromkeys(said for column in shown if (said := model.tip(row, column))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the details; the arrows are Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.rows_model.row(self.currentIndex().row()).id)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_R, Qt.Key.Key_F1):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the chosen contacts."""
        chosen = self.chosen()
        if chosen and self._drag_words is not None:
            start_drag(self, chosen, self._drag_words(chosen), self.ink)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Contacts may come."""
        if contacts_in(event.mimeData()) and self._refusal is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show whether the row under the pointer takes them, and if not, why."""
        number = self.rowAt(int(event.position().y()))
        why = self._refused(contacts_in(event.mimeData()), number)
        self._set_drop(number, why == "")
        if number >= 0 and not why:
            QToolTip.hideText()
            event.acceptProposedAction()
            return
        if why:
            QToolTip.showText(self.viewport().mapToGlobal(event.position().toPoint()), why, self.viewport())
            let_drop_in_vain(event)
            return
        event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They go elsewhere."""
        QToolTip.hideText()
        self._set_drop(-1, False)

    def dropEvent(self, event: QDropEvent) -> None:
        """They are handed to the row; where that cannot be, the board says why."""
        number, contacts = self.rowAt(int(event.position().y())), contacts_in(event.mimeData())
        self._set_drop(-1, False)
        if number >= 0 and contacts and self._drop_kind:
            event.acceptProposedAction()
            self.reassign_requested.emit(contacts, self._drop_kind, self.rows_model.row(number).id)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: headings of other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width for the columns."""
        super().resizeEvent(event)
        self.fit_columns()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        heading = self.horizontalHeader()
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading.setSectionsClickable(False)
        heading.setHighlightSections(False)
        heading.setMinimumSectionSize(8)

    def _wanted(self, column: Column, samples: tuple[str, ...]) -> int:
        px, ink = self.ink.theme.px, self.ink
        words = max((ink.width(sample, "text") for sample in samples), default=0.0)
        heading = ink.width(self.rows_model.header(column.id), "small")
        return max(int(max(words, heading)) + 2 * px(CELL) + 2, px(column.least))

    def _refused(self, contacts: list[str], number: int) -> str:
        if self._refusal is None or number < 0:
            return ""
        target = self.rows_model.row(number).id
        refusal = self._refusal
        return next((why for contact in contacts if (why := refusal(contact, self._drop_kind, target))), "")

    def _set_drop(self, number: int, taken: bool) -> None:
        if (number, taken) != (self._drop_row, self._drop_taken):
            self._drop_row, self._drop_taken = number, taken
            self.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        column = self.rows_model.COLUMNS[index.column()]
        self.cell_pressed.emit(self.rows_model.row(index.row()).id, column)
        if not self._opens_by_two and column not in self._pressable:
            self.opened.emit(self.rows_model.row(index.row()).id)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if self._opens_by_two:
            self.opened.emit(self.rows_model.row(index.row()).id)

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.ink.theme.px(TWO_LINES if self._cells.two_lines else ROW))
        self.horizontalHeader().setFont(self.ink.theme.font("small"))
        self.horizontalHeader().setFixedHeight(self.ink.theme.px(24))
        self.fit_columns()


def _both(one: str, other: str) -> str:
    return one if other in one else f"{one}\n{other}" if one else other
