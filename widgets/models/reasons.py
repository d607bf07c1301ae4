"""Why a figure is off its target: asked of the hub, which knows past weeks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from wallboard.forecast.why import Why, explains
from wallboard.stream.control import Query, Refusal, Result
from widgets.models.board import Board

STEP_S = 300.0
"""It is asked up to the last whole five minutes, so that the past weeks need not be counted anew each time."""


class Reasons(QObject):
    """`told`: there is an answer, or another question. Of today, live channels, all or one queue."""

    told = Signal()

    def __init__(self, board: Board, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._asked = ("", "")
        self.state: Literal["none", "asking", "told", "failed"] = "none"
        self.code = ""
        self.found: Why | None = None
        self.until_t = 0.0
        """Up to when it is compared, epoch seconds."""

    def ask(self, figure_id: str, queue: str) -> None:
        """Ask why this figure of today is what it is. Where nobody can tell, nothing is asked."""
        if (figure_id, queue) == self._asked or not self._board.ready:
            return
        self._asked, self.found = (figure_id, queue), None
        self.state = "asking" if explains(figure_id) else "none"
        if self.state == "asking":
            now_t = self._board.now_t()
            start_t, end_t = self._board.books.calendar.day_of(now_t), now_t // STEP_S * STEP_S
            self.until_t = max(end_t, start_t + STEP_S)
            start, end = (datetime.fromtimestamp(t, UTC) for t in (start_t, self.until_t))
            where = {"queue": queue} if queue else {}
            self._board.query(Query("why", figure_id, start, end, where=where), self._on_answered)
        self.told.emit()

    def _on_answered(self, answer: Result | Refusal) -> None:
        self.state, self.code = "failed", answer.code
        if isinstance(answer, Result) and not answer.code:
            try:
                rows = msgspec.json.decode(answer.rows, type=list[Why])
            except msgspec.DecodeError:
                self.code = "not_readable"
            else:
                self.state, self.found = "told", rows[0] if rows else None
        self.told.emit()
