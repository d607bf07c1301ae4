"""The menus of who waits and of a person, by mouse and by keyboard, down to the command that is sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, opened_shell, settle
from wallboard.stream import command_events as co
from widgets.i18n.language import Language
from widgets.shell import Shell
from widgets.theme import Theme

Hall = tuple[Shell, Desk]


@pytest.fixture
def hall(qtbot: QtBot, theme: Theme, language: Language) -> Iterator[Hall]:
    """A busy floor on a large screen."""
    with opened_shell(qtbot, theme, language, busy_story()) as found:
        yield found


def the_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def pick(menu: QMenu, *path: str) -> None:
    """Choose an entry, by its words."""
    for words in path[:-1]:
        menu = next(action.menu() for action in menu.actions() if action.text() == words)  # type: ignore[assignment]
    next(action for action in menu.actions() if action.text() == path[-1]).trigger()


def shift_f10(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyRelease(widget, Qt.Key.Key_Shift)


def asked(desk: Desk) -> list[co.Action]:
    return [event.data.action for event in desk.bridge.published if isinstance(event, co.CommandRequested)]


def test_that_the_keyboard_opens_the_menu_of_who_waits(hall: Hall) -> None:
    shell, desk = hall
    shell.waiting.table.selectRow(1)
    [chosen] = shell.waiting.table.chosen()
    shift_f10(shell.waiting.table)
    menu = the_menu()
    pick(menu, "Serve earlier")
    menu.close()
    assert asked(desk) == [co.SetPriority(chosen, 10)]
    settle(desk)
    assert shell.action_line.texts[0].endswith("ahead of others, by 10 — pending")


def test_that_what_cannot_be_undone_is_asked_first(hall: Hall) -> None:
    shell, desk = hall
    shell.waiting.table.selectRow(1)
    [chosen] = shell.waiting.table.chosen()
    for answer in ("Leave it", "Do it"):
        shell.waiting.open_menu()
        menu = the_menu()
        pick(menu, "Take out of the queue…")
        menu.close()
        assert asked(desk) == []
        [box] = [box for box in shell.findChildren(QMessageBox) if box.isVisible()]
        assert box.defaultButton().text() == "Leave it"
        next(button for button in box.buttons() if button.text() == answer).click()
        settle(desk)
    assert asked(desk) == [co.Withdraw(chosen)]


def test_that_the_keyboard_opens_the_menu_of_a_card(hall: Hall) -> None:
    shell, desk = hall
    grid = shell.agents.grid
    QTest.keyClick(grid, Qt.Key.Key_Home)
    card = grid.current_card()
    assert card is not None
    shift_f10(grid)
    menu = the_menu()
    pick(menu, "Log off…")
    menu.close()
    [box] = [box for box in shell.findChildren(QMessageBox) if box.isVisible()]
    assert card.name in box.text()
    box.reject()
    assert asked(desk) == []


def test_that_the_mouse_opens_the_menu_of_the_card_under_it(hall: Hall) -> None:
    shell, desk = hall
    grid = shell.overflow.grid
    place = grid._rect(0).center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, grid.viewport().mapToGlobal(place))
    QApplication.sendEvent(grid.viewport(), event)
    menu = the_menu()
    pick(menu, "Pause", "Training")
    menu.close()
    assert asked(desk) == [co.Pause("dina", "training")]
    nowhere = QPoint(grid.viewport().width() - 1, grid.viewport().height() - 1)
    away = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, nowhere, grid.viewport().mapToGlobal(nowhere))
    QApplication.sendEvent(grid.viewport(), away)
    assert QApplication.activePopupWidget() is None


def test_that_entries_are_off_and_say_why_where_the_board_is_not_live(hall: Hall) -> None:
    shell, desk = hall
    desk.clock.at_s += 10.0
    settle(desk)
    shell.waiting.table.selectRow(1)
    shell.waiting.open_menu()
    menu = the_menu()
    off = [action for action in menu.actions() if not action.isSeparator() and not action.isEnabled()]
    assert len(off) == 5
    assert all("actions are off" in action.text() for action in off)
    menu.close()
