"""The window: every panel has its place at every size, and everything that the mouse can, the keyboard can."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.arch.sources import line_count, python_files
from tests.commands.floors import Story
from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, opened_shell, settle
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from widgets.dialogs.details import DetailsDialog
from widgets.dialogs.losses import LossesDialog
from widgets.i18n.language import Language
from widgets.models.deeds import deeds_for_agent
from widgets.shell import Shell
from widgets.theme import Theme

Hall = tuple[Shell, Desk]


@pytest.fixture
def hall(qtbot: QtBot, theme: Theme, language: Language) -> Iterator[Hall]:
    """A busy floor on a large screen."""
    with opened_shell(qtbot, theme, language, busy_story()) as found:
        yield found


def places(shell: Shell) -> dict[str, QRect]:
    """Where each part of the window that is to be seen stands."""
    parts: dict[str, QWidget] = {"header": shell.header, "strip": shell.strip, "alarms": shell.alarm_line}
    parts["actions"] = shell.action_line
    parts |= {panel.title: panel for panel in shell.panels.all if panel.isVisible()}
    return {name: QRect(part.mapTo(shell, part.rect().topLeft()), part.size()) for name, part in parts.items()}


def dialogs(shell: Shell) -> list[QDialog]:
    """The dialogs that are open."""
    return [dialog for dialog in shell.findChildren(QDialog) if dialog.isVisible()]


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1440, 900), (1920, 1080), (2560, 1440), (3840, 2160)])
def test_that_no_part_covers_another_and_none_hangs_out(
    qtbot: QtBot, theme: Theme, language: Language, size: tuple[int, int]
) -> None:
    with opened_shell(qtbot, theme, language, busy_story(), size) as (shell, _):
        found = places(shell)
        assert shell.size().toTuple() == size
        assert not {name for name, place in found.items() if not shell.rect().contains(place) or place.isEmpty()}
        names = list(found)
        over = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :] if found[a].intersects(found[b])]
        assert not over


def test_that_a_laptop_stacks_the_panels_in_tabs_and_a_large_screen_shows_all(hall: Hall) -> None:
    shell, desk = hall
    assert all(panel.isVisible() for panel in shell.panels.all)
    shell.resize(1366, 768)
    settle(desk)
    assert len([panel for panel in shell.panels.all if panel.isVisible()]) == 2
    assert [stack.count() for stack in shell.middle.stacks] == [3, 3]
    assert shell.middle.stacks[0].tabText(0) == "Waiting for an answer · 3"
    shell.resize(1920, 1080)
    settle(desk)
    assert all(panel.isVisible() for panel in shell.panels.all)


def test_that_the_type_is_twice_as_large_on_a_very_wide_screen(hall: Hall, theme: Theme) -> None:
    shell, _ = hall
    shell.resize(3840, 2160)
    assert theme.scale == 2.0
    shell.resize(1920, 1080)
    assert theme.scale == 1.0


def test_that_f1_without_a_figure_lists_the_keys_and_how_to_have_a_figure_explained(hall: Hall) -> None:
    shell, _ = hall
    shell.header.language_button.setFocus()
    QCursor.setPos(shell.mapToGlobal(shell.header.clock.pos()))
    QTest.keyClick(shell, Qt.Key.Key_F1)
    (dialog,) = dialogs(shell)
    words = dialog.words  # type: ignore[attr-defined]
    assert "Ctrl+F" in words
    assert "F4" in words
    assert "press Enter or F1" in words


def test_that_f1_opens_a_figures_passport_and_the_keys_where_there_is_no_figure(hall: Hall) -> None:
    shell, desk = hall
    shell.strip.tiles[1].setFocus()
    settle(desk)
    QTest.keyClick(shell, Qt.Key.Key_F1)
    assert [dialog.objectName() for dialog in dialogs(shell)] == ["passport"]
    dialogs(shell)[0].close()
    shell.header.language_button.setFocus()
    QCursor.setPos(shell.mapToGlobal(shell.header.clock.pos()))
    QTest.keyClick(shell, Qt.Key.Key_F1)
    assert [dialog.objectName() for dialog in dialogs(shell)] == ["keys"]


def test_that_ctrl_plus_and_minus_change_the_size_within_what_fits(hall: Hall, theme: Theme) -> None:
    shell, desk = hall
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(shell, Qt.Key.Key_Plus, ctrl)
    assert theme.scale == 1.1
    for _ in range(9):
        QTest.keyClick(shell, Qt.Key.Key_Plus, ctrl)
    settle(desk)
    assert theme.scale == 1.5  # 1920×1080 are 1280×720 of the design then
    assert shell.middle.stacks
    assert shell.clipped_texts() == []
    QTest.keyClick(shell, Qt.Key.Key_0, ctrl)
    settle(desk)
    assert theme.scale == 1.0
    assert not shell.middle.stacks
    QTest.keyClick(shell, Qt.Key.Key_Minus, ctrl)
    assert theme.scale == 0.9


def test_that_before_the_first_data_it_says_that_it_connects_and_shows_no_empty_floor(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, None) as (shell, desk):
        assert shell.cover.isVisible()
        assert shell.cover.words[0] == "Connecting to the hub"
        desk.greet()
        settle(desk)
        assert not shell.cover.isVisible()


def test_that_ctrl_f_leads_to_the_filter_and_esc_shows_all_again(hall: Hall) -> None:
    shell, desk = hall
    QTest.keyClick(shell, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = shell.header.filter_box.line
    assert line.hasFocus()
    QTest.keyClicks(line, "vera")  # with an R, which is a key of its own elsewhere
    settle(desk)
    assert [card.name for card in shell.agents.grid.model.rows] == ["Vera"]
    assert shell.waiting.empty_words[0] == "Nobody who waits fits the filter"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    settle(desk)
    assert len(shell.agents.grid.model.rows) == 4
    assert shell.waiting.empty_words[0] == ""


def test_that_choosing_a_queue_filters_every_panel_and_the_figures(hall: Hall) -> None:
    shell, desk = hall
    shell.header.filter_box.choose("queue", "sales")
    settle(desk)
    assert [row.name for row in shell.queues.table.rows_model.rows] == ["Sales"]
    assert [card.name for card in shell.agents.grid.model.rows] == ["Boris"]
    assert shell.strip.tiles[3].face.figure == "0"
    assert shell.header.filter_box.button.text() == "Sales"


def test_that_r_asks_where_the_selected_go_and_enter_sends_them(hall: Hall) -> None:
    shell, desk = hall
    table = shell.waiting.table
    table.selectRow(1)
    chosen = table.chosen()
    QTest.keyClick(table, Qt.Key.Key_R)
    (dialog,) = dialogs(shell)
    settle(desk)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    (event,) = desk.bridge.published
    assert isinstance(event, co.CommandRequested)
    assert co.contact_of(event.data.action) == chosen[0]
    settle(desk)
    assert shell.action_line.texts[0].endswith("pending")


def test_that_r_takes_nobody_who_was_not_selected_and_says_what_to_do(hall: Hall) -> None:
    shell, desk = hall
    QTest.keyClick(shell, Qt.Key.Key_R)
    assert not dialogs(shell)
    assert shell.notice.words.startswith("Select who is to be reassigned first")
    assert shell.waiting.table.hasFocus()
    QTest.keyClick(shell.waiting.table, Qt.Key.Key_Down)
    QTest.keyClick(shell.waiting.table, Qt.Key.Key_R)
    assert len(dialogs(shell)) == 1
    for caller in ("c1", "c2", "c3"):
        desk.tell(Story().tell(ev.ContactCleared, caller, 70.0, ev.Cleared("customer")))
    desk.wait(1.0).wait(1.0)
    QTest.keyClick(shell, Qt.Key.Key_R)
    assert shell.notice.words == "Nobody is waiting: there is nobody to reassign."


def test_that_no_dialog_holds_up_the_board_and_all_of_them_close_with_it(hall: Hall) -> None:
    shell, _ = hall
    shell.waiting.table.selectRow(0)
    shell.waiting.choose()
    shell.queues.details_requested.emit("queue", "support")
    (log_off,) = (deed for deed in deeds_for_agent(shell.board, "anna") if deed.words == "Log off…")
    shell.agents.deed_requested.emit(log_off)
    QTest.keyClick(shell, Qt.Key.Key_F1)
    assert sorted(dialog.objectName() for dialog in dialogs(shell)) == ["details", "keys", "reassign", "sure"]
    assert QApplication.activeModalWidget() is None
    shell.close()
    assert not dialogs(shell)


def test_that_ctrl_q_closes_the_board_from_its_dialogs_too(hall: Hall) -> None:
    shell, _ = hall
    (leaving,) = (found for found in shell.findChildren(QShortcut) if found.key().toString() == "Ctrl+Q")
    assert leaving.context() == Qt.ShortcutContext.ApplicationShortcut


def test_that_of_each_dialog_there_is_one_and_the_newest_counts(hall: Hall) -> None:
    shell, _ = hall
    for row in (0, 1):
        shell.waiting.table.selectRow(row)
        shell.waiting.choose()
        shell.queues.details_requested.emit("queue", "support")
    assert sorted(dialog.objectName() for dialog in dialogs(shell)) == ["details", "reassign"]


def test_that_what_was_dropped_is_asked_for_and_shown_as_pending_then_confirmed(hall: Hall) -> None:
    shell, desk = hall
    shell.agents.grid.reassign_requested.emit(["c1"], "agent", "anna")
    settle(desk)
    (event,) = desk.bridge.published
    row = shell.waiting.table.rows_model.find("c1")
    assert row is not None
    assert row.command == "requested"
    story = Story()
    story.events = [event]
    desk.tell(story.tell(co.CommandConfirmed, event.subject, 66.0, co.CommandOutcome()))
    settle(desk)
    assert "confirmed" in shell.action_line.texts[0]


def test_that_without_a_live_link_nothing_can_be_asked_for(hall: Hall) -> None:
    shell, desk = hall
    desk.wait(10.0, beats=False)
    settle(desk)
    shell.waiting.table.selectRow(0)
    QTest.keyClick(shell.waiting.table, Qt.Key.Key_R)
    assert not dialogs(shell)
    assert not shell.waiting.table.dragEnabled()
    assert all(panel.is_stale for panel in shell.panels.all)


def test_that_a_link_that_comes_back_mends_itself_and_says_so(hall: Hall) -> None:
    shell, desk = hall
    desk.wait(10.0, beats=False)
    settle(desk)
    assert shell.notice.isVisible()
    desk.wait(0.5)
    settle(desk)
    assert not any(panel.is_stale for panel in shell.panels.all)
    assert "live again" in shell.notice.words
    assert shell.waiting.table.dragEnabled()


def test_that_enter_on_a_contact_an_agent_and_a_queue_opens_its_details(hall: Hall) -> None:
    shell, _ = hall
    shell.waiting.table.selectRow(0)
    QTest.keyClick(shell.waiting.table, Qt.Key.Key_Return)
    QTest.keyClick(shell.agents.grid, Qt.Key.Key_Home)
    QTest.keyClick(shell.agents.grid, Qt.Key.Key_Return)
    shell.queues.table.selectRow(0)
    QTest.keyClick(shell.queues.table, Qt.Key.Key_Return)
    kinds = sorted(dialog.details.kind for dialog in dialogs(shell))  # type: ignore[attr-defined]
    assert kinds == ["agent", "contact", "queue"]


def test_that_the_tab_key_walks_through_everything_that_can_be_worked(hall: Hall) -> None:
    shell, _ = hall
    shell.activateWindow()
    shell.header.filter_box.line.setFocus()
    seen: list[QWidget] = []
    for _ in range(40):
        widget = shell.focusWidget()
        if widget is None or widget in seen:
            break
        seen.append(widget)
        shell.focusNextChild()
    wanted = (shell.queues.table, shell.waiting.table, shell.agents.grid, shell.overflow.grid, *shell.strip.tiles)
    assert not [widget for widget in (*wanted, shell.alarm_line, shell.action_line) if widget not in seen]
    assert not [widget for widget in seen if not widget.accessibleName() and widget is not shell]


def test_that_the_language_changes_without_a_restart_and_back(hall: Hall, language: Language) -> None:
    shell, desk = hall
    before = shell.grab().toImage()
    QTest.mouseClick(shell.header.language_button, Qt.MouseButton.LeftButton)
    settle(desk)
    assert shell.waiting.title == "Ждут ответа"
    assert shell.header.filter_box.button.text() == "Все очереди"
    QTest.mouseClick(shell.header.language_button, Qt.MouseButton.LeftButton)
    settle(desk)
    assert shell.waiting.title == "Waiting for an answer"
    shell.setFocus()
    settle(desk)
    assert shell.grab().toImage().size() == before.size()


def test_that_the_theme_changes_without_a_restart(hall: Hall, theme: Theme) -> None:
    shell, desk = hall
    QTest.mouseClick(shell.header.theme_button, Qt.MouseButton.LeftButton)
    settle(desk)
    assert theme.name == "light"
    assert shell.grab().toImage().pixelColor(2, 400) == theme.color("page")


def test_that_the_shell_stays_small() -> None:
    (path,) = [path for path in python_files("widgets") if path.name == "shell.py"]
    assert line_count(path) <= 250


@pytest.mark.parametrize("way", ["stage", "enter", "heading", "key"])
def test_that_the_funnel_opens_what_is_behind_it(hall: Hall, way: str) -> None:
    shell, _ = hall
    funnel = shell.losses.funnel
    if way == "stage":
        QTest.mouseClick(funnel, Qt.MouseButton.LeftButton, pos=QPoint(20, shell.theme.px(31) + 8))
    elif way == "enter":
        QTest.keyClick(funnel, Qt.Key.Key_Return)
    elif way == "heading":
        QTest.mouseClick(shell.losses, Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
    else:
        QTest.keyClick(shell, Qt.Key.Key_F3)
    (found,) = dialogs(shell)
    assert isinstance(found, LossesDialog)
    assert found.flow.stage == ("queue" if way == "stage" else "")
    found.details_requested.emit("contact", "c1")
    assert any(isinstance(dialog, DetailsDialog) for dialog in dialogs(shell))
