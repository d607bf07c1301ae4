"""Tallies: all counts and sums in one whole number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wallboard.metrics.counts import NAMES, SUMS, numbers, summed, tally_of, tally_told

COUNTS = st.lists(st.tuples(st.integers(0, len(NAMES) - 1), st.integers(-(2**20), 2**20)), max_size=20)
AMOUNTS = st.lists(st.tuples(st.integers(0, len(SUMS) - 1), st.integers(-(2**50), 2**50)), max_size=20)


@given(COUNTS, AMOUNTS)
def test_that_a_tally_that_is_told_is_the_sum_of_its_parts(
    counts: list[tuple[int, int]], sums: list[tuple[int, int]]
) -> None:
    parts = [number * tally_of((place,)) for place, number in counts] + [summed(*amount) for amount in sums]
    assert tally_told(counts, sums) == sum(parts)


@given(COUNTS, AMOUNTS)
def test_that_what_is_told_is_what_is_read(counts: list[tuple[int, int]], sums: list[tuple[int, int]]) -> None:
    read_counts, read_sums = numbers(tally_told(counts, sums))
    assert list(read_counts) == [sum(n for at, n in counts if at == place) for place in range(len(NAMES))]
    assert list(read_sums) == [sum(n for at, n in sums if at == place) for place in range(len(SUMS))]
