"""The grid of cards: it paints what has changed alone, and can be worked by keyboard and by drop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.cards import Cards, card
from tests.widgets.pictures import has, photo
from widgets.delegates.card_grid import CardGrid
from widgets.delegates.drag import packed
from widgets.delegates.ink import Ink
from widgets.i18n.names import short_name
from widgets.models.agents import AgentCard
from widgets.theme import Theme

NAMES = ("anna", "boris", "vera", "gleb", "dina", "egor")


class Hall:
    """A grid in a window, and which cards were painted since one last looked."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch, names: Sequence[str] = NAMES
    ) -> None:
        self.painted: list[str] = []
        self.refused: dict[str, str] = {}
        self.model = Cards(*(card(name) for name in names))
        self.grid = CardGrid(Ink(theme), self.model, lambda contact, kind, to: self.refused.get(to, ""))
        self._paint_card = self.grid._paint_card
        monkeypatch.setattr(self.grid, "_paint_card", self._paint)
        qtbot.addWidget(self.grid)
        self.grid.resize(640, 300)
        self.grid.show()
        qtbot.waitExposed(self.grid)
        self.grid.set_now(5.0)
        self.process()
        self.painted = []

    def after(self, *cards: AgentCard) -> list[str]:
        """What is painted for these changes alone."""
        self.painted = []
        self.model.put(*cards)
        self.process()
        return sorted(self.painted)

    def process(self) -> None:
        """What is due is painted."""
        for _ in range(3):
            QApplication.processEvents()

    def middle(self, name: str) -> QPoint:
        """The middle of that card."""
        layout = self.grid.layout_now
        x, y = layout.place(self.model.row_of(name))
        return QPoint(int(x + layout.width / 2), int(y + layout.height / 2))

    def _paint(self, painter: QPainter, rect: QRectF, shown: AgentCard, *rest: Any) -> None:
        self.painted.append(shown.id)
        self._paint_card(painter, rect, shown, *rest)


