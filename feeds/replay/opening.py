"""Recordings on disk: known by their content, plain or compressed, and readable as far as they are whole."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from feeds.replay.problems import Problems
from feeds.replay.unpacking import BROKEN, PEEKED, unpacked

LONGEST_LINE = 8 * 1024 * 1024
"""A line that is longer is no event: it is passed over, however long it is."""
SKIPPED_AT_ONCE = 1024 * 1024
LINES_A_WORD = 2000
"""Progress is told every so many lines."""

Progress = Callable[[float], None]
"""Told the share (0…1) of the file that has been read."""


class RecordingError(Exception):
    """Why a file cannot be replayed; the message says what to do."""


class Lines:
    """The lines of a file, whatever it is packed in. `cut` says why it ends too early, empty where it does not.

    `number` is that of the line that was given last, from 1. Lines that are too long are told to `problems`.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.problems = Problems()
        self.cut = ""
        self.number = 0
        self._progress = progress

    def first(self) -> bytes:
        """The beginning of the content. Raises RecordingError where there is no such file, or it cannot be unpacked."""
        if self.path.exists() and not self.path.is_dir() and not self.path.is_file():
            raise RecordingError(f"{self.path}: it is no ordinary file, which could be read twice: save it first")
        try:
            with self.path.open("rb") as raw, unpacked(raw) as text:
                return text.read(PEEKED)
        except OSError as error:
            why = error.strerror or f"it is damaged from the beginning ({error})"
            raise RecordingError(f"{self.path}: {why}") from None
        except BROKEN as error:
            return self._whole_part(error)

    def __iter__(self) -> Iterator[bytes]:
        """Whole lines; the last one, too, where it merely lacks its end. Raises RecordingError where it is gone."""
        try:
            with self.path.open("rb") as raw, unpacked(raw) as text:
                yield from self._read(raw, lambda: self._line(raw, text), LINES_A_WORD)
        except OSError as error:
            raise RecordingError(f"{self.path}: {error.strerror}") from None

    def blocks(self, size: int) -> Iterator[bytes]:
        """The content in blocks of `size` bytes, for what has no lines. `number` counts the blocks."""
        try:
            with self.path.open("rb") as raw, unpacked(raw) as text:
                yield from self._read(raw, lambda: text.read1(size), 1)
        except OSError as error:
            raise RecordingError(f"{self.path}: {error.strerror}") from None

    def _read(self, raw: BinaryIO, following: Callable[[], bytes], a_word: int) -> Iterator[bytes]:
        while True:
            try:
                part = following()
            except BROKEN as error:
                self.cut = str(error) or type(error).__name__
                return
            if not part:
                return
            self.number += 1
            if self.number % a_word == 0:
                self._tell(raw)
            yield part

    def _line(self, raw: BinaryIO, text: io.BufferedReader) -> bytes:
        """The next line; an empty one in place of one that is too long, of which nothing is kept."""
        line = text.readline(LONGEST_LINE)
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            return line
        while (piece := text.readline(SKIPPED_AT_ONCE)) and not piece.endswith(b"\n"):
            self._tell(raw)
        self.problems.note(self.number + 1, "too_long", f"more than {LONGEST_LINE} bytes without an end")
        return b"\n"

    def _tell(self, raw: BinaryIO) -> None:
        if self._progress is not None:
            self._progress(min(1.0, raw.tell() / max(1, self.path.stat().st_size)))

    def _whole_part(self, error: Exception) -> bytes:
        """What can be read of a packed file that is damaged near its beginning."""
        lines, size = iter(self), 0
        found: list[bytes] = []
        while size < PEEKED and (line := next(lines, None)) is not None:
            found.append(line)
            size += len(line)
        whole = b"".join(found)
        self.number, self.cut, self.problems = 0, "", Problems()
        if not whole:
            raise RecordingError(f"{self.path}: it is damaged from the beginning ({error})") from None
        return whole
