"""The tickets' part of the books: what was done to them today or a moment ago, and which are open now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from wallboard.floor.ticket import Ticket
from wallboard.metrics.ticket_ledger import TicketLedger, ledger_of_tickets

Filters = tuple[str | None, str | None, str | None]
"""Queue, priority, owner; None lets all through."""

VIEWS_KEPT = 500
FOREVER = float("inf")


class TicketBooks:
    """`here` are the floor's tickets, `gone` those that it has forgotten, kept for as long as their day is."""

    def __init__(self) -> None:
        self.here: dict[str, Ticket] = {}
        self.gone: list[Ticket] = []
        self._views: dict[tuple[Filters, float], TicketLedger] = {}

    def post(self, changed: Mapping[str, Ticket], gone: Iterable[str]) -> None:
        """Take note of tickets that have changed, and of those that the floor forgets."""
        self._views.clear()
        self.here.update(changed)
        for key in gone:
            ticket = self.here.pop(key, None)
            if ticket is not None:
                self.gone.append(structs.replace(ticket, title=""))

    def since(
        self,
        start_t: float,
        *,
        queue: str | None = None,
        priority: str | None = None,
        owner: str | None = None,
    ) -> TicketLedger:
        """What was done from `start_t` on (epoch seconds), and what is open. Read it, do not keep it."""
        key = (queue, priority, owner), start_t
        found = self._views.get(key)
        if found is None:
            if len(self._views) >= VIEWS_KEPT:
                self._views.clear()
            found = self._views[key] = ledger_of_tickets(self._matching(*key[0]), start_t, FOREVER)
        return found

    def forget(self, oldest_t: float) -> None:
        """Let go of what was over before `oldest_t`."""
        self.gone = [ticket for ticket in self.gone if ticket.last_t >= oldest_t]

    def _matching(self, queue: str | None, priority: str | None, owner: str | None) -> Iterator[Ticket]:
        for tickets in (self.here.values(), self.gone):
            for ticket in tickets:
                if (
                    (queue is None or ticket.queue == queue)
                    and (priority is None or ticket.priority == priority)
                    and (owner is None or ticket.owner == owner)
                ):
                    yield ticket
