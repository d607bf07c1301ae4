"""Filter and order over a table of rows: worked out once a frame, told as removals, moves, insertions, one change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from widgets.models.rows import R, RowTable, runs_of

SORTED = "▾"
"""Stands beside the name of the column that the rows are sorted by."""

Order = Callable[[Any], Any]
"""From a row to what it is sorted by, the smallest first."""


class Filter(Struct, frozen=True):
    """What a person wants to see: of this queue, team, site, with this text; empty does not matter."""

    queue: str = ""
    team: str = ""
    site: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.queue or self.team or self.site or self.text)

    def accepts(self, row: Any) -> bool:
        """Whether a row is to be seen. What a row cannot be asked does not shut it out."""
        if self.queue and row.queues is not None and self.queue not in row.queues:
            return False
        if self.team and row.team is not None and row.team != self.team:
            return False
        if self.site and row.site is not None and row.site != self.site:
            return False
        return not self.text or all(word in row.haystack for word in self.text.casefold().split())


class OrderedModel(RowTable[R]):
    """The rows of `source` that `keep` and the filter let through, in one of the named `orders` (at first the first).

    Where a frame's changes leave everybody in place, nothing is sorted. An order that bears a column's name is that
    column's. One that depends on the time as well is sorted anew after `pass_time`. A `calm` model changes its rows at
    once, and their order only with `settle_down`: what jumps at every event cannot be read.
    """

    order_changed = Signal()
    """Another order is in force."""

    def __init__(
        self,
        source: RowTable[R],
        orders: Mapping[str, Order],
        keep: Callable[[R], bool] | None = None,
        *,
        calm: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.source = source
        self.COLUMNS = source.COLUMNS
        self.NUMBERS = source.NUMBERS
        self._orders = orders
        self._order = next(iter(orders))
        self._keep = keep
        self._filter = Filter()
        self._seen: dict[str, tuple[R, bool, Any]] = {}
        self._touched: list[int] = []
        self._upset = False
        self._calm, self._restless = calm, False
        source.rows_changed.connect(self._on_rows_changed)
        source.rowsInserted.connect(self._on_rows_came)
        source.rowsAboutToBeRemoved.connect(self._on_rows_go)
        source.settled.connect(self._on_settled)
        source.modelReset.connect(self._on_reset)
        self._take(self._wanted())

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return self._filter

    def set_filter(self, wanted: Filter) -> None:
        """Show other rows."""
        if wanted != self._filter:
            self._filter = wanted
            self.catch_up()
            self._seen = {}
            self.refresh()

    @property
    def hides_all(self) -> bool:
        """Whether there would be something to see, were it not for the filter."""
        if self._rows or not self._filter:
            return False
        return any(self._keep is None or self._keep(row) for row in self.source.rows)

    @property
    def order(self) -> str:
        """The name of the order in force."""
        return self._order

    @property
    def orders(self) -> tuple[str, ...]:
        """The names of all orders; the first is the one that it begins with."""
        return tuple(self._orders)

    def set_order(self, name: str) -> None:
        """Sort otherwise. Raises KeyError for an order that there is not."""
        self._orders[name]
        if name != self._order:
            self.catch_up()
            self._order = name
            self._seen = {}
            self.refresh()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.COLUMNS) - 1)
            self.order_changed.emit()

    def sort_by(self, column: str) -> None:
        """Sort by a column that has an order of its own; by the same once more: back to the first order."""
        if column in self._orders:
            self.set_order(self.orders[0] if column == self._order else column)

    def next_order(self) -> None:
        """The order after the present one; after the last the first."""
        names = self.orders
        self.set_order(names[(names.index(self._order) + 1) % len(names)])

    def catch_up(self) -> None:
        self.source.catch_up()

    def header(self, column: str) -> str:
        name = self.source.header(column)
        return f"{name} {SORTED}" if column == self._order else name

    def explained(self, column: str) -> str:
        return self.source.explained(column)

    def text(self, row: R, column: str) -> str:
        return self.source.text(row, column)

    def tip(self, row: R, column: str) -> str:
        return self.source.tip(row, column)

    def spoken(self, row: R, column: str) -> str:
        return self.source.spoken(row, column)

    def refresh(self) -> None:
        """Filter and sort anew, and tell the difference."""
        self._upset, self._restless, self._touched = False, False, []
        wanted = self._wanted()
        places = {row.id: place for place, row in enumerate(wanted)}
        gone = [place for place, row in enumerate(self._rows) if row.id not in places]
        if gone:
            self._remove(gone)
        stayed = [row for row in wanted if row.id in self._places]
        moved = self._move([self._rows[self._places[row.id]] for row in stayed])
        fresh = [place for place, row in enumerate(wanted) if row.id not in self._places]
        changed = self._replace(enumerate(stayed))
        self._insert(wanted, runs_of(fresh))
        self._announce(sorted(places[key] for key in changed))
        if moved or gone or fresh or changed or (self._filter and not wanted):
            self.settled.emit()  # under a filter that lets nobody through: whether there is anybody may be news

    def pass_time(self) -> None:
        """Time has passed, and the order depends on it: with the next change, or by `settle_down`, sort anew."""
        self._seen = {}
        self._upset = self._restless = True

    def settle_down(self) -> None:
        """Sort anew, if anything has changed that matters for the order."""
        if self._restless:
            self.refresh()

    def _wanted(self) -> list[R]:
        """Who is to be seen, in order. A row that is still the same object is not judged again."""
        before, rows, order = self._seen, self.source.rows, self._orders[self._order]
        if before or self._filter or self._keep is not None:
            seen = {row.id: self._known(before, row) for row in rows}
        else:
            seen = {row.id: (row, True, order(row)) for row in rows}
        self._seen = seen
        ranked = [(rank, place, row) for place, (row, wanted, rank) in enumerate(seen.values()) if wanted]
        ranked.sort()
        return [row for _, _, row in ranked]

    def _known(self, before: dict[str, tuple[R, bool, Any]], row: R) -> tuple[R, bool, Any]:
        known = before.get(row.id)
        return known if known is not None and known[0] is row else self._judged(row)

    def _judged(self, row: R) -> tuple[R, bool, Any]:
        """The row, whether it is to be seen, and what it is sorted by."""
        wanted = self._is_wanted(row)
        return row, wanted, self._orders[self._order](row) if wanted else None

    def _is_wanted(self, row: R) -> bool:
        if self._keep is not None and not self._keep(row):
            return False
        return not self._filter or self._filter.accepts(row)

    def _replace(self, placed: Iterable[tuple[int, R]]) -> list[str]:
        """Puts the rows of now in place. The keys of those that differ from before."""
        changed = []
        for place, row in placed:
            if self._rows[place] is not row:
                self._rows[place] = row
                changed.append(row.id)
        return changed

    def _move(self, ordered: list[R]) -> bool:
        if all(row is there for row, there in zip(ordered, self._rows, strict=True)):
            return False
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._rows[index.row()].id for index in before]
        self._take(ordered)
        after = [self.index(self._places[key], index.column()) for key, index in zip(keys, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        return True

    def _insert(self, wanted: list[R], runs: list[tuple[int, int]]) -> None:
        for first, last in runs:
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows[first:first] = wanted[first : last + 1]
            self._renumber(first)
            self.endInsertRows()

    def _take(self, rows: list[R]) -> None:
        self._rows = rows
        self._renumber()

    def _on_rows_changed(self, places: list[int]) -> None:
        self._touched = places

    def _on_rows_came(self, parent: QModelIndex, first: int, last: int) -> None:
        self._upset = self._upset or any(self._is_wanted(self.source.row(place)) for place in range(first, last + 1))

    def _on_rows_go(self, parent: QModelIndex, first: int, last: int) -> None:
        self._upset = self._upset or any(self.source.row(place).id in self._places for place in range(first, last + 1))

    def _on_settled(self) -> None:
        touched, self._touched = self._touched, []
        placed = [] if self._upset else self._in_place([self.source.row(place) for place in touched])
        if placed is None or self._upset:
            self.refresh()
        elif placed:
            self._announce(sorted(self._places[key] for key in self._replace(placed)))
            self.settled.emit()
        elif self._filter and not self._rows:
            self.settled.emit()

    def _in_place(self, rows: list[R]) -> list[tuple[int, R]] | None:
        """The rows with their places here, if each of them is to stay where it is."""
        placed = []
        for row in rows:
            place, judged = self._places.get(row.id, -1), self._judged(row)
            if (place >= 0) != judged[1]:
                return None
            if place >= 0:
                if judged[2] != self._seen[row.id][2]:
                    if not self._calm:
                        return None
                    self._restless = True
                placed.append((place, row))
            self._seen[row.id] = judged
        return placed

    def _on_reset(self) -> None:
        self.beginResetModel()
        self._upset, self._touched, self._seen = False, [], {}
        self._take(self._wanted())
        self.endResetModel()
        self.settled.emit()
