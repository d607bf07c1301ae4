"""January against figures that others have computed: every one of them, and none is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.bank.answers import answers
from tests.bank.month import Month

CLOCKS_APART_S = 2.0
BY_ANOTHER_CLOCK = ("max_simultaneous", "distinct_named_agents_busy_at")
"""The reference begins a talk by the server's clock, here the queue's clock rules: it is up to two seconds later."""

Leaf = tuple[tuple[str, ...], Any]


def leaves(found: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    for name, value in found.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, name))
        else:
            yield (*path, name), value


def same(ours: Any, theirs: Any) -> bool:
    """To the last digit that the reference has."""
    if not isinstance(theirs, float) or ours is None:
        return bool(ours == theirs)
    digits = len(str(theirs).partition(".")[2])
    return bool(abs(ours - theirs) <= 0.51 * 10**-digits)


@pytest.fixture(scope="module")
def ours(month: Month) -> dict[tuple[str, ...], Any]:
    return dict(leaves(answers(month)))


def test_that_every_figure_of_the_reference_is_answered(ours: dict[Any, Any], reference: dict[str, Any]) -> None:
    assert ours.keys() == dict(leaves(reference)).keys()
    assert len(ours) > 150


def test_that_every_answer_is_that_of_the_reference(ours: dict[Any, Any], reference: dict[str, Any]) -> None:
    theirs = dict(leaves(reference))
    at = BY_ANOTHER_CLOCK
    assert not {path: (ours[path], value) for path, value in theirs.items() if not same(ours[path], value)}.keys() - {
        at
    }
    early, late = datetime.fromisoformat(theirs[at]), datetime.fromisoformat(ours[at])
    assert 0.0 <= (late - early).total_seconds() <= CLOCKS_APART_S


def test_that_a_figure_that_is_off_is_found() -> None:
    assert same(0.606134, 0.60613)
    assert not same(0.60614, 0.60613)
    assert not same(16_403, 16_402)
    assert not same(None, 0.5)
