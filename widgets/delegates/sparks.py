"""The courses behind the spark lines, worked out anew every few seconds and not on every tick."""

from __future__ import annotations

from collections import deque

from wallboard.floor.contact import NEVER
from widgets.models.board import Board

TREND_POINTS = 40
TREND_EVERY_S = 10.0
WAITING_EVERY_S = 15.0


class Sparks:
    """The course of today for each figure; of those who wait now since the board was opened."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._asked: set[str] = set()
        self._known: dict[str, tuple[float, tuple[float | None, ...]]] = {}
        self._waiting: deque[tuple[float, float]] = deque(maxlen=TREND_POINTS)
        self._waiting_t = NEVER
        self.queue = ""

    def forget(self) -> None:
        """Other figures are asked for: nothing of the old ones counts."""
        self._known.clear()
        self._waiting.clear()
        self._waiting_t = NEVER

    def start_anew(self) -> None:
        """Another picture. Its courses come when they are asked for again: first it is to be on the screen."""
        self.forget()
        self._asked.clear()

    def of(self, figure_id: str) -> tuple[float | None, ...]:
        """Today's course of a figure; empty where a new picture has only just come."""
        if figure_id not in self._asked:
            self._asked.add(figure_id)
            return ()
        now_t = self._board.now_t()
        known = self._known.get(figure_id)
        if known is None or abs(now_t - known[0]) >= TREND_EVERY_S:
            course = self._board.books.trend(figure_id, now_t, points=TREND_POINTS, queue=self.queue or None)
            first = next((i for i, value in enumerate(course) if value is not None), len(course))
            course = course[first:]
            known = self._known[figure_id] = (now_t, tuple(course))
        return known[1]

    @property
    def waiting_since_t(self) -> float:
        """Since when the course of those who wait is known here (epoch seconds); negative where there is none yet."""
        return self._waiting[0][0] if self._waiting else NEVER

    def of_waiting(self, waiting: int, now_t: float) -> tuple[float | None, ...]:
        """How many waited, since the board was opened."""
        if now_t - self._waiting_t >= WAITING_EVERY_S or now_t < self._waiting_t:
            self._waiting_t = now_t
            self._waiting.append((now_t, float(waiting)))
        return tuple(number for _, number in self._waiting)
