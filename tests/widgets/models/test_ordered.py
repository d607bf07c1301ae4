"""Filter and order keep selections, and tell no more than has changed."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from widgets.models.ordered import Filter, OrderedModel
from widgets.models.rows import Row, RowModel

TONES = {"alarm": 0, "warning": 1, "": 2}
ORDERS = {"attention": lambda row: (TONES[row.tone], row.id), "name": lambda row: row.id}


def person(key: str, tone: str = "", queue: str = "support", team: str = "red") -> Row:
    """Somebody in a team who serves a queue."""
    return Row(id=key, tone=tone, haystack=f"{key} {queue}".casefold(), queues=(queue,), team=team, site="moscow")


@pytest.fixture
def source(qtbot: QtBot) -> RowModel[Row]:
    """Three people."""
    model: RowModel[Row] = RowModel()
    model.start_anew([person("a"), person("b", queue="sales", team="blue"), person("c")])
    return model


@pytest.fixture
def ordered(source: RowModel[Row]) -> OrderedModel[Row]:
    """Those who need attention first, watched by Qt's own tester."""
    model = OrderedModel(source, ORDERS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def ids(model: OrderedModel[Row]) -> list[str]:
    """The keys, in order."""
    return [row.id for row in model.rows]


def test_that_what_goes_wrong_comes_first_and_a_kept_index_follows(
    source: RowModel[Row], ordered: OrderedModel[Row]
) -> None:
    kept = QPersistentModelIndex(ordered.index(2, 0))
    moved, changed, reset = (QSignalSpy(s) for s in (ordered.layoutChanged, ordered.rows_changed, ordered.modelReset))
    source.apply({"c": person("c", "alarm"), "b": person("b", "warning", "sales", "blue")})
    assert ids(ordered) == ["c", "b", "a"]
    assert kept.row() == 0
    assert (moved.count(), reset.count()) == (1, 0)
    assert changed.at(0)[0] == [0, 1]


def test_that_a_change_which_moves_nobody_is_one_change(source: RowModel[Row], ordered: OrderedModel[Row]) -> None:
    moved, changes = QSignalSpy(ordered.layoutChanged), QSignalSpy(ordered.dataChanged)
    source.apply({"a": person("a", team="green"), "b": person("b")})
    assert (moved.count(), changes.count()) == (0, 1)
    assert ordered.row(0).team == "green"


def test_that_who_comes_and_goes_is_told_in_place(source: RowModel[Row], ordered: OrderedModel[Row]) -> None:
    inserted, removed = QSignalSpy(ordered.rowsInserted), QSignalSpy(ordered.rowsRemoved)
    source.apply({"aa": person("aa")}, gone=["c"])
    assert ids(ordered) == ["a", "aa", "b"]
    assert inserted.at(0)[1:] == [1, 1]
    assert removed.at(0)[1:] == [2, 2]


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        (Filter(queue="sales"), ["b"]),
        (Filter(team="red"), ["a", "c"]),
        (Filter(site="tver"), []),
        (Filter(text="B SALES"), ["b"]),
        (Filter(text="nobody"), []),
        (Filter(), ["a", "b", "c"]),
    ],
)
def test_that_a_filter_shows_what_it_names(ordered: OrderedModel[Row], wanted: Filter, seen: list[str]) -> None:
    ordered.set_filter(wanted)
    assert ids(ordered) == seen
    assert ordered.filter == wanted


def test_that_what_a_row_cannot_be_asked_does_not_shut_it_out(source: RowModel[Row]) -> None:
    source.apply({"q": Row(id="q", haystack="q")})
    ordered = OrderedModel(source, ORDERS)
    ordered.set_filter(Filter(queue="sales", team="blue", site="moscow"))
    assert ids(ordered) == ["b", "q"]


