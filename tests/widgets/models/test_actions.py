"""The action log: who asked for what, and what became of it."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tests.commands.floors import START_T, Story
from tests.widgets.boards import Desk
from wallboard.stream import agent_events as ag
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream.envelope import moment
from widgets.i18n.language import Language
from widgets.i18n.numbers import NBSP
from widgets.models.actions import ActionModel, asked_at_once, ordered_actions, outcomes


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


def test_that_listening_is_told_of_the_person_who_is_listened_to(desk: Desk, actions: ActionModel) -> None:
    desk.tell(Story().talks("c1", 6.0, "anna"))
    desk.board.act([co.Monitor("c1", "listen", "anna")])
    assert actions.rows[0].sentence == "you: Anna · listen — pending"


def test_that_what_cannot_be_asked_for_is_written_down_with_the_reason(desk: Desk, actions: ActionModel) -> None:
    desk.tell(Story().tell(ag.AgentState, "anna", 6.0, ag.State("unreachable")))
    assert desk.board.reassign(["c1"], "agent", "anna") == []
    (row,) = actions.rows
    assert row.sentence.endswith("→ Anna — refused: Cannot be reached.")
    assert desk.bridge.published == []


def test_that_what_was_asked_for_at_once_is_summed_up_and_a_success_hides_no_failure(
    desk: Desk, actions: ActionModel
) -> None:
    story = Story().waiting("c2", 5.0).waiting("c3", 5.0)
    for n, outcome in enumerate((co.CommandFailed, co.CommandFailed, co.CommandConfirmed), 1):
        story.asked(f"k{n}", 6.0 + n / 10, f"c{n}", "anna")
        story.tell(outcome, f"k{n}", 7.0, co.CommandOutcome("agent_at_capacity" if n < 3 else ""))
    story.asked("again", 6.05, "c3", "anna").tell(co.CommandRefused, "again", 6.06, co.CommandOutcome("already_asked"))
    desk.tell(story.asked("old", 1.0, "c1", "anna"))
    together = asked_at_once(ordered_actions(actions).rows)
    assert [row.id for row in together] == ["k3", "k2", "k1"]
    reason = ["Has as many contacts as allowed."]
    assert list(outcomes(together)) == [("confirmed", 1, []), ("failed", 2, reason)]


def test_that_two_deeds_about_people_are_never_one(desk: Desk, actions: ActionModel) -> None:
    desk.tell(Story().agent("boris", queues=["support"]))
    desk.board.act([co.Pause("anna", "break")])
    desk.board.act([co.Pause("boris", "break")])
    assert len(asked_at_once(ordered_actions(actions).rows)) == 1


def test_that_callbacks_asked_for_a_few_at_a_time_are_one_deed(desk: Desk, actions: ActionModel) -> None:
    story = Story()
    for n, at_s in enumerate((10.0, 10.2, 40.0, 41.0)):
        action = co.PromiseCallback(f"c{n}", moment(START_T + 3600.0))
        story.tell(co.CommandRequested, f"k{n}", at_s, co.Requested(action, "olga"))
    other = co.PromiseCallback("c9", moment(START_T + 7200.0))
    desk.tell(story.tell(co.CommandRequested, "k9", 5.0, co.Requested(other, "olga")))
    together = asked_at_once(ordered_actions(actions).rows)
    assert [row.id for row in together] == ["k3", "k2", "k1", "k0"]
    assert together[0].target == "callback by 16:06"
