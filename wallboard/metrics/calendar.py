"""The site's own days and half-hours, in its time zone with daylight saving. Times in epoch seconds (UTC)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

HALF_HOUR_S = 1800.0
QUARTER_S = 900
QUARTERS_KEPT = 20_000
DAYS_KEPT = 1_000


class Calendar:
    """Every zone's offset is a whole number of quarter-hours, so that what holds for a moment holds for its quarter."""

    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self._days: dict[int, float] = {}
        self._half_hours: dict[int, float] = {}
        self._next: dict[float, float] = {}

    def day_of(self, t: float) -> float:
        """The midnight (site's time) that began the day of `t`."""
        quarter = int(t // QUARTER_S)
        found = self._days.get(quarter)
        if found is None:
            found = self._days[quarter] = self._midnight(self.local(t))
            if len(self._days) > QUARTERS_KEPT:
                self._days.clear()
        return found

    def half_hour_of(self, t: float) -> float:
        """When the half-hour of `t` began, counted from midnight."""
        quarter = int(t // QUARTER_S)
        found = self._half_hours.get(quarter)
        if found is None:
            day_t = self.day_of(t)
            found = self._half_hours[quarter] = day_t + (t - day_t) // HALF_HOUR_S * HALF_HOUR_S
            if len(self._half_hours) > QUARTERS_KEPT:
                self._half_hours.clear()
        return found

    def next_day(self, day_t: float) -> float:
        """The midnight after the day that began at `day_t`."""
        found = self._next.get(day_t)
        if found is None:
            if len(self._next) > DAYS_KEPT:
                self._next.clear()
            found = self._next[day_t] = self._midnight(self.local(day_t) + timedelta(days=1))
        return found

    def local(self, t: float) -> datetime:
        """`t` on the site's clock."""
        return datetime.fromtimestamp(t, self.zone)

    def _midnight(self, local: datetime) -> float:
        return local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0).timestamp()
