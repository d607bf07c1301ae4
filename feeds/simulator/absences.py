"""Who is missing on the scenario's own day and after it: the sick, and those who come late."""

from __future__ import annotations

from collections.abc import Iterable

from feeds.simulator.centre import Person
from feeds.simulator.chance import Chance
from feeds.simulator.scenario import Scenario

MOST_DAYS_SICK = 3


class Absences:
    """Drawn once, from a generator of their own. A day is counted from the scenario's date: that is 0."""

    def __init__(self, scenario: Scenario, people: Iterable[Person], chance: Chance) -> None:
        self._well_from: dict[str, int] = {}
        self._late_s: dict[str, float] = {}
        rules = scenario.absence
        if rules is None:
            return
        there_for: dict[str, list[Person]] = {}
        for person in people:
            if not person.overflow:
                there_for.setdefault(person.posts[0].line.key, []).append(person)
        for queue, group in there_for.items():
            chance.random.shuffle(group)
            sick = round(len(group) * rules.queues.get(queue, rules.sick_share))
            for person in group[:sick]:
                self._well_from[person.key] = 1 + int(chance.happens_below() * MOST_DAYS_SICK)
            for person in group[sick:]:
                if chance.happens(rules.late_share):
                    self._late_s[person.key] = 60.0 * chance.between(*rules.late_min)

    def is_sick(self, person: Person, day: int) -> bool:
        """Whether he does not come on `day`."""
        return 0 <= day < self._well_from.get(person.key, 0)

    def late_s(self, person: Person, day: int) -> float:
        """By how much he is late on `day`."""
        return self._late_s.get(person.key, 0.0) if day == 0 else 0.0
