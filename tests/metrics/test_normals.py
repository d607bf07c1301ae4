"""What is normal for a stage, on ledgers made by hand; and when a colour is due."""

from __future__ import annotations

import pytest

from wallboard.metrics import counts as at
from wallboard.metrics.counts import tally_told, wait_key
from wallboard.metrics.funnel import Stage
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.normals import Normal, normal_of, tone_of


def week(queued: int, lost: int, after_s: float = 30.0) -> Ledger:
    counts = [(at.OFFERED, queued), (at.QUEUED, queued), (at.ABANDONED_IN_QUEUE, lost), (at.ANSWERED, queued - lost)]
    waits = {"sales": {wait_key(at.WAIT_IN_QUEUE, after_s): lost}} if lost else {}
    return Ledger(tally_told(counts, []), waits)


def test_that_the_normal_is_the_mean_of_the_weeks_and_the_share_of_all() -> None:
    found = normal_of([week(100, 2, 10.0), week(300, 10, 50.0)])
    assert found["queue"] == Normal(2, 200.0, 6.0, 12 / 400, 50.0)
    assert found["talk"] == Normal(2, 194.0, 0.0, 0.0, None)
    assert found["menu"] == Normal(2, 0.0, 0.0, None, None)


def test_that_without_past_weeks_there_is_no_normal() -> None:
    assert normal_of([]) == {}


def stage(entered: int, lost: int) -> Stage:
    return Stage("queue", entered, lost, entered - lost, lost / entered if entered else None, None)


@pytest.mark.parametrize(
    ("entered", "lost", "tone"), [(0, 0, ""), (10, 2, ""), (100, 4, ""), (100, 5, "warning"), (100, 10, "alarm")]
)
def test_that_without_a_normal_the_share_alone_counts(entered: int, lost: int, tone: str) -> None:
    assert tone_of(stage(entered, lost)) == tone


@pytest.mark.parametrize(
    ("entered", "lost", "tone"),
    [
        (200, 20, ""),  # as ever: a tenth
        (200, 30, "warning"),
        (200, 45, "alarm"),
        (12, 3, ""),  # of twelve three says little
        (100_000, 10_500, ""),  # certain, and hardly more
    ],
)
def test_that_with_a_normal_only_what_is_unusual_is_loud(entered: int, lost: int, tone: str) -> None:
    assert tone_of(stage(entered, lost), Normal(4, 200.0, 20.0, 0.1, 40.0)) == tone


def test_that_a_stage_at_which_nobody_was_ever_lost_becomes_loud_soon() -> None:
    assert tone_of(stage(100, 8), Normal(4, 100.0, 0.0, 0.0, None)) == "alarm"


def test_that_a_normal_of_few_is_no_yardstick() -> None:
    assert tone_of(stage(100, 8), Normal(1, 3.0, 0.0, 0.0, None)) == ""
    assert tone_of(stage(100, 12), Normal(1, 0.0, 0.0, None, None)) == "alarm"
