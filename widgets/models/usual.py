"""What is normal for the chosen queue at this time of day: asked of the hub, once in each half-hour."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from wallboard.metrics.normals import Usual
from wallboard.stream.control import Query, Refusal, Result
from wallboard.stream.envelope import moment
from widgets.models.board import Board

Span = tuple[float, float]


class UsualDay(QObject):
    """`told`: there is an answer, or there will be none (`code`). Nothing is invented where no past weeks are kept."""

    told = Signal()

    def __init__(self, board: Board, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._asked: tuple[str, Span] | None = None
        self._queue = ""
        self.found: Usual | None = None
        self.code = ""
        board.restarted.connect(self._on_restarted)
        board.ticked.connect(self._on_ticked)

    @property
    def until_t(self) -> float:
        """Up to which moment of the day past weeks are compared (epoch seconds): the last half-hour that is over."""
        return self._span()[1]

    def ask(self, queue: str) -> None:
        """Ask for `queue` (empty: all), unless that was asked for this half-hour already."""
        self._queue = queue
        wanted = queue, self._span()
        if not self._board.ready or wanted == self._asked or wanted[1][1] <= wanted[1][0]:
            return
        if self._asked is None or self._asked[0] != queue:
            self.found, self.code = None, ""
        self._asked = wanted
        query = Query("normals", queue, moment(wanted[1][0]), moment(wanted[1][1]))
        self._board.query(query, lambda answer: self._on_answered(wanted, answer))

    def _span(self) -> Span:
        calendar, now_t = self._board.books.calendar, self._board.now_t()
        return calendar.day_of(now_t), calendar.half_hour_of(now_t)

    def _on_answered(self, wanted: tuple[str, Span], answer: Result | Refusal) -> None:
        if wanted != self._asked:
            return  # another queue was chosen meanwhile
        self.found, self.code = None, answer.code
        if isinstance(answer, Result) and not answer.code:
            try:
                (self.found,) = msgspec.json.decode(bytes(answer.rows), type=list[Usual])
            except (msgspec.DecodeError, ValueError):
                self.code = "not_readable"
        self.told.emit()

    def _on_ticked(self, now_t: float) -> None:
        if self._asked is not None and self._span() != self._asked[1]:
            self.ask(self._queue)

    def _on_restarted(self) -> None:
        if self._asked is not None:
            self._asked = None
            self.ask(self._queue)
