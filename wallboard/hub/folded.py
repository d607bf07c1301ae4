"""The hub's own fold of its log: the same floor and books as every display's, taken down for those who join."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec

from wallboard import VERSION
from wallboard.alerts.lookout import Lookout
from wallboard.floor.floor import Floor
from wallboard.metrics.picture import Picture, PictureBuilder, sections
from wallboard.stream.control import Alarm
from wallboard.stream.vocabulary import LogEvent

if TYPE_CHECKING:
    from wallboard.history.reader import LogReader

FORM = f"4 {VERSION}"
"""The form of the sections that are kept as a keyframe; one that another version has kept is passed over."""

PORTION = 100
"""Events folded in one go: fewer cost more for each, more would keep the loop from those who wait for it."""
WAITING_MAX = 5000
"""When so many wait to be folded, those who bring more wait until they are."""
SLICE_S = 0.002

Sections = list[tuple[str, bytes]]
T = TypeVar("T")

_logger = logging.getLogger(__name__)


class Folded:
    """What the events up to `position` say.

    Events are folded when somebody looks, and by `keep_up`, a portion at a time, once that many wait: what has been
    committed is sent on and answered first. While it is taken down (`taken_down`) nothing is folded, so that the loop
    can turn between two sections; who looks then sees it as it was a moment ago. `failures` counts portions that could
    not be folded.
    """

    def __init__(self, picture: Picture, position: int) -> None:
        self._picture = picture
        self._lookout = Lookout()
        self._lookout.take(picture.floor.agents.values())
        self._waiting: list[LogEvent] = []
        self._called: dict[str, float] = {}
        self._quiet = asyncio.Lock()
        self._many = asyncio.Event()
        self.position = position
        self.failures = 0

    @property
    def floor(self) -> Floor:
        """The floor, as it is now, or was a moment ago."""
        self._fold()
        return self._picture.floor

    async def newest_floor(self) -> Floor:
        """The floor, as it is now."""
        async with self._quiet:
            await self._fold_rest()
            return self._picture.floor

    def fold(self, events: Sequence[LogEvent], position: int) -> None:
        """Take the events that follow, up to `position`."""
        self.position = position
        self._waiting += events
        if len(self._waiting) >= WAITING_MAX:
            self._fold()
        elif len(self._waiting) >= PORTION:
            self._many.set()

    async def keep_up(self) -> None:
        """Fold what comes, until cancelled."""
        while True:
            await self._many.wait()
            self._many.clear()
            await self.caught_up()

    async def caught_up(self) -> None:
        """Fold what waits, but for less than a portion; others are let in between two portions."""
        while len(self._waiting) >= PORTION and not self._quiet.locked():
            self._fold_portion()
            await asyncio.sleep(0)

    def pass_time(self, t: float) -> None:
        """The hub's time has come to `t`."""
        self._fold()
        if not self._quiet.locked():
            self._picture.pass_time(t)
            self._picture.books.give_work()  # a minute's work at once would take long

    def take_called(self) -> dict[str, float]:
        """To whom a promise was kept by a call that no source has a word for, and when, since this was last called."""
        taken, self._called = self._called, {}
        return taken

    async def alarms(self, now_t: float) -> tuple[Alarm, ...]:
        """The alarms as the hub's time is `now_t`; others are let in every few milliseconds."""
        floor, books = self.floor, self._picture.books
        await self._counted()
        found = [reading async for reading in in_slices(self._lookout.readings(floor, books, now_t))]
        return self._lookout.judge(found, now_t)

    async def taken_down(self) -> tuple[int, Sections]:
        """All of it as sections of a snapshot, with its position; others are let in every few milliseconds."""
        async with self._quiet:
            await self._fold_rest()
            position = self.position
            await self._counted()
            taken = [section async for section in in_slices(sections(self._picture))]
        self._many.set()  # something may have come in the meantime
        return position, taken

    def sections(self) -> Iterator[tuple[str, bytes]]:
        """All of it as sections of a snapshot, at once."""
        self._fold()
        return sections(self._picture)

    async def _counted(self) -> None:
        """Let the books count what they only took note of, a portion at a time: whoever asks has less to wait for."""
        more = True
        while more:
            more = self._picture.books.count_some(PORTION)
            await asyncio.sleep(0)

    async def _fold_rest(self) -> None:
        """Fold all that waits, what comes meanwhile included; for who holds `_quiet`."""
        while self._waiting:
            self._fold_portion()
            await asyncio.sleep(0)

    def _fold(self) -> None:
        while self._waiting and not self._quiet.locked():
            self._fold_portion()

    def _fold_portion(self) -> None:
        events, self._waiting = self._waiting[:PORTION], self._waiting[PORTION:]
        try:
            changes = self._picture.fold(events)
            self._lookout.take(changes.agents.values())
            self._called.update(changes.called)
        except Exception:
            self.failures += 1
            _logger.exception("the floor could not fold all of %d events up to %d", len(events), self.position)


async def in_slices(items: Iterable[T]) -> AsyncIterator[T]:
    """`items`, made as they are asked for, with a pause for others after each `SLICE_S` of work."""
    began_s = time.perf_counter()
    for item in items:
        yield item
        if time.perf_counter() - began_s >= SLICE_S:
            await asyncio.sleep(0)
            began_s = time.perf_counter()


def empty(zone: str) -> Folded:
    """The floor of a log that is empty yet, for a site in time zone `zone`."""
    return Folded(Picture(zone), 0)


def rebuilt(reader: LogReader, zone: str) -> Folded:
    """The fold of the whole log: from the keyframe on, where there is one that fits. Raises LogError."""
    folded = _from_keyframe(reader, zone) or empty(zone)
    for piece in reader.everything_after(folded.position):
        folded.fold([stored.event for stored in piece], piece[-1].position)
    return folded


def _from_keyframe(reader: LogReader, zone: str) -> Folded | None:
    kept = reader.keyframe()
    if kept is None or kept.form != FORM:
        return None
    try:
        return _built(kept.sections, kept.position, zone)
    except (msgspec.DecodeError, KeyError, ValueError):
        _logger.warning("the keyframe at %d does not fit this version: the whole log is folded", kept.position)
        return None


def _built(parts: Iterable[tuple[str, bytes]], position: int, zone: str) -> Folded:
    builder = PictureBuilder()
    for section, items in parts:
        if not builder.add(section, items):
            raise KeyError(section)
    return Folded(builder.build(zone), position)
