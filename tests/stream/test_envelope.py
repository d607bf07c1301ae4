"""The envelope: positions as text that sorts, moments with their zone, messages that cannot be changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from tests.stream.messages import T0, event
from wallboard.stream.envelope import POSITION_DIGITS, moment, position_of, sequence_of
from wallboard.stream.vocabulary import TYPES, data_type

POSITIONS = st.integers(1, 10**POSITION_DIGITS - 1)


@given(POSITIONS, POSITIONS)
def test_that_sequences_sort_as_text_as_their_positions_do(one: int, other: int) -> None:
    assert (sequence_of(one) < sequence_of(other)) == (one < other)


@given(POSITIONS)
def test_that_a_position_comes_back_from_its_sequence(position: int) -> None:
    assert position_of(sequence_of(position)) == position


def test_that_no_sequence_is_before_the_first_position() -> None:
    assert position_of("") == 0


def test_that_a_sequence_that_is_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        position_of("first")


def test_that_a_moment_knows_its_zone() -> None:
    assert moment(T0).isoformat() == "2026-02-25T06:13:20+00:00"


def test_that_a_message_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        event(1).id = "another"  # type: ignore[misc]


def test_that_the_types_of_messages_need_not_be_read_out_of_text() -> None:
    structs = {part for kind in TYPES.values() for part in (*kind.__mro__, data_type(kind)) if issubclass(part, Struct)}
    told = [(part.__name__, vars(part).get("__annotations__", {})) for part in structs]
    texts = [name for name, fields in told if any(isinstance(field, str) for field in fields.values())]
    assert len(structs) > 50
    assert texts == []
