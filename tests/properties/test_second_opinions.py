"""Patience against lifelines, percentiles against NumPy: on whatever Hypothesis thinks up."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wallboard.metrics import counts as at
from wallboard.metrics.catalogue import compute
from wallboard.metrics.counts import wait_key
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.patience import median_s, survival
from wallboard.metrics.reading import Reading
from wallboard.metrics.story import Share

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from lifelines import KaplanMeierFitter  # type: ignore[import-untyped]

PERCENTILES = {"wait_p50_s": 50, "wait_p90_s": 90, "wait_p95_s": 95}
KINDS = {"answered": at.WAIT_ANSWERED, "queue": at.WAIT_IN_QUEUE, "ringing": at.WAIT_RINGING, "other": at.WAIT_OTHER}
NOT_HALF = 1e-9
"""A share that is exactly a half is told from its neighbours with whole numbers alone; see `exact_median`."""

Wait = tuple[float, str]
"""How long (seconds), and what became of it: one of `KINDS`."""

WAITS = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 8), st.integers(0, 4000), st.integers(0, 60_000).map(lambda n: n / 100)),
        st.sampled_from([*KINDS, "queue"]),
    ),
    min_size=1,
    max_size=40,
)


def ledger_of(waits: Sequence[Wait]) -> Ledger:
    ledger = Ledger()
    for wait, fate in waits:
        ledger.add(Share(0, (("support", wait_key(KINDS[fate], wait)),)))
    return ledger


def binned(wait: float) -> int:
    """In whole seconds, rounded up: hundredths, so that no fraction is lost."""
    return -(-round(wait * 100) // 100)


def second_opinion(waits: Sequence[Wait]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return KaplanMeierFitter().fit([binned(wait) for wait, _ in waits], [fate == "queue" for _, fate in waits])


def exact_median(waits: Sequence[Wait]) -> float | None:
    share = Fraction(1)
    for t in sorted({binned(wait) for wait, fate in waits if fate == "queue"}):
        there = [(binned(wait), fate) for wait, fate in waits if binned(wait) >= t]
        share *= 1 - Fraction(there.count((t, "queue")), len(there))
        if share <= Fraction(1, 2):
            return t
    return None


def assert_same_patience(ledger: Ledger, other: Any) -> None:
    """The whole curve; and the median, where the second opinion is not undecided whether a share is a half."""
    reading = Reading(ledger)
    curve = survival(reading)
    lost = other.event_table.query("observed > 0").index
    assert [wait for wait, _ in curve] == list(lost)
    theirs = other.survival_function_["KM_estimate"]
    assert [share for _, share in curve] == pytest.approx([theirs[wait] for wait in lost], abs=1e-9)
    if not (abs(theirs - 0.5) < NOT_HALF).any():
        assert median_s(reading) == (None if np.isinf(other.median_survival_time_) else other.median_survival_time_)


@given(WAITS)
@example([(30.0, "answered")])
@example([(30.0, "queue")])
@example([(30.0, "queue"), (30.0, "answered"), (30.0, "ringing"), (30.0, "queue")])
@example([(0.0, "queue"), (0.0, "other"), (0.01, "queue")])
@example([(1.0, "answered"), (2.0, "ringing"), (2.0, "other")])
def test_that_patience_is_that_of_lifelines(waits: list[Wait]) -> None:
    assert_same_patience(ledger_of(waits), second_opinion(waits))


@given(WAITS)
@example([(float(t), "queue") for t in (1, 2, 2, 2, 4, 5, 6, 7, 8, 10)])
def test_that_half_is_half_whatever_the_floating_point(waits: list[Wait]) -> None:
    assert median_s(Reading(ledger_of(waits))) == exact_median(waits)


@given(st.lists(st.tuples(st.integers(0, 90_000).map(lambda n: n / 100), st.sampled_from([*KINDS])), max_size=60))
def test_that_percentiles_are_those_of_numpy(waits: list[Wait]) -> None:
    ledger = ledger_of(waits)
    seconds = [binned(wait) for wait, _ in waits]
    for figure, percent in PERCENTILES.items():
        expected = float(np.percentile(seconds, percent, method="inverted_cdf")) if seconds else None
        assert compute(figure, ledger) == expected
    assert compute("wait_max_s", ledger) == (max(seconds) if seconds else None)
