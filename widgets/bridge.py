"""Between the network and the screen: the only place where Qt's thread meets the other one.

The I/O thread (see `widgets.link`) fills one bounded mailbox. The GUI thread is woken by one queued signal, unless one
is on its way already, and empties the mailbox frame by frame.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from wallboard.stream.control import Accepted, Query, Refusal, Result
from wallboard.stream.vocabulary import LogEvent
from widgets.link import STOP_TIMEOUT_S, Link
from widgets.mail import Mail, Mailbox, Outcome

if TYPE_CHECKING:
    from wallboard.hub.client import HubClient

FRAME_S = 0.018


class Bridge(QObject):
    """Brings what comes over `link` to the screen; an address makes a link of the bridge's own.

    `framed` is emitted on the GUI thread when there is mail, at most once in `FRAME_S`; the receiver takes with `take`
    until there is no more, or calls `again` when its time for this frame is over. The link may have been started
    before: what has come by then lies in the mailbox.
    """

    framed = Signal()
    _woken = Signal()

    def __init__(self, link: Link | str | Callable[[], str], *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.link = link if isinstance(link, Link) else Link(link)
        self._frame_due = False
        self._framed_at_s = 0.0
        self._tokens = 0
        self._waiting: dict[int, Callable[[Any], None]] = {}
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._frame)
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)
        self.link.on_mail = self._wake
        if len(self.mailbox):
            self._wake()

    @property
    def mailbox(self) -> Mailbox:
        """What has come and is not yet on the screen."""
        return self.link.mailbox

    @property
    def dialled(self) -> str:
        """Where the hub was looked for last: other boards join it there."""
        return self.link.dialled

    def start(self) -> None:
        """Begin to follow the hub."""
        self.link.start()

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Let go of the hub. Whether that was done within `timeout_s` seconds; it never holds up the program's end."""
        self._timer.stop()
        return self.link.stop(timeout_s)

    def take(self) -> tuple[float, Mail] | None:
        """The oldest mail and when it came (monotonic seconds), on the GUI thread. Outcomes go to who asked."""
        while (entry := self.mailbox.take()) is not None:
            if not isinstance(entry[1], Outcome):
                return entry
            self._settle(entry[1])
        if self.mailbox.starved and not self.link.asked_snapshot:
            self.link.asked_snapshot = self.request_snapshot()
        return None

    def again(self) -> None:
        """There is more mail than this frame has time for: another frame, please."""
        self._frame_due = True
        self._timer.start(int(FRAME_S * 1000))

    def request_snapshot(self) -> bool:
        """Ask the hub for everything anew. False where there is nobody to ask yet."""
        return self.link.call(lambda client: client.request_snapshot())

    def publish(self, events: Sequence[LogEvent], done: Callable[[Accepted | Refusal], None]) -> None:
        """Publish; `done` is called on the GUI thread with what became of it.

        Without a link it is a Refusal: not_sent, or link_lost where nobody knows whether the hub has got it.
        """
        self._ask(lambda client: client.publish(events), done)

    def query(self, query: Query, done: Callable[[Result | Refusal], None]) -> None:
        """Ask history; `done` is called on the GUI thread with the answer; see `publish` for a lost link."""
        self._ask(lambda client: client.query(query), done)

    def _ask(self, question: Callable[[HubClient], Awaitable[Accepted | Result]], done: Callable[[Any], None]) -> None:
        self._tokens += 1
        self._waiting[self._tokens] = done
        self.link.ask(self._tokens, question)

    def _settle(self, outcome: Outcome) -> None:
        done = self._waiting.pop(outcome.token, None)
        if done is not None:
            done(outcome.answer)

    def _on_woken(self) -> None:
        rest_s = FRAME_S - (time.monotonic() - self._framed_at_s)
        if rest_s <= 0.0:
            self._frame()
        elif not self._timer.isActive():
            self._timer.start(max(1, round(rest_s * 1000)))

    def _frame(self) -> None:
        self._frame_due = False
        self._framed_at_s = time.monotonic()
        self.framed.emit()

    def _wake(self) -> None:
        """Called on the I/O thread."""
        if not self._frame_due:
            self._frame_due = True
            with suppress(RuntimeError):  # the program is ending, and the screen has gone before us
                self._woken.emit()
