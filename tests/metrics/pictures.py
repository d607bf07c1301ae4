"""Pictures folded from events, and their figures, for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wallboard.metrics.catalogue import FIGURES
from wallboard.metrics.figures import figures_of
from wallboard.metrics.handoffs import Pair
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.picture import Picture
from wallboard.metrics.ticket_ledger import figures_of_tickets

ZONE = "Europe/Moscow"
BY_CONTACT = tuple(figure.id for figure in FIGURES.values() if figure.basis == "contacts")
BALANCED = (
    "in_progress",
    "answered",
    "abandoned_in_menu",
    "abandoned_in_queue",
    "abandoned_ringing",
    "diverted",
    "left_by_choice",
    "turned_away",
    "unknown",
)
"""Offered is the sum of these."""

Figures = dict[str, float | None]


def pictured(*batches: Sequence[Any], zone: str = ZONE) -> Picture:
    """The picture of these events, folded batch by batch."""
    picture = Picture(zone)
    for events in batches:
        picture.fold(events)
    return picture


def read(picture: Picture, ledger: Ledger, names: Iterable[str] = BY_CONTACT) -> Figures:
    """The figures of one of the picture's ledgers."""
    return {name: picture.books.figure(name, ledger) for name in names}


def today(picture: Picture, queue: str | None = None) -> Figures:
    """All figures by contact of today, or by entry of `queue`, of all channels."""
    return read(picture, picture.books.today(queue=queue, live=None))


def reported(events: Sequence[Any], by: Sequence[str] = (), **options: Any) -> dict[tuple[str | None, ...], Figures]:
    """The same from a report: the figures of each group."""
    found = figures_of([events], ZONE, by, **options)
    return {tuple(group["key"].values()): group["figures"] for group in found["groups"]}


def tickets_today(picture: Picture, **filters: Any) -> Figures:
    """The figures of today's tickets."""
    return figures_of_tickets(picture.books.tickets_today(**filters), picture.floor.now_t)


def pairs_told(events: Sequence[Any], by: Sequence[str] = ()) -> dict[tuple[str | None, ...], list[Pair]]:
    """The hand-offs that a report tells, by group."""
    groups = figures_of([events], ZONE, by)["groups"]
    return {
        tuple(group["key"].values()): [
            Pair(pair["from"] or "", pair["to"] or "", pair["number"]) for pair in group["pairs"]
        ]
        for group in groups
    }


def one(events: Sequence[Any], **options: Any) -> Figures:
    """The figures of a report that is not split."""
    return reported(events, **options)[()]
