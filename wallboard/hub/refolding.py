"""The whole log taken into columns at once, while no hub runs on it."""

from __future__ import annotations

from wallboard.history.reader import LogReader
from wallboard.history.writer import LogWriter
from wallboard.hub.keeper import Keeper

GOAL = "refold"
"""The kind of the part that says up to which position a refold is to go: one that was stopped is gone on with."""


class Refolding:
    """`events` have been folded. Every method may raise LogError."""

    def __init__(self, reader: LogReader, writer: LogWriter, zone: str, *, from_start: bool = False) -> None:
        self._reader, self._writer = reader, writer
        self._keeper = Keeper(zone)
        self.events = 0
        self.newest = reader.newest()
        goal = next((int(items) for kind, _, items in reader.kept() if kind == GOAL), 0)
        self._keeper.load(reader)
        if from_start or self._keeper.position >= goal:
            self._keeper.forget()

    @property
    def share(self) -> float:
        """How much of the log is done, 0…1."""
        return min(1.0, self._keeper.position / self.newest) if self.newest else 1.0

    @property
    def contacts(self) -> int:
        """How many contacts are in the columns."""
        return self._keeper.load(self._reader).columns.contacts

    def go_on(self) -> bool:
        """Fold the next portion. Whether there may be more."""
        before = self._keeper.position
        more = self._keeper.advance(self._reader)
        self.events += self._keeper.position - before
        return more

    def store(self) -> None:
        """Keep what is done so far."""
        parts = [*self._keeper.changed_parts(), (GOAL, 0, str(self.newest).encode())]
        self._writer.store_kept(parts, anew=self._keeper.is_anew)
        self._keeper.is_anew = False
