"""The folded floor as frames for those who join: taken down once for all who come within a moment of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec import Raw, Struct

from wallboard.hub.folded import Folded
from wallboard.stream.codec import SUBPROTOCOL_BATCH, encode, join_batch
from wallboard.stream.control import SnapshotChunk, StreamSnapshot, View
from wallboard.stream.envelope import make
from wallboard.stream.vocabulary import LOG_TYPES, data_type, personal_fields

KEPT_S = 1.0
"""So long a snapshot is used again: it costs the loop some milliseconds, the events after it almost nothing."""
EMPTY = ("floor.feeds", b"[]")


class Snapshot(Struct, frozen=True):
    """The floor at `position`, in frames for one view and subprotocol; made at `made_s` (steady clock)."""

    position: int
    frames: list[bytes]
    made_s: float


class Snapshots:
    """Makes snapshots, and keeps the last one of each kind for `KEPT_S`."""

    def __init__(
        self, folded: Folded, logid: str, source: str, now_t: Callable[[], float], steady_s: Callable[[], float]
    ) -> None:
        self._folded, self._logid, self._source = folded, logid, source
        self._now_t, self._steady_s = now_t, steady_s
        self._kept: dict[tuple[View, str], Snapshot] = {}

    def current(self, view: View, subprotocol: str, oldest: int) -> Snapshot:
        """A snapshot of now or of a moment ago, but not from before position `oldest`."""
        kept = self._kept.get((view, subprotocol))
        if kept and kept.position >= oldest and self._steady_s() - kept.made_s < KEPT_S:
            return kept
        parts = list(self._folded.sections()) or [EMPTY]
        if view == "no_personal":
            parts = [(section, without_personal(section, items)) for section, items in parts]
        chunks = self._chunks(parts)
        frames = [join_batch([chunk]) for chunk in chunks] if subprotocol == SUBPROTOCOL_BATCH else list(chunks)
        made = Snapshot(self._folded.position, frames, self._steady_s())
        self._kept[view, subprotocol] = made
        return made

    def forget(self) -> None:
        """Let go of what is kept and old."""
        now_s = self._steady_s()
        for key in [key for key, made in self._kept.items() if now_s - made.made_s >= KEPT_S]:
            del self._kept[key]

    def _chunks(self, parts: list[tuple[str, bytes]]) -> Iterable[bytes]:
        position, count = self._folded.position, len(parts)
        for index, (section, items) in enumerate(parts):
            chunk = SnapshotChunk(self._logid, position, index, count, section, Raw(items))
            ident = f"snapshot/{position}/{index}"
            yield encode(make(StreamSnapshot, ident, self._source, "stream", self._now_t(), chunk))


def _personal_names() -> frozenset[str]:
    kinds: list[Any] = [data_type(kind) for kind in LOG_TYPES.values()]
    return frozenset(name for kind in kinds for name in personal_fields(kind))


_PERSONAL = _personal_names()
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
        return {name: _blank(item) if name in _PERSONAL else _blanked(item) for name, item in value.items()}
    return value


def _blank(value: Any) -> Any:
    return "" if isinstance(value, str) else value
