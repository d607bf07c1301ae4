"""Servers for the tests of the bridge: one that speaks like a hub, and some that do not behave. All on real sockets."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Raw
from websockets.asyncio.server import ServerConnection, serve

from tests.commands.floors import START_T
from wallboard.floor.floor import Floor
from wallboard.floor.snapshot import sections
from wallboard.stream import control as ct
from wallboard.stream.codec import SUBPROTOCOL_BATCH, decode_frame, encode_batch
from wallboard.stream.envelope import Event, make, sequence_of

LOGID = "log"


class ScriptedHub:
    """Serves `floor` as a snapshot, then whatever `say` is given; answers every publication and every query."""

    def __init__(self, floor: Floor, *, refuses: str = "") -> None:
        self.url = ""
        self.said: list[Any] = []
        self.snapshots = 0
        self._floor, self._refuses = floor, refuses
        self._loop: asyncio.AbstractEventLoop | None = None
        self._peers: set[ServerConnection] = set()
        self._over = asyncio.Event()
        self._count = 0

    async def run(self, ready: threading.Event) -> None:
        """Until `end`."""
        self._loop = asyncio.get_running_loop()
        async with serve(self._serve, "127.0.0.1", 0, subprotocols=[SUBPROTOCOL_BATCH]) as server:  # type: ignore[list-item]
            host, port = next(iter(server.sockets)).getsockname()[:2]
            self.url = f"ws://{host}:{port}/stream"
            ready.set()
            await self._over.wait()

    def say(self, *messages: Event) -> None:
        """Send to everybody, from any thread."""
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(self._tell(messages), self._loop).result(10)

    def end(self) -> None:
        """Stop serving, from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._over.set)

    def control(self, kind: type[Event], data: object, answer_to: str = "") -> Any:
        """A message of the hub's own."""
        self._count += 1
        return make(kind, f"hub-{self._count}", "/hub", "stream", START_T, data, correlationid=answer_to)

    async def _tell(self, messages: tuple[Event, ...]) -> None:
        for peer in list(self._peers):
            await peer.send(encode_batch(messages), text=True)

    async def _serve(self, peer: ServerConnection) -> None:
        await peer.send(encode_batch([self.control(ct.StreamWelcome, ct.Welcome(LOGID, 1, 1.0, "office", "1", "UTC"))]))
        async for frame in peer:
            for message in decode_frame(frame).messages:
                await self._answer(peer, message)

    async def _answer(self, peer: ServerConnection, message: Any) -> None:
        self.said.append(message)
        if isinstance(message, ct.StreamSubscribe):
            self.snapshots += 1
            parts = list(sections(self._floor))
            for index, (section, items) in enumerate(parts):
                chunk = ct.SnapshotChunk(LOGID, 1, index, len(parts), section, Raw(items))
                await peer.send(encode_batch([self.control(ct.StreamSnapshot, chunk)]), text=True)
            self._peers.add(peer)
            return
        if self._refuses:
            answer = self.control(ct.StreamRefused, ct.Refusal(self._refuses, "", message.id), message.id)
        elif isinstance(message, ct.StreamQuery):
            answer = self.control(ct.StreamResult, ct.Result(Raw(b"[]")), message.id)
        else:
            answer = self.control(ct.StreamAccepted, ct.Accepted(1, 2), message.id)
        await peer.send(encode_batch([answer]), text=True)


@contextmanager
def serving(hub: ScriptedHub) -> Iterator[ScriptedHub]:
    """The hub on a thread of its own."""
    ready = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(hub.run(ready)), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield hub
    finally:
        hub.end()
        thread.join(10)


@contextmanager
def listening(*, answers: bytes = b"") -> Iterator[str]:
    """A socket that lets everybody in, says `answers` at most, and never says anything more."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        peers: list[socket.socket] = []

        def let_in() -> None:
            while True:
                try:
                    peer, _ = listener.accept()
                except OSError:
                    return
                peers.append(peer)
                if answers:
                    peer.sendall(answers)

        threading.Thread(target=let_in, daemon=True).start()
        yield f"ws://127.0.0.1:{listener.getsockname()[1]}/stream"
        listener.shutdown(socket.SHUT_RDWR)
    for peer in peers:
        peer.close()


def numbered(events: Iterable[Any], start: int) -> list[Any]:
    """The events as a hub sends them, from position `start` on."""
    import msgspec

    return [
        msgspec.structs.replace(event, sequence=sequence_of(place), prevsequence=sequence_of(place - 1))
        for place, event in enumerate(events, start)
    ]
