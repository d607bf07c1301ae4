from __future__ import annotations

from random import Random
from statistics import mean, median

import pytest

from feeds.simulator.chance import Chance


def test_that_durations_have_the_mean_that_was_asked_for() -> None:
    chance = Chance(Random(1))
    assert mean(chance.lasting(240.0, 0.65) for _ in range(20_000)) == pytest.approx(240.0, rel=0.03)


def test_that_patience_has_the_median_that_was_asked_for() -> None:
    chance = Chance(Random(2))
    drawn = [chance.patience(190.0, 0.8) for _ in range(20_000)]
    assert median(drawn) == pytest.approx(190.0, rel=0.03)
    assert min(drawn) >= 2.0


def test_that_choices_come_as_often_as_their_weights_say() -> None:
    chance = Chance(Random(3))
    drawn = [chance.weighted((("often", 3.0), ("seldom", 1.0), ("never", 0.0))) for _ in range(8000)]
    assert drawn.count("often") == pytest.approx(6000, rel=0.05)
    assert "never" not in drawn
    assert {chance.one_of("abc") for _ in range(100)} == set("abc")


def test_that_a_share_of_nothing_never_happens_and_all_always() -> None:
    chance = Chance(Random(4))
    assert not any(chance.happens(0.0) for _ in range(500))
    assert all(chance.happens(1.0) for _ in range(500))
