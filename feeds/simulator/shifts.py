"""The working day: who comes when, when breaks are due, and when people go home."""

from __future__ import annotations

from feeds.simulator.absences import Absences
from feeds.simulator.centre import LIVE, LOGGED_OFF, Centre, Person
from feeds.simulator.scenario import DAY_S, Break, seconds_of_day
from feeds.simulator.staff import Staff

STAYS_ON_S = 1200.0
"""For so long after closing the last shift stays while customers still wait."""
UNREACHABLE_SHARE = 0.12


class Shifts:
    """Plans each day anew, a little differently for each person."""

    def __init__(self, centre: Centre, staff: Staff, absences: Absences) -> None:
        self._centre = centre
        self._staff = staff
        self._absences = absences

    def plan_day(self, midnight_t: float, weekday: int) -> None:
        """Plan the day that begins at `midnight_t` (epoch seconds); Monday is 0. Plans the next day too, once it
        comes.
        """
        scenario = self._centre.scenario
        strength = scenario.weekdays[weekday] / max(scenario.weekdays)
        day = round((midnight_t - self._centre.midnight_t) / DAY_S)
        for person in () if weekday in scenario.closed_weekdays else self._centre.people.values():
            if self._centre.chance.happens(strength + 0.08) and not self._absences.is_sick(person, day):
                self._plan(person, midnight_t, self._absences.late_s(person, day))
        self._centre.agenda.at(midnight_t + DAY_S, self.plan_day, midnight_t + DAY_S, (weekday + 1) % 7)

    def _plan(self, person: Person, midnight_t: float, late_s: float) -> None:
        agenda, chance = self._centre.agenda, self._centre.chance
        start_t = midnight_t + seconds_of_day(person.shift.start) + late_s
        end_t = midnight_t + seconds_of_day(person.shift.end)
        if end_t < agenda.now_t:
            return
        agenda.at(max(start_t + chance.between(-360.0, 90.0), agenda.now_t), self._staff.log_on, person)
        agenda.at(end_t + chance.between(-30.0, 120.0), self._end, person, midnight_t)
        for rest in self._centre.scenario.breaks:
            if rest.overflow == person.overflow and chance.happens(rest.share):
                self._plan_break(person, rest, start_t)
        if chance.happens(UNREACHABLE_SHARE):
            at_t = start_t + chance.between(0.1, 0.95) * (end_t - start_t)
            agenda.at(at_t, self._staff.lose, person, chance.lasting(150.0))

    def _plan_break(self, person: Person, rest: Break, start_t: float) -> None:
        chance = self._centre.chance
        at_t = start_t + 3600.0 * chance.between(*rest.after_h)
        if at_t > self._centre.agenda.now_t:
            self._centre.agenda.at(
                at_t, self._staff.absent_after, person, rest.reason, 60.0 * chance.between(*rest.minutes)
            )

    def _end(self, person: Person, midnight_t: float) -> None:
        closes_t = midnight_t + seconds_of_day(self._centre.scenario.closes)
        now_t = self._centre.agenda.now_t
        is_last = now_t >= closes_t - 60.0
        if is_last and person.state != LOGGED_OFF and now_t < closes_t + STAYS_ON_S and _is_needed(person):
            self._centre.agenda.after(45.0, self._end, person, midnight_t)
        else:
            self._staff.go_home(person)


def _is_needed(person: Person) -> bool:
    return not person.overflow and any(post.line.rules.channel in LIVE and post.line.length for post in person.posts)
