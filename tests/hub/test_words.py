"""Who was heard of when, whatever the hub's clock does meanwhile."""

from __future__ import annotations

import pytest

from tests.hub.running import offered
from wallboard.hub.words import Words

T = 1_750_000_000.0
PBX = "/site/pbx"


@pytest.mark.parametrize("jumped_s", [3600.0, -3600.0])
def test_that_a_jump_of_the_clock_makes_nobody_silent_and_hides_nobodys_silence(jumped_s: float) -> None:
    words = Words()
    words.took([offered("c1", T + 2.0)], T)
    words.shift(jumped_s)
    now_t = T + 4.0 + jumped_s
    assert now_t - words.last_t(PBX) == 4.0


def test_that_the_offset_of_a_sources_clock_is_told_by_the_new_time() -> None:
    words = Words()
    words.took([offered("c1", T + 2.0)], T)
    words.shift(60.0)
    assert words._sources[PBX].offset_s == pytest.approx(-58.0)
