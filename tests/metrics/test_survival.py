"""The curve of patience for a picture."""

from __future__ import annotations

from wallboard.metrics import counts as at
from wallboard.metrics.counts import wait_key
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import Reading
from wallboard.metrics.survival import Curve, curve_of


def curve(lost: list[int], answered: list[int]) -> Curve:
    waits: dict[int, int] = {}
    for kind, found in ((at.WAIT_IN_QUEUE, lost), (at.WAIT_ANSWERED, answered)):
        for wait in found:
            waits[wait_key(kind, wait)] = waits.get(wait_key(kind, wait), 0) + 1
    return curve_of(Reading(Ledger(0, {"sales": waits})))


def test_that_it_falls_with_each_loss_by_its_share_of_those_who_still_waited() -> None:
    found = curve([10, 30], [5, 20, 40])
    assert found.points == ((10, 0.75), (30, 0.375))
    assert (found.median_s, found.lost) == (30.0, 2)


def test_that_at_risk_are_those_whose_wait_is_not_over() -> None:
    found = curve([10, 30], [5, 20, 40])
    assert [found.at_risk(wait) for wait in (0, 5, 10, 11, 40, 41)] == [5, 5, 4, 3, 1, 0]
    assert found.known_s == 5


def test_that_of_nobody_nothing_is_known() -> None:
    assert curve([], []) == Curve((), None, (), 0)
    assert curve([3], [4]).known_s == 0
