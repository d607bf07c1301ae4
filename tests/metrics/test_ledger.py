"""Ledgers merge to the same result in any order, and what is taken back leaves no trace."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wallboard.metrics import counts as at
from wallboard.metrics.counts import summed, tally_of, wait_key
from wallboard.metrics.ledger import Ledger, merged
from wallboard.metrics.story import Share

PLACES = st.lists(st.integers(0, len(at.NAMES) - 1), max_size=4).map(lambda found: tally_of(tuple(found)))
SUMS = st.lists(st.builds(summed, st.integers(0, len(at.SUMS) - 1), st.integers(0, 10**12)), max_size=3).map(sum)
TALLIES = st.builds(int.__add__, PLACES, SUMS)
WAITS = st.lists(
    st.tuples(st.sampled_from(["support", "sales"]), st.builds(wait_key, st.integers(0, 7), st.floats(0.0, 5000.0))),
    max_size=2,
).map(tuple)
SHARES = st.builds(Share, TALLIES, WAITS)
PILES = st.lists(SHARES, max_size=8)


def ledger_of(shares: list[Share]) -> Ledger:
    ledger = Ledger()
    for share in shares:
        ledger.add(share)
    return ledger


def same(one: Ledger, other: Ledger) -> bool:
    return (one.n, one.sums, one.waits) == (other.n, other.sums, other.waits)


@given(st.lists(PILES, max_size=4))
def test_that_ledgers_merge_to_the_same_in_any_order(piles: list[list[Share]]) -> None:
    whole = ledger_of([share for pile in piles for share in pile])
    ledgers = [ledger_of(pile) for pile in piles]
    assert same(merged(ledgers), whole)
    assert same(merged(reversed(ledgers)), whole)
    assert same(merged([merged(ledgers[:2]), merged(ledgers[2:])]), whole)


@given(PILES, PILES)
def test_that_what_is_taken_back_leaves_no_trace(kept: list[Share], taken_back: list[Share]) -> None:
    ledger = ledger_of([*taken_back, *kept])
    for share in taken_back:
        ledger.subtract(share)
    assert same(ledger, ledger_of(kept))
    assert all(number > 0 for bins in ledger.waits.values() for number in bins.values())


@given(PILES, PILES)
def test_that_a_ledger_can_be_taken_out_of_a_sum(one: list[Share], other: list[Share]) -> None:
    total = merged([ledger_of(one), ledger_of(other)])
    total.take_out(ledger_of(other))
    assert same(total, ledger_of(one))


@given(PILES)
def test_that_merging_leaves_the_parts_alone(pile: list[Share]) -> None:
    part = ledger_of(pile)
    total = merged([part])
    total.merge(part)
    assert same(part, ledger_of(pile))


def test_that_an_empty_ledger_is_empty() -> None:
    ledger = ledger_of([Share(tally_of((at.OFFERED,)))])
    assert not ledger.empty
    ledger.subtract(Share(tally_of((at.OFFERED,))))
    assert ledger.empty
