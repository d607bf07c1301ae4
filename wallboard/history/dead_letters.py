"""What was refused is kept with the reason, as JSON lines in a file of limited size, for somebody to look at later."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, json

FILE_BYTES = 4 * 1024 * 1024
RAW_BYTES = 4096
WAITING_MAX = 1000
_encode = json.Encoder().encode


class DeadLetter(Struct, frozen=True, gc=False):
    """One message that was not taken: when (RFC 3339), from whom, why, and its first `RAW_BYTES` as text."""

    at: str
    sender: str
    code: str
    detail: str
    ident: str
    raw: str


class DeadLetters:
    """`take` keeps letters in memory, at most `WAITING_MAX`; `write` puts them into the file, from whatever thread.

    A file that has grown beyond `FILE_BYTES` becomes `<name>.1`, in place of the one before. `dropped` counts what
    found no room, or could not be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.dropped = 0
        self._waiting: deque[DeadLetter] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, at: str, sender: str, code: str, detail: str, ident: str, raw: bytes) -> None:
        """Keep one message."""
        if len(self._waiting) >= WAITING_MAX:
            self.dropped += 1
            return
        text = raw[:RAW_BYTES].decode(errors="replace")
        self._waiting.append(DeadLetter(at, sender, code, detail[:500], ident[:200], text))

    def write(self) -> None:
        """Put everything that waits into the file. Never raises: what the disk does not take is counted."""
        letters = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            self._append(letters)
        except OSError:
            self.dropped += len(letters)

    def _append(self, letters: Iterable[DeadLetter]) -> None:
        if self.path.exists() and self.path.stat().st_size > FILE_BYTES:
            self.path.replace(self.path.with_name(self.path.name + ".1"))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            file.writelines(_encode(letter) + b"\n" for letter in letters)
