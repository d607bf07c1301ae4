"""Rows stay where they are, and what has changed is told once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from widgets.models.rows import Role, Row, RowModel, runs_of


class Names(RowModel[Row]):
    """Rows with one more column."""

    COLUMNS = ("name", "tone")
    NUMBERS = frozenset({"tone"})

    def text(self, row: Row, column: str) -> str:
        return row.id if column == "name" else row.tone


@pytest.fixture
def names(qtbot: QtBot) -> Names:
    """A table of three, watched by Qt's own tester."""
    model = Names()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.start_anew([Row(id="a"), Row(id="b"), Row(id="c")])
    return model


def ids(model: RowModel[Row]) -> list[str]:
    """The keys, in order."""
    return [row.id for row in model.rows]


def test_that_what_is_equal_changes_nothing(names: Names) -> None:
    changes, settled = QSignalSpy(names.dataChanged), QSignalSpy(names.settled)
    names.apply({"a": Row(id="a"), "b": Row(id="b")})
    assert (changes.count(), settled.count()) == (0, 0)


def test_that_all_changes_of_a_frame_are_one_signal(names: Names) -> None:
    changes, exact = QSignalSpy(names.dataChanged), QSignalSpy(names.rows_changed)
    names.apply({"c": Row(id="c", tone="alarm"), "b": Row(id="b"), "a": Row(id="a", tone="warning")})
    assert changes.count() == 1
    first, last = changes.at(0)[0], changes.at(0)[1]
    assert (first.row(), last.row(), last.column()) == (0, 2, 1)
    assert exact.at(0)[0] == [0, 2]


def test_that_rows_keep_their_places_when_one_leaves_and_one_comes(names: Names) -> None:
    removed, inserted, reset = (QSignalSpy(s) for s in (names.rowsRemoved, names.rowsInserted, names.modelReset))
    names.apply({"d": Row(id="d")}, gone=["b", "unknown"])
    assert ids(names) == ["a", "c", "d"]
    assert [names.row_of(key) for key in ("a", "b", "c", "d")] == [0, -1, 1, 2]
    assert (removed.count(), inserted.count(), reset.count()) == (1, 1, 0)


def test_that_neighbours_leave_together(names: Names) -> None:
    names.apply({"d": Row(id="d"), "e": Row(id="e")})
    removed = QSignalSpy(names.rowsRemoved)
    names.apply({}, gone=["e", "a", "b"])
    assert ids(names) == ["c", "d"]
    assert [(removed.at(n)[1], removed.at(n)[2]) for n in range(removed.count())] == [(4, 4), (0, 1)]


def test_that_a_kept_index_follows_its_row(names: Names) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(names.index(2, 0))
    names.apply({}, gone=["a"])
    assert kept.row() == 1
    assert names.data(kept) == "c"


def test_that_a_cell_gives_text_row_key_tone_and_what_is_spoken(names: Names) -> None:
    names.apply({"b": Row(id="b", tone="alarm", stale=True)})
    index = names.index(1, 1)
    assert names.data(index) == "alarm"
    assert names.data(index, Role.ROW) is names.row(1)
    assert names.data(index, Role.KEY) == "b"
    assert names.data(index, Role.TONE) == "alarm"
    assert names.data(index, Role.STALE) is True
    assert names.data(index, Qt.ItemDataRole.AccessibleTextRole) == "tone: alarm"
    assert names.data(index, Qt.ItemDataRole.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignRight)
    assert names.data(index, Qt.ItemDataRole.ToolTipRole) is None
    assert names.data(QModelIndex()) is None
    assert names.find("b") is names.row(1)
    assert names.find("z") is None


def test_that_a_table_with_no_rows_is_whole(qtbot: QtBot) -> None:
    model = Names()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.start_anew([])
    assert (model.rowCount(), model.columnCount()) == (0, 2)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "name"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


@pytest.mark.parametrize(
    ("places", "runs"), [([], []), ([3], [(3, 3)]), ([0, 1, 2, 5, 7, 8], [(0, 2), (5, 5), (7, 8)])]
)
def test_that_neighbours_make_runs(places: list[int], runs: list[tuple[int, int]]) -> None:
    assert runs_of(places) == runs


def test_that_a_row_lets_itself_be_dragged_by_a_mouse(names: Names) -> None:
    assert names.flags(names.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not names.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDragEnabled
