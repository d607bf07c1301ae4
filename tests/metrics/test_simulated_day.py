"""A simulated day with everything in it: live figures are those of a report, in whatever pieces the day was folded."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from feeds.simulator.loading import load
from feeds.simulator.simulation import Simulation
from tests.metrics.pictures import BY_CONTACT, Figures, pictured, read, reported, today
from tests.metrics.test_snapshot import rebuilt
from wallboard.metrics.balance import balance
from wallboard.metrics.picture import Picture

AGENTS, SEED, HOURS = 25, 11, 3


@cache
def day() -> list[Any]:
    simulation = Simulation(load("storm"), AGENTS, SEED, "/test/simulator/1", "simulator")
    return list(simulation.advance(simulation.start_t + HOURS * 3600.0))


@cache
def whole() -> Picture:
    return pictured(day())


@cache
def asked_often() -> Picture:
    """The same day in small pieces, looked at all the time, and rebuilt from a snapshot in its middle."""
    picture = Picture("Europe/Moscow")
    events = day()
    for i in range(0, len(events), 97):
        picture.fold(events[i : i + 97])
        today(picture)
        read(picture, picture.books.today(queue="support", tier="vip"))
        picture.books.people()
        if i // 97 == len(events) // 194:
            picture = rebuilt(picture)
    return picture


def by_contact(found: Figures) -> Figures:
    return {name: found[name] for name in BY_CONTACT}


@pytest.fixture(params=[whole, asked_often], ids=["in one go", "in pieces"])
def picture(request: pytest.FixtureRequest) -> Picture:
    found: Picture = request.param()
    return found


def test_that_all_figures_of_the_day_are_those_of_a_report(picture: Picture) -> None:
    found = reported(day())[()]
    assert today(picture) == by_contact(found)
    people = read(picture, picture.books.people(), ["occupancy", "utilisation"])
    assert people == pytest.approx({name: found[name] for name in people}, abs=1e-6)
    assert (found["transfers"] or 0) > 0
    assert (found["acw_mean_s"] or 0) > 0


def test_that_all_figures_of_every_queue_are_those_of_a_report(picture: Picture) -> None:
    for (queue,), found in reported(day(), ["queue"]).items():
        assert today(picture, queue or "") == by_contact(found), queue


def test_that_every_agents_day_is_that_of_a_report(picture: Picture) -> None:
    for (name,), found in reported(day(), ["agent"]).items():
        if name is not None:
            agent = picture.books.agent(name)
            assert (agent.answered, agent.handled) == (found["answered"], found["handled"])
            assert (agent.refused_rings, agent.transfers) == (found["refused_rings"], found["transfers"])
            assert agent.aht_s == pytest.approx(found["aht_s"])
            assert agent.occupancy == pytest.approx(found["occupancy"], abs=1e-6)


def test_that_the_sliding_hour_is_the_same_in_one_go_and_in_pieces() -> None:
    for minutes in (15, 30, 60):
        ledgers = [one.books.sliding(minutes, live=None) for one in (whole(), asked_often())]
        assert read(whole(), ledgers[0]) == read(asked_often(), ledgers[1])


def test_that_the_books_of_the_day_balance(picture: Picture) -> None:
    assert balance(picture.floor, picture.books) == []


@pytest.mark.parametrize("by", [["tier", "channel"], ["half_hour"], ["agent"], ["team", "entry"]], ids="+".join)
def test_that_the_parts_of_a_day_make_up_the_day(by: list[str]) -> None:
    found, parts = reported(day())[()], reported(day(), by).values()
    for name in ("offered", "answered", "abandoned_in_queue", "answered_within_threshold", "transfers"):
        assert sum(part[name] or 0 for part in parts) == found[name], name
