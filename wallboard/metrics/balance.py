"""The books balance: everybody who was offered is somewhere. A difference is a fault of ours, and is found here."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.metrics import counts as at
from wallboard.metrics.books import Books
from wallboard.metrics.ledger import Ledger, merged

SIDES = (at.IN_PROGRESS, at.ANSWERED, *at.BEFORE_ANSWER.values())
"""Offered is the sum of these."""


class Imbalance(Struct, frozen=True):
    """`what` is `got` where it should be `wanted`; `queue` None: the books of contacts as a whole."""

    what: str
    queue: str | None
    got: int
    wanted: int


def balance(floor: Floor, books: Books) -> list[Imbalance]:
    """What does not balance in the books, by contact and by queue, and against who is open on the floor."""
    books.count_noted()
    cells = books.cells.half_hours.values()
    queues = {queue for cell in cells for queue in (*cell.shared, *cell.queues)}
    found: list[Imbalance] = []
    for queue in (None, *sorted(queues)):
        found += _of_ledger(queue, merged([ledger for cell in cells for ledger in cell.of(queue)]))
    total = merged([ledger for cell in cells for ledger in cell.of(None)])
    here = sum([c.is_customers and _counts_open(c, books) for c in floor.contacts.values()])
    if total.n[at.IN_PROGRESS] != here:
        found.append(Imbalance("in_progress", None, total.n[at.IN_PROGRESS], here))
    return found


def _counts_open(contact: Contact, books: Books) -> bool:
    return not contact.answered and not contact.outcome and contact.offered_t >= books.cells.oldest_t


def _of_ledger(queue: str | None, ledger: Ledger) -> Iterator[Imbalance]:
    n = ledger.n
    accounted = sum([n[place] for place in SIDES])
    if n[at.OFFERED] != accounted:
        yield Imbalance("offered", queue, n[at.OFFERED], accounted)
    for name, number in zip(at.NAMES, n, strict=True):
        if number < 0:
            yield Imbalance(name, queue, number, 0)
    for bins in ledger.waits.values():
        if min(bins.values(), default=1) < 1:
            yield Imbalance("waits", queue, min(bins.values()), 1)
