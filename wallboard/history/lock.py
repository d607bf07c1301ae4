"""One hub writes a log: the file beside it is locked for as long as the hub lives, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from wallboard.history.failures import LogError, UnwritableError


class LogLock:
    """Held from when it is made until `release`, or until the process ends. Raises LogError if another holds it."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] | None = self._path.open("a+", encoding="ascii")
        except OSError as error:
            raise UnwritableError("read_only", f"the log {database} cannot be written: {error}") from error
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise LogError("log_in_use", f"another hub writes to {database}: stop it, or name another file") from None
        with suppress(OSError):  # on a full disk the lock holds, and only the number of its holder is missing
            self._file.truncate(0)
            self._file.write(f"{os.getpid()}\n")
            self._file.flush()

    def release(self) -> None:
        """Let another hub have the log."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
