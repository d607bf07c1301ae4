"""Recordings on disk: known by their content, plain or compressed, and readable as far as they are whole."""

from __future__ import annotations

import gzip
import io
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

GZIP, XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
LONGEST_LINE = 16 * 1024 * 1024
"""A line that is longer is no event."""
PEEKED = 65_536

Progress = Callable[[float], None]
"""Told the share (0…1) of the file that has been read."""


class RecordingError(Exception):
    """Why a file cannot be replayed; the message says what to do."""


class Lines:
    """The lines of a file, whatever it is packed in. `cut` says why it ends too early, empty where it does not.

    `number` is that of the line that was given last, from 1. Raises RecordingError where there is no such file.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.cut = ""
        self.number = 0
        self._progress = progress
        try:
            self._raw = path.open("rb")
            self._size = max(1, path.stat().st_size)
        except OSError as error:
            raise RecordingError(f"{path}: {error.strerror}") from None
        head = self._raw.read(len(XZ))
        self._raw.seek(0)
        self._text = io.BufferedReader(cast(io.RawIOBase, _unpacked(self._raw, head)), PEEKED)

    def first(self) -> bytes:
        """The beginning of the content, without taking it away."""
        try:
            return self._text.peek(PEEKED)
        except (EOFError, OSError, lzma.LZMAError) as error:
            raise RecordingError(f"{self.path}: it is damaged from the beginning ({error})") from None

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()

    def __iter__(self) -> Iterator[bytes]:
        """Whole lines; the last one, too, where it merely lacks its end."""
        with self._raw:
            while True:
                try:
                    line = self._text.readline(LONGEST_LINE)
                except (EOFError, OSError, lzma.LZMAError, gzip.BadGzipFile) as error:
                    self.cut = str(error) or type(error).__name__
                    return
                if not line:
                    return
                self.number += 1
                self._tell()
                yield line

    def _tell(self) -> None:
        if self._progress is not None and self.number % 2000 == 0:
            self._progress(min(1.0, self._raw.tell() / self._size))


def _unpacked(raw: BinaryIO, head: bytes) -> IO[bytes]:
    if head.startswith(GZIP):
        return cast(IO[bytes], gzip.GzipFile(fileobj=raw))
    return lzma.LZMAFile(raw) if head.startswith(XZ) else raw
