"""The list of who was lost, and calling them back: one, a selection, or all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from wallboard.floor.losses import Lost
from widgets.delegates.cells import Cell
from widgets.delegates.columns import Column
from widgets.delegates.ink import Ink
from widgets.delegates.table import Table
from widgets.dialogs.call_back import CallBackDialog
from widgets.i18n.numbers import count
from widgets.i18n.words import text
from widgets.models.board import Board
from widgets.models.gone import GoneModel, GoneRow, callable_among, ordered_gone
from widgets.models.recall import Recall
from widgets.theme import Theme

COLUMNS = (
    Column("time", ("00:00:00",)),
    Column("who", ("★ +7 916 ••• 41 20",), stretches=True),
    Column("queue", ("Поддержка",), dispensable=3),
    Column("where", ("Поддержка, место 12", "звонок у Константина"), stretches=True),
    Column("after", ("0:00:00",)),
    Column("tier", ("не опознан",), dispensable=2),
    Column("since", ("позвонил снова в 11:40",), dispensable=1, shorter=("came again at 10:40",)),
)


class LostList(QWidget):
    """Rows can be selected; Enter or a double click opens one, B calls the selected back."""

    details_requested = Signal(str, str)

    def __init__(self, theme: Theme, board: Board, ink: Ink) -> None:
        super().__init__()
        self._theme, self._board = theme, board
        self.model = GoneModel(board)
        self.model.setParent(self)
        self.ordered = ordered_gone(self.model)
        self.recall = Recall(board, self)
        self.title, self.said = QLabel(self), QLabel(self)
        self.table = Table(ink, self.ordered, COLUMNS, _cell)
        self.selected_button, self.all_button = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()

    def look_at(self, stage: str, queue: str) -> None:
        """Show those of this stage and queue; empty for any."""
        if (stage, queue) != (self.model.stage, self.model.queue):
            self.table.clearSelection()
            self.model.look_at(stage, queue)
        self.show_sums()

    def lost(self) -> list[Lost]:
        """Those who are listed."""
        return self.model.lost()

    def retranslate(self) -> None:
        """All words anew."""
        self.model.read_anew()
        self.table.setAccessibleName(self.tr("Who was lost"))
        self.table.fit_columns()
        self.show_sums()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 opens the menu."""
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._open_menu(self.table.visualRect(self.table.currentIndex()).center())
        else:
            super().keyPressEvent(event)

    def call_selected(self) -> None:
        """Ask whether the selected shall be called back."""
        chosen = set(self.table.chosen())
        if chosen:
            self._call_back([one for one in self.lost() if one.contact in chosen])

    def call_all(self) -> None:
        """Ask whether all that are listed shall be called back."""
        self._call_back(self.lost())

    def show_sums(self) -> None:
        """How many are listed, how many of them can be called back, and what has come of those that were asked for."""
        lost = self.lost()
        found, _ = callable_among(self._board, lost)
        stage = self.model.stage
        heading = text("funnel", stage) if stage else self.tr("At every stage")
        said = self.tr("{stage}: {lost} lost today · {open} can be called back")
        self.title.setText(said.format(stage=heading, lost=count(len(lost)), open=count(len(found))))
        self.all_button.setText(self.tr("Call back all {number}…").format(number=count(len(found))))
        self.selected_button.setText(self.tr("Call back the selected…"))
        hindrance = self._board.no_action
        self.all_button.setEnabled(bool(found) and not hindrance)
        self.selected_button.setEnabled(bool(self.table.chosen()) and not hindrance)
        for button in (self.all_button, self.selected_button):
            button.setToolTip(text("refusal", hindrance) if hindrance else "")
        self._show_progress()

    def _lay_out(self) -> None:
        px = self._theme.px
        self.table.let_select()
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.title.setFont(self._theme.font("strong"))
        self.said.setFont(self._theme.font("small"))
        self.said.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        for button in (self.selected_button, self.all_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.title)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        for key in ("B", "И"):  # the same key under a Russian layout
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.call_selected)
        self.table.opened.connect(lambda key: self.details_requested.emit("contact", key))
        self.table.selection_moved.connect(self.show_sums)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.selected_button.clicked.connect(self.call_selected)
        self.all_button.clicked.connect(self.call_all)
        self.ordered.settled.connect(self.show_sums)
        self.recall.changed.connect(self._show_progress)
        self._board.freshness_changed.connect(self.show_sums)

    def _call_back(self, lost: Sequence[Lost]) -> None:
        if self._board.no_action:
            return
        found, left_out = callable_among(self._board, list(lost))
        dialog = CallBackDialog(self._theme, self._board, found, left_out, self.recall.begin, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(False)  # a window under a modal dialog cannot even be closed
        dialog.show()
        dialog.activateWindow()

    def _open_menu(self, place: QPoint) -> None:
        chosen = self.table.chosen()
        if not chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        back = menu.addAction(self.tr("Call back…") + "\tB", self.call_selected)
        back.setEnabled(self.selected_button.isEnabled())
        menu.addAction(self.tr("Details") + "\tEnter", lambda: self.details_requested.emit("contact", chosen[0]))
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _show_progress(self) -> None:
        recall = self.recall
        if not recall.asked:
            self.said.setText("")
            return
        pending = recall.asked - recall.promised - sum(recall.refused.values())
        parts = [self.tr("{number} promised").format(number=count(recall.promised))]
        if pending:
            parts.append(self.tr("{number} pending").format(number=count(pending)))
        if recall.refused:
            reasons = " ".join(text("refusal", code) for code in recall.refused)
            refused = self.tr("{number} refused: {reasons}")
            parts.append(refused.format(number=count(sum(recall.refused.values())), reasons=reasons))
        self.said.setText(", ".join(parts))
        self.said.setStyleSheet(f"color: {self._theme.color('warning' if recall.refused else 'second').name()}")


def _cell(row: GoneRow, column: str) -> Cell:
    quiet = "second" if row.hindrance else "text"
    match column:
        case "time":
            return Cell(row.time_text, tone=quiet)
        case "who":
            return Cell(row.title, tone=quiet, shape="star" if row.vip else "")
        case "queue":
            return Cell(row.queue, tone=quiet)
        case "where":
            return Cell(row.where_text, short=row.where_brief, tone=quiet)
        case "after":
            return Cell(row.after_text, tone=quiet)
        case "tier":
            return Cell(row.tier_text, tone=quiet)
    return Cell(row.since_text, tone="second")
