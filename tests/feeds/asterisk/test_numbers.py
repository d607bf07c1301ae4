"""Numbers as a PBX writes them."""

from __future__ import annotations

import pytest

from feeds.asterisk.numbers import LONGEST_S, MOST, whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("1795000000", 1_795_000_000)])
def test_that_plain_digits_are_a_number(text: str, number: int) -> None:
    assert whole(text, -1) == number


@pytest.mark.parametrize("text", [None, "", "-1", "+1", "1.5", "1e9", "nan", "inf", "²", "٣", "1_0", " 1", "9" * 5000])
def test_that_everything_else_is_as_good_as_not_said(text: str | None) -> None:
    assert whole(text, 20) == 20


def test_that_a_number_beyond_all_meaning_is_none() -> None:
    assert whole(str(MOST)) == MOST
    assert whole(str(MOST + 1), 3) == 3
    assert whole(str(LONGEST_S + 1), 3, LONGEST_S) == 3
