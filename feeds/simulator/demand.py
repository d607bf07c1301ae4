"""How many customers want what, and when: a rate for each queue by half-hour, weekday and surge."""

from __future__ import annotations

from collections.abc import Callable
from math import log
from random import Random

from feeds.simulator.agenda import Agenda
from feeds.simulator.centre import Centre, Line
from feeds.simulator.scenario import DAY_S, HALF_HOUR_S, Scenario, Surge, seconds_of_day

LOOK_AHEAD_S = 900.0
ANSWERING_S = 6.0
"""What the ringing costs of somebody's time."""
CHATS_TOGETHER = 1.9
"""How many chats one person has at a time, on average, when there are enough of them."""


class Demand:
    """Non-homogeneous Poisson streams, one for each queue with a generator of its own: what people do does not change
    them.
    """

    def __init__(self, centre: Centre, agents: int, seed: int) -> None:
        self._agenda: Agenda = centre.agenda
        self._scenario = centre.scenario
        self._midnight_t = centre.midnight_t
        self._weekday = centre.scenario.date.weekday()
        usual = centre.scenario.usual_weekday
        self._usual = centre.scenario.weekdays[self._weekday if usual is None else usual]
        self._pooling = pooling(agents)
        self._seed = seed
        self._opens_s = seconds_of_day(self._scenario.opens)
        self.arrive: Callable[[Line], None]

    def start(self, line: Line) -> None:
        """Customers for `line` begin to come."""
        per_s = peak_per_s(self._scenario, line) * self._pooling
        if per_s > 0.0:
            most = per_s * _most(self._scenario, line.key)
            self._draw(line, per_s, most, Random(f"{self._seed}/demand/{line.key}"))

    def factor(self, key: str, t: float) -> float:
        """Demand for the queue `key` at `t` (epoch seconds), against its peak."""
        days, second = divmod(t - self._midnight_t, DAY_S)
        scenario = self._scenario
        weekdays = scenario.weekdays
        course = _course(scenario.half_hours, (second - self._opens_s) / HALF_HOUR_S, scenario.night_share)
        course *= weekdays[(self._weekday + int(days)) % 7] / self._usual
        for surge in scenario.surges:
            if days == 0.0 and (not surge.queues or key in surge.queues):
                course *= _surge(surge, second)
        return course

    def _draw(self, line: Line, per_s: float, most: float, random: Random) -> None:
        """Thinning: candidates at the greatest rate, each kept with the chance that the rate of its moment gives."""
        t, limit_t = self._agenda.now_t, self._agenda.now_t + LOOK_AHEAD_S
        while t < limit_t:
            t += random.expovariate(most)
            if random.random() * most < per_s * self.factor(line.key, t):
                self._agenda.at(t, self._come, line, per_s, most, random)
                return
        self._agenda.at(t, self._draw, line, per_s, most, random)

    def _come(self, line: Line, per_s: float, most: float, random: Random) -> None:
        self._draw(line, per_s, most, random)
        self.arrive(line)


def peak_per_s(scenario: Scenario, line: Line) -> float:
    """Customers a second at the day's peak that give the people of `line` the work that its `load` asks for."""
    rules = line.rules
    if rules.channel == "ticket":
        steps = sum(scenario.tickets.steps) / 2.0 if scenario.tickets else 1.0
        work_s = steps * scenario.tickets.step_mean_s if scenario.tickets else 1.0
        return rules.load * line.strength / work_s
    work_s = rules.talk_mean_s + rules.after_work_mean_s + ANSWERING_S
    if rules.channel == "chat":
        work_s /= CHATS_TOGETHER
    through = 1.0
    if rules.channel == "voice":
        menu = scenario.menu
        through -= (1.0 - rules.direct_share) * (menu.self_service_share + menu.hang_up_share)
    return rules.load * line.strength / work_s / max(0.1, through)


def pooling(agents: int) -> float:
    """How much more a centre of `agents` people can be asked to do per head than one of 30: many share the peaks
    better.
    """
    return min(1.2, max(0.8, 1.0 + 0.08 * log(agents / 30.0)))


def _course(half_hours: tuple[float, ...], place: float, night: float) -> float:
    """The day's course at `place` half-hours after opening, straight between the half-hours' values."""
    if not 0.0 <= place < len(half_hours):
        return night
    low = int(place)
    high = min(low + 1, len(half_hours) - 1)
    return half_hours[low] + (half_hours[high] - half_hours[low]) * (place - low)


def _surge(surge: Surge, second: float) -> float:
    start_s, end_s = seconds_of_day(surge.start), seconds_of_day(surge.end)
    ramp_s = max(1.0, surge.ramp_min * 60.0)
    inside = min((second - start_s) / ramp_s, (end_s + ramp_s - second) / ramp_s, 1.0)
    return 1.0 + (surge.factor - 1.0) * max(0.0, inside)


def _most(scenario: Scenario, key: str) -> float:
    most = max(*scenario.half_hours, scenario.night_share) * max(scenario.weekdays) / min(scenario.weekdays[:5])
    for surge in scenario.surges:
        if not surge.queues or key in surge.queues:
            most *= max(1.0, surge.factor)
    return most
