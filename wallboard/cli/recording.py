"""A recording on disk: events as JSON lines, compressed where its name says so, readable also when half written."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from wallboard.stream.codec import encode
from wallboard.stream.control import StreamWelcome
from wallboard.stream.vocabulary import LogEvent

BLOCK_BYTES = 256 * 1024
_COMPRESSED: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".xz": lzma.compress}


class Recording:
    """Takes events and writes them in blocks, each complete in itself: what a lost machine leaves behind can be read.

    `written` counts the events that are on their way to the disk, `size_bytes` what they take there.
    Raises OSError as files do.
    """

    def __init__(self, path: Path, *, append: bool = False) -> None:
        self.written = 0
        self.size_bytes = 0
        self._compress = _COMPRESSED.get(path.suffix)
        self._block: list[bytes] = []
        self._block_bytes = 0
        self._file: BinaryIO = path.open("ab" if append else "xb")
        self._is_empty = not self._file.tell()

    def head(self, welcome: StreamWelcome) -> None:
        """What the recording begins with: whose it is, and in which time zone its days are counted.

        A recording that is gone on with has its head already. Who does not know it passes it over: it is no event.
        """
        if self._is_empty:
            self._is_empty = False
            self._add(encode(welcome) + b"\n")

    def take(self, events: Iterable[LogEvent]) -> None:
        """Add events; a full block is written."""
        for event in events:
            self._add(encode(event) + b"\n")
            self.written += 1
        if self._block_bytes >= BLOCK_BYTES:
            self.flush()

    def _add(self, line: bytes) -> None:
        self._block.append(line)
        self._block_bytes += len(line)

    def flush(self) -> None:
        """Write what has been taken so far."""
        if not self._block:
            return
        lines = b"".join(self._block)
        self._block, self._block_bytes = [], 0
        block = self._compress(lines) if self._compress else lines
        self._file.write(block)
        self._file.flush()
        self.size_bytes += len(block)

    def close(self) -> None:
        """Write the rest and let go of the file."""
        try:
            self.flush()
        finally:
            self._file.close()
