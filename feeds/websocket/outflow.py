"""What has come over the network on its way into our log: a bounded buffer and the task that empties it."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence

from feeds.websocket.bookmark import Bookmark, Place
from wallboard.hub.ports import Sink
from wallboard.stream.vocabulary import LogEvent

_log = logging.getLogger(__name__)

BUFFERED_MAX = 10_000
"""Events; when so many wait, reading pauses, and the network holds the sender back."""
PUBLISHED_AT_ONCE = 1_000
SAVE_EVERY_S = 1.0


class Outflow:
    """Events go in by `put`, are published in order by `run`, and then the bookmark moves on.

    `counts` says what became of them.
    """

    def __init__(self, sink: Sink, bookmark: Bookmark, monotonic: Callable[[], float]) -> None:
        self.counts: Counter[str] = Counter()
        self._sink = sink
        self._bookmark = bookmark
        self._monotonic = monotonic
        self._saved_s = monotonic()
        self._events: list[LogEvent] = []
        self._pending = 0
        self._place: Place | None = None
        self._filled = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()

    def put(self, events: Sequence[LogEvent], place: Place | None = None) -> None:
        """Take events; none of them is a sign of life. `place` is how far the other log has been followed with them."""
        self._events += events
        self._pending += len(events)
        self._place = place or self._place
        if self._pending >= BUFFERED_MAX:
            self._room.clear()
        self._filled.set()

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._room.wait()

    async def run(self) -> None:
        """Publish what comes, until cancelled. An error of the sink escapes."""
        try:
            while True:
                await self._filled.wait()
                self._filled.clear()
                await self._publish_all()
                if self._monotonic() - self._saved_s >= SAVE_EVERY_S:
                    self._save()
        finally:
            self._save()

    async def _publish_all(self) -> None:
        events, place = self._events, self._place
        self._events, self._place = [], None
        for start in range(0, max(1, len(events)), PUBLISHED_AT_ONCE):
            piece = events[start : start + PUBLISHED_AT_ONCE]
            accepted = await self._sink.publish(piece)
            self._pending -= len(piece)
            if self._pending < BUFFERED_MAX:
                self._room.set()
            self.counts["accepted"] += accepted.accepted
            self.counts["duplicates"] += accepted.duplicates
            self.counts["refused"] += len(accepted.refused)
        if place is not None:
            self._bookmark.reach(place)

    def _save(self) -> None:
        self._saved_s = self._monotonic()
        try:
            self._bookmark.save()
        except OSError as error:
            _log.warning("the bookmark cannot be written, a restart will read more than it needs: %s", error)
