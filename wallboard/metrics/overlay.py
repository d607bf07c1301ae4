"""What could still change, laid over the columns while somebody looks: rows of its own, and additions to kept rows."""

from __future__ import annotations

from collections.abc import Iterable

from wallboard.metrics.columns import PLACE_BITS, Chunk, Columns, Placed
from wallboard.metrics.customers import Customers
from wallboard.metrics.peaks import Stays
from wallboard.metrics.presence import Work
from wallboard.metrics.promises import Promises
from wallboard.metrics.row import ContactRow


class Overlay:
    """Adds a chunk to `columns`. What is posted to a kept row stands there as a row that counts in the same places."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._contacts = columns.contacts
        self._chunk = Chunk(len(columns.chunks), columns.contacts)
        columns.chunks.append(self._chunk)
        self._posted: dict[int, int] = {}
        self.works: dict[str, list[Work]] = {}
        self.visits: list[tuple[str, float, str]] = []
        self.promised: list[str] = []

    def add(self, row: ContactRow, stays: Stays, customer: int) -> Placed:
        """Take a contact that is under way; see `Columns.add`."""
        return self._columns.add(row, stays, customer)

    def add_time(self, agent: str, place: int, from_t: float, to_t: float, reason: str = "") -> None:
        """See `Columns.add_time`."""
        self._columns.add_time(agent, place, from_t, to_t, reason)

    def work(self, name: str) -> list[Work]:
        """An agent's work with contacts that are under way."""
        return self.works.setdefault(name, [])

    def post(self, places: Iterable[int], tally: int) -> None:
        """Add to what the rows at `places` count."""
        for place in places:
            if place >> PLACE_BITS >= self._chunk.number:
                self._columns.patch((place,), tally)
            else:
                self._posted[place] = self._posted.get(place, 0) + tally

    def finish(self) -> None:
        """Everything has been posted."""
        self._columns.flush()
        for place, tally in self._posted.items():
            if tally:
                self._columns.add_echo(place, tally)
        self._columns.flush()

    def take_back(self, customers: Customers, promises: Promises) -> None:
        """The columns are as they were before."""
        for visit in self.visits:
            customers.undo(*visit)
        for contact in self.promised:
            promises.undo(contact)
        self._posted.clear()
        del self._columns.chunks[self._chunk.number :]
        self._columns.contacts = self._contacts
