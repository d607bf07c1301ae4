"""Spans and keys of a report: from when to when, and under which hour or day something stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from wallboard.metrics.calendar import QUARTER_S, Calendar

KEYS = ("queue", "tier", "entry", "channel", "topic", "priority", "agent", "team", "site", "hour", "half_hour", "day")
"""What figures can be split by."""

TIME_KEYS = frozenset({"hour", "half_hour", "day"})
PEOPLE_KEYS = frozenset({"agent", "team", "site"})
TICKET_KEYS = PEOPLE_KEYS | TIME_KEYS | {"queue", "priority"}


class Clockwork:
    """Names an hour ("09:00"), a half-hour ("09:30") and a day ("1999-01-03") on the site's clock."""

    def __init__(self, zone: str) -> None:
        self.calendar = Calendar(zone)
        self._known: dict[int, dict[str, str]] = {}

    def keys_of(self, t: float) -> dict[str, str]:
        """All three for `t` (epoch seconds, UTC)."""
        quarter = int(t // QUARTER_S)
        found = self._known.get(quarter)
        if found is None:
            local = self.calendar.local(t)
            found = self._known[quarter] = {
                "hour": f"{local.hour:02d}:00",
                "half_hour": f"{local.hour:02d}:{local.minute // 30 * 30:02d}",
                "day": local.date().isoformat(),
            }
        return found


def moment_of(text: str, zone: str) -> float:
    """A date, or a date and time, in ISO 8601 as epoch seconds: on the clock of `zone` unless it has an offset.

    A bare date is its midnight.
    Raises ValueError where it is neither.
    """
    try:
        local = datetime.combine(date.fromisoformat(text), datetime.min.time())
    except ValueError:
        local = datetime.fromisoformat(text)
    return (local if local.tzinfo else local.replace(tzinfo=ZoneInfo(zone))).timestamp()


def check_split(
    by: Sequence[str], start_t: float | None, end_t: float | None, only: Collection[str] = frozenset()
) -> None:
    """Raises ValueError for a key that nobody knows or that stands twice in `by`, and a span that ends too early."""
    unknown = [key for key in (*by, *only) if key not in KEYS]
    if unknown:
        raise ValueError(f"no figures by {', '.join(unknown)}; known are {', '.join(KEYS)}")
    if len(set(by)) != len(by):
        raise ValueError(f"a key stands twice in {', '.join(by)}")
    if start_t is not None and end_t is not None and end_t < start_t:
        raise ValueError("the span ends before it begins")
