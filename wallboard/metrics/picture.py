"""The picture: floor and books, folded together. Hub, display and tests all see the world through this fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wallboard.floor import snapshot as floor_snapshot
from wallboard.floor.changes import Changes
from wallboard.floor.floor import Floor
from wallboard.metrics import snapshot as books_snapshot
from wallboard.metrics.books import Books
from wallboard.stream.envelope import Event


class Picture:
    """`zone` is the site's time zone, for its midnight."""

    def __init__(self, zone: str, floor: Floor | None = None, books: Books | None = None) -> None:
        self.floor = floor if floor is not None else Floor()
        self.books = books if books is not None else Books(zone)

    def fold(self, events: Iterable[Event]) -> Changes:
        """Take events in the order of the log. What has changed."""
        self.floor.fold(events)
        return self._post()

    def pass_time(self, t: float) -> Changes:
        """Time has come to `t` (epoch seconds). What has changed."""
        self.floor.pass_time(t)
        return self._post()

    def _post(self) -> Changes:
        changes = self.floor.take_changes()
        self.books.post(changes, self.floor.now_t)
        return changes


def sections(picture: Picture) -> Iterator[tuple[str, bytes]]:
    """Name and JSON array of each section of a snapshot."""
    yield from floor_snapshot.sections(picture.floor)
    yield from books_snapshot.sections(picture.books)


class PictureBuilder:
    """Collects sections in any order, then builds the picture."""

    def __init__(self) -> None:
        self._floor = floor_snapshot.FloorBuilder()
        self._books = books_snapshot.BooksBuilder()

    def add(self, section: str, items: bytes) -> bool:
        """Take a section; False if it is of no known kind. Raises msgspec.ValidationError where it does not fit."""
        return self._floor.add(section, items) or self._books.add(section, items)

    def build(self, zone: str) -> Picture:
        """The picture; `zone` is used where the snapshot names none."""
        floor = self._floor.build()
        return Picture(zone, floor, self._books.build(floor, zone))
