"""Several callers at once, each to somebody of his own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from tests.widgets.dialogs.test_reassign import ok_enabled, said, sent
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev
from widgets.dialogs.reassign import ReassignDialog
from widgets.i18n.language import Language
from widgets.models.candidates import SPREAD
from widgets.models.spreading import spread
from widgets.theme import Theme

CALLERS = ("c1", "c2", "c3", "c4")


@pytest.fixture
def peak(language: Language) -> Desk:
    """Four wait for support, the last of them a VIP: Anna is free, Vera away, and of the overflow Dina and Egor."""
    story = Story().queue("support").queue("sales")
    story.agent("anna", 0.0, queues=["support"]).agent("vera", 0.0, queues=["support"], state="not_ready")
    story.agent("dina", 1.0, queues=["support"], overflow=True).agent("egor", 2.0, queues=["support"], overflow=True)
    story.agent("boris", 0.0, queues=["sales"])
    for n, key in enumerate(CALLERS):
        story.waiting(key, 5.0 + n)
    story.tell(ev.ContactIdentified, "c4", 9.0, ev.Identified("v1", "vip", "Vip"))
    return Desk().greet().tell(story).wait(65.0)


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, peak: Desk) -> ReassignDialog:
    """All four were selected, and R pressed."""
    dialog = ReassignDialog(theme, peak.board, CALLERS)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_that_enter_sends_each_to_somebody_who_is_free_the_vip_first_and_ones_own_people_before_the_overflow(
    peak: Desk, dialog: ReassignDialog
) -> None:
    assert dialog.chosen is not None
    assert (dialog.chosen.id, dialog.chosen.digit, dialog.chosen.why) == (SPREAD, 1, "Anna, Dina, Egor")
    assert dialog.chosen.state == "3 of 4 at once"
    assert "3 go at once, the most pressing. The others stay where they are." in said(dialog)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert sent(peak) == [("c4", "agent", "anna"), ("c1", "agent", "dina"), ("c2", "agent", "egor")]


def test_that_the_second_digit_is_one_persons_then(peak: Desk, dialog: ReassignDialog) -> None:
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_2)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert sent(peak) == [("c1", "agent", "anna")]


def test_that_who_is_taken_in_the_meantime_is_left_out(peak: Desk, dialog: ReassignDialog) -> None:
    peak.tell(Story().rings("c3", 65.5, "anna")).wait(1.0)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert sent(peak) == [("c4", "agent", "dina"), ("c1", "agent", "egor")]


def test_that_it_cannot_be_taken_once_nobody_is_free(peak: Desk, dialog: ReassignDialog) -> None:
    story = Story()
    for agent in ("anna", "dina", "egor"):
        story.tell(ag.AgentState, agent, 65.5, ag.State("not_ready"))
    peak.tell(story).wait(1.0)
    assert dialog.chosen is not None
    assert dialog.chosen.refusal == "Nobody is free any more."
    assert not ok_enabled(dialog)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert sent(peak) == []


def test_that_for_one_caller_there_is_no_such_row_nor_where_one_person_alone_is_free(
    qtbot: QtBot, theme: Theme, peak: Desk
) -> None:
    for contacts in (["c1"], ["c1", "gone"]):
        dialog = ReassignDialog(theme, peak.board, contacts)
        qtbot.addWidget(dialog)
        assert dialog.chosen is not None
        assert dialog.chosen.key == "anna"


def test_that_nobody_is_sent_two_calls(peak: Desk) -> None:
    plan = spread(peak.board, CALLERS)
    assert len({agent for _, agent in plan}) == len(plan) == 3
    peak.board.reassign(["c4"], "agent", "anna")
    assert [agent for _, agent in spread(peak.board, CALLERS)] == ["dina", "egor"]


def test_that_whoever_is_away_is_chosen_with_a_warning(peak: Desk, dialog: ReassignDialog) -> None:
    dialog.filter_line.setText("vera")
    assert dialog.chosen is not None
    assert dialog.chosen.key == "vera"
    one = ReassignDialog(dialog._theme, peak.board, ["c1"])
    one.filter_line.setText("vera")
    assert "Vera is away: it will ring there, and perhaps nobody will answer." in said(one)
    one.deleteLater()
