"""How bad a wait is."""

from __future__ import annotations

from math import inf

import pytest

from wallboard.stream.queue_events import Configured
from widgets.models.norms import tone_lasts_s, tone_of_wait


@pytest.mark.parametrize(
    ("config", "waited_s", "tone"),
    [
        (None, 9999.0, ""),
        (Configured(), 20.0, ""),
        (Configured(), 20.1, "warning"),
        (Configured(), 60.1, "alarm"),
        (Configured(channel="email"), 9999.0, ""),
        (Configured(channel="email", wait_norm_s=3600.0), 2800.0, ""),
        (Configured(channel="email", wait_norm_s=3600.0), 2900.0, "warning"),
        (Configured(channel="email", wait_norm_s=3600.0), 3601.0, "alarm"),
    ],
)
def test_that_a_wait_is_judged_by_threshold_or_norm(config: Configured | None, waited_s: float, tone: str) -> None:
    assert tone_of_wait(config, waited_s) == tone


@pytest.mark.parametrize(("waited_s", "lasts_s"), [(0.0, 20.0), (20.0, 20.0), (21.0, 60.0), (61.0, inf)])
def test_that_a_tone_lasts_until_the_next_limit(waited_s: float, lasts_s: float) -> None:
    assert tone_lasts_s(Configured(threshold_s=20.0), waited_s) == lasts_s
