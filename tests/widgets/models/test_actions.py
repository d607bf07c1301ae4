"""The action log: who asked for what, and what became of it."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from widgets.i18n.language import Language
from widgets.i18n.numbers import NBSP
from widgets.models.actions import ActionModel, ordered_actions


@pytest.fixture
def desk(language: Language) -> Desk:
    """A live board with one caller, and Anna."""
    return Desk().greet().tell(Story().queue("support").agent("anna", queues=["support"]).waiting("c1", 5.0))


@pytest.fixture
def actions(desk: Desk, language: Language) -> ActionModel:
    """The log, watched by Qt's own tester."""
    model = ActionModel(desk.board, language)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_that_an_action_is_written_down_at_once_and_followed_to_its_end(desk: Desk, actions: ActionModel) -> None:
    (key,) = desk.board.reassign(["c1"], "agent", "anna")
    assert [(row.status, row.own, row.who) for row in actions.rows] == [("requested", True, "me")]
    story = Story().tell(co.CommandRequested, key, 6.0, co.Requested(co.Reassign("c1", "anna"), "me"))
    desk.tell(story.tell(co.CommandDispatched, key, 6.1, co.CommandOutcome()))
    desk.tell(Story().tell(co.CommandConfirmed, key, 6.4, co.CommandOutcome()))
    (row,) = actions.rows
    assert row.status == "confirmed"
    assert row.sentence.replace(NBSP, " ") == "you: +7 916 ••• 45 67 → Anna — confirmed in 0.4 s"
    assert actions.spoken(row, "what") == row.sentence


def test_that_another_boards_action_names_who_asked(desk: Desk, actions: ActionModel) -> None:
    story = Story().tell(co.CommandRequested, "k", 6.0, co.Requested(co.Reassign("c1", "anna"), "olga"))
    desk.tell(story.tell(co.CommandRefused, "k", 6.0, co.CommandOutcome("agent_at_capacity")))
    (row,) = actions.rows
    assert (row.own, row.tone) == (False, "warning")
    assert actions.text(row, "status") == "refused: Has as many contacts as allowed."
    assert (actions.text(row, "time"), actions.text(row, "who"), actions.text(row, "target")) == (
        "15:06:46",
        "olga",
        "Anna",
    )


def test_that_the_customer_is_named_after_the_floor_has_forgotten_him(desk: Desk, actions: ActionModel) -> None:
    desk.tell(Story().asked("k", 6.0, "c1", "anna"))
    title = actions.rows[0].title
    desk.tell(Story().talks("c1", 7.0, "anna").tell(ev.ContactCleared, "c1", 8.0, ev.Cleared("agent")))
    for _ in range(8):
        desk.wait(25.0)
    assert "c1" not in desk.board.floor.contacts
    desk.tell(Story().tell(co.CommandConfirmed, "k", 7.0, co.CommandOutcome()))
    assert (actions.rows[0].status, actions.rows[0].title) == ("confirmed", title)


def test_that_the_newest_is_first(desk: Desk, actions: ActionModel) -> None:
    ordered = ordered_actions(actions)
    desk.tell(Story().asked("k1", 6.0, "c1", "anna").asked("k2", 7.0, "c1", "anna"))
    assert [row.id for row in ordered.rows] == ["k2", "k1"]


def test_that_the_headings_are_translated(actions: ActionModel, language: Language) -> None:
    language.choose("ru")
    assert [actions.header(column) for column in actions.COLUMNS] == ["когда", "кто", "о ком", "что", "итог"]
