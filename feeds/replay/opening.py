"""Recordings on disk: known by their content, plain or compressed, and readable as far as they are whole."""

from __future__ import annotations

import gzip
import io
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

GZIP, XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
LONGEST_LINE = 16 * 1024 * 1024
"""A line that is longer is no event."""
PEEKED = 65_536
PEEKED_LINES = 50
LINES_A_WORD = 2000
"""Progress is told every so many lines."""

Progress = Callable[[float], None]
"""Told the share (0…1) of the file that has been read."""


class RecordingError(Exception):
    """Why a file cannot be replayed; the message says what to do."""


class Lines:
    """The lines of a file, whatever it is packed in. `cut` says why it ends too early, empty where it does not.

    `number` is that of the line that was given last, from 1.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.cut = ""
        self.number = 0
        self._progress = progress

    def first(self) -> bytes:
        """The beginning of the content. Raises RecordingError where there is no such file, or it cannot be unpacked."""
        try:
            with self.path.open("rb") as raw, _unpacked(raw) as text:
                return text.read(PEEKED)
        except OSError as error:
            why = error.strerror or f"it is damaged from the beginning ({error})"
            raise RecordingError(f"{self.path}: {why}") from None
        except (EOFError, lzma.LZMAError) as error:
            return self._whole_part(error)

    def __iter__(self) -> Iterator[bytes]:
        """Whole lines; the last one, too, where it merely lacks its end. Raises RecordingError where it is gone."""
        try:
            with self.path.open("rb") as raw, _unpacked(raw) as text:
                yield from self._read(raw, lambda: text.readline(LONGEST_LINE), LINES_A_WORD)
        except OSError as error:
            raise RecordingError(f"{self.path}: {error.strerror}") from None

    def blocks(self, size: int) -> Iterator[bytes]:
        """The content in blocks of `size` bytes, for what has no lines. `number` counts the blocks."""
        try:
            with self.path.open("rb") as raw, _unpacked(raw) as text:
                yield from self._read(raw, lambda: text.read1(size), 1)
        except OSError as error:
            raise RecordingError(f"{self.path}: {error.strerror}") from None

    def _read(self, raw: BinaryIO, following: Callable[[], bytes], a_word: int) -> Iterator[bytes]:
        size = max(1, self.path.stat().st_size)
        while True:
            try:
                part = following()
            except (EOFError, OSError, lzma.LZMAError) as error:
                self.cut = str(error) or type(error).__name__
                return
            if not part:
                return
            self.number += 1
            if self._progress is not None and self.number % a_word == 0:
                self._progress(min(1.0, raw.tell() / size))
            yield part

    def _whole_part(self, error: Exception) -> bytes:
        """What can be read of a packed file that is damaged near its beginning."""
        whole = b"".join(line for line, _ in zip(iter(self), range(PEEKED_LINES), strict=False))
        self.number, self.cut = 0, ""
        if not whole:
            raise RecordingError(f"{self.path}: it is damaged from the beginning ({error})") from None
        return whole


def _unpacked(raw: BinaryIO) -> io.BufferedReader:
    head = raw.read(len(XZ))
    raw.seek(0)
    if head.startswith(GZIP):
        packed: object = gzip.GzipFile(fileobj=raw)
    else:
        packed = lzma.LZMAFile(raw) if head.startswith(XZ) else raw  # noqa: SIM115 (the reader around it closes it)
    return io.BufferedReader(cast(io.RawIOBase, packed), PEEKED)
