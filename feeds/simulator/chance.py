"""Draws from a seeded generator, in the words that the simulation uses."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Everything that is left to chance goes through one `random.Random`, so that a seed gives the same day again."""

    __slots__ = ("between", "happens_below", "random")

    def __init__(self, random: Random) -> None:
        self.random = random
        self.between = random.uniform
        self.happens_below = random.random

    def happens(self, share: float) -> bool:
        """True in `share` (0…1) of all cases."""
        return self.happens_below() < share

    def lasting(self, mean_s: float, spread: float = 0.6) -> float:
        """A log-normal duration with the mean `mean_s` (seconds); `spread` is the deviation of its logarithm."""
        return self.random.lognormvariate(log(mean_s) - spread * spread / 2.0, spread)

    def patience(self, median_s: float, spread: float) -> float:
        """A log-normal duration with the median `median_s` (seconds), never under two seconds."""
        return max(2.0, self.random.lognormvariate(log(median_s), spread))

    def one_of(self, choices: Sequence[T]) -> T:
        """One of `choices`, all as likely."""
        return choices[int(self.happens_below() * len(choices))]

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """One of `choices`, each with its weight."""
        left = self.happens_below() * sum(weight for _, weight in choices)
        for choice, weight in choices:
            left -= weight
            if left < 0.0:
                return choice
        return choices[-1][0]
