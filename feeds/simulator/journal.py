"""The log that a simulation writes: events in the order of their times, with ids that the same run gives again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from wallboard.stream.envelope import Event
from wallboard.stream.vocabulary import LogEvent

_moment = datetime.fromtimestamp


class Journal:
    """What is written comes after what was written before; `take` lets go of what has its time behind it.

    Facts of one moment may run a few milliseconds ahead of the agenda, so that their order is never in doubt.
    """

    __slots__ = ("_count", "_last_t", "_source", "_times", "_written")

    def __init__(self, source: str) -> None:
        self._source = source
        self._written: list[Event] = []
        self._times: list[float] = []
        self._count = 0
        self._last_t = 0.0

    def write(
        self, kind: type[Any], subject: str, t: float, data: Any, cause: str = "", conversation: str = ""
    ) -> float:
        """Write an event of `kind` at `t` (epoch seconds, UTC), or at the time of the event before it, if that is
        later.

        Its time.
        """
        self._count += 1
        t = self._last_t = max(t, self._last_t)
        event = kind(
            specversion="1.0",
            id=str(self._count),
            source=self._source,
            subject=subject,
            time=_moment(t, UTC),
            data=data,
            causationid=cause,
            correlationid=conversation,
        )
        self._written.append(event)
        self._times.append(t)
        return t

    def take(self, until_t: float) -> list[LogEvent]:
        """The events up to and including `until_t`."""
        times = self._times
        ripe = len(times)
        while ripe and times[ripe - 1] > until_t:
            ripe -= 1
        taken = self._written[:ripe]
        del self._written[:ripe], times[:ripe]
        return cast(list[LogEvent], taken)
