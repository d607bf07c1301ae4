"""What counts as a telephone number outside the house."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallboard.commands.outside import MOST_DIGITS, dialled


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+7 916 123-45-67", "+79161234567"),
        ("8 (495) 555.99.99", "84955559999"),
        (" 55512 ", "55512"),
        ("112", ""),
        ("+", ""),
        ("", ""),
        ("++79161234567", ""),
        ("7+9161234567", ""),
        ("+7 916 CALL ME", ""),
        ("+1234567890123456", ""),
        ("٠١٢٣٤٥٦", ""),
        ("+7916123;4567", ""),
    ],
)
def test_that_a_number_is_told_from_what_is_none(typed: str, number: str) -> None:
    assert dialled(typed) == number


@given(st.text())
def test_that_whatever_is_typed_only_digits_are_handed_on(typed: str) -> None:
    number = dialled(typed)
    assert len(number) <= MOST_DIGITS + 1
    assert not number or number.removeprefix("+").isdecimal()
    assert dialled(number) == number
