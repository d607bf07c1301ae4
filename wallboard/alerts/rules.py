"""When a reading becomes an alarm: beyond its limit for long enough, and over only once it is well back within it.

An alarm asks for an action; where there is none to be taken, the same condition is a status.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from wallboard.stream.control import Alarm, Severity
from wallboard.stream.envelope import moment


class Reading(Struct, frozen=True, gc=False):
    """A value that is watched now: of `subject` (a queue, agent or source; empty for the whole centre).

    `above`: it is bad to be above `limit` (otherwise below it). `action` is what could be done about it now, as a code;
    `about` the contact that it is about, if it is about one. `begun_t` (epoch seconds, UTC) is when it went beyond the
    limit, where the floor tells; negative where it does not, and the moment counts in which it was seen.
    """

    code: str
    subject: str
    value: float
    limit: float
    above: bool = True
    action: str = ""
    about: str = ""
    begun_t: float = -1.0


class Rule(Struct, frozen=True, gc=False):
    """`delay_s`: the condition has to last so long. `band`: by which share of the limit it must be better to end."""

    delay_s: float = 0.0
    band: float = 0.0


RULES: dict[str, Rule] = {
    "feed_lost": Rule(delay_s=3.0),
    "queue_unstaffed": Rule(delay_s=15.0),
    "longest_wait": Rule(delay_s=10.0, band=0.2),
    "waiting": Rule(delay_s=20.0, band=0.25),
    "service_level": Rule(delay_s=60.0, band=0.05),
    "abandonment": Rule(delay_s=60.0, band=0.2),
    "hold_over_norm": Rule(delay_s=5.0),
    "talk_over_norm": Rule(delay_s=10.0),
}
"""The rule of each code, the most pressing first."""

_RANK = {code: rank for rank, code in enumerate(RULES)}


class _Condition(Struct, gc=False):
    begun_t: float
    raised: bool
    about: str


class Watch:
    """Remembers since when each reading has been beyond its limit. Time comes in with each check."""

    def __init__(self, rules: dict[str, Rule] | None = None) -> None:
        self._rules = RULES if rules is None else rules
        self._conditions: dict[tuple[str, str], _Condition] = {}

    def check(self, readings: Iterable[Reading], now_t: float) -> list[Alarm]:
        """The alarms that stand at `now_t` (epoch seconds, UTC): alarms before statuses, the most pressing first.

        A reading that is not given any more has ended.
        """
        before, self._conditions = self._conditions, {}
        alarms = []
        for reading in readings:
            condition = self._judged(reading, before.get((reading.code, reading.subject)), now_t)
            if condition is not None:
                self._conditions[reading.code, reading.subject] = condition
                if condition.raised:
                    alarms.append(_alarm(reading, condition))
        return sorted(alarms, key=_order)

    def _judged(self, reading: Reading, known: _Condition | None, now_t: float) -> _Condition | None:
        rule = self._rules.get(reading.code, Rule())
        if known is not None and (known.about != reading.about or known.begun_t > now_t):
            known = None
        if known is None or not known.raised:
            if not _is_beyond(reading, reading.limit):
                return None
            begun_t = known.begun_t if known else reading.begun_t if 0.0 <= reading.begun_t <= now_t else now_t
            return _Condition(begun_t, now_t - begun_t >= rule.delay_s, reading.about)
        back = 1.0 - rule.band if reading.above else 1.0 + rule.band
        return known if _is_beyond(reading, reading.limit * back) else None


def _is_beyond(reading: Reading, limit: float) -> bool:
    return reading.value > limit if reading.above else reading.value < limit


def _alarm(reading: Reading, condition: _Condition) -> Alarm:
    severity: Severity = "alarm" if reading.action else "status"
    return Alarm(
        reading.code,
        reading.subject,
        reading.value,
        reading.limit,
        moment(condition.begun_t),
        severity,
        reading.action,
        reading.about,
    )


def _order(alarm: Alarm) -> tuple[bool, int, float, str]:
    return alarm.severity != "alarm", _RANK.get(alarm.code, len(_RANK)), alarm.since_t, alarm.subject
