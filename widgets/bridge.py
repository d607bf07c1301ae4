"""Between the network and the screen: the only place that crosses threads.

One I/O thread runs the hub's client on asyncio, builds snapshots and fills one bounded mailbox. The GUI thread is
woken by one queued signal, unless one is on its way already, and empties the mailbox frame by frame.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, Struct
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from wallboard.config.lazily import import_lazily
from wallboard.floor.snapshot import FloorBuilder
from wallboard.hub.answers import LinkLostError, RefusedError
from wallboard.metrics.picture import Picture
from wallboard.metrics.snapshot import BooksBuilder
from wallboard.stream.control import Accepted, Heartbeat, Query, Refusal, Result, Welcome
from wallboard.stream.effects import Beat, Live, SnapshotTaken
from wallboard.stream.envelope import position_of
from wallboard.stream.vocabulary import LogEvent

if TYPE_CHECKING:
    from wallboard.hub.client import HubClient, LinkState

log = logging.getLogger(__name__)

FRAME_S = 0.016
EVENTS_KEPT = 20_000
BEHIND_S = 5.0
PORTION = 500
"""Events in one piece of mail: what a frame's time budget can stop between."""
CLOSE_TIMEOUT_S = 0.3
STOP_TIMEOUT_S = 1.5
RESTART_S = 1.0


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


