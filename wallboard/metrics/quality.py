"""Marks for contacts, by customers and by supervisors: the mean share of the best mark, in all and by topic."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND, SCORE_SCALE
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import Reading

BY_CUSTOMER, BY_SUPERVISOR = at.RATED_BY_CUSTOMER, at.RATED_BY_SUPERVISOR


class Score(Struct, frozen=True, gc=False):
    """`number` marks, of which each was on average the share `mean` (0…1) of the best one."""

    number: int
    mean: float


def score_of(bins: Mapping[int, int]) -> Score | None:
    """Of marks by their millionths; None without marks."""
    number = sum(bins.values())
    return Score(number, sum([mark * n for mark, n in bins.items()]) / SCORE_SCALE / number) if number else None


def score_in(ledger: Ledger, kind: int) -> Score | None:
    """All marks of one kind in a ledger, whatever their topic."""
    return score_of(Reading(ledger).bins((kind,)))


def by_topic(ledger: Ledger, kind: int) -> dict[str, Score]:
    """The marks of one kind (`BY_CUSTOMER` or `BY_SUPERVISOR`) by topic; empty: without a topic."""
    found: dict[str, Score] = {}
    for topic, bins in sorted(ledger.waits.items()):
        score = score_of({key % KIND: number for key, number in bins.items() if key // KIND == kind})
        if score is not None:
            found[topic] = score
    return found
