"""Calling back many: promised a few at a time, so that no source is flooded, and followed until each is settled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from wallboard.floor.changes import Changes
from wallboard.floor.command import CONFIRMED, OUTCOME_UNKNOWN
from wallboard.stream.command_events import PromiseCallback
from wallboard.stream.envelope import moment
from widgets.models.board import Board

AT_ONCE = 40
"""So many are on their way at most; a source takes a hundred."""


class Recall(QObject):
    """One such deed after the other. `changed`: something has come of it."""

    changed = Signal()

    def __init__(self, board: Board, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._left: list[str] = []
        self._pending: dict[str, PromiseCallback] = {}
        self._due_t = 0.0
        self._is_busy = False
        self.asked = 0
        self.promised = 0
        self.refused: dict[str, int] = {}
        """How many could not be promised, by the reason's code."""
        board.changed.connect(self._on_changed)
        board.orders_changed.connect(self._go_on)
        board.restarted.connect(self._go_on)

    @property
    def is_over(self) -> bool:
        """Whether each of them is settled."""
        return not self._left and not self._pending

    def begin(self, contacts: Sequence[str], due_t: float) -> None:
        """Promise each of `contacts` a callback by `due_t` (epoch seconds). What was begun before goes on."""
        if self.is_over:
            self.asked, self.promised, self.refused = 0, 0, {}
        fresh = [contact for contact in contacts if contact not in self._pending and contact not in self._left]
        self._left += fresh
        self.asked += len(fresh)
        self._due_t = due_t
        self._go_on()

    def _on_changed(self, changes: Changes) -> None:
        if changes.commands and not self.is_over:
            self._go_on()

    def _go_on(self) -> None:
        if self.is_over or self._is_busy:
            return
        self._is_busy = True  # asking is itself told
        self._settle()
        while self._left and len(self._pending) < AT_ONCE:
            self._ask(self._left.pop(0))
        self._is_busy = False
        self.changed.emit()

    def _ask(self, contact: str) -> None:
        action = PromiseCallback(contact, moment(self._due_t))
        code = self._board.hindrance(action)
        if code:
            self._refuse(code)
            return
        self._pending[contact] = action
        self._board.act([action])

    def _settle(self) -> None:
        for contact, action in list(self._pending.items()):
            command = self._board.orders.crossing(action)
            if command is not None and command.pending:
                continue
            del self._pending[contact]
            if command is not None and command.status == CONFIRMED:
                self.promised += 1
            else:
                self._refuse(command.code or command.status if command is not None else OUTCOME_UNKNOWN)

    def _refuse(self, code: str) -> None:
        self.refused[code] = self.refused.get(code, 0) + 1
