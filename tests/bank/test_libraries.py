"""January's patience against lifelines, and its percentiles against NumPy: from our ledgers, and from the rows."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bank import truth
from tests.bank.month import Month, Split
from tests.properties.test_second_opinions import PERCENTILES, Wait, assert_same_patience, second_opinion


@pytest.mark.parametrize("by", [(), ("tier",), ("queue",), ("day",), ("queue", "tier")], ids="+".join)
def test_that_patience_and_percentiles_are_those_of_the_libraries(month: Month, by: Split) -> None:
    rows_of = truth.groups([row for row in month.rows if truth.queued(row)], by)
    assert rows_of
    for key, rows in rows_of.items():
        waits: list[Wait] = [(truth.wait(row), truth.lost_at(row) or "answered") for row in rows]
        assert_same_patience(month.groups[by][key].ledger, second_opinion(waits))
        for figure, percent in PERCENTILES.items():
            expected = np.percentile([wait for wait, _ in waits], percent, method="inverted_cdf")
            assert month.by[by][key][figure] == expected
