"""One connected client: what it follows, how far it has come, and the task that sends what it has missed."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Iterator, Sequence
from typing import Protocol

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from wallboard.history.failures import LogError
from wallboard.hub.ring import Batch, Ring
from wallboard.hub.snapshots import Snapshot
from wallboard.hub.wire import text_frames, unsent, write
from wallboard.stream.codec import SUBPROTOCOL_BATCH, join_batch
from wallboard.stream.control import View

BUFFERED_BYTES = 65_536
"""More than this unsent in the connection's own buffer: the client does not keep up."""
REPLIES_MAX = 64
"""Answers that may wait; then nothing more is read from the client."""
READ_AT_ONCE = 250
TRY_AGAIN_LATER = 1013


class Source(Protocol):
    """Where a session takes from what it sends."""

    ring: Ring

    def snapshot(self, view: View, subprotocol: str) -> Awaitable[Snapshot]:
        """The floor as it is now, or was a moment ago."""
        ...

    def stored_after(self, position: int, view: View, limit: int) -> Awaitable[list[bytes]]:
        """The events after `position` from the log, as the stream carries them. Raises LogError."""
        ...

    def count(self, name: str) -> None:
        """Something has happened to a session."""
        ...


class Session:
    """`position` is the last one sent. While `live`, batches are handed to the connection as they come (see `Fanout`);
    otherwise `send` reads on: from the log, from the ring, or, where that is too far back, from a snapshot.

    So what waits for a slow client is kept once for all, in the ring, and its own buffers stay small.
    """

    def __init__(self, connection: ServerConnection, source: Source, *, send_timeout_s: float) -> None:
        self.connection = connection
        self.subprotocol = str(connection.subprotocol)
        self.name = "{}:{}".format(*connection.remote_address[:2])
        self.view: View = "full"
        self.subscribed = False
        self.live = False
        self.position = 0
        self._source = source
        self._send_timeout_s = send_timeout_s
        self._replies: deque[bytes] = deque()
        self._missed: Iterator[bytes] = iter(())
        self._beat: bytes | None = None
        self._wake = asyncio.Event()
        self._room = asyncio.Event()
        self._asked = 0
        self._from_log = False
        self._wants_snapshot = False

    def keeps_up(self) -> bool:
        """Whether its connection takes what it is given."""
        return (self.live or not self.subscribed) and unsent(self.connection) <= BUFFERED_BYTES

    def fall_behind(self) -> None:
        """From now on `send` has to catch up."""
        if self.live:
            self.live, self._beat = False, None
        self._wake.set()

    def follow(self, view: View, position: int | None) -> None:
        """Send what comes after `position`, or, if there is none, a snapshot and what comes after it."""
        self._asked += 1
        self.subscribed, self.view = True, view
        self._missed, self._beat = iter(()), None
        self._wants_snapshot, self._from_log = position is None, position is not None
        self.position = position or 0
        self.fall_behind()

    def reply(self, message: bytes) -> None:
        """Send an answer, before anything else, together with those that come in the same breath."""
        if not self._replies:
            asyncio.get_running_loop().call_soon(self._send_replies)
        self._replies.append(message)

    def _send_replies(self) -> None:
        if not self._replies or not self.keeps_up():
            self._wake.set()
            return
        together = self.subprotocol == SUBPROTOCOL_BATCH
        write(self.connection, text_frames([join_batch(self._replies)] if together else self._replies))
        self._replies.clear()
        self._room.set()

    def _next_reply(self) -> bytes:
        self._room.set()
        if self.subprotocol != SUBPROTOCOL_BATCH:
            return self._replies.popleft()
        together = join_batch(self._replies)
        self._replies.clear()
        return together

    def beat_later(self, frame: bytes) -> None:
        """Send the heartbeat when it has caught up."""
        self._beat = frame

    async def answered(self) -> None:
        """Wait while too many answers are unsent."""
        while len(self._replies) >= REPLIES_MAX:
            self._room.clear()
            await self._room.wait()

    async def send(self) -> None:
        """Send whatever is due, until cancelled or the connection is lost. Who takes nothing for too long is let go."""
        try:
            while True:
                frame = await self._due()
                async with asyncio.timeout(self._send_timeout_s):
                    await self.connection.send(frame, text=True)
        except TimeoutError:
            self._source.count("wallboard_let_go_total")
            await self.connection.close(TRY_AGAIN_LATER, "too slow: nothing was read for a while")
        except ConnectionClosed:
            return

    async def _due(self) -> bytes:
        while True:
            frame = self._next()
            if frame is not None:
                return frame
            if self._wants_snapshot:
                await self._take_snapshot()
                continue
            if self._from_log:
                await self._read_log()
                continue
            self._wake.clear()
            await self._wake.wait()

    def _next(self) -> bytes | None:
        if self._replies:
            return self._next_reply()
        if self.live or not self.subscribed or self._wants_snapshot:
            return None
        frame = next(self._missed, None)
        if frame is not None:
            return frame
        ring = self._source.ring
        if self.position == ring.last:
            self.live, self._from_log = True, False
            frame, self._beat = self._beat, None
            return frame
        batch = ring.after(self.position)
        if batch is not None:
            return self._from_ring(batch)
        if not self._from_log:
            self._source.count("wallboard_resyncs_total")
            self._wants_snapshot = True
        return None

    def _from_ring(self, batch: Batch) -> bytes:
        self._from_log = False
        after, self.position = self.position, batch.last
        if self.subprotocol == SUBPROTOCOL_BATCH and batch.first == after + 1:
            return batch.frame(self.view)
        return self._begin(batch.parts_after(after, self.view))

    def _begin(self, parts: Sequence[bytes]) -> bytes:
        """The first frame with `parts`; the others follow."""
        if self.subprotocol == SUBPROTOCOL_BATCH:
            return join_batch(parts)
        self._missed = iter(parts)
        return next(self._missed)

    async def _take_snapshot(self) -> None:
        """Begin anew from the floor as it is now."""
        asked = self._asked
        taken = await self._source.snapshot(self.view, self.subprotocol)
        if asked == self._asked:  # it has not subscribed anew in the meantime
            self.position, self._missed = taken.position, iter(taken.frames)
            self._wants_snapshot = False

    async def _read_log(self) -> None:
        """Take the next piece of what it has missed from the log."""
        asked = self._asked
        try:
            parts = await self._source.stored_after(self.position, self.view, READ_AT_ONCE)
        except LogError:
            parts = []
        if asked != self._asked:
            return  # it has subscribed anew in the meantime
        if not parts:
            self._from_log = False
            return
        self.position += len(parts)
        self._missed = iter([join_batch(parts)] if self.subprotocol == SUBPROTOCOL_BATCH else parts)