@pytest.fixture
def hall(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """Six people."""
    return Hall(qtbot, theme, monkeypatch)


def test_that_a_changed_card_is_painted_alone(hall: Hall) -> None:
    assert hall.after(card("vera", presence="talking", tone="talking")) == ["vera"]
    assert hall.after(card("anna", presence="ringing"), card("egor", presence="ringing")) == ["anna", "egor"]


def test_that_what_is_told_again_unchanged_is_not_painted(hall: Hall) -> None:
    assert hall.after(card("vera")) == []


def test_that_a_second_repaints_only_the_timers_that_read_otherwise(hall: Hall) -> None:
    hall.after(card("boris", timer_t=0.5))
    hall.painted = []
    hall.grid.set_now(5.25)
    hall.process()
    assert hall.painted == []
    hall.grid.set_now(5.6)
    hall.process()
    assert hall.painted == ["boris"]


def test_that_who_comes_and_goes_finds_and_leaves_a_place(hall: Hall) -> None:
    assert hall.after(card("zoe")) == sorted([*NAMES, "zoe"])
    hall.model.take_away("anna")
    assert hall.grid.layout_now.count == len(NAMES)


def test_that_arrows_walk_and_enter_opens(hall: Hall) -> None:
    opened = QSignalSpy(hall.grid.details_requested)
    hall.grid.setFocus()
    QTest.keyClick(hall.grid, Qt.Key.Key_Home)
    QTest.keyClick(hall.grid, Qt.Key.Key_Right)
    QTest.keyClick(hall.grid, Qt.Key.Key_Return)
    assert opened.at(0) == ["agent", "boris"]
    current = hall.grid.current_card()
    assert current is not None
    assert current.id == "boris"
    assert "Boris" in hall.grid.accessibleDescription()


def test_that_the_keyboard_stays_with_the_person_when_others_come_before_him(hall: Hall) -> None:
    QTest.keyClick(hall.grid, Qt.Key.Key_Home)
    QTest.keyClick(hall.grid, Qt.Key.Key_Right)
    hall.model.take_away("anna")
    current = hall.grid.current_card()
    assert current is not None
    assert current.id == "boris"


def test_that_keys_of_others_are_left_to_them(hall: Hall) -> None:
    opened = QSignalSpy(hall.grid.details_requested)
    QTest.keyClick(hall.grid, Qt.Key.Key_R)
    assert opened.count() == 0


def test_that_a_click_opens_the_details(hall: Hall) -> None:
    opened = QSignalSpy(hall.grid.details_requested)
    QTest.mouseClick(hall.grid.viewport(), Qt.MouseButton.LeftButton, pos=hall.middle("gleb"))
    assert opened.at(0) == ["agent", "gleb"]


def drag(hall: Hall, name: str, drop: bool = True) -> bool:
    """Two contacts are dragged over a card, and dropped there. Whether it takes them."""
    data, place = packed(["c1", "c2"]), hall.middle(name)
    buttons, keys, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    hall.grid.dragEnterEvent(QDragEnterEvent(place, action, data, buttons, keys))
    over = QDragMoveEvent(place, action, data, buttons, keys)
    hall.grid.dragMoveEvent(over)
    if drop:
        hall.grid.dropEvent(QDropEvent(QPointF(place), action, data, buttons, keys, QEvent.Type.Drop))
    return over.isAccepted() and over.dropAction() == action


def test_that_contacts_dropped_on_a_card_are_handed_to_that_person(hall: Hall) -> None:
    asked = QSignalSpy(hall.grid.reassign_requested)
    assert drag(hall, "dina")
    assert asked.at(0) == [["c1", "c2"], "agent", "dina"]


def test_that_a_card_that_refuses_takes_nothing_and_says_why(hall: Hall, theme: Theme) -> None:
    hall.refused["dina"] = "Off duty."
    asked = QSignalSpy(hall.grid.reassign_requested)
    assert not drag(hall, "dina", drop=False)
    assert has(photo(hall.grid), theme.color("alarm"))
    assert not drag(hall, "dina")
    assert asked.at(0) == [["c1", "c2"], "agent", "dina"]  # the board says why nothing comes of it


def test_that_three_hundred_cards_are_scrolled_by_whole_rows(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall(qtbot, theme, monkeypatch, [f"agent {n:03d}" for n in range(300)])
    assert hall.grid.layout_now.density.lines == 1
    bar = hall.grid.verticalScrollBar()
    QTest.keyClick(hall.grid, Qt.Key.Key_End)
    QTest.keyClick(hall.grid, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    hall.process()
    assert "agent 299" in hall.painted


def test_that_nobody_is_shown_without_a_word_of_complaint(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall(qtbot, theme, monkeypatch, [])
    hall.grid.setFocus()
    QTest.keyClick(hall.grid, Qt.Key.Key_Right)
    assert hall.grid.current_card() is None
    assert hall.after(card("anna")) == ["anna"]


def test_that_a_card_of_a_silent_source_is_hatched(hall: Hall, theme: Theme) -> None:
    before = photo(hall.grid)
    hall.after(card("anna", stale=True))
    after = photo(hall.grid)
    layout = hall.grid.layout_now
    corner = QRect(0, 0, int(layout.width), int(layout.height))
    assert before.copy(corner) != after.copy(corner)
    beside = corner.translated(int(layout.width + layout.gap), 0)
    assert before.copy(beside) == after.copy(beside)


@pytest.mark.parametrize(("name", "short"), [("Анна Смирнова", "Анна С."), ("Anna", "Anna"), ("", "")])
def test_that_a_name_is_shortened_to_an_initial(name: str, short: str) -> None:
    assert short_name(name) == short


def test_that_the_grid_knows_whose_card_is_seen(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall(qtbot, theme, monkeypatch, [f"agent {number:03d}" for number in range(300)])
    assert hall.grid.shows("agent 000")
    assert not hall.grid.shows("agent 299")
    bar = hall.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not hall.grid.shows("agent 000")
    assert hall.grid.shows("agent 299")
    assert not hall.grid.shows("nobody")
