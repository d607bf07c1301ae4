"""What comes from the network for the screen, and the box in which it lies until a frame has time for it."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct

from wallboard.stream.control import Accepted, Refusal, Result, Welcome
from wallboard.stream.effects import Beat, Live

if TYPE_CHECKING:
    from wallboard.hub.client import LinkState
    from wallboard.metrics.picture import Picture

EVENTS_KEPT = 20_000
BEHIND_S = 5.0


class LinkNews(Struct, frozen=True):
    """The link is in another state; `code` and `detail` say why."""

    state: LinkState
    code: str = ""
    detail: str = ""


class Greeting(Struct, frozen=True):
    """The hub has said who it is."""

    welcome: Welcome


class Fresh(Struct, frozen=True):
    """Everything anew, built from a snapshot at `position` of the log `logid`."""

    picture: Picture
    logid: str
    position: int


class Outcome(Struct, frozen=True):
    """What became of the question `token`."""

    token: int
    answer: Accepted | Result | Refusal


Mail = LinkNews | Greeting | Fresh | Live | Beat | Outcome
_TRANSIENT = (Live, Beat, Fresh)


class Mailbox:
    """What has come and is not yet on the screen, with the moment of its coming (monotonic seconds).

    It is full with `events_max` events, or when the oldest of them has lain there for more than `behind_s`. Then all
    events are dropped and none is taken until a snapshot comes: a display that lags says so and does not show the past.
    """

    def __init__(self, events_max: int = EVENTS_KEPT, behind_s: float = BEHIND_S) -> None:
        self.starved = False
        self._events_max, self._behind_s = events_max, behind_s
        self._mail: deque[tuple[float, Mail]] = deque()
        self._events = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._mail)

    def put(self, mail: Mail, at_s: float) -> bool:
        """Lay `mail` in. False if it was full and has been emptied."""
        with self._lock:
            if isinstance(mail, Fresh):
                self._drop_transient()
                self.starved = False
            elif isinstance(mail, Live):
                if self.starved:
                    return True
                if self._is_full(at_s):
                    self._drop_transient()
                    self.starved = True
                    return False
                self._events += len(mail.events)
            self._mail.append((at_s, mail))
            return True

    def take(self) -> tuple[float, Mail] | None:
        """The oldest mail; None where there is none."""
        with self._lock:
            if not self._mail:
                return None
            at_s, mail = self._mail.popleft()
            if isinstance(mail, Live):
                self._events -= len(mail.events)
            return at_s, mail

    def _is_full(self, at_s: float) -> bool:
        if self._events >= self._events_max:
            return True
        return bool(self._events) and at_s - self._mail[0][0] > self._behind_s

    def _drop_transient(self) -> None:
        self._mail = deque(entry for entry in self._mail if not isinstance(entry[1], _TRANSIENT))
        self._events = 0
