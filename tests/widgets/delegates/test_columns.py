"""Columns share the room, make do with less, and are left out in their order."""

from __future__ import annotations

from widgets.delegates.columns import Column, shared

COLUMNS = (
    Column("who", ("x" * 10,), stretches=True),
    Column("queue", ("x" * 8,), dispensable=1),
    Column("state", ("x" * 20,), dispensable=2, shorter=("x" * 6,)),
)


def width_of(column: Column, samples: tuple[str, ...]) -> int:
    return max(len(sample) for sample in samples)


def test_that_the_rest_of_the_room_goes_to_who_stretches() -> None:
    assert shared(COLUMNS, width_of, 50) == {"who": 22, "queue": 8, "state": 20}


def test_that_shorter_words_come_before_leaving_out() -> None:
    assert shared(COLUMNS, width_of, 30) == {"who": 16, "queue": 8, "state": 6}


def test_that_what_can_be_spared_most_is_left_out_first() -> None:
    assert shared(COLUMNS, width_of, 20) == {"who": 12, "queue": 8}
    assert shared(COLUMNS, width_of, 5) == {"who": 10}
