"""Events on their way into the log: kept until the log has them, and bounded."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from wallboard.hub.ports import Sink
from wallboard.stream.vocabulary import LogEvent

BUFFERED_MAX = 10_000
"""Events; when so many wait, reading pauses, and the network holds the PBX back."""
PUBLISHED_AT_ONCE = 1_000


class Outbox:
    """Events go in by `put` and are published in order by `run`. What a run could not publish, the next one does."""

    def __init__(self) -> None:
        self._events: list[LogEvent] = []
        self._filled = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()

    def put(self, events: Sequence[LogEvent]) -> None:
        """Take events; none of them is a sign of life."""
        self._events += events
        if len(self._events) >= BUFFERED_MAX:
            self._room.clear()
        self._filled.set()

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._room.wait()

    async def run(self, sink: Sink) -> None:
        """Publish what comes, until cancelled. An error of the sink escapes."""
        if self._events:
            self._filled.set()
        while True:
            await self._filled.wait()
            self._filled.clear()
            await self._publish_some(sink)

    async def _publish_some(self, sink: Sink) -> None:
        piece = self._events[:PUBLISHED_AT_ONCE]
        await sink.publish(piece)
        del self._events[: len(piece)]
        if len(self._events) < BUFFERED_MAX:
            self._room.set()
        if self._events:
            self._filled.set()
