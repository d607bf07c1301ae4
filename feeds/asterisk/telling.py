"""Events in the making: each has an identity that comes from what it tells, so that the same is told the same."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from wallboard.stream.envelope import Event
from wallboard.stream.vocabulary import LogEvent


class Teller:
    """Collects events of one source. An identity is the subject's, its own count of facts, and the moment."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.events: list[LogEvent] = []
        self._t = -1.0
        self._moment = datetime.fromtimestamp(0.0, UTC)

    def tell(self, kind: type[Event], subject: str, count: int, t: float, data: Any, ident: str = "") -> None:
        """`subject`'s fact number `count` of `kind` at `t` (epoch seconds)."""
        if t != self._t:
            self._t, self._moment = t, datetime.fromtimestamp(t, UTC)
        event = kind(  # type: ignore[call-arg]
            specversion="1.0",
            id=ident or f"{subject}#{count}@{t:.3f}",
            source=self.source,
            subject=subject,
            time=self._moment,
            order=count,
            data=data,
        )
        self.events.append(event)  # type: ignore[arg-type]

    def taken(self) -> list[LogEvent]:
        """What has been told since this was last called."""
        events, self.events = self.events, []
        return events
