"""The folded floor as frames for those who join: taken down once for all who come within a moment of each other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Raw, Struct

from wallboard.hub.folded import Folded, in_slices
from wallboard.stream.codec import SUBPROTOCOL_BATCH, encode, join_batch
from wallboard.stream.command_events import Reassign
from wallboard.stream.contact_events import Diverted, Transferred
from wallboard.stream.control import SnapshotChunk, StreamSnapshot, View
from wallboard.stream.envelope import make
from wallboard.stream.vocabulary import LOG_TYPES, data_type, personal_fields, personal_when

KEPT_S = 1.0
"""So long a snapshot is used again: it costs the loop some milliseconds, the events after it almost nothing."""


class Snapshot(Struct, frozen=True):
    """The floor at `position`, in frames for one view and subprotocol; made at `made_s` (steady clock)."""

    position: int
    frames: list[bytes]
    made_s: float


class Snapshots:
    """Makes snapshots, one at a time, and keeps the last one of each kind for `KEPT_S`."""

    def __init__(
        self, folded: Folded, logid: str, source: str, now_t: Callable[[], float], steady_s: Callable[[], float]
    ) -> None:
        self._folded, self._logid, self._source = folded, logid, source
        self._now_t, self._steady_s = now_t, steady_s
        self._kept: dict[tuple[View, str], Snapshot] = {}
        self._making = asyncio.Lock()

    async def current(self, view: View, subprotocol: str, oldest: Callable[[], int]) -> Snapshot:
        """A snapshot of now or of a moment ago, but not from before the position that `oldest` then says."""
        async with self._making:
            kept = self._kept.get((view, subprotocol))
            if kept and kept.position >= oldest() and self._steady_s() - kept.made_s < KEPT_S:
                return kept
            made = self._kept[view, subprotocol] = await self._make(view, subprotocol)
            return made

    def forget(self) -> None:
        """Let go of what is kept and old."""
        now_s = self._steady_s()
        for key in [key for key, made in self._kept.items() if now_s - made.made_s >= KEPT_S]:
            del self._kept[key]

    async def _make(self, view: View, subprotocol: str) -> Snapshot:
        position, sections = await self._folded.taken_down()
        count = len(sections)
        frames: list[bytes] = []
        async for section, items in in_slices(sections):
            shown = without_personal(section, items) if view == "no_personal" else items
            chunk = SnapshotChunk(self._logid, position, len(frames), count, section, Raw(shown))
            ident = f"snapshot/{position}/{len(frames)}"
            message = encode(make(StreamSnapshot, ident, self._source, "stream", self._now_t(), chunk))
            frames.append(join_batch([message]) if subprotocol == SUBPROTOCOL_BATCH else message)
        return Snapshot(position, frames, self._steady_s())


def _personal_names() -> frozenset[str]:
    kinds: list[Any] = [data_type(kind) for kind in LOG_TYPES.values()]
    return frozenset(name for kind in kinds for name in personal_fields(kind))


_PERSONAL = _personal_names()
_PERSONAL_WHEN = frozenset((*personal_when(Diverted), *personal_when(Transferred), *personal_when(Reassign)))
_OF_PERSONS = "floor."
_OF_THINGS = frozenset({"floor.meta", "floor.feeds", "floor.queues"})
"""Sections whose names are those of things; the books name nobody, they know persons by keys alone."""


def without_personal(section: str, items: bytes) -> bytes:
    """A section of a snapshot with every number, name and free text of a person left empty."""
    if section in _OF_THINGS or not section.startswith(_OF_PERSONS):
        return items
    return msgspec.json.encode(_blanked(msgspec.json.decode(items)))


def _blanked(value: Any) -> Any:
    if isinstance(value, list):
        return [_blanked(item) for item in value]
    if isinstance(value, dict):
        here = _PERSONAL | {name for name, other, is_so in _PERSONAL_WHEN if value.get(other) == is_so}
        return {name: _blank(item) if name in here else _blanked(item) for name, item in value.items()}
    return value


def _blank(value: Any) -> Any:
    return "" if isinstance(value, str) else value
