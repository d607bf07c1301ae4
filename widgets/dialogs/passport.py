"""A figure's passport: how it comes about, with its numbers, and the contacts behind it. Each opens its timeline."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from wallboard.alerts.readings import THRESHOLDS_LONGEST
from wallboard.metrics.catalogue import CATALOGUE
from wallboard.metrics.passport import Passport
from widgets.delegates.cells import Cell
from widgets.delegates.columns import Column
from widgets.delegates.ink import Ink
from widgets.delegates.table import Table
from widgets.dialogs.passport_page import page
from widgets.dialogs.trying import Trying
from widgets.i18n.causes import why_sentence
from widgets.i18n.names import short_name
from widgets.i18n.notes import history_reason
from widgets.i18n.numbers import count, time_of_day
from widgets.i18n.passports import figure_title, target_words, value_words
from widgets.models.behind import BehindModel, BehindRow
from widgets.models.board import Board
from widgets.models.norms import tone_of
from widgets.models.passport import PassportModel
from widgets.models.reasons import Reasons
from widgets.models.related import scope_for
from widgets.models.scope import Scope
from widgets.models.scope_words import own_limits
from widgets.theme import Theme

WIDTH, HEIGHT = 1120, 660
COLUMNS = (
    Column("time", ("00:00:00",)),
    Column("who", ("Сообщение · +7 916 ••• 41 20 ★",), shorter=("+7 916 ••• 41 20 ★",)),
    Column("queue", ("Техподдержка",), dispensable=1),
    Column("wait", ("00:00",)),
    Column("outcome", ("потеряно в очереди",), stretches=True),
)
COUNTED, LEFT_OUT = 0, 1


class PassportDialog(QDialog):
    """A sheet beside the board, which goes on; Esc closes it. `listed`: with the contacts behind the figure."""

    details_requested = Signal(str, str)
    passport_requested = Signal(str, object)
    """Another figure, or the same of a part of the contacts: its id, and its `Scope`."""

    def __init__(
        self,
        theme: Theme,
        board: Board,
        figure_id: str,
        scope: Scope,
        parent: QWidget | None = None,
        *,
        listed: bool = True,
    ) -> None:
        super().__init__(parent)
        self._theme, self._board = theme, board
        self.model = PassportModel(board, figure_id, scope, self, listed=listed)
        self._title, self._value, self._aim = QLabel(self), QLabel(self), QLabel(self)
        self.page = QTextBrowser(self)
        self.reasons = Reasons(board, self)
        self.why = QLabel(self)
        self.trying = Trying(theme, figure_id, self)
        self.trying.setVisible(self.model.has_limits)
        self._contacts = QWidget(self)
        self.tabs = QTabBar(self._contacts)
        self._rows = BehindModel(board, self)
        self.table = Table(Ink(theme), self._rows, COLUMNS, _cell)
        self.note = QLabel(self)
        self.again_button, self.close_button = QPushButton(self), QPushButton(self)
        self._html = ""
        self._lay_out()
        self._connect()
        self._on_theme_changed()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _connect(self) -> None:
        self.model.changed.connect(self._show_figure)
        self.model.told.connect(self._show_contacts)
        self.trying.tried.connect(self.model.attempt)
        self.reasons.told.connect(self._show_why)
        self.page.anchorClicked.connect(self._on_link)
        self.tabs.currentChanged.connect(self._show_contacts)
        self.table.opened.connect(self._on_opened)
        self.again_button.clicked.connect(self.model.ask)
        self.close_button.clicked.connect(self.reject)
        self._theme.changed.connect(self._on_theme_changed)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.setObjectName("passport")
        self.setModal(False)
        self._title.setWordWrap(True)
        self.page.setOpenLinks(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.note.setWordWrap(True)
        self.why.setWordWrap(True)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why.hide()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        for button in (self.again_button, self.close_button):
            button.setAutoDefault(False)
        head = QHBoxLayout()
        head.addWidget(self._value)
        head.addWidget(self._aim, 1, Qt.AlignmentFlag.AlignBottom)
        left, right = QVBoxLayout(), QVBoxLayout(self._contacts)
        right.setContentsMargins(0, 0, 0, 0)
        for layout, parts in (
            (left, (self._title, head, self.trying, self.why, self.page)),  # what comes late moves no button
            (right, (self.tabs, self.table)),
        ):
            for part in parts:
                layout.addLayout(part) if isinstance(part, QHBoxLayout) else layout.addWidget(part)
        left.setStretch(4, 1)
        foot, row, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.again_button)
        foot.addWidget(self.close_button)
        row.setSpacing(px(16))
        row.addLayout(left, 1)
        row.addWidget(self._contacts, 1)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.addLayout(row, 1)
        column.addLayout(foot)
        self._show_whether_there_are_contacts()

    def _show_whether_there_are_contacts(self) -> None:
        """A figure of the people's time, or of what nobody lists, leaves the second page out."""
        listed = self.model.has_list
        self._contacts.setVisible(listed)
        px = self._theme.px
        self.resize(px(WIDTH if listed else WIDTH // 2), px(HEIGHT))
        (self.table if listed else self.page).setFocus()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Passport of a figure"))
        self.page.setAccessibleName(self.tr("How the figure comes about"))
        self.table.setAccessibleName(self.tr("Contacts behind the figure"))
        self.again_button.setText(self.tr("Ask again"))
        self.close_button.setText(self.tr("Close"))
        self._show_figure()
        self._show_why()
        self._show_contacts()
        self.table.fit_columns()

    def _show_figure(self) -> None:
        found = self.model.look()
        self._title.setText(figure_title(found.figure.id))
        self._value.setText(value_words(found.value, found.figure.unit))
        target = self._target(found)
        aim = self.tr("target: {target}").format(target=target_words(found.figure, target)) if target else ""
        tried = self.tr("tried here alone") if self.model.is_tried else ""
        self._aim.setText(" · ".join(words for words in (aim, tried) if words))
        tone = tone_of(found.value, target, found.figure.good)
        self._value.setStyleSheet(f"color: {self._theme.color(tone or 'text').name()}")
        if tone and self._can_be_reasoned():
            self.reasons.ask(found.figure.id, self.model.scope.queue)
        if self.model.has_limits:
            self.trying.show_own(*own_limits(self._board, self.model.scope))
        self._show_why()
        html = page(self._board, self._theme, self.model, found)
        if html != self._html:
            bar = self.page.verticalScrollBar()
            self._html, place, cursor = html, bar.value(), self.page.textCursor()
            ends = cursor.anchor(), cursor.position()
            self.page.setHtml(html)
            bar.setValue(place)
            self._keep_link(*ends)

    def _keep_link(self, start: int, end: int) -> None:
        """The link that the keyboard is on stays it while the numbers change."""
        cursor = self.page.textCursor()
        if start != end and max(start, end) < self.page.document().characterCount():
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            if cursor.charFormat().isAnchor():
                self.page.setTextCursor(cursor)

    def _show_why(self) -> None:
        self.why.setText(self._why_words())
        self.why.setVisible(bool(self.why.text()))

    def _why_words(self) -> str:
        reasons = self.reasons
        if self.model.is_tried:
            return ""
        if reasons.state == "asking":
            return self.tr("Why? Comparing with past weeks …")
        if reasons.state == "failed":
            return self.tr("Why? It cannot be told: {reason}").format(reason=history_reason(reasons.code))
        if reasons.state == "told":
            told = why_sentence(reasons.found) if reasons.found else self.tr("there is too little to tell yet.")
            until = time_of_day(reasons.until_t, self._board.timezone)
            return self.tr("Why, up to {time}? {told}").format(time=until, told=told)
        return ""

    def _can_be_reasoned(self) -> bool:
        """Past weeks are compared with all contacts of a whole day, held to the limits that are set."""
        scope = self.model.scope
        return not scope.minutes and scope.part == "all" and not scope.agent and not self.model.is_tried

    def _target(self, found: Passport) -> float | None:
        queue = self._board.floor.queues.get(self.model.scope.queue)
        if found.figure.id == "longest_wait":
            return THRESHOLDS_LONGEST * self._board.books.limits.of(self.model.scope.queue)[0]
        if queue is not None and found.figure.id.startswith("service_level."):
            return queue.config.target
        return found.figure.target

    def _show_contacts(self) -> None:
        self.tabs.setVisible(not self.model.is_of_people)
        if self.model.is_of_people:
            self._rows.show_people(self.model.people)
            self._show_note()
            return
        rows = self.model.rows
        counted = sum(row.counts for row in rows)
        more = "+" if self.model.more else ""
        self.tabs.setTabText(COUNTED, self.tr("Counted: {number}").format(number=f"{count(counted)}{more}"))
        self.tabs.setTabText(
            LEFT_OUT, self.tr("Left out: {number}").format(number=f"{count(len(rows) - counted)}{more}")
        )
        wanted = self.tabs.currentIndex() == COUNTED
        self._rows.show(row for row in rows if row.counts is wanted)
        self._show_note()

    def _show_note(self) -> None:
        self.note.setText(self._note_words())
        self.again_button.setVisible(self.model.has_list and self.model.figure.basis == "contacts")

    def _note_words(self) -> str:
        model = self.model
        if not model.listed:
            return ""
        if model.state == "asking":
            return self.tr("Asking the hub for the contacts …")
        if model.state == "failed":
            return self.tr("No list of contacts: {reason}").format(reason=history_reason(model.code))
        if model.figure.basis == "time":
            return self.tr("It counts the people’s time, no contacts.")
        if model.is_of_people:
            return "" if model.people else self.tr("Nobody at this moment.")
        if not model.has_list:
            return self.tr("There is no list of contacts behind this figure.")
        if model.more:
            return self.tr("The newest {number} are listed.").format(number=count(len(model.rows)))
        if not model.rows:
            return self.tr("No contact concerns it yet.")
        when = time_of_day(model.asked_t, self._board.timezone, seconds=True)
        return self.tr("contacts as of {time}").format(time=when) if model.figure.basis == "contacts" else ""

    def _on_link(self, url: QUrl) -> None:
        kind, _, key = url.toString().partition(":")
        scope = self.model.scope
        if kind == "part":
            self.passport_requested.emit(self.model.figure.id, structs.replace(scope, part=key))
        else:
            self.passport_requested.emit(key, scope_for(CATALOGUE[key], scope))

    def _on_opened(self, key: str) -> None:
        row = self._rows.find(key)
        if row is not None:
            self.details_requested.emit(row.kind, row.key)

    def _on_theme_changed(self) -> None:
        theme = self._theme
        self._title.setFont(theme.font("strong"))
        self._value.setFont(theme.font("figure"))
        second = f"color: {theme.color('second').name()}"
        for label in (self._aim, self.note):
            label.setFont(theme.font("small"))
            label.setStyleSheet(second)
        self._html = ""
        self._show_figure()


def _cell(row: BehindRow, column: str) -> Cell:
    match column:
        case "time":
            return Cell(row.time_text, tone="second")
        case "who":
            return Cell(row.title, shape="star" if row.vip else "")
        case "queue":
            return Cell(row.queue_text)
        case "wait":
            return Cell(row.wait_text)
    return Cell(row.outcome_text, row.agent_text, after_short=short_name(row.agent_text))
