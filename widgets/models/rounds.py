"""What follows the time and not the events: kept up in rounds, and each round spread over several frames."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

STEP_S = 0.0354
"""Between two parts of a round. With the seven parts below a round takes a quarter of a second."""
MOST_SHARE = 0.05
"""So much of the time the rounds take at most: where a floor is too large for this machine, a round takes longer. What
comes with the frame (people who are seen, what was asked for) is not held up by it."""
LONGEST_S = 1.0
"""A round takes no longer than that, whatever it costs."""
EARLY_S = 0.008
"""A part may come so much earlier, where there is a frame to be painted anyway; without any it comes so much later."""


class Rounds(QObject):
    """Each of these signals is one part: emitted once a round, with `now_t`, in this order, never two in one frame.

    What takes time belongs to the part of its name, so that no frame bears the work of all. `monotonic` is the
    machine's monotonic clock (seconds).
    """

    clock = Signal(float)
    """For ages, and for whatever costs next to nothing."""
    waiting = Signal(float)
    queues = Signal(float)
    people = Signal(float)
    losses = Signal(float)
    """For the figures of today and of this moment, and for the losses: they are of one moment."""
    trend = Signal(float)
    timers = Signal(float)
    """For the timers that people read on the cards, half a round after `people`."""

    def __init__(self, now_t: Callable[[], float], monotonic: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._now_t, self._monotonic = now_t, monotonic
        self._due_s = 0.0
        self._step_s, self._spent_s = STEP_S, 0.0
        self._parts: tuple[SignalInstance, ...] = (
            self.clock,
            self.waiting,
            self.queues,
            self.people,
            self.losses,
            self.trend,
            self.timers,
        )
        self._next = 0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_overdue)

    def start(self) -> None:
        """Go round and round."""
        self._wait_from(self._monotonic())

    def stop(self) -> None:
        """Stand still."""
        self._timer.stop()

    def use_frame(self) -> None:
        """There is a frame to be painted: what is due, or nearly, joins it."""
        at_s = self._monotonic()
        if self._timer.isActive() and at_s >= self._due_s - EARLY_S:
            self.step()
            self._wait_from(max(self._due_s, at_s - self._step_s))

    def _on_overdue(self) -> None:
        self.step()
        self._wait_from(self._monotonic())

    def _wait_from(self, at_s: float) -> None:
        self._due_s = at_s + self._step_s
        self._timer.start(max(0, round(1000 * (self._due_s + EARLY_S - self._monotonic()))))

    def step(self) -> None:
        """The next part of the round."""
        part, began_s = self._parts[self._next], self._monotonic()
        self._next = (self._next + 1) % len(self._parts)
        part.emit(self._now_t())
        self._spent_s += self._monotonic() - began_s
        if not self._next:
            self._pace()

    def _pace(self) -> None:
        """A round is over: the next one is to take as long as this one's work allows."""
        round_s = min(self._spent_s / MOST_SHARE, LONGEST_S)
        self._step_s, self._spent_s = max(STEP_S, round_s / len(self._parts)), 0.0

    def go_round(self) -> None:
        """A whole round at once, from its beginning; the next step begins another."""
        self._next = 0
        for _ in self._parts:
            self.step()
        self._step_s = STEP_S  # what everything at once has cost says nothing of a round
