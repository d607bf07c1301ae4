"""The client of a hub, on asyncio: stays connected, keeps the subscription going, publishes and asks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from random import Random
from typing import Literal, Protocol, TypeVar

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, WebSocketException

from wallboard.hub.answers import Answers, LinkLostError, RefusedError
from wallboard.hub.backoff import Backoff, Pace
from wallboard.hub.dialling import SENT_BYTES_MAX, Line, checked_url, dial, why
from wallboard.stream.codec import SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE, encode, encode_batch
from wallboard.stream.control import Accepted, Heartbeat, Query, Refusal, Result, StreamQuery, View, Welcome
from wallboard.stream.effects import (
    Acknowledged,
    Answered,
    Beat,
    Effect,
    HangUp,
    Live,
    RefusedByHub,
    Send,
    SnapshotTaken,
    Welcomed,
)
from wallboard.stream.envelope import make
from wallboard.stream.subscription import Subscription
from wallboard.stream.vocabulary import LogEvent

__all__ = ["HubClient", "LinkLostError", "LinkState", "Listener", "RefusedError"]

LinkState = Literal["connecting", "catching_up", "live", "lost"]
T = TypeVar("T")

OFFERED = (SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE)


class Listener(Protocol):
    """Who is told what comes. Called on the event loop: it must not block, it puts things aside and returns."""

    def on_link(self, state: LinkState, code: str, detail: str) -> None:
        """The link is in another state; `code` and `detail` say why it was lost."""
        ...

    def on_welcome(self, welcome: Welcome) -> None:
        """The hub has greeted."""
        ...

    def on_snapshot(self, taken: SnapshotTaken) -> None:
        """Everything so far is replaced by this."""
        ...

    def on_live(self, events: list[LogEvent], position: int) -> None:
        """Events in order, each once; the log has now been followed to `position`."""
        ...

    def on_beat(self, beat: Heartbeat, hub_t: float) -> None:
        """The hub is alive; `hub_t` is its time (epoch seconds, UTC)."""
        ...


class HubClient:
    """Follows the hub at `url` for `listener`; see `run`. All methods belong to the event loop of `run`.

    `url` may be a function, asked before each attempt, where the address can change. `view` is what to see, unless a
    `subscription` of one's own is handed in. `after_frame` is awaited after each frame and so holds the reading back;
    a display has none. `monotonic`, `wall` and `sleep` are for tests to replace.
    """

    def __init__(
        self,
        url: str | Callable[[], str],
        listener: Listener,
        *,
        random: Random,
        view: View = "full",
        subscription: Subscription | None = None,
        subprotocols: Sequence[str] = OFFERED,
        pace: Pace | None = None,
        line: Line | None = None,
        answer_timeout_s: float = 10.0,
        after_frame: Callable[[], Awaitable[None]] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.subscription = subscription or Subscription(view=view)
        self.state: LinkState = "lost"
        self._url = url if callable(url) else _always(checked_url(url))
        self._listener = listener
        self._subprotocols = tuple(subprotocols)
        self._line = line or Line()
        self._backoff = Backoff(pace or Pace(), random)
        self._answer_timeout_s = answer_timeout_s
        self._after_frame = after_frame
        self._monotonic, self._sleep = monotonic, sleep
        self._ahead_s = wall() - monotonic()
        self._accepted: Answers[Accepted] = Answers()
        self._results: Answers[Result] = Answers()
        self._connection: ClientConnection | None = None
        self._wake = asyncio.Event()
        self._closing = False
        self._asked = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Connects, subscribes and reads until `close` is called; tries again for ever, at the pace of `Backoff`."""
        while not self._closing:
            self._tell("connecting")
            lived_s, code, detail = await self._session()
            self._tell("lost", code, detail)
            if not self._closing:
                await self._pause(self._backoff.delay_s(lived_s))

    async def publish(self, events: Sequence[LogEvent]) -> Accepted:
        """Publish events as one frame; returns once they are committed. Raises LinkLostError or RefusedError."""
        if not events:
            return Accepted(0, self.subscription.position)
        return await self._exchange(self._accepted, events[0].id, encode_batch(events))

    async def query(self, query: Query) -> Result:
        """Ask history. Raises LinkLostError or RefusedError."""
        self._asked += 1
        ident = f"query-{self._asked}"
        return await self._exchange(
            self._results, ident, encode(make(StreamQuery, ident, "/client", "query", self._now_t(), query))
        )

    def request_snapshot(self) -> None:
        """Start afresh: ask for a snapshot, now or as soon as there is a link. What comes before it is dropped."""
        self.subscription.logid = ""
        if self._connection is not None:
            frame = self.subscription.ask_snapshot(self._now_t())
            self._spawn(self._send(self._connection, frame), "hub client asks for a snapshot")
            self._show_progress()

    def retry_now(self) -> None:
        """Do not wait any longer before the next attempt."""
        self._wake.set()

    async def close(self) -> None:
        """End `run`, politely if the hub answers within the line's `close_timeout_s`."""
        self._closing = True
        self._wake.set()
        if self._connection is not None:
            await self._connection.close()

    def _now_t(self) -> float:
        """Epoch seconds that never jump."""
        return self._monotonic() + self._ahead_s

    async def _session(self) -> tuple[float, str, str]:
        """One connection from its opening to its end: how long it lived (seconds), and why it ended."""
        try:
            connection = await dial(self._url(), self._subprotocols, self._line)
        except (OSError, TimeoutError, WebSocketException, ValueError) as error:
            return 0.0, *why(error)
        began_s = self._monotonic()
        self._connection = connection
        try:
            code, detail = await self._read(connection)
        except (OSError, WebSocketException) as error:
            code, detail = why(error)
        finally:
            self._connection = None
            self._accepted.lose("the link was lost before the hub answered")
            self._results.lose("the link was lost before the hub answered")
            await connection.close()
        return self._monotonic() - began_s, code, detail

    async def _read(self, connection: ClientConnection) -> tuple[str, str]:
        if self._closing:
            return "closed", ""
        for frame in self.subscription.opened(self._now_t()):
            await connection.send(frame, text=True)
        self._show_progress()
        while True:
            try:
                async with asyncio.timeout(self._line.silence_s if self.subscription.has_log else None):
                    frame = await connection.recv(decode=False)
            except TimeoutError:
                return "silent", ""
            for effect in self.subscription.receive(frame, self._now_t()):
                if isinstance(effect, HangUp):
                    return effect.code, ""
                await self._do(effect, connection)
            self._show_progress()
            if self._after_frame is not None:
                await self._after_frame()

    async def _do(self, effect: Effect, connection: ClientConnection) -> None:
        match effect:
            case Live(events, position):
                self._listener.on_live(events, position)
            case Beat(data, hub_t):
                self._listener.on_beat(data, hub_t)
            case SnapshotTaken():
                self._listener.on_snapshot(effect)
            case Welcomed(welcome):
                self._listener.on_welcome(welcome)
            case Send(frame):
                await connection.send(frame, text=True)
            case Answered(ident, result):
                self._results.settle(ident, result)
            case Acknowledged(ident, accepted):
                self._accepted.settle(ident, accepted)
            case RefusedByHub(ident, refusal):
                _ = self._accepted.refuse(ident, refusal) or self._results.refuse(ident, refusal)
            case _:
                pass  # noted: counted by the subscription

    async def _exchange(self, answers: Answers[T], ident: str, frame: bytes) -> T:
        """Send `frame` and wait for the answer to `ident`."""
        connection = self._connection
        if connection is None:
            raise LinkLostError("there is no link to the hub", sent=False)
        if len(frame) > SENT_BYTES_MAX:
            raise RefusedError(Refusal("too_large", f"{len(frame)} bytes", ident))
        future = answers.expect(ident)
        try:
            async with asyncio.timeout(self._answer_timeout_s):
                await connection.send(frame, text=True)
                return await future
        except TimeoutError:
            raise LinkLostError(f"no answer within {self._answer_timeout_s:g} s", sent=True) from None
        except ConnectionClosed as error:
            raise LinkLostError(str(error), sent=True) from None
        finally:
            answers.forget(future)

    async def _send(self, connection: ClientConnection, frame: bytes) -> None:
        try:
            await connection.send(frame, text=True)
        except ConnectionClosed:
            return  # the next connection asks anew

    def _spawn(self, work: Awaitable[None], name: str) -> None:
        task = asyncio.ensure_future(work)
        task.set_name(name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _show_progress(self) -> None:
        self._tell("live" if self.subscription.current else "catching_up")

    def _tell(self, state: LinkState, code: str = "", detail: str = "") -> None:
        if state != self.state:
            self.state = state
            self._listener.on_link(state, code, detail)

    async def _pause(self, delay_s: float) -> None:
        """Wait, unless `close` or `retry_now` wakes it."""
        waiting = [asyncio.ensure_future(self._sleep(delay_s)), asyncio.ensure_future(self._wake.wait())]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
        self._wake.clear()


def _always(url: str) -> Callable[[], str]:
    return lambda: url
