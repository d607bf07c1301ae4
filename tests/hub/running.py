"""A hub in this process and a bare client of it, over real sockets, for the tests of the hub."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from wallboard.hub.garbage import Garbage
from wallboard.hub.hubconfig import HubConfig
from wallboard.hub.ports import FeedPort
from wallboard.hub.serve import serve
from wallboard.stream.codec import SUBPROTOCOL_BATCH, decode_frame, encode_batch
from wallboard.stream.contact_events import ContactOffered, Offered
from wallboard.stream.control import (
    Accepted,
    Query,
    Result,
    StreamAccepted,
    StreamHeartbeat,
    StreamQuery,
    StreamResult,
    StreamSnapshot,
    StreamSubscribe,
    Subscribe,
    View,
)
from wallboard.stream.envelope import Event, make
from wallboard.stream.vocabulary import LOG_TYPES, LogEvent, Message, type_of

WITHIN_S = 20.0
"""Longer than anything here takes; a test that waits so long has failed."""

M = TypeVar("M", bound=Event)


async def until(true: Callable[[], bool]) -> None:
    """Let others work until something has become true."""
    async with asyncio.timeout(WITHIN_S):
        while not true():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.001)


class RunningHub:
    """Where it is, and how to end it."""

    def __init__(self, line: str, task: asyncio.Task[None], stop: asyncio.Event) -> None:
        said = json.loads(line)
        self.url: str = said["url"]
        self.logid: str = said["logid"]
        self.port = urlsplit(self.url).port or 0
        self._task, self._stop = task, stop

    async def end(self) -> None:
        """End it cleanly."""
        self._stop.set()
        async with asyncio.timeout(WITHIN_S):
            await self._task

    async def get(self, path: str) -> tuple[int, str]:
        """Status and text of a plain request."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        answer = (await reader.read()).decode()
        writer.close()
        head, _, body = answer.partition("\r\n\r\n")
        return int(head.split()[1]), body


@asynccontextmanager
async def running(
    config: HubConfig, feeds: Sequence[FeedPort] = (), garbage: Garbage | None = None
) -> AsyncIterator[RunningHub]:
    """A hub that serves, ended with the block."""
    stop = asyncio.Event()
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(serve(config, feeds, ready.set_result, stop, garbage), name="hub under test")
    waiting: list[asyncio.Future[Any]] = [task, ready]
    await asyncio.wait(waiting, timeout=WITHIN_S, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        await task
    hub = RunningHub(ready.result(), task, stop)
    try:
        yield hub
    finally:
        await hub.end()


class Peer:
    """A client of whole messages: `in_order` holds all that it heard, `beats` the heartbeats, `heard` the others."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.in_order: list[Message] = []
        self.heard: list[Message] = []
        self.beats: list[StreamHeartbeat] = []
        self._read = 0
        self._count = 0

    async def say(self, *messages: Event) -> None:
        """Send messages in one frame."""
        await self.connection.send(encode_batch(messages), text=True)

    async def subscribe(self, logid: str = "", position: int = 0, view: View = "full") -> None:
        """Ask for the stream."""
        await self.say(make(StreamSubscribe, "s", "/test", "stream", 0.0, Subscribe(logid, position, view)))

    async def next(self, kind: type[M]) -> M:
        """The next message of this kind that was not looked at yet; others before it are passed over."""
        while not isinstance(message := await self._next(), kind):
            pass
        return message

    async def events(self, count: int) -> list[LogEvent]:
        """The next `count` events of the log."""
        found: list[LogEvent] = []
        while len(found) < count:
            message = await self._next()
            if type_of(type(message)) in LOG_TYPES:
                found.append(cast(LogEvent, message))
        return found

    async def _next(self) -> Message:
        async with asyncio.timeout(WITHIN_S):
            while self._read == len(self.heard):
                await self._hear()
        self._read += 1
        return self.heard[self._read - 1]

    async def beat(self) -> StreamHeartbeat:
        """The next heartbeat."""
        seen = len(self.beats)
        async with asyncio.timeout(WITHIN_S):
            while len(self.beats) == seen:
                await self._hear()
        return self.beats[-1]

    async def publish(self, *events: Event) -> Accepted:
        """Publish events in one frame; the hub's answer to it."""
        await self.say(*events)
        while True:
            answer = await self.next(StreamAccepted)
            if answer.correlationid == events[0].id:
                return answer.data

    async def snapshot(self) -> tuple[int, list[tuple[str, bytes]]]:
        """The next whole snapshot: its position and its sections."""
        sections: list[tuple[str, bytes]] = []
        while True:
            chunk = (await self.next(StreamSnapshot)).data
            sections = [*(sections if chunk.index else []), (chunk.section, bytes(chunk.items))]
            if chunk.index == chunk.count - 1:
                return chunk.position, sections

    async def ask(self, query: Query) -> Result:
        """The answer to a question."""
        self._count += 1
        await self.say(make(StreamQuery, f"q{self._count}", "/test", "query", 0.0, query))
        while True:
            answer = await self.next(StreamResult)
            if answer.correlationid == f"q{self._count}":
                return answer.data

    async def _hear(self) -> None:
        decoded = decode_frame(await self.connection.recv(decode=False))
        assert not decoded.refused
        self.in_order += decoded.messages
        for message in decoded.messages:
            if isinstance(message, StreamHeartbeat):
                self.beats.append(message)
            else:
                self.heard.append(message)


@asynccontextmanager
async def peer(url: str, subprotocol: str = SUBPROTOCOL_BATCH, **options: Any) -> AsyncIterator[Peer]:
    """A connected client, gone with the block."""
    async with connect(
        url, subprotocols=[Subprotocol(subprotocol)], proxy=None, compression=None, close_timeout=1, **options
    ) as connection:
        yield Peer(connection)


def offered(key: str, t: float, *, source: str = "/site/pbx", caller: str = "", ident: str = "") -> ContactOffered:
    """A contact has come."""
    return make(ContactOffered, ident or f"offered-{key}", source, key, t, Offered(caller=caller))
