"""A table of prepared rows that stay where they are: compared first, one merged change a frame, no reset in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any, Generic, TypeVar

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QMetaMethod, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

AnyIndex = QModelIndex | QPersistentModelIndex
FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
    | Qt.ItemFlag.ItemIsDragEnabled
)
NO_FLAGS = Qt.ItemFlag.NoItemFlags


class Role(IntEnum):
    """What `data` gives beside Qt's own roles: the whole row, its key, its tone, and whether it is stale."""

    ROW = Qt.ItemDataRole.UserRole + 1
    KEY = Qt.ItemDataRole.UserRole + 2
    TONE = Qt.ItemDataRole.UserRole + 3
    STALE = Qt.ItemDataRole.UserRole + 4


class Row(Struct, frozen=True, gc=False, kw_only=True):
    """What every row has. `tone`: empty (normal), warning, alarm, talking, ringing, quiet.

    `haystack` is what a text filter searches (case folded); `queues`, `team` and `site` are what the other filters ask,
    None where the question makes no sense for this kind of row.
    """

    id: str
    tone: str = ""
    stale: bool = False
    haystack: str = ""
    queues: tuple[str, ...] | None = None
    team: str | None = None
    site: str | None = None


R = TypeVar("R", bound=Row)


class RowTable(QAbstractTableModel, Generic[R]):
    """A Qt table over a list of rows. Subclasses say what the columns are called and what they show."""

    rows_changed = Signal(object)
    """The numbers (a list) of the rows whose content has changed, all of one frame; dataChanged covers the first to the
    last."""
    settled = Signal()
    """A frame's changes are applied."""

    COLUMNS: tuple[str, ...] = ("name",)
    """The columns' ids, in order."""
    NUMBERS: frozenset[str] = frozenset()
    """The columns that stand to the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[R] = []
        self._places: dict[str, int] = {}
        self._data_changed = QMetaMethod.fromSignal(self.dataChanged)

    @property
    def rows(self) -> Sequence[R]:
        """All rows, in order. Look, do not touch."""
        return self._rows

    def row(self, number: int) -> R:
        """The row in that place. Raises IndexError."""
        return self._rows[number]

    def row_of(self, key: str) -> int:
        """The place of the row with that key, or -1."""
        return self._places.get(key, -1)

    def find(self, key: str) -> R | None:
        """The row with that key."""
        place = self._places.get(key, -1)
        return self._rows[place] if place >= 0 else None

    def catch_up(self) -> None:
        """Bring every row up to now, where those that nobody sees may lag behind."""

    def header(self, column: str) -> str:
        """What a column is called, in the person's language."""
        return column

    def text(self, row: R, column: str) -> str:
        """What a cell shows."""
        return row.id

    def tip(self, row: R, column: str) -> str:
        """What a cell says on hover."""
        return ""

    def explained(self, column: str) -> str:
        """What a column's figures mean and how they come about; empty where its name says it all."""
        return ""

    def spoken(self, row: R, column: str) -> str:
        """What a screen reader says of a cell."""
        return f"{self.header(column)}: {self.text(row, column)}"

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.COLUMNS)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows can be dragged; whether they may be is the view's to say."""
        return FLAGS if index.isValid() else NO_FLAGS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Qt's variant
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.header(self.COLUMNS[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.explained(self.COLUMNS[section]) or None
        return self._alignment(self.COLUMNS[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Qt's variant
        number = index.row()
        if not index.isValid() or number >= len(self._rows):
            return None
        row, column = self._rows[number], self.COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Role.ROW:
            return row
        return self._rarer(row, column, role)

    def _rarer(self, row: R, column: str, role: int) -> Any:
        match role:
            case Role.KEY:
                return row.id
            case Role.TONE:
                return row.tone
            case Role.STALE:
                return row.stale
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(column)
            case Qt.ItemDataRole.ToolTipRole:
                return self.tip(row, column) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(row, column)
        return None

    def _alignment(self, column: str) -> int:
        side = Qt.AlignmentFlag.AlignRight if column in self.NUMBERS else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _announce(self, changed: list[int]) -> None:
        """Tell once that the rows in these places have other content."""
        if changed:
            if self.isSignalConnected(self._data_changed):  # dear, and most tables stand under another one
                first, last = min(changed), max(changed)
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.COLUMNS) - 1))
            self.rows_changed.emit(changed)

    def _renumber(self, start: int = 0) -> None:
        if start == 0:
            self._places = {row.id: place for place, row in enumerate(self._rows)}
        else:
            self._places.update((row.id, place) for place, row in enumerate(self._rows[start:], start))

    def _remove(self, places: Iterable[int]) -> None:
        """Take away the rows in these places, one signal for each run of neighbours, from the last to the first.

        Where there are several, `row_of` is right again with the last signal.
        """
        runs = runs_of(sorted(places))
        for first, last in reversed(runs):
            self.beginRemoveRows(QModelIndex(), first, last)
            for row in self._rows[first : last + 1]:
                del self._places[row.id]
            del self._rows[first : last + 1]
            if first == runs[0][0]:
                self._renumber(first)
            self.endRemoveRows()


class RowModel(RowTable[R]):
    """Rows in the order in which they came; who wants another order puts an `OrderedModel` on top."""

    def apply(self, changed: Mapping[str, R], gone: Iterable[str] = ()) -> None:
        """Take one frame's changes: rows that are new or may be others now, and the keys of those that went."""
        left = [place for key in gone if (place := self._places.get(key, -1)) >= 0]
        if left:
            self._remove(left)
        other = []
        for key, row in changed.items():
            place = self._places.get(key, -1)
            if place >= 0 and self._rows[place] != row:
                self._rows[place] = row
                other.append(place)
        other.sort()
        fresh = [row for key, row in changed.items() if key not in self._places]
        if fresh:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self._rows.extend(fresh)
            self._renumber(start)
            self.endInsertRows()
        self._announce(other)
        if left or other or fresh:
            self.settled.emit()

    def start_anew(self, rows: Iterable[R]) -> None:
        """Another picture or language: everything is read anew."""
        self.beginResetModel()
        self._rows = list(rows)
        self._renumber()
        self.endResetModel()
        self.settled.emit()


def runs_of(places: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted numbers as runs of neighbours, (first, last) each."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
