from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wallboard.floor.people import Spell
from wallboard.metrics import counts as at
from wallboard.metrics.presence import Interval, followed, length_s, time_spent, union

SECONDS = st.integers(0, 60)
INTERVALS = st.lists(st.tuples(SECONDS, SECONDS).map(lambda pair: (float(min(pair)), float(max(pair)))), max_size=8)


def covered(intervals: list[Interval], start_s: int, end_s: int) -> set[int]:
    return {second for second in range(start_s, end_s) if any(a <= second < b for a, b in intervals)}


@given(INTERVALS, SECONDS, SECONDS)
def test_that_a_union_covers_each_moment_once(intervals: list[Interval], start_s: int, end_s: int) -> None:
    found = union(intervals, start_s, end_s)
    assert length_s(found) == len(covered(intervals, start_s, end_s))
    assert all(one[1] < other[0] for one, other in pairwise(found))


@given(st.lists(st.sampled_from(["ready", "not_ready", "after_contact_work", "busy"]), max_size=6), INTERVALS)
def test_that_nobody_is_ready_while_he_is_occupied(states: list[str], legs: list[Interval]) -> None:
    spells = [Spell("anna", state, "", 10.0 * i, 10.0 * i + 10.0) for i, state in enumerate(states)]
    sums = dict(time_spent(spells, legs, 0.0, 60.0))
    busy = legs + [(s.from_t, s.to_t) for s in spells if s.state == "after_contact_work"]
    occupied = covered(busy, 0, 60)
    ready = covered([(s.from_t, s.to_t) for s in spells if s.state == "ready"], 0, 60) - occupied
    assert sums == {
        at.LOGGED_ON_US: 10_000_000 * len(spells),
        at.READY_US: 1_000_000 * len(ready),
        at.OCCUPIED_US: 1_000_000 * len(occupied & covered([(0.0, 10.0 * len(spells))], 0, 60)),
    }


def test_that_after_contact_work_follows_the_contact_that_ended_last_before_it() -> None:
    work = [(10.0, 0.0, "first"), (50.0, 20.0, "second"), (90.0, 60.0, "third")]
    assert followed(Spell("anna", "after_contact_work", "", 52.0, 70.0), work) == work[1]
    assert followed(Spell("anna", "after_contact_work", "", 49.5, 70.0), work) == work[1]
    assert followed(Spell("anna", "after_contact_work", "", 5.0, 9.0), work) is None
    assert followed(Spell("anna", "after_contact_work", "", 900.0, 930.0), work) is None
