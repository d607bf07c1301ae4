"""Keeps the contacts that are over in columns, behind the log's own pace, and answers for the past from them.

Everything here runs in one thread that is not the event loop's, a portion of the log at a time. NumPy is imported with
the first portion.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wallboard.history.reader import LogReader
    from wallboard.metrics.keeping import Keeping
    from wallboard.metrics.packing import Part
    from wallboard.metrics.past import Past
    from wallboard.metrics.reading import Limits
    from wallboard.stream.envelope import Event

PORTION = 2000
"""Events folded before somebody else may have the thread."""

_logger = logging.getLogger(__name__)


class Keeper:
    """`position` is how far the log is in the columns; `zone` is the site's."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.position = 0
        self._kept_position = -1
        self._keeping: Keeping | None = None
        self._past: Past | None = None
        self.is_anew = False
        """Whether nothing of what the log's file holds in columns is of use."""

    def load(self, log: LogReader) -> Keeping:
        """What is kept in the log's file, or, where that cannot be gone on with, nothing yet. Raises LogError."""
        from wallboard.metrics.keeping import Keeping
        from wallboard.metrics.packing import StaleError, unpack

        if self._keeping is None:
            parts = list(log.kept())
            try:
                self._keeping, self.position = unpack(parts) if parts else (Keeping(), 0)
                self._kept_position = self.position
            except StaleError as error:
                _logger.info("the figures of the past are made anew from the log: %s", error)
                self._keeping = Keeping()
            self.is_anew = not self.position
        return self._keeping

    def forget(self) -> None:
        """Begin with the first event of the log, whatever is kept."""
        from wallboard.metrics.keeping import Keeping

        self._keeping, self.position, self._kept_position, self.is_anew = Keeping(), 0, -1, True

    def advance(self, log: LogReader, most: int = 0) -> bool:
        """Take the next events of the log into the columns: `most` (0: a portion). Whether there may be more.

        Raises LogError.
        """
        keeping = self.load(log)
        most = most or PORTION
        events, self.position = log.bare_after(self.position, most)
        if events:
            self._past = None
            self._fold(keeping, events)
        return len(events) == most

    def _fold(self, keeping: Keeping, events: Sequence[Event]) -> None:
        try:
            keeping.fold(events)
        except Exception:  # as in the floor of the hub: what is kept of the rest is better than nothing
            _logger.exception("history could not fold all of %d events up to %d", len(events), self.position)

    def catch_up(self, log: LogReader) -> None:
        """Take all that the log holds. Raises LogError."""
        while self.advance(log):
            pass

    def changed_parts(self) -> Iterator[Part]:
        """What is to be kept in the log's file; nothing where nothing has come since the last time."""
        from wallboard.metrics.packing import pack

        if self._keeping is not None and self.position != self._kept_position:
            self._past = None
            yield from pack(self._keeping, self.position)
            self._kept_position = self.position

    def not_kept(self) -> None:
        """What `changed_parts` gave last did not reach the file."""
        self._kept_position = -1
        if self._keeping is not None:
            for chunk in self._keeping.columns.chunks:
                chunk.is_changed = True

    def past(self) -> Past:
        """What the columns know, with what could still change, as of `position`."""
        from wallboard.metrics.past import Past
        from wallboard.metrics.spans import Clockwork

        assert self._keeping is not None, "load it first"
        if self._past is None:
            self._past = Past(self._keeping, Clockwork(self.zone))
        return self._past

    def limits(self) -> Limits:
        """What the queues are held to now."""
        from wallboard.metrics.asked import limits_of

        assert self._keeping is not None, "load it first"
        return limits_of(self._keeping.floor)
