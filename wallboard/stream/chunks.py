"""A snapshot put together from its chunks: all of one snapshot, in order, or none."""

from __future__ import annotations

from wallboard.stream.control import SnapshotChunk
from wallboard.stream.effects import SnapshotTaken

CHUNKS_MAX = 8192
BYTES_MAX = 128 * 1024 * 1024


class BrokenSnapshotError(Exception):
    """A chunk is missing, out of order, of another snapshot, or there are too many of them."""


class ChunkCollector:
    """Takes the chunks of one snapshot at a time. A chunk of index 0 always begins a new one."""

    def __init__(self) -> None:
        self._current: tuple[str, int, int] | None = None
        self._given_up: tuple[str, int, int] | None = None
        self._sections: list[tuple[str, bytes]] = []
        self._bytes = 0

    @property
    def begun(self) -> bool:
        """Whether more chunks are awaited."""
        return self._current is not None

    def drop(self) -> None:
        """Forget what has come so far; what is still on its way of it is passed over."""
        self._given_up = self._current or self._given_up
        self._current, self._sections, self._bytes = None, [], 0

    def take(self, chunk: SnapshotChunk) -> SnapshotTaken | None:
        """Take one chunk; the snapshot if it was the last. Raises BrokenSnapshotError, and then holds nothing."""
        identity = (chunk.logid, chunk.position, chunk.count)
        if chunk.index == 0:
            self.drop()
            self._current = identity
        elif identity == self._given_up and self._current is None:
            return None
        self._check(chunk, identity)
        items = bytes(chunk.items)
        self._sections.append((chunk.section, items))
        self._bytes += len(items)
        if len(self._sections) < chunk.count:
            return None
        taken = SnapshotTaken(chunk.logid, chunk.position, self._sections)
        self.drop()
        return taken

    def _check(self, chunk: SnapshotChunk, identity: tuple[str, int, int]) -> None:
        in_order = identity == self._current and chunk.index == len(self._sections) < chunk.count
        if not in_order or chunk.position < 0 or chunk.count > CHUNKS_MAX or self._bytes > BYTES_MAX:
            self._current = identity
            self.drop()
            raise BrokenSnapshotError(f"chunk {chunk.index} of {chunk.count} at {chunk.position}")
