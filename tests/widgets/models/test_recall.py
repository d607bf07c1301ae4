"""Calling back many: a few at a time, each followed until it is settled."""

from __future__ import annotations

import pytest

from tests.commands.floors import START_T, Story
from tests.widgets import losing
from tests.widgets.boards import Desk
from wallboard.stream import command_events as co
from wallboard.stream.control import Refusal
from widgets.i18n.language import Language
from widgets.models.recall import AT_ONCE, Recall

MANY = AT_ONCE + 15


@pytest.fixture
def desk(language: Language) -> Desk:
    """Many have been lost."""
    told = Story().queue("support")
    for n in range(MANY):
        losing.goes(losing.comes(told, f"c{n}", 1.0 + n / 10, losing.number(n)), f"c{n}", 40.0)
    return Desk().greet().tell(told).wait(65.0)


def test_that_a_few_at_a_time_are_on_their_way(desk: Desk) -> None:
    recall = Recall(desk.board)
    recall.begin([f"c{n}" for n in range(MANY)], START_T + 3600.0)
    first = losing.requests(desk)
    assert len(first) == AT_ONCE
    assert (recall.asked, recall.promised, recall.is_over) == (MANY, 0, False)
    desk.tell(losing.answered(first[:10], 66.0)).wait(1.0)
    assert (len(losing.requests(desk)), recall.promised) == (AT_ONCE + 10, 10)
    desk.tell(losing.answered(losing.requests(desk)[10:], 67.0, {"c20": "came_again"})).wait(1.0)
    desk.tell(losing.answered(losing.requests(desk)[AT_ONCE + 10 :], 68.0)).wait(1.0)
    assert recall.is_over
    assert (recall.promised, recall.refused) == (MANY - 1, {"came_again": 1})


def test_that_what_cannot_be_asked_is_counted_with_its_reason(desk: Desk) -> None:
    recall = Recall(desk.board)
    recall.begin(["c1", "nobody"], START_T + 3600.0)
    assert [co.contact_of(event.data.action) for event in losing.requests(desk)] == ["c1"]
    assert recall.refused == {"contact_unknown": 1}


def test_that_a_lost_link_leaves_the_outcome_open_and_says_so(desk: Desk) -> None:
    recall = Recall(desk.board)
    recall.begin(["c1"], START_T + 3600.0)
    desk.bridge.answers[-1](Refusal("link_lost"))
    assert (recall.is_over, recall.promised, recall.refused) == (True, 0, {"link_lost": 1})
    recall.begin(["c2"], START_T + 3600.0)
    assert (recall.asked, recall.refused) == (1, {})
