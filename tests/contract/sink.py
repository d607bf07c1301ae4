"""The log of a contract test: keeps each event once, and everything that a feed does wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from msgspec import structs

from wallboard.floor.contact import ENDED
from wallboard.floor.floor import Floor
from wallboard.stream.control import Accepted
from wallboard.stream.vocabulary import LogEvent

WITHIN_S = 30.0

Standing = dict[str, object]


class Log:
    """`events` in order, each (source, id) once. It commits while `open` is set, and fails while `broken` is."""

    def __init__(self) -> None:
        self.events: list[LogEvent] = []
        self.repeated = 0
        self.changed: list[LogEvent] = []
        """Events that came again under the same name with another content."""
        self.at_once = 0
        """The most publications that were under way at a time."""
        self.publications = 0
        self.broken = False
        self.open = asyncio.Event()
        self.open.set()
        self._known: dict[tuple[str, str], LogEvent] = {}
        self._under_way = 0
        self._news = asyncio.Event()

    async def publish(self, events: Sequence[LogEvent]) -> Accepted:
        self._under_way += 1
        self.at_once = max(self.at_once, self._under_way)
        try:
            await self.open.wait()
            if self.broken:
                raise OSError("no space left")
            return self._commit(list(events))
        finally:
            self._under_way -= 1
            self._news.set()

    async def until(self, comes_true: Callable[[], object]) -> None:
        """Wait until `comes_true`, looked at after each publication."""
        async with asyncio.timeout(WITHIN_S):
            while not comes_true():
                self._news.clear()
                await self._news.wait()

    def _commit(self, events: list[LogEvent]) -> Accepted:
        self.publications += 1
        fresh = 0
        for event in events:
            bare = structs.replace(event, sequence="", prevsequence="", recordedtime=None)
            known = self._known.setdefault((event.source, event.id), bare)
            if known is bare:
                self.events.append(event)
                fresh += 1
            else:
                self.repeated += 1
                self.changed += [] if known == bare else [bare]
        return Accepted(fresh, len(self.events), len(events) - fresh)

    @property
    def under_way(self) -> int:
        return self._under_way

    def names(self) -> list[tuple[str, str]]:
        """(source, id) of what the source told, in order; what the link said of itself is left out."""
        return [name for name in self._known if not name[1].startswith("link-")]

    def floor(self) -> Floor:
        floor = Floor()
        floor.fold(self.events)
        return floor


def standing(floor: Floor) -> tuple[Standing, Standing]:
    """Where every open contact is, and what everybody on duty does."""
    contacts: Standing = {
        c.id: (c.stage, c.queue, c.parties, c.ringing) for c in floor.contacts.values() if c.stage != ENDED
    }
    people: Standing = {a.id: (a.state, a.reason) for a in floor.agents.values() if a.on_duty}
    return contacts, people
