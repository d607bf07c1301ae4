"""Tables of prepared rows: columns that fit, keys, selection, drag and drop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QPainter
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from tests.widgets.cards import Line, Lines
from tests.widgets.pictures import has, photo
from widgets.delegates.cells import Cell, Cells
from widgets.delegates.columns import Column
from widgets.delegates.drag import contacts_in, packed
from widgets.delegates.ink import Ink
from widgets.delegates.table import Table
from widgets.theme import Theme

COLUMNS = (Column("words", ("Support",), stretches=True), Column("number", ("00:00",), dispensable=1))


def cell(row: Line, column: str) -> Cell:
    """Loud where the row is."""
    words = row.words if column == "words" else row.number
    return Cell(words, tone="alarm" if row.tone == "alarm" else "text")


@pytest.fixture
def model() -> Lines:
    """Four rows."""
    return Lines("support", "sales", "delivery", "vip")


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, model: Lines) -> Table:
    """A table in a window of its own."""
    table = Table(Ink(theme), model, COLUMNS, cell)
    qtbot.addWidget(table)
    table.resize(400, 260)
    table.show()
    return table


def test_that_the_columns_share_all_of_the_width(table: Table) -> None:
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()


def test_that_what_can_be_spared_is_left_out_where_the_room_is_short(table: Table) -> None:
    assert table.shows("number")
    table.resize(90, 260)
    assert not table.shows("number")
    assert table.shows("words")


def test_that_the_tone_of_a_row_is_seen(table: Table, model: Lines, theme: Theme) -> None:
    assert not has(photo(table), theme.color("alarm"))
    model.apply({"vip": Line(id="vip", words="■■■", number="1", tone="alarm")})
    assert has(photo(table), theme.color("alarm"))


def test_that_what_stands_behind_a_text_is_left_out_rather_than_cut(qtbot: QtBot, theme: Theme, model: Lines) -> None:
    table = Table(
        Ink(theme), model, COLUMNS, lambda row, column: Cell(row.words, after="ringing · for the second time")
    )
    qtbot.addWidget(table)
    for width in range(200, 700, 20):
        table.resize(width, 260)
        table.show()
        photo(table)
    assert "ringing · for the second time" not in table.ink.clipped


def test_that_a_click_and_enter_open_a_row(table: Table) -> None:
    opened = QSignalSpy(table.opened)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [opened.at(i)[0] for i in range(2)] == ["sales", "delivery"]


def test_that_rows_that_can_be_dragged_are_selected_by_a_click_and_opened_by_two(table: Table) -> None:
    table.let_drag(lambda keys: str(len(keys)))
    opened = QSignalSpy(table.opened)
    place = QPoint(20, 40)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, shift, QPoint(20, 100))
    assert table.chosen() == ["sales", "delivery", "vip"]
    assert opened.count() == 0
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.count() == 1
    assert opened.at(0) == ["sales"]


def test_that_the_selection_follows_its_rows(table: Table, model: Lines) -> None:
    table.let_drag(lambda keys: "")
    table.selectRow(2)
    model.apply({}, ["support"])
    assert table.chosen() == ["delivery"]


def drop(table: Table, row: int) -> bool:
    """A contact is dropped on a row. Whether it is taken."""
    data, place = packed(["c1"]), QPoint(20, row * 30 + 15)
    buttons, keys, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    table.dragEnterEvent(QDragEnterEvent(place, action, data, buttons, keys))
    over = QDragMoveEvent(place, action, data, buttons, keys)
    table.dragMoveEvent(over)
    table.dropEvent(QDropEvent(QPointF(place), action, data, buttons, keys, QEvent.Type.Drop))
    return over.isAccepted() and over.dropAction() == action


def test_that_a_contact_dropped_on_a_queue_is_sent_there_and_one_dropped_in_vain_is_heard_of(table: Table) -> None:
    table.let_drop("queue", lambda contact, kind, to: "waits there already" if to == "support" else "")
    asked = QSignalSpy(table.reassign_requested)
    assert not drop(table, 0)
    assert drop(table, 1)
    assert not drop(table, 40)
    assert [asked.at(n) for n in range(asked.count())] == [[["c1"], "queue", key] for key in ("support", "sales")]


def test_that_a_table_that_is_no_target_takes_nothing(table: Table) -> None:
    asked = QSignalSpy(table.reassign_requested)
    data = packed(["c1"])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    table.dragEnterEvent(enter)
    assert not enter.isAccepted()
    assert asked.count() == 0


def test_that_what_is_carried_is_read_again() -> None:
    assert contacts_in(packed(["a/1", "б 2"])) == ["a/1", "б 2"]
    assert contacts_in(None) == []


def test_that_a_row_of_which_only_a_part_is_seen_is_left_out(table: Table, theme: Theme, model: Lines) -> None:
    model.apply({"vip": Line(id="vip", words="■■■", number="1", tone="alarm")})
    table.resize(400, table.horizontalHeader().height() + 3 * 30 + 12)
    assert not has(photo(table), theme.color("alarm"))
    table.resize(400, table.horizontalHeader().height() + 4 * 30 + 2)
    assert has(photo(table), theme.color("alarm"))


def test_that_a_cell_is_painted_again_where_it_differs_and_only_there(
    qtbot: QtBot, theme: Theme, model: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    paint_cell = Cells._paint_cell

    def spy(self: Cells, painter: QPainter, rect: QRectF, shown: Cell, align: Qt.AlignmentFlag) -> None:
        painted.append(shown.text)
        paint_cell(self, painter, rect, shown, align)

    monkeypatch.setattr(Cells, "_paint_cell", spy)
    table = Table(Ink(theme), model, COLUMNS, cell)
    qtbot.addWidget(table)
    table.resize(400, 260)
    before = photo(table)
    painted.clear()
    assert photo(table) == before
    assert not painted
    model.apply({"vip": Line(id="vip", words="VIP!", number="1")})
    assert photo(table) != before
    assert painted == ["VIP!", "1"]
    painted.clear()
    theme.choose("light")
    assert photo(table) != before
    assert len(painted) == 2 * model.rowCount()


def test_that_a_selected_row_stands_on_another_ground(table: Table, theme: Theme) -> None:
    assert not has(photo(table), theme.color("selected"))
    table.selectRow(1)
    assert has(photo(table), theme.color("selected"))


@pytest.mark.parametrize(("width", "after"), [(400.0, "Anastasia Kuznetsova"), (170.0, "Anastasia K."), (90.0, None)])
def test_that_a_name_without_room_is_shortened_before_it_is_left_out(
    theme: Theme, model: Lines, monkeypatch: pytest.MonkeyPatch, width: float, after: str | None
) -> None:
    ink = Ink(theme)
    drawn: list[str] = []
    monkeypatch.setattr(ink, "draw_in", lambda painter, rect, words, *rest: drawn.append(words))
    full = Cell("talking", "Anastasia Kuznetsova", after_short="Anastasia K.")
    image = QImage(10, 10, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    Cells(ink, model, cell)._paint_cell(painter, QRectF(0, 0, width, 30), full, Qt.AlignmentFlag.AlignLeft)
    painter.end()
    assert drawn[0] == "talking"
    assert [words for words in drawn[1:] if words] == ([after] if after else [])
