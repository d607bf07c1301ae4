"""Where should these callers go? Ranked candidates, chosen by digit, arrows or typing, taken by Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from wallboard.stream.command_events import Reassign
from widgets.delegates.cells import Cell
from widgets.delegates.columns import Column
from widgets.delegates.ink import Ink
from widgets.delegates.shapes import PRESENCE
from widgets.delegates.table import Table
from widgets.i18n.names import contact_name
from widgets.i18n.numbers import clock
from widgets.i18n.whereabouts import whereabouts
from widgets.i18n.words import text
from widgets.models.board import Board
from widgets.models.candidates import CandidateModel, CandidateRow, target_of
from widgets.models.crowding import room_for
from widgets.models.waiting import is_waiting
from widgets.theme import Theme

COLUMNS = (
    Column("digit", ("0",)),
    Column("name", ("Константин Константинопольский",), stretches=True),
    Column("state", ("Больше обращений принять не может.", "This channel is not served there.")),
)
WIDTH, HEIGHT = 780, 560
_SHAPES = {"queue": "dash", "external": "pie", "spread": "diamond"}
_AWAY = ("not_ready", "unreachable")
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class ReassignDialog(QDialog):
    """Asks the board to send `contacts` to who is chosen. Digits and arrows choose, letters filter, Enter takes."""

    def __init__(self, theme: Theme, board: Board, contacts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._board = theme, board
        self._contacts = list(contacts)
        self._model = CandidateModel(board, self._contacts, self)
        self._heading, self._hint = QLabel(self), QLabel(self)
        self.filter_line = QLineEdit(self)
        self.table = Table(Ink(theme), self._model, COLUMNS, self._cell)
        self.buttons = QDialogButtonBox(self)
        self._lay_out()
        self.filter_line.installEventFilter(self)
        self.table.installEventFilter(self)
        self.filter_line.textChanged.connect(self._on_text_changed)
        self.table.doubleClicked.connect(self.accept)
        self.table.selection_moved.connect(self._judge)
        board.ticked.connect(self._on_ticked)
        board.freshness_changed.connect(self._judge)
        self._retranslate()
        self._select(0)

    @property
    def chosen(self) -> CandidateRow | None:
        """The candidate that Enter would take."""
        place = self.table.currentIndex().row()
        return self._model.row(place) if 0 <= place < self._model.rowCount() else None

    def accept(self) -> None:
        """Ask for it, and close; where it is not possible any more, stay and say why."""
        chosen, waiting = self.chosen, self._waiting()
        if chosen is None or not waiting or not self._may_take():
            return
        if chosen.kind == "spread":
            self._board.act([Reassign(contact, agent) for contact, agent in self._model.plan])
        else:
            self._board.reassign(waiting[: self._room(chosen, waiting)], target_of(chosen), chosen.key)
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that choose and send, in the filter line as in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event, typing=watched is self.filter_line and self._types_number())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same keys, wherever the keyboard is."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._model.rank(self.filter_line.text())
            self._retranslate()
            self._select(0)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.setObjectName("reassign")
        self._heading.setObjectName("heading")
        self._heading.setFont(self._theme.font("strong"))
        self._heading.setWordWrap(True)
        self._hint.setFont(self._theme.font("small"))
        self._hint.setWordWrap(True)
        self.buttons.setStandardButtons(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.table.horizontalHeader().hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        for part in (self._heading, self.filter_line, self.table, self._hint, self.buttons):
            column.addWidget(part)
        self.resize(px(WIDTH), px(HEIGHT))
        self.filter_line.setFocus()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Reassign"))
        self.filter_line.setPlaceholderText(self.tr("Type to find a person or a queue, or + and an outside number"))
        self.filter_line.setAccessibleName(self.tr("Find a person or a queue"))
        self.table.setAccessibleName(self.tr("Candidates, the best first"))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Reassign"))
        for button in self.buttons.buttons():
            button.setIcon(QIcon())  # some styles put coloured pictures beside the words
        self._judge()

    def _cell(self, row: CandidateRow, column: str) -> Cell:
        quiet = "second" if self._is_over() or row.refusal or row.tone == "quiet" else "text"
        if column == "digit":
            return Cell(self._model.text(row, column), tone="second")
        if column == "name":
            away = PRESENCE[row.presence] if row.presence in _AWAY else ""
            shape = "diamond" if row.overflow else _SHAPES.get(row.kind) or away or ("ring" if row.free else "disc")
            shape_tone = "overflow" if row.overflow else "second"
            short = _some_of(row.why) if row.kind == "spread" else ""
            return Cell(
                row.name, row.why, tone=quiet, shape=shape, shape_tone=shape_tone, strong=row.competent,
                after_short=short,
            )  # fmt: skip
        return Cell(row.refusal or row.state, tone="second" if row.refusal else quiet)

    def _types_number(self) -> bool:
        """Whether digits belong to an outside number, and choose nobody."""
        return self.filter_line.text().lstrip().startswith("+")

    def _take_key(self, event: QKeyEvent, *, typing: bool = False) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        elif key == Qt.Key.Key_Escape and self.filter_line.text():
            self.filter_line.clear()
        elif (
            not typing
            and Qt.Key.Key_1 <= key <= Qt.Key.Key_9
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._select(self._model.by_digit(key - Qt.Key.Key_0))
        elif key in _MOVES:
            self._select(self.table.currentIndex().row() + _MOVES[Qt.Key(key)])
        else:
            return False
        return True

    def _select(self, place: int) -> None:
        last = self._model.rowCount() - 1
        if place >= 0 or self.table.currentIndex().isValid():
            self.table.selectRow(min(max(place, 0), last))
        self._judge()

    def _waiting(self) -> list[str]:
        contacts = self._board.floor.contacts
        return [key for key in self._contacts if (c := contacts.get(key)) and is_waiting(c)]

    def _is_over(self) -> bool:
        """Whether nobody of them waits any more: there is nothing left to be chosen."""
        return self._board.ready and not self._waiting()

    def _may_take(self) -> bool:
        chosen, waiting = self.chosen, self._waiting()
        if chosen is None or not waiting or chosen.refusal:
            return False
        if chosen.kind == "spread":
            return bool(self._model.plan)
        return any(not self._board.refusal(contact, target_of(chosen), chosen.key) for contact in waiting)

    def _room(self, chosen: CandidateRow, waiting: Sequence[str]) -> int:
        """How many of them can go there: a person takes no more than he has room for."""
        if chosen.kind == "spread":
            return len(self._model.plan)
        floor = self._board.floor
        agent, first = floor.agents.get(chosen.key), floor.contacts.get(waiting[0])
        if chosen.kind != "agent" or agent is None or first is None:
            return len(waiting)
        return min(len(waiting), room_for(floor, self._board.orders, agent, first.channel))

    def _judge(self) -> None:
        """Say what would happen, or why nothing can; and offer it only where it can."""
        self._heading.setText(self._heading_text())
        over = self._is_over()
        take = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        take.setEnabled(self._may_take())
        take.setVisible(not over)
        leave = self.tr("Close") if over else self.tr("Cancel")
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(leave)
        for part in (self.filter_line, self.table):
            part.setEnabled(not over)
        self._hint.setText(self._hint_text())

    def _heading_text(self) -> str:
        if len(self._contacts) > 1:
            return self.tr("Where should %n contact(s) go?", "", len(self._waiting()) or len(self._contacts))
        contact = self._board.floor.contacts.get(self._contacts[0]) if self._contacts else None
        if contact is None or not is_waiting(contact):
            return whereabouts(self._board.floor, self._contacts[0]) if self._contacts else self.tr("Reassign")
        said = self.tr("Where should {who} go? Waiting for {time}")
        name = contact_name(self._board.floor, contact.id)
        return said.format(who=name, time=clock(contact.waited_s(self._board.now_t())))

    def _hint_text(self) -> str:
        waiting, chosen = self._waiting(), self.chosen
        if hindrance := self._board.no_action:
            return text("refusal", hindrance)
        if not waiting:
            return text("refusal", "contact_not_waiting")
        if len(waiting) < len(self._contacts):
            gone = [key for key in self._contacts if key not in waiting]
            return "\n".join(whereabouts(self._board.floor, key) for key in gone)
        if not self._model.rowCount():
            if words := self.filter_line.text().strip():
                return self.tr("Nobody and no queue fits “{words}”.").format(words=words)
            return self.tr("Nobody can take it now, and there is no other queue for it.")
        if chosen is not None and not self._may_take():
            code = "" if chosen.kind == "spread" else self._board.refusal(waiting[0], target_of(chosen), chosen.key)
            return text("refusal", code) if code else chosen.refusal
        if chosen is not None and (room := self._room(chosen, waiting)) < len(waiting):
            if chosen.kind == "spread":
                return self.tr("%n go at once, the most pressing. The others stay where they are.", "", room)
            return self.tr("There is room for %n of them: the first. The others stay where they are.", "", room)
        if chosen is not None and chosen.presence in _AWAY:
            said = self.tr("{name} is away: it will ring there, and perhaps nobody will answer.")
            return said.format(name=chosen.name)
        return self.tr("A digit or the arrows choose, Enter sends, Esc leaves.")

    def _on_text_changed(self, wanted: str) -> None:
        self._model.rank(wanted)
        self._select(0)

    def _on_ticked(self, now_t: float) -> None:
        self._model.follow()
        self._judge()


def _some_of(names: str) -> str:
    """The first two of several names, and how many more there are."""
    known = names.split(", ")
    return f"{', '.join(known[:2])} +{len(known) - 2}" if len(known) > 2 else names
