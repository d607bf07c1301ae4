"""The board in a process of its own, with clocks at its mailbox and its paint: URL OUT WARM_UP_S SECONDS.

Writes what it saw to the file OUT as JSON and ends. The product knows nothing of it: the clocks sit around its methods.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from wallboard.stream.effects import Live
from widgets.app import Page, Tidying, set_up, window_of
from widgets.bridge import Bridge
from widgets.i18n.language import Language
from widgets.mail import Mail
from widgets.models.board import Board
from widgets.theme import Theme

PULSE_MS = 5
"""So often the GUI thread is asked whether it answers: the longest gap is the longest frame, whatever it did in it."""
FIRST_S = 5.0
"""After its first live frame a board may take longer for a frame (plots are loaded)."""


class Clocks(QObject):
    """Notes when mail was folded, when the window was painted after it, and how long the GUI thread did not answer."""

    def __init__(self, shell: QWidget, board: Board) -> None:
        super().__init__()
        self.shell, self.board, self._take_mail = shell, board, board.take_mail
        self.painted: list[tuple[float, float, list[Live]]] = []
        self.first_frame_s = 0.0
        self.longest_first_s = self.longest_s = 0.0
        self.frames = 0
        self.counting = False
        """Whether what is painted is noted. Nothing is before: to let go of it would take longer than a frame."""
        self._folded: list[Live] = []
        self._looked_s = 0.0
        board.take_mail = self.take_mail  # type: ignore[method-assign]
        shell.installEventFilter(self)
        self._pulse = QTimer(self, interval=PULSE_MS, timerType=Qt.TimerType.PreciseTimer)
        self._pulse.timeout.connect(self._on_pulse)
        self._pulse.start()

    def take_mail(self, mail: Mail, at_s: float) -> None:
        """The board takes one piece of mail."""
        self._take_mail(mail, at_s)
        if isinstance(mail, Live):
            self._folded.append(mail)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is painted: let it, and look at the clock afterwards."""
        if watched is not self.shell or event.type() != QEvent.Type.UpdateRequest:
            return False
        self.shell.event(event)
        self.frames += 1
        self._on_shown()
        return True

    def _on_shown(self) -> None:
        """What was folded is on the screen, as far as it can be seen there at all: most agents of a large floor are
        scrolled away."""
        if self._folded:
            if self.counting:
                self.painted.append((time.monotonic(), time.time(), self._folded))
            self._folded = []
            self.first_frame_s = self.first_frame_s or time.monotonic()

    def _on_pulse(self) -> None:
        before_s, self._looked_s = self._looked_s, time.monotonic()
        if not self.first_frame_s or before_s < self.first_frame_s:
            return
        blocked_s = self._looked_s - before_s - PULSE_MS / 1000
        if before_s - self.first_frame_s < FIRST_S:
            self.longest_first_s = max(self.longest_first_s, blocked_s)
        else:
            self.longest_s = max(self.longest_s, blocked_s)


def main(url: str, out: str, warm_up_s: float, seconds: float) -> None:
    """Show the board, measure, write."""
    theme = Theme("dark")
    app = set_up(theme)
    board = Board(Bridge(url))
    Tidying(board)
    shell = window_of(Page(), theme, board, Language("en"), app.quit)
    shell.resize(1920, 1080)
    shell.show()
    clocks = Clocks(shell, board)
    began: list[float] = []

    def begin() -> None:
        clocks.counting = True
        clocks.frames = 0
        began.extend([time.thread_time(), time.monotonic()])
        QTimer.singleShot(int(seconds * 1000), end)

    def end() -> None:
        used_s, lasted_s = time.thread_time() - began[0], time.monotonic() - began[1]
        Path(out).write_text(json.dumps(_result(clocks, used_s, lasted_s)), encoding="utf-8")
        board.stop()
        app.quit()

    board.start()
    QTimer.singleShot(int(warm_up_s * 1000), begin)
    app.exec()


def _result(clocks: Clocks, used_s: float, lasted_s: float) -> dict[str, object]:
    events = [
        (event.sequence, event.recordedtime.timestamp() if event.recordedtime else 0.0, painted_s, painted_t)
        for painted_s, painted_t, lives in clocks.painted
        for live in lives
        for event in live.events
    ]
    return {
        "events": events,
        "gui_share": used_s / lasted_s,
        "frames_s": clocks.frames / lasted_s,
        "longest_ms": 1000 * clocks.longest_s,
        "longest_first_ms": 1000 * clocks.longest_first_s,
        "cards": len(clocks.board.floor.agents),
    }


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4]))
