"""R, a digit, Enter: the whole way by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev
from widgets.dialogs.reassign import ReassignDialog
from widgets.i18n.language import Language
from widgets.models.actions import ActionModel
from widgets.theme import Theme

Open = Callable[..., ReassignDialog]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, theme: Theme) -> Open:
    """Opens the dialog for some contacts."""

    def open_for(*contacts: str) -> ReassignDialog:
        dialog = ReassignDialog(theme, desk.board, contacts or ["c1"])
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return open_for


def sent(desk: Desk) -> list[tuple[str, str, str]]:
    """What was asked for: contact, kind, target."""
    events: list[Any] = desk.bridge.published
    return [(e.data.action.contact, e.data.action.to_kind, e.data.action.to) for e in events]


def said(dialog: ReassignDialog) -> str:
    """All that its labels say."""
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def ok_enabled(dialog: ReassignDialog) -> bool:
    """Whether the main button can be pressed."""
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_that_enter_takes_the_best_candidate(desk: Desk, opened: Open) -> None:
    dialog = opened()
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert sent(desk) == [("c1", "agent", "anna")]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_that_a_digit_chooses_and_enter_takes(desk: Desk, opened: Open) -> None:
    dialog = opened()
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_3)
    assert dialog.filter_line.text() == ""
    assert dialog.chosen is not None
    assert dialog.chosen.key == "sales"
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Enter)
    assert sent(desk) == [("c1", "queue", "sales")]


def test_that_a_digit_without_a_candidate_changes_nothing(opened: Open) -> None:
    dialog = opened()
    before = dialog.chosen
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_9)
    assert dialog.chosen == before


def test_that_arrows_move_and_stay_within_the_list(opened: Open) -> None:
    dialog = opened()
    keys = [Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageUp]
    chosen = []
    for key in keys:
        QTest.keyClick(dialog.filter_line, key)
        chosen.append(dialog.chosen.key if dialog.chosen else "")
    assert chosen == ["boris", "sales", "sales", "boris", "anna"]


def test_that_letters_filter_and_escape_first_clears_them(opened: Open) -> None:
    dialog = opened()
    QTest.keyClicks(dialog.filter_line, "bor")
    assert dialog.chosen is not None
    assert (dialog.table.rows_model.rowCount(), dialog.chosen.key) == (1, "boris")
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Escape)
    assert (dialog.isVisible(), dialog.table.rows_model.rowCount()) == (True, 3)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_the_list_takes_the_same_keys(desk: Desk, opened: Open) -> None:
    dialog = opened()
    dialog.table.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_2)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert sent(desk) == [("c1", "agent", "boris")]


def test_that_several_contacts_are_one_command_each(desk: Desk, opened: Open) -> None:
    dialog = opened("c1", "c2")
    assert "Where should 2 contacts go?" in said(dialog)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_3)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert sent(desk) == [("c1", "queue", "sales"), ("c2", "queue", "sales")]


def test_that_a_caller_who_was_answered_meanwhile_can_go_nowhere(desk: Desk, opened: Open) -> None:
    dialog = opened()
    desk.tell(Story().talks("c1", 66.0, "anna")).wait(1.0)
    assert not ok_enabled(dialog)
    assert "not waiting any more" in said(dialog)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert (sent(desk), dialog.isVisible()) == ([], True)


def test_that_it_is_said_who_answered_and_after_which_wait_and_the_talk_counts_as_no_wait(
    desk: Desk, opened: Open
) -> None:
    dialog = opened()
    assert "Waiting for 1:00" in said(dialog)
    desk.tell(Story().talks("c1", 66.0, "anna")).wait(30.0)
    assert "has been answered by Anna, after a wait of 1:01" in said(dialog)
    assert "Waiting for" not in said(dialog)
    take = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    leave = dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    assert (take.isVisible(), leave.text()) == (False, "Close")
    assert not dialog.table.isEnabled()
    assert not dialog.filter_line.isEnabled()


def test_that_it_is_said_that_he_hung_up(desk: Desk, opened: Open) -> None:
    dialog = opened()
    desk.tell(Story().tell(ev.ContactCleared, "c1", 70.0, ev.Cleared("customer"))).wait(30.0)
    assert "has hung up, after a wait of 1:05" in said(dialog)
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isVisible()
    for _ in range(10):
        desk.wait(60.0)  # until the floor forgets him
    assert "has hung up, after a wait of 1:05" in said(dialog)


def test_that_of_several_only_those_go_who_still_wait(desk: Desk, opened: Open) -> None:
    dialog = opened("c1", "c2")
    desk.tell(Story().talks("c1", 66.0, "anna")).wait(1.0)
    assert "Where should 1 contact go?" in said(dialog)
    assert "answered by Anna" in said(dialog)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_3)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert sent(desk) == [("c2", "queue", "sales")]


def test_that_an_outside_number_is_typed_behind_a_plus(desk: Desk, opened: Open) -> None:
    dialog = opened()
    QTest.keyClicks(dialog.filter_line, "+7 9")
    assert not ok_enabled(dialog)
    assert "no telephone number" in said(dialog)
    QTest.keyClicks(dialog.filter_line, "16 123-45-67")
    assert dialog.chosen is not None
    assert (dialog.chosen.kind, dialog.chosen.name) == ("external", "+7 916 123-45-67")
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert sent(desk) == [("c1", "external", "+79161234567")]
    command = desk.board.command_of("c1")
    assert command is not None
    assert "123" not in ActionModel(desk.board, Language("en")).rows[0].sentence


def test_that_who_goes_home_meanwhile_cannot_be_chosen(desk: Desk, opened: Open) -> None:
    dialog = opened()
    desk.tell(Story().tell(ag.AgentLoggedOff, "anna", 66.0, ag.LoggedOff())).wait(1.0)
    assert not ok_enabled(dialog)
    assert "Off duty." in said(dialog)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_2)
    assert ok_enabled(dialog)


def test_that_nothing_can_be_sent_while_the_board_is_not_live(desk: Desk, opened: Open) -> None:
    dialog = opened()
    desk.wait(4.0, beats=False)
    assert not ok_enabled(dialog)
    assert "actions are off" in said(dialog)
    desk.wait(1.0)
    assert ok_enabled(dialog)


def test_that_nobody_to_send_to_is_said(desk: Desk, opened: Open) -> None:
    dialog = opened()
    QTest.keyClicks(dialog.filter_line, "nobody at all")
    assert (dialog.chosen, ok_enabled(dialog)) == (None, False)
    assert "Nobody and no queue fits “nobody at all”." in said(dialog)


def test_that_the_list_stands_still_while_one_chooses(desk: Desk, opened: Open) -> None:
    dialog = opened()
    story = Story().agent("zoe", 0.0, queues=["support"]).tell(ev.ContactQueued, "c2", 66.0, ev.Queued("sales"))
    desk.tell(story).wait(1.0)
    assert [row.key for row in dialog.table.rows_model.rows] == ["anna", "boris", "sales"]


def test_that_the_language_changes_while_it_is_open(qtbot: QtBot, opened: Open, language: Language) -> None:
    dialog = opened()
    language.choose("ru")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Переназначить")
    assert "Куда направить" in said(dialog)


def test_that_a_contact_nobody_knows_opens_an_empty_list(opened: Open) -> None:
    dialog = opened("gone")
    assert (dialog.chosen, ok_enabled(dialog)) == (None, False)


def test_that_a_person_is_sent_no_more_than_he_has_room_for(desk: Desk, opened: Open) -> None:
    dialog = opened("c1", "c2")
    assert dialog.chosen is not None
    assert dialog.chosen.key == "anna"
    assert "There is room for 1 of them" in said(dialog)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_3)
    assert "There is room" not in said(dialog)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_1)
    QTest.keyClick(dialog.filter_line, Qt.Key.Key_Return)
    assert sent(desk) == [("c1", "agent", "anna")]
