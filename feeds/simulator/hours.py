"""When the centre is open. Times are epoch seconds (UTC)."""

from __future__ import annotations

from feeds.simulator.scenario import DAY_S, Scenario, seconds_of_day

DAYS_AHEAD = 15


class Hours:
    """The opening hours of a scenario on any day, before its date too."""

    def __init__(self, scenario: Scenario) -> None:
        self._opens_s = seconds_of_day(scenario.opens)
        self._closes_s = seconds_of_day(scenario.closes)
        self._midnight_t = scenario.moment("00:00")
        self._weekday = scenario.date.weekday()
        self._closed = frozenset(scenario.closed_weekdays)

    def weekday(self, t: float) -> int:
        """The day of the week at `t`; Monday is 0."""
        return int(self._weekday + (t - self._midnight_t) // DAY_S) % 7

    def is_open(self, t: float) -> bool:
        """Whether live contacts are served at `t`."""
        second = (t - self._midnight_t) % DAY_S
        if not self._opens_s <= second < self._closes_s:
            return False
        return not self._closed or self.weekday(t) not in self._closed

    def next_opening_t(self, t: float) -> float:
        """The first opening after `t`."""
        day_t = self._midnight_t + (t - self._midnight_t) // DAY_S * DAY_S
        for days in range(DAYS_AHEAD):
            opening_t = day_t + days * DAY_S + self._opens_s
            if opening_t > t and self.is_open(opening_t):
                return opening_t
        return t  # a centre that never opens

    def next_day_t(self, t: float) -> float:
        """The first opening after the day of `t`."""
        return self.next_opening_t(self._midnight_t + (t - self._midnight_t) // DAY_S * DAY_S + self._closes_s)
