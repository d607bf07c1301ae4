"""The hub's hold on its log: a thread that writes, one that reads, and the database behind them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from wallboard.history.failures import LogError
from wallboard.history.temporary import remove
from wallboard.hub.journal import Commit, Submission

if TYPE_CHECKING:
    from wallboard.history.opening import Log
    from wallboard.history.reader import LogReader
    from wallboard.history.writer import LogWriter

T = TypeVar("T")


class Archive:
    """The log in the file `path`. It is opened by `open`, or by the first write: a run's log begins empty and can wait.

    `logid` and `position` are what a log that is made anew begins with, and what an opened one says.
    `temporary` is a folder that goes when the archive is closed.
    """

    def __init__(self, path: Path, *, logid: str = "", durable: bool = True, temporary: Path | None = None) -> None:
        self.path, self.logid, self.position = path, logid, 0
        self._durable, self._temporary = durable, temporary
        self._writing = ThreadPoolExecutor(1, "log-writer")
        self._reading = ThreadPoolExecutor(1, "log-reader")
        self._counting = ThreadPoolExecutor(1, "log-counter")
        self._checkpointed = 0
        self._log: Log | None = None
        self._writer: LogWriter | None = None
        self._reader: LogReader | None = None

    async def open(self) -> None:
        """Open or make the log. Raises LogError."""
        await asyncio.get_running_loop().run_in_executor(self._writing, self._open)

    async def append(self, batch: Sequence[Submission]) -> list[Commit]:
        """Commit a batch; an empty one only tries whether the log can be written. Raises LogError."""
        return await asyncio.get_running_loop().run_in_executor(self._writing, self._append, batch)

    async def ask(self, question: Callable[[LogReader], T], *, urgent: bool = False, long: bool = False) -> T:
        """Put a question to the log, off the loop; for an `urgent` or a `long` one no others wait. Raises LogError."""
        thread = self._writing if urgent else self._counting if long else self._reading
        return await asyncio.get_running_loop().run_in_executor(thread, self._ask, question)

    async def checkpoint(self) -> None:
        """Take work off the writer; see `LogReader.checkpoint`. Never raises: it is tried again."""
        if self._writer is not None and self._writer.position != self._checkpointed:
            self._checkpointed = self._writer.position
            with suppress(LogError):
                await self.ask(lambda log: log.checkpoint())

    async def store_keyframe(self, position: int, form: str, sections: list[tuple[str, bytes]]) -> None:
        """Keep the folded floor at `position`. Raises LogError."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writing, lambda: self._opened()[0].store_keyframe(position, form, sections))

    async def store_kept(self, parts: list[tuple[str, int, bytes]], *, anew: bool) -> None:
        """Keep parts of columns; see `LogWriter.store_kept`. Raises LogError."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writing, lambda: self._opened()[0].store_kept(parts, anew=anew))

    async def close(self) -> None:
        """Finish what is being written, and let go of the database."""
        await asyncio.get_running_loop().run_in_executor(self._writing, self._close)
        self._writing.shutdown(wait=False)
        self._reading.shutdown(wait=False, cancel_futures=True)
        self._counting.shutdown(wait=False, cancel_futures=True)
        if self._temporary is not None:
            remove(self._temporary)

    def _open(self) -> None:
        from wallboard.history.opening import open_log
        from wallboard.history.reader import LogReader
        from wallboard.history.writer import LogWriter

        self._log = open_log(self.path, logid=self.logid, durable=self._durable)
        self.logid, self.position = self._log.logid, self._log.position
        self._writer, self._reader = LogWriter(self._log, self.path), LogReader(self._log, self.path)

    def _opened(self) -> tuple[LogWriter, LogReader]:
        if self._writer is None or self._reader is None:
            self._open()
        assert self._writer is not None
        assert self._reader is not None
        return self._writer, self._reader

    def _append(self, batch: Sequence[Submission]) -> list[Commit]:
        writer, _ = self._opened()
        if not batch:
            writer.touch()
            return []
        appended = writer.append([(submission.events, submission.recorded_t) for submission in batch])
        return [Commit(one.records, one.duplicates, writer.position) for one in appended]

    def _ask(self, question: Callable[[LogReader], T]) -> T:
        if self._reader is None:
            raise LogError("log_not_open", "the log is not open yet: ask again in a moment")
        return question(self._reader)

    def _close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        if self._log is not None:
            self._log.close()