class Bridge(QObject):
    """Follows the hub at `url` (or at what the function says before each attempt) from `start` to `stop`.

    `framed` is emitted on the GUI thread when there is mail, at most once in `FRAME_S`; the receiver takes with `take`
    until there is no more, or calls `again` when its time for this frame is over.
    """

    framed = Signal()
    _woken = Signal()

    def __init__(
        self, url: str | Callable[[], str], *, mailbox: Mailbox | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.mailbox = Mailbox() if mailbox is None else mailbox
        self._url = url
        self.dialled = url if isinstance(url, str) else ""
        """Where the hub was looked for last: other boards join it there."""
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop_asked = False
        self._stopping = asyncio.Event()
        self._client: HubClient | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._frame_due = False
        self._framed_at_s = 0.0
        self._asked_snapshot = False
        self._zone = "UTC"
        self._tokens = 0
        self._waiting: dict[int, Callable[[Any], None]] = {}
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._frame)
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to follow the hub."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run_loop, name="hub link", daemon=True)
            self._thread.start()

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Let go of the hub. Whether that was done within `timeout_s` seconds; it never holds up the program's end."""
        self._stop_asked = True
        thread, loop = self._thread, self._loop
        self._timer.stop()
        if thread is None:
            return True
        if loop is not None and not loop.is_closed():
            with suppress(RuntimeError):  # the loop has just been closed
                loop.call_soon_threadsafe(self._stopping.set)
        thread.join(timeout_s)
        return not thread.is_alive()

    def take(self) -> tuple[float, Mail] | None:
        """The oldest mail and when it came (monotonic seconds), on the GUI thread. Outcomes go to who asked."""
        while (entry := self.mailbox.take()) is not None:
            if not isinstance(entry[1], Outcome):
                return entry
            self._settle(entry[1])
        if self.mailbox.starved and not self._asked_snapshot:
            self._asked_snapshot = self.request_snapshot()
        return None

    def again(self) -> None:
        """There is more mail than this frame has time for: another frame, please."""
        self._frame_due = True
        self._timer.start(int(FRAME_S * 1000))

    def request_snapshot(self) -> bool:
        """Ask the hub for everything anew. False where there is nobody to ask yet."""
        return self._call(lambda client: client.request_snapshot())

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
        token = self._tokens
        self._waiting[token] = done

        def begin(client: HubClient) -> None:
            task = asyncio.ensure_future(self._answered(token, question(client)))
            task.set_name(f"question {token}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        if not self._call(begin):
            self.mailbox.put(Outcome(token, Refusal("not_sent")), time.monotonic())
            self._wake()

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

    # Everything below runs on the I/O thread, except `_call`, which hands over to it.

    def _call(self, action: Callable[[HubClient], None]) -> bool:
        """Have the client do something on its own thread. False where there is none."""
        loop, client = self._loop, self._client
        if loop is None or client is None or loop.is_closed():
            return False
        try:
            loop.call_soon_threadsafe(action, client)
        except RuntimeError:
            return False  # closed in between
        return True

    def _run_loop(self) -> None:
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            self._loop.set_default_executor(_DaemonThreads())
            runner.run(self._main())

    async def _main(self) -> None:
        # Imported on this thread, while the other one makes the window: it takes as long as that. The WebSocket library
        # asks for these two at once, for its versions and for proxies; with them come those of mail.
        import_lazily("importlib.metadata")
        import_lazily("urllib.request")
        from wallboard.hub.client import HubClient
        from wallboard.hub.dialling import Line

        stopping = asyncio.create_task(self._stopping.wait(), name="stop of the hub link")
        while not (self._stop_asked or self._stopping.is_set()):
            client = HubClient(self._dial, _Receiver(self), random=Random(), line=Line(close_timeout_s=CLOSE_TIMEOUT_S))
            running = asyncio.create_task(client.run(), name="hub client")
            self._client = client
            await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
            await self._end(client, running)
            if not self._stopping.is_set():
                await asyncio.wait({stopping}, timeout=RESTART_S)
        for task in [*self._tasks, stopping]:
            task.cancel()
        await asyncio.gather(*self._tasks, stopping, return_exceptions=True)

    def _dial(self) -> str:
        self.dialled = self._url if isinstance(self._url, str) else self._url()
        return self.dialled

    async def _end(self, client: HubClient, running: asyncio.Task[None]) -> None:
        self._client = None
        if running.done() and not running.cancelled() and (error := running.exception()) is not None:
            log.error("the hub client failed and is started again", exc_info=error)
            self._deliver(LinkNews("lost", "failed", str(error)))
        with suppress(TimeoutError, OSError):  # a peer that does not answer is left without a word
            async with asyncio.timeout(CLOSE_TIMEOUT_S * 2):
                await client.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    async def _answered(self, token: int, question: Awaitable[Accepted | Result]) -> None:
        try:
            answer: Accepted | Result | Refusal = await question
        except RefusedError as error:
            answer = error.refusal
        except LinkLostError as error:
            answer = Refusal("link_lost" if error.sent else "not_sent", str(error))
        self._deliver(Outcome(token, answer))

    def _deliver(self, mail: Mail) -> None:
        if not self.mailbox.put(mail, time.monotonic()):
            log.warning("the display is too far behind: it takes a snapshot")
            self.mailbox.put(LinkNews("catching_up", "behind"), time.monotonic())
        self._wake()

    def _on_live(self, events: list[LogEvent], position: int) -> None:
        for start in range(0, len(events), PORTION):
            part = events[start : start + PORTION]
            is_last = start + PORTION >= len(events)
            self._deliver(Live(part, position if is_last else position_of(part[-1].sequence)))

    def _greet(self, welcome: Welcome) -> None:
        self._zone = welcome.timezone
        self._deliver(Greeting(welcome))

    def _take_snapshot(self, taken: SnapshotTaken) -> None:
        try:
            picture = picture_of(taken, self._zone)
        except DecodeError as error:
            log.error("the hub's snapshot cannot be read: %s", error)
            self._deliver(LinkNews("lost", "snapshot_unreadable", str(error)))
            return
        self._asked_snapshot = False
        self._deliver(Fresh(picture, taken.logid, taken.position))

    def _wake(self) -> None:
        if not self._frame_due:
            self._frame_due = True
            with suppress(RuntimeError):  # the program is ending, and the screen has gone before us
                self._woken.emit()


_decoding = threading.Lock()  # msgspec must not make one decoder in two threads at once, as two boards' are


def picture_of(taken: SnapshotTaken, zone: str) -> Picture:
    """The picture that a snapshot holds, of a site in `zone`; what nobody knows is passed over. Raises DecodeError."""
    floors, books = FloorBuilder(), BooksBuilder()
    with _decoding:
        for section, items in taken.sections:
            _ = floors.add(section, items) or books.add(section, items)
    floor = floors.build()
    return Picture(zone, floor, books.build(floor, zone))


class _Receiver:
    """The client's listener: puts aside what comes, on the I/O thread."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def on_link(self, state: LinkState, code: str, detail: str) -> None:
        self._bridge._deliver(LinkNews(state, code, detail))

    def on_welcome(self, welcome: Welcome) -> None:
        self._bridge._greet(welcome)

    def on_snapshot(self, taken: SnapshotTaken) -> None:
        self._bridge._take_snapshot(taken)

    def on_live(self, events: list[LogEvent], position: int) -> None:
        self._bridge._on_live(events, position)

    def on_beat(self, beat: Heartbeat, hub_t: float) -> None:
        self._bridge._deliver(Beat(beat, hub_t))


class _DaemonThreads(ThreadPoolExecutor):
    """Looks names up on threads that nobody waits for: a name server that never answers must not hold up the end."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()

        def run() -> None:
            try:
                future.set_result(work(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits for the future
                future.set_exception(error)

        threading.Thread(target=run, name="name lookup", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing to wait for."""
