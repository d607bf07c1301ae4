"""The program's one I/O thread: it follows a hub on asyncio, builds snapshots, and lays what comes into a mailbox.

Qt is not needed here, nor imported: the link may be on its way to the hub while Qt is still being loaded.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError

from wallboard.config.lazily import import_lazily
from wallboard.stream.control import Accepted, Heartbeat, Refusal, Result, Welcome
from wallboard.stream.effects import Beat, Live, SnapshotTaken
from wallboard.stream.envelope import position_of
from widgets.mail import Fresh, Greeting, LinkNews, Mail, Mailbox, Outcome

if TYPE_CHECKING:
    from wallboard.hub.client import HubClient, LinkState
    from wallboard.metrics.picture import Picture
    from wallboard.stream.vocabulary import LogEvent

log = logging.getLogger(__name__)

PORTION = 500
"""Events in one piece of mail: what a frame's time budget can stop between."""
CLOSE_TIMEOUT_S = 0.3
STOP_TIMEOUT_S = 1.5
RESTART_S = 1.0


class Link:
    """Follows the hub at `url` (or at what the function says before each attempt) from `start` to `stop`.

    `on_mail` is called on the I/O thread after each mail.
    """

    def __init__(self, url: str | Callable[[], str], mailbox: Mailbox | None = None) -> None:
        self.mailbox = Mailbox() if mailbox is None else mailbox
        self.on_mail: Callable[[], None] = lambda: None
        self.dialled = url if isinstance(url, str) else ""
        """Where the hub was looked for last: other boards join it there."""
        self.asked_snapshot = False
        self._url = url
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop_asked = False
        self._stopping = asyncio.Event()
        self._client: HubClient | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._zone = "UTC"

    def start(self) -> None:
        """Begin to follow the hub; a second time it is nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run_loop, name="hub link", daemon=True)
            self._thread.start()

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Let go of the hub. Whether that was done within `timeout_s` seconds; it never holds up the program's end."""
        self._stop_asked = True
        thread, loop = self._thread, self._loop
        if thread is None:
            return True
        if loop is not None and not loop.is_closed():
            with suppress(RuntimeError):  # the loop has just been closed
                loop.call_soon_threadsafe(self._stopping.set)
        thread.join(timeout_s)
        return not thread.is_alive()

    def call(self, action: Callable[[HubClient], None]) -> bool:
        """Have the client do something on its own thread. False where there is none."""
        loop, client = self._loop, self._client
        if loop is None or client is None or loop.is_closed():
            return False
        try:
            loop.call_soon_threadsafe(action, client)
        except RuntimeError:
            return False  # closed in between
        return True

    def ask(self, token: int, question: Callable[[HubClient], Awaitable[Accepted | Result]]) -> None:
        """Put a question to the hub; what becomes of it comes as the Outcome of `token`."""

        def begin(client: HubClient) -> None:
            task = asyncio.ensure_future(self._answered(token, question(client)))
            task.set_name(f"question {token}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        if not self.call(begin):
            self.mailbox.put(Outcome(token, Refusal("not_sent")), time.monotonic())
            self.on_mail()

    # Everything below runs on the I/O thread.

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
            self.deliver(LinkNews("lost", "failed", str(error)))
        with suppress(TimeoutError, OSError):  # a peer that does not answer is left without a word
            async with asyncio.timeout(CLOSE_TIMEOUT_S * 2):
                await client.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    async def _answered(self, token: int, question: Awaitable[Accepted | Result]) -> None:
        from wallboard.hub.answers import LinkLostError, RefusedError

        try:
            answer: Accepted | Result | Refusal = await question
        except RefusedError as error:
            answer = error.refusal
        except LinkLostError as error:
            answer = Refusal("link_lost" if error.sent else "not_sent", str(error))
        self.deliver(Outcome(token, answer))

    def deliver(self, mail: Mail) -> None:
        """Lay `mail` into the box, and say so."""
        if not self.mailbox.put(mail, time.monotonic()):
            log.warning("the display is too far behind: it takes a snapshot")
            self.mailbox.put(LinkNews("catching_up", "behind"), time.monotonic())
        self.on_mail()

    def take_live(self, events: list[LogEvent], position: int) -> None:
        """Events have come, up to `position`."""
        for start in range(0, len(events), PORTION):
            part = events[start : start + PORTION]
            is_last = start + PORTION >= len(events)
            self.deliver(Live(part, position if is_last else position_of(part[-1].sequence)))

    def greet(self, welcome: Welcome) -> None:
        """The hub has said who it is."""
        self._zone = welcome.timezone
        self.deliver(Greeting(welcome))

    def take_snapshot(self, taken: SnapshotTaken) -> None:
        """Everything anew."""
        try:
            picture = picture_of(taken, self._zone)
        except DecodeError as error:
            log.error("the hub's snapshot cannot be read: %s", error)
            self.deliver(LinkNews("lost", "snapshot_unreadable", str(error)))
            return
        self.asked_snapshot = False
        self.deliver(Fresh(picture, taken.logid, taken.position))


_decoding = threading.Lock()  # msgspec must not make one decoder in two threads at once, as two boards' are


def picture_of(taken: SnapshotTaken, zone: str) -> Picture:
    """The picture that a snapshot holds, of a site in `zone`; what nobody knows is passed over. Raises DecodeError."""
    from wallboard.metrics.picture import PictureBuilder

    builder = PictureBuilder()
    with _decoding:
        for section, items in taken.sections:
            builder.add(section, items)
    return builder.build(zone)


class _Receiver:
    """The client's listener: puts aside what comes, on the I/O thread."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def on_link(self, state: LinkState, code: str, detail: str) -> None:
        self._link.deliver(LinkNews(state, code, detail))

    def on_welcome(self, welcome: Welcome) -> None:
        self._link.greet(welcome)

    def on_snapshot(self, taken: SnapshotTaken) -> None:
        self._link.take_snapshot(taken)

    def on_live(self, events: list[LogEvent], position: int) -> None:
        self._link.take_live(events, position)

    def on_beat(self, beat: Heartbeat, hub_t: float) -> None:
        self._link.deliver(Beat(beat, hub_t))


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
