"""A caller is dragged by the mouse, from the press on his row to the command; Qt's drag loop alone is played."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, opened_shell, settle
from wallboard.stream import agent_events as ag
from widgets.delegates import drag
from widgets.i18n.language import Language
from widgets.shell import Shell
from widgets.theme import Theme

Place = Callable[[], tuple[QWidget, QPoint]]


class PlayedDrag:
    """Stands for Qt's `QDrag`, whose loop only a real mouse can end: it carries the data to `place` and drops it."""

    place: Place
    begun = 0
    refused = False
    """Whether the target has shown that it takes nothing."""

    def __init__(self, source: QWidget) -> None:
        self._data = QMimeData()

    def setMimeData(self, data: QMimeData) -> None:
        """What is carried."""
        self._data = data

    def setPixmap(self, picture: QPixmap) -> None:
        """What hangs under the pointer."""
        assert not picture.isNull()

    def setHotSpot(self, spot: QPoint) -> None:
        """Where the pointer holds it."""

    def exec(self, actions: Qt.DropAction) -> Qt.DropAction:
        """The way of the pointer over the target, and the end of it there."""
        kind = type(self)
        kind.begun += 1
        target, point = kind.place()
        at, left, none = QPointF(point), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(target, QDragEnterEvent(point, actions, self._data, left, none))
        over = QDragMoveEvent(point, actions, self._data, left, none)
        QApplication.sendEvent(target, over)
        kind.refused = over.dropAction() == Qt.DropAction.IgnoreAction
        if not over.isAccepted():
            QApplication.sendEvent(target, QDragLeaveEvent())
            return Qt.DropAction.IgnoreAction
        QApplication.sendEvent(target, QDropEvent(at, actions, self._data, left, none))
        return actions


@pytest.fixture
def hall(
    qtbot: QtBot, theme: Theme, language: Language, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Shell, Desk]]:
    """A busy floor on a large screen, and nobody's hand on the mouse yet."""
    monkeypatch.setattr(drag, "QDrag", PlayedDrag)
    PlayedDrag.begun, PlayedDrag.refused = 0, False
    with opened_shell(qtbot, theme, language, busy_story()) as found:
        yield found


def pull(shell: Shell, row: int) -> None:
    """The hand presses on a row of those who wait, and pulls away from it."""
    table = shell.waiting.table
    start = table.visualRect(table.model().index(row, 0)).center()
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        move = start + QPoint(step * QApplication.startDragDistance(), 0)
        QTest.mouseMove(table.viewport(), move)
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=start)


def card_of(grid: Any, key: str) -> Place:
    """The middle of a person's card."""
    return lambda: (grid.viewport(), grid._rect(grid.model.row_of(key)).center().toPoint())


def asked(desk: Desk) -> list[tuple[str, str, str]]:
    """What was asked for: contact, kind, target."""
    events: list[Any] = desk.bridge.published
    return [(e.data.action.contact, e.data.action.to_kind, e.data.action.to) for e in events]


def test_that_a_caller_is_dragged_onto_a_person(hall: tuple[Shell, Desk]) -> None:
    shell, desk = hall
    PlayedDrag.place = card_of(shell.agents.grid, "anna")
    pull(shell, 1)
    assert PlayedDrag.begun == 1
    assert asked(desk) == [("c2", "agent", "anna")]
    settle(desk)
    row = shell.waiting.table.rows_model.find("c2")
    assert row is not None
    assert row.command_text == "→ Anna: pending"


def test_that_a_caller_is_dragged_onto_somebody_of_the_overflow(hall: tuple[Shell, Desk]) -> None:
    shell, desk = hall
    PlayedDrag.place = card_of(shell.overflow.grid, "dina")
    pull(shell, 0)
    assert asked(desk) == [("c1", "agent", "dina")]


def test_that_a_selection_is_dragged_onto_a_queue(hall: tuple[Shell, Desk]) -> None:
    shell, desk = hall
    queues = shell.queues.table
    sales = next(n for n, row in enumerate(queues.rows_model.rows) if row.id == "sales")
    PlayedDrag.place = lambda: (queues.viewport(), queues.visualRect(queues.model().index(sales, 0)).center())
    shell.waiting.table.selectAll()
    pull(shell, 1)
    assert sorted(asked(desk)) == [("c1", "queue", "sales"), ("c2", "queue", "sales"), ("c3", "queue", "sales")]


def test_that_who_cannot_be_reached_takes_nobody_and_it_is_said_why(hall: tuple[Shell, Desk]) -> None:
    shell, desk = hall
    desk.tell(Story().tell(ag.AgentState, "anna", 66.0, ag.State("unreachable"))).wait(1.0)
    settle(desk)
    PlayedDrag.place = card_of(shell.agents.grid, "anna")
    pull(shell, 0)
    assert (PlayedDrag.begun, PlayedDrag.refused, asked(desk)) == (1, True, [])
    settle(desk)
    assert shell.action_line.texts[0].endswith("→ Anna — refused: Cannot be reached.")
    assert all(words.endswith("refused: Cannot be reached.") for words in shell.action_line.texts)


def test_that_a_queue_that_cannot_take_him_says_so(hall: tuple[Shell, Desk]) -> None:
    shell, desk = hall
    queues = shell.queues.table
    support = next(n for n, row in enumerate(queues.rows_model.rows) if row.id == "support")
    PlayedDrag.place = lambda: (queues.viewport(), queues.visualRect(queues.model().index(support, 0)).center())
    pull(shell, 0)
    assert (PlayedDrag.refused, asked(desk)) == (True, [])
    settle(desk)
    assert shell.action_line.texts[0].endswith("→ Support — refused: It waits in this queue already.")


def test_that_of_several_dropped_on_one_person_the_line_sums_up_what_became_of_them(hall: tuple[Shell, Desk]) -> None:
    shell, desk = hall
    PlayedDrag.place = card_of(shell.agents.grid, "anna")
    shell.waiting.table.selectAll()
    pull(shell, 1)
    settle(desk)
    assert len(asked(desk)) == 1
    said = shell.action_line.texts[0]
    assert said.endswith("you: 3 contacts → Anna — 1 pending, 2 refused: Has as many contacts as allowed.")


def test_that_nothing_can_be_dragged_while_the_board_is_not_live(hall: tuple[Shell, Desk]) -> None:
    shell, desk = hall
    desk.wait(10.0, beats=False)
    settle(desk)
    PlayedDrag.place = card_of(shell.agents.grid, "anna")
    pull(shell, 0)
    assert (PlayedDrag.begun, asked(desk)) == (0, [])