def test_that_rows_enter_and_leave_the_filter_as_they_change(source: RowModel[Row], ordered: OrderedModel[Row]) -> None:
    ordered.set_filter(Filter(team="blue"))
    source.apply({"a": person("a", team="blue"), "b": person("b", team="red")})
    assert ids(ordered) == ["a"]


def test_that_another_order_is_taken_and_an_unknown_one_refused(
    source: RowModel[Row], ordered: OrderedModel[Row]
) -> None:
    source.apply({"c": person("c", "alarm")})
    ordered.set_order("name")
    assert (ids(ordered), ordered.order) == (["a", "b", "c"], "name")
    with pytest.raises(KeyError):
        ordered.set_order("shoe size")


def test_that_a_source_read_anew_is_read_anew(source: RowModel[Row], ordered: OrderedModel[Row]) -> None:
    source.start_anew([person("z"), person("y", "alarm")])
    assert ids(ordered) == ["y", "z"]


def test_that_only_some_rows_are_kept_where_that_is_asked(source: RowModel[Row]) -> None:
    assert ids(OrderedModel(source, ORDERS, keep=lambda row: row.team == "red")) == ["a", "c"]


def test_that_it_agrees_with_sorting_from_scratch_through_any_changes(
    source: RowModel[Row], ordered: OrderedModel[Row]
) -> None:
    chance = random.Random(4)
    for _ in range(200):
        keys = [chr(ord("a") + chance.randrange(26)) for _ in range(4)]
        changed = {key: person(key, chance.choice(list(TONES)), team=chance.choice(["red", "blue"])) for key in keys}
        source.apply(changed, gone=[chr(ord("a") + chance.randrange(26))])
        ordered.set_filter(Filter(team=chance.choice(["", "red"])))
        expected = sorted(filter(ordered.filter.accepts, source.rows), key=ORDERS["attention"])
        assert list(ordered.rows) == expected
        assert [ordered.row_of(row.id) for row in expected] == list(range(len(expected)))


def test_that_a_calm_order_changes_rows_at_once_and_places_when_it_settles(source: RowModel[Row]) -> None:
    ordered = OrderedModel(source, ORDERS, calm=True)
    moved = QSignalSpy(ordered.layoutChanged)
    source.apply({"c": person("c", "alarm")})
    assert ids(ordered) == ["a", "b", "c"]
    assert ordered.row(2).tone == "alarm"
    ordered.settle_down()
    assert ids(ordered) == ["c", "a", "b"]
    ordered.settle_down()
    assert moved.count() == 1


def test_that_nothing_is_sorted_while_everybody_stays_in_place(source: RowModel[Row]) -> None:
    asked: list[str] = []

    def by_name(row: Row) -> str:
        asked.append(row.id)
        return row.id

    ordered = OrderedModel(source, {"name": by_name})
    asked.clear()
    source.apply({"b": person("b", team="green")})
    assert asked == ["b"]
    assert ids(ordered) == ["a", "b", "c"]


def test_that_an_order_by_time_is_sorted_when_time_has_passed(source: RowModel[Row]) -> None:
    turn = {"a": 0, "b": 1, "c": 2}
    ordered = OrderedModel(source, {"turn": lambda row: turn[row.id]})
    turn["a"] = 9
    ordered.refresh()
    assert ids(ordered) == ["a", "b", "c"]
    ordered.pass_time()
    ordered.settle_down()
    assert ids(ordered) == ["b", "c", "a"]


def test_that_changes_and_the_passing_of_time_are_sorted_once_together(source: RowModel[Row]) -> None:
    turn = {"a": 0, "b": 1, "c": 2}
    ordered = OrderedModel(source, {"turn": lambda row: turn[row.id]})
    moved, settled = QSignalSpy(ordered.layoutChanged), QSignalSpy(ordered.settled)
    turn["a"] = 9
    ordered.pass_time()
    source.apply({"b": person("b", team="green")})
    ordered.settle_down()
    assert ids(ordered) == ["b", "c", "a"]
    assert (moved.count(), settled.count()) == (1, 1)
