"""One cell of the books: contacts as a whole and, beside them, the entries of each queue."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from wallboard.metrics.ledger import Ledger
from wallboard.stream.contact_events import LIVE_CHANNELS

Dims = tuple[str, str, str]
"""Tier, entry, channel."""

Kind = bool | str | None
"""Live channels (True), deferred ones (False), one by its name, or all (None)."""

Filters = tuple[str | None, str | None, Kind]
"""Tier, entry, kind of channel; None lets all through."""


class Cell(Struct, gc=False):
    """`shared` counts the plain contacts, whose one queue entry tells the whole story, once for both books.

    The others count by themselves: as a whole in `whole`, by entry in `queues`.
    """

    shared: dict[str, Ledger] = field(default_factory=dict)
    whole: Ledger = field(default_factory=Ledger)
    queues: dict[str, Ledger] = field(default_factory=dict)

    def of(self, queue: str | None) -> Iterator[Ledger]:
        """The ledgers that make up those of a queue, or of all contacts."""
        if queue is None:
            yield from self.shared.values()
            yield self.whole
        else:
            if queue in self.shared:
                yield self.shared[queue]
            if queue in self.queues:
                yield self.queues[queue]


def no_flow() -> list[int]:
    """Nothing in a step of time: offered, and then, by `parts.TAKEN` and so on, what ended there."""
    return [0, 0, 0, 0]


class Flow(Struct, gc=False):
    """Offered, answered, lost and ended otherwise in one step of time; otherwise like a cell."""

    shared: dict[str, list[int]] = field(default_factory=dict)
    whole: list[int] = field(default_factory=no_flow)
    queues: dict[str, list[int]] = field(default_factory=dict)

    def of(self, queue: str | None) -> list[int]:
        """Offered, answered, lost and ended otherwise in a queue, or in all."""
        none = no_flow()
        if queue is None:
            parts = [*self.shared.values(), self.whole]
        else:
            parts = [self.shared.get(queue, none), self.queues.get(queue, none)]
        return [sum(column) for column in zip(none, *parts, strict=True)]


class Spot(Struct, gc=False):
    """Where contacts that are alike count: their ledgers, their flow, and the ledgers by agent."""

    ledgers: list[Ledger]
    flow: list[int]
    people: dict[str, Ledger] = field(default_factory=dict)


def ledger_in(ledgers: dict[str, Ledger], key: str) -> Ledger:
    """The ledger under `key`, made where there is none."""
    found = ledgers.get(key)
    if found is None:
        found = ledgers[key] = Ledger()
    return found


def flow_in(flows: dict[str, list[int]], key: str) -> list[int]:
    """The amounts under `key`, made where there are none."""
    found = flows.get(key)
    if found is None:
        found = flows[key] = no_flow()
    return found


def passes(filters: Filters, dims: Dims) -> bool:
    """Whether the filters let these dims through."""
    tier, entry, kind = filters
    return (tier is None or tier == dims[0]) and (entry is None or entry == dims[1]) and fits(kind, dims[2])


def fits(kind: Kind, channel: str) -> bool:
    """Whether a channel is of that kind."""
    return kind is None or (channel in LIVE_CHANNELS) is kind or channel == kind
