"""The sum of what is known of many, of whom a few are computed anew at a time."""

from __future__ import annotations

from wallboard.metrics.in_turn import AT_ONCE, FEW, NEW_AT_ONCE, InTurn

NAMES = [f"a{n:03d}" for n in range(NEW_AT_ONCE + 50)]


def whole() -> InTurn:
    """Ten of everybody, computed for moment 100."""
    kept = InTurn()
    for _ in range(2):
        for name in kept.next(NAMES):
            kept.put(name, 100.0, 10)
    return kept


def test_that_the_new_come_soon_and_then_a_few_at_a_time_until_everybody_has_had_his_turn() -> None:
    kept = InTurn()
    first = kept.next(NAMES)
    assert len(first) == NEW_AT_ONCE
    for name in first:
        kept.put(name, 1.0, 1)
    rest = kept.next(NAMES)
    assert sorted({*first, *rest}) == NAMES
    for name in rest:
        kept.put(name, 1.0, 1)
    seen: set[str] = set()
    for _ in range(-(-len(NAMES) // AT_ONCE)):
        turn = kept.next(NAMES)
        assert len(turn) == AT_ONCE
        seen.update(turn)
    assert sorted(seen) == NAMES


def test_that_the_total_is_the_sum_of_what_was_put_last() -> None:
    kept = whole()
    assert kept.total == 10 * len(NAMES)
    kept.put("a000", 101.0, 25)
    assert kept.total == 10 * len(NAMES) + 15


def test_that_what_is_counted_elsewhere_goes_and_the_rest_stays_where_it_was_computed_later() -> None:
    kept = whole()
    kept.settle("a003", 90.0, 7)
    assert kept.total == 10 * len(NAMES) - 7
    assert "a003" not in kept.next(NAMES)[:1]


def test_that_what_was_computed_before_says_nothing_any_more_and_is_the_next_to_be_computed() -> None:
    kept = whole()
    kept.settle("a003", 110.0, 4)
    assert kept.total == 10 * (len(NAMES) - 1)
    assert kept.next(NAMES)[0] == "a003"


def test_that_of_whom_nothing_was_computed_nothing_is_taken_away() -> None:
    kept = InTurn()
    kept.next(NAMES)
    kept.settle("a003", 90.0, 7)
    assert kept.total == 0


def test_that_on_a_new_day_everybody_is_new() -> None:
    kept = whole()
    kept.begin_anew()
    assert kept.total == 0
    assert len(kept.next(NAMES)) == NEW_AT_ONCE


def test_that_few_are_all_computed_anew_each_time() -> None:
    kept, few = InTurn(), NAMES[:FEW]
    for _ in range(3):
        turn = kept.next(few)
        assert sorted(turn) == few
        for name in turn:
            kept.put(name, 1.0, 1)
    assert kept.total == FEW
