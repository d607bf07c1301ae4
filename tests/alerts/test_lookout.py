"""Who watches a floor knows who is there and since when what holds."""

from __future__ import annotations

from tests.commands.floors import START_T, Story
from wallboard.alerts.lookout import Lookout
from wallboard.metrics.picture import Picture


def test_that_it_remembers_what_the_floor_does_not_tell() -> None:
    picture, lookout = Picture("UTC"), Lookout()
    picture.fold(Story().queue("support").waiting("c1", 1.0).events)
    at = {s: lookout.look(picture.floor, picture.books, START_T + s) for s in (5.0, 20.0, 30.0)}
    assert at[5.0] == ()
    assert [(a.code, a.since_t - START_T) for a in at[20.0]] == [("queue_unstaffed", 5.0)]
    assert [(a.code, a.since_t - START_T) for a in at[30.0]] == [("queue_unstaffed", 5.0)]


def test_that_whoever_comes_on_duty_counts() -> None:
    picture, lookout = Picture("UTC"), Lookout()
    picture.fold(Story().queue("support").waiting("c1", 1.0).events)
    lookout.look(picture.floor, picture.books, START_T + 5.0)
    lookout.take(picture.fold(Story().agent("anna", 6.0, queues=["support"]).events).agents.values())
    assert lookout.look(picture.floor, picture.books, START_T + 30.0) == ()
