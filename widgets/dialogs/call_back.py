"""Shall these be called back? How many, by when, and who is left out; asked before anything is promised."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from widgets.i18n.numbers import count, duration, time_of_day
from widgets.i18n.words import text
from widgets.models.board import Board
from widgets.theme import Theme

WITHIN_S = (1800.0, 3600.0, 7200.0, 14_400.0, 86_400.0)
USUAL = 1
"""Within an hour, unless another time is chosen."""
MINUTE_S = 60.0


class CallBackDialog(QDialog):
    """Enter and Esc leave it, as with everything that cannot be taken back; `then` gets the moment that was chosen."""

    def __init__(
        self,
        theme: Theme,
        board: Board,
        contacts: Sequence[str],
        left_out: Mapping[str, int],
        then: Callable[[Sequence[str], float], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._board, self._contacts, self._left_out, self._then = board, list(contacts), dict(left_out), then
        self.setObjectName("call_back")
        self._question, self._rest = QLabel(self), QLabel(self)
        self._within_label = QLabel(self.tr("Called back within"), self)
        self.within = QComboBox(self)
        self.buttons = QDialogButtonBox(self)
        self._lay_out(theme)
        self._fill()
        self.within.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def words(self) -> str:
        """What it says."""
        return f"{self._question.text()}\n{self._rest.text()}".strip()

    def accept(self) -> None:
        """Promise it."""
        super().accept()
        self._then(self._contacts, self._due_t())

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        self._question.setFont(theme.font("strong"))
        for label in (self._question, self._rest):
            label.setWordWrap(True)
            label.setMinimumWidth(px(420))
        self._rest.setStyleSheet(f"color: {theme.color('second').name()}")
        row = QHBoxLayout()
        row.addWidget(self._within_label)
        row.addWidget(self.within)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        column.addWidget(self._question)
        column.addLayout(row)
        column.addWidget(self._rest)
        column.addWidget(self.buttons)

    def _fill(self) -> None:
        self.setWindowTitle(self.tr("Call back"))
        self._within_label.setBuddy(self.within)
        for seconds in WITHIN_S:
            self.within.addItem(duration(seconds))
        self.within.setCurrentIndex(USUAL)
        yes = self.buttons.addButton(
            self.tr("Promise %n callback(s)", "", len(self._contacts)), QDialogButtonBox.ButtonRole.AcceptRole
        )
        no = self.buttons.addButton(self.tr("Leave it"), QDialogButtonBox.ButtonRole.RejectRole)
        yes.setAutoDefault(False)
        yes.setEnabled(bool(self._contacts))
        no.setDefault(True)
        no.setFocus(Qt.FocusReason.OtherFocusReason)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        left_out = [f"{text('callback', code)} ({count(n)})" for code, n in self._left_out.items()]
        self._rest.setText(self.tr("Left out: {reasons}").format(reasons=", ".join(left_out)) if left_out else "")
        self._rest.setVisible(bool(left_out))

    def _due_t(self) -> float:
        """The moment by which they are to be called, to the full minute."""
        due_t = self._board.now_t() + WITHIN_S[self.within.currentIndex()]
        return -(-due_t // MINUTE_S) * MINUTE_S

    def _show(self) -> None:
        asked = self.tr("Promise %n customer(s) who gave up a callback by {time}?", "", len(self._contacts))
        self._question.setText(asked.format(time=time_of_day(self._due_t(), self._board.timezone)))
