"""Sinks of tests: one that keeps what it is given, each event once, as a hub's log does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from wallboard.floor.floor import Floor
from wallboard.stream.control import Accepted
from wallboard.stream.vocabulary import LogEvent

WITHIN_S = 20.0


class KeepingSink:
    """`events` in order, each (source, id) once; `floor` is their fold. While `gate` is not set, a publisher waits."""

    def __init__(self) -> None:
        self.events: list[LogEvent] = []
        self.floor = Floor()
        self.signs_of_life = 0
        self.largest = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self._seen: set[tuple[str, str]] = set()
        self._news = asyncio.Event()

    async def publish(self, events: Sequence[LogEvent]) -> Accepted:
        await self.gate.wait()
        self.signs_of_life += not events
        self.largest = max(self.largest, len(events))
        new = [event for event in events if self._is_new(event)]
        self.events += new
        self.floor.fold(new)
        self._news.set()
        return Accepted(len(new), len(self.events), len(events) - len(new))

    async def until(self, comes_true: Callable[[], object]) -> None:
        """Wait until `comes_true`, looked at after each publication."""
        async with asyncio.timeout(WITHIN_S):
            while not comes_true():
                self._news.clear()
                await self._news.wait()

    def _is_new(self, event: LogEvent) -> bool:
        known = len(self._seen)
        self._seen.add((event.source, event.id))
        return len(self._seen) > known

    def ids(self, prefix: str = "e") -> list[str]:
        """The ids that begin with `prefix`."""
        return [event.id for event in self.events if event.id.startswith(prefix)]
