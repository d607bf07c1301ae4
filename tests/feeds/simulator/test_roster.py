from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from feeds.simulator.centre import Line, Person
from feeds.simulator.roster import TEAM_SIZE, Roster, shares
from tests.feeds.simulator.days import scenario


def people(agents: int, seed: int = 1) -> tuple[list[Person], list[Person], dict[str, Line]]:
    calm = scenario("calm")
    lines = {key: Line(key, rules) for key, rules in calm.queues.items()}
    roster = Roster(calm, lines, Random(seed))
    return list(roster.staff(agents)), list(roster.overflow(agents)), lines


@pytest.mark.parametrize("total", [0, 1, 2, 7, 30, 299])
def test_that_shares_are_whole_and_sum_up(total: int) -> None:
    assert sum(shares(total, [0.3, 0.25, 0.2, 0.15, 0.1])) == total


def test_that_shares_follow_the_weights() -> None:
    assert shares(10, [2.0, 2.0, 1.0]) == [4, 4, 2]


@pytest.mark.parametrize("agents", [1, 5, 30, 300, 2000])
def test_that_there_are_as_many_people_as_asked_for_with_keys_and_names_of_their_own(agents: int) -> None:
    staff, overflow, _ = people(agents)
    assert len(staff) == agents
    assert len({person.key for person in (*staff, *overflow)}) == len({p.name for p in (*staff, *overflow)})
    assert len({person.key for person in (*staff, *overflow)}) == agents + len(overflow)


def test_that_the_lines_know_how_many_they_are_staffed_with() -> None:
    _, _, lines = people(300)
    assert sum(line.strength for line in lines.values()) == pytest.approx(300.0)
    assert lines["support"].strength == pytest.approx(90.0)


def test_that_large_teams_are_divided_and_sit_at_several_sites() -> None:
    staff, _, _ = people(300)
    assert max(Counter(person.team for person in staff).values()) <= TEAM_SIZE
    assert {person.site for person in staff} == {"Москва", "Тверь", "Казань"}


def test_that_every_team_has_people_on_every_shift() -> None:
    staff, _, _ = people(300)
    starts = {(person.team.split(" ")[0], person.shift.start) for person in staff}
    assert len(starts) == len({team for team, _ in starts}) * 3


def test_that_those_who_step_in_at_peaks_are_at_home_on_a_mobile_and_in_another_office() -> None:
    _, overflow, _ = people(30)
    assert len(overflow) == 4
    assert {person.place for person in overflow} == {"home", "office", "mobile"}
    assert all(person.overflow and all(post.overflow for post in person.posts) for person in overflow)


def test_that_the_same_seed_gives_the_same_people() -> None:
    def told(seed: int) -> list[tuple[str, str, float]]:
        return [(person.name, person.team, person.pace) for person in people(40, seed)[0]]

    assert told(5) == told(5)
    assert told(5) != told(6)
