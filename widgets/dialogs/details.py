"""All that is known of one contact, person or queue, and its history; it follows while it is open."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from widgets.delegates.figure_link import FigureLink
from widgets.i18n.notes import history_reason
from widgets.models.board import Board
from widgets.models.details import Details, Kind, Pair, heading
from widgets.theme import Theme

WIDTH, HEIGHT = 560, 720


class DetailsDialog(QDialog):
    """A sheet beside the board: it takes nothing away from it, and Esc closes it. Its figures lead to passports."""

    passport_requested = Signal(str, object)
    """The id of a figure, and its `Scope`."""

    def __init__(self, theme: Theme, board: Board, kind: Kind, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._board = theme, board
        self.details = Details(board, kind, key, self)
        self._kind_label, self._title = QLabel(self), QLabel(self)
        self._facts = QWidget(self)
        self._form = QFormLayout(self._facts)
        self._history_label = QLabel(self)
        self.history = QTextBrowser(self)
        self.close_button = QPushButton(self)
        self._pairs: list[Pair] = []
        self._values: list[QLabel] = []
        self._html = ""
        self._lay_out()
        self.details.changed.connect(self._show_now)
        self.details.told.connect(self._show_history)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        px = self._theme.px
        self.setObjectName("details")
        self.setModal(False)
        for label in (self._title, self._history_label):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.setWordWrap(True)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(px(16))
        self._form.setVerticalSpacing(px(4))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.history.setOpenLinks(False)
        self.history.setFocus()
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        for part in (self._kind_label, self._title, self._facts, self._history_label):
            column.addWidget(part)
        column.addWidget(self.history, 1)
        column.addLayout(foot)
        self.resize(px(WIDTH), px(HEIGHT))

    def _retranslate(self) -> None:
        self._kind_label.setText(heading(self.details.kind))
        self.history.setAccessibleName(self.tr("History"))
        self.close_button.setText(self.tr("Close"))
        self._show()

    def _show(self) -> None:
        """Everything anew."""
        self._pairs, self._html = [], ""
        self._show_now()
        self._show_history()

    def _show_now(self) -> None:
        title = self.details.title
        if self.windowTitle() != title:
            self.setWindowTitle(title)
            self._title.setText(title)
        self._show_pairs(self.details.pairs())

    def _show_pairs(self, pairs: list[Pair]) -> None:
        """New labels only where the names are others; the values change in place."""
        if [pair.name for pair in pairs] != [pair.name for pair in self._pairs]:
            while self._form.rowCount():
                self._form.removeRow(0)
            self._values = [self._value(pair) for pair in pairs]
            for pair, label in zip(pairs, self._values, strict=True):
                self._form.addRow(self._label(pair.name, "second"), label)
        else:
            for place, (before, now) in enumerate(zip(self._pairs, pairs, strict=True)):
                if now.value != before.value:
                    self._values[place].setText(now.value)
        self._pairs = pairs

    def _value(self, pair: Pair) -> QLabel:
        if not pair.figure:
            return self._label(pair.value, "text")
        link = FigureLink(self._theme, pair.figure, pair.value, self._facts)
        link.setWordWrap(True)
        link.setAccessibleName(f"{pair.name}: {pair.value}")
        link.pressed.connect(lambda figure_id: self.passport_requested.emit(figure_id, self.details.scope))
        return link

    def _label(self, words: str, token: str) -> QLabel:
        label = QLabel(words, self._facts)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(token == "text")
        label.setStyleSheet(f"color: {self._theme.color(token).name()}")
        return label

    def _history_words(self) -> str:
        details = self.details
        if details.state == "asking":
            return self.tr("Asking the hub for the history …")
        if details.state == "failed":
            return self.tr("There is no history: {reason}").format(reason=history_reason(details.code))
        if details.more:
            return self.tr("History, the last %n event(s)", "", len(details.facts))
        return self.tr("History, %n event(s)", "", len(details.facts))

    def _show_history(self) -> None:
        self._history_label.setText(self._history_words())
        second, text = self._theme.color("second").name(), self._theme.color("text").name()
        rows = [
            f'<tr><td style="color:{second}; padding-right:12px; white-space:nowrap">{escape(when)}</td>'
            f'<td style="color:{text}">{escape(what)}</td></tr>'
            for when, what in self.details.lines()
        ]
        html = f'<table cellspacing="0" cellpadding="3">{"".join(rows)}</table>'
        if html != self._html:
            self._html = html
            bar = self.history.verticalScrollBar()
            place, at_end = bar.value(), 0 < bar.value() == bar.maximum()
            self.history.setHtml(html)
            bar.setValue(bar.maximum() if at_end and self.details.kind == "contact" else place)

    def _on_theme_changed(self) -> None:
        self._kind_label.setFont(self._theme.font("small"))
        self._kind_label.setStyleSheet(f"color: {self._theme.color('second').name()}")
        self._title.setFont(self._theme.font("strong"))
        self._history_label.setFont(self._theme.font("small"))
        self._show()
