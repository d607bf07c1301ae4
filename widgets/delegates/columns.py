"""The columns of a table, and how they share its room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct


class Column(Struct, frozen=True):
    """How wide a column is: as the widest of `samples` or its heading, or as the room allows where it `stretches`.

    Where the room is short, columns with `shorter` samples make do with these; then those with the highest
    `dispensable` are left out first; 0 stays.
    """

    id: str
    samples: tuple[str, ...] = ("00:00",)
    stretches: bool = False
    dispensable: int = 0
    least: int = 0
    shorter: tuple[str, ...] = ()


def shared(columns: Sequence[Column], width_of: Callable[[Column, tuple[str, ...]], int], room: int) -> dict[str, int]:
    """The width in pixels of each column that finds a place in `room` pixels; `width_of` a column with such samples."""
    wanted = {column.id: width_of(column, column.samples) for column in columns}
    if sum(wanted.values()) > room:
        wanted |= {column.id: width_of(column, column.shorter) for column in columns if column.shorter}
    shown = list(columns)
    while sum(wanted[column.id] for column in shown) > room and any(column.dispensable for column in shown):
        shown.remove(max(shown, key=lambda column: column.dispensable))
    spare = max(0, room - sum(wanted[column.id] for column in shown))
    stretching = sum(1 for column in shown if column.stretches) or 1
    return {column.id: wanted[column.id] + (spare // stretching if column.stretches else 0) for column in shown}
