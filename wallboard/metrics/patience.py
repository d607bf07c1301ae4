"""Patience after Kaplan and Meier: how long people wait before they hang up, given that most are answered first.

Source: E. L. Kaplan, P. Meier, Nonparametric Estimation from Incomplete Observations, JASA 53 (1958). The event is
hanging up in the queue; all others who queued are censored, those lost while it rang included.
"""

from __future__ import annotations

from wallboard.metrics import counts as at
from wallboard.metrics.reading import Reading

HALF = 0.5 + 1e-12
"""A half, and what the product of many shares may be beside it where it is exactly a half."""
CENSORED = (at.WAIT_ANSWERED, at.WAIT_RINGING, at.WAIT_OTHER)


def survival(reading: Reading) -> list[tuple[int, float]]:
    """The curve: after each wait (seconds) at which somebody hung up, the share of people who would still wait."""
    events = reading.bins((at.WAIT_IN_QUEUE,))
    censored = reading.bins(CENSORED)
    at_risk = sum(events.values()) + sum(censored.values())
    curve: list[tuple[int, float]] = []
    share = 1.0
    for wait in sorted(events.keys() | censored.keys()):
        lost = events.get(wait, 0)
        if lost:
            share *= 1.0 - lost / at_risk
            curve.append((wait, share))
        at_risk -= lost + censored.get(wait, 0)
    return curve


def median_s(reading: Reading) -> float | None:
    """The wait (seconds) after which half of the people would have hung up; None where the curve stays above half."""
    for wait, share in survival(reading):
        if share <= HALF:
            return float(wait)
    return None
