"""Who works at the centre: people with names, teams, sites, skills and shifts, and those who step in at peaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, cycle
from random import Random

from feeds.simulator import names
from feeds.simulator.centre import Line, Person, Post
from feeds.simulator.scenario import CAPACITY, Scenario, Shift, Team
from wallboard.stream.agent_events import Place

TEAM_SIZE = 14
"""A kind of team with more people is divided into numbered teams."""
GOLDEN = 0.6180339887498949
HELPS_OUT = 1
LATE = 5
BY_HAND = 9
"""Penalties: helps out, steps in late by himself, steps in only when somebody sends him a contact."""

_PLACES: tuple[tuple[Place, bool], ...] = (("home", False), ("office", True), ("mobile", False), ("home", True))


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of `total` in proportion to `weights` (largest remainders), which sum to it."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


class Roster:
    """Draws the people of a scenario. The same generator state gives the same people."""

    def __init__(self, scenario: Scenario, lines: dict[str, Line], random: Random) -> None:
        self._scenario = scenario
        self._lines = lines
        self._random = random
        self._names = names.people(random)
        self._count = 0

    def staff(self, agents: int) -> Iterator[Person]:
        """`agents` people in their teams. Adds to each line the strength that they give it."""
        teams = self._scenario.teams
        shifts = self._shifts()
        for team, size in zip(teams, shares(agents, [team.share for team in teams]), strict=True):
            for number in range(size):
                yield self._member(team, number, size, next(shifts))

    def overflow(self, agents: int) -> Iterator[Person]:
        """Those who step in at peaks, for a centre of `agents` people."""
        rules = self._scenario.overflow
        if not rules.queues:
            return
        shift = Shift(start=rules.start, end=rules.end, share=1.0)
        sites = cycle(dict.fromkeys(site for team in self._scenario.teams for site in reversed(team.sites)))
        for number in range(max(rules.least, round(agents * rules.share))):
            place, is_late = _PLACES[number % len(_PLACES)]
            penalty = LATE if is_late else BY_HAND
            posts = [Post(self._lines[key], penalty, True, is_late) for key in rules.queues if key in self._lines]
            person = self._person("Резерв", next(sites), shift, posts, CAPACITY)
            person.place, person.overflow = place, True
            yield person

    def _shifts(self) -> Iterator[Shift]:
        """Shifts in their shares, so mixed that every few people in a row have all of them."""
        shifts = self._scenario.shifts
        total = sum(shift.share for shift in shifts)
        for number in count(1):
            left = number * GOLDEN % 1.0 * total
            for shift in shifts:
                left -= shift.share
                if left < 0.0:
                    break
            yield shift

    def _member(self, team: Team, number: int, size: int, shift: Shift) -> Person:
        parts = -(-size // TEAM_SIZE)
        part = number * parts // size
        name = team.name if parts == 1 else f"{team.name} {part + 1}"
        posts = [Post(self._lines[key], 0) for key in team.first]
        helps = [key for key in team.also if self._random.random() < team.also_share]
        posts += [Post(self._lines[key], HELPS_OUT) for key in helps]
        for post in posts[: len(team.first)]:
            post.line.strength += 1.0 / len(team.first)
        return self._person(name, team.sites[part % len(team.sites)], shift, posts, team.capacity)

    def _person(self, team: str, site: str, shift: Shift, posts: list[Post], capacity: dict[str, int]) -> Person:
        self._count += 1
        pace = self._random.lognormvariate(-0.02, 0.2)
        return Person(f"a{self._count:04d}", next(self._names), team, site, shift, posts, dict(capacity), pace)
