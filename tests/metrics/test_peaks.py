from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.floor.story import START_T, Story
from tests.metrics.pictures import one, reported
from wallboard.metrics import most as most_
from wallboard.metrics.columns import IN_QUEUE, SEEN, Chunk, Columns
from wallboard.metrics.most import Stays, crowd, most_at_once
from wallboard.metrics.peaks import Crowd
from wallboard.stream.contact_events import Cleared, Conferenced, Established, Menu, Offered, Queued

IN_GROUPS = st.lists(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(0, 30)), max_size=25), min_size=1, max_size=3
)
"""In each of some chunks the group (3: none), from and to."""
STAYS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)


@given(STAYS)
def test_that_the_most_at_once_is_the_most_at_any_moment(stays: list[tuple[int, int]]) -> None:
    crowd = Crowd()
    for start, end in stays:
        crowd.add(start, end)
    assert crowd.most == max(sum(start <= moment < end for start, end in stays) for moment in range(31))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(IN_GROUPS, st.sampled_from([1, 8, 64, 1 << 20]), st.sampled_from([0.7, 600.0]))
def test_that_the_most_at_once_of_many_groups_is_found_block_by_block(
    monkeypatch: pytest.MonkeyPatch, chunks: list[list[tuple[int, int, int]]], cells: int, unit_s: float
) -> None:
    monkeypatch.setattr(most_, "CELLS", cells)
    monkeypatch.setattr(most_, "LEAST_BLOCKS", 2)
    monkeypatch.setattr(most_, "SORTED_AT_ONCE", 2)
    kinds, parts = SEEN + 1, []
    for number, stays in enumerate(chunks):
        chunk = Chunk(number, 0)
        for i, (_, start, end) in enumerate(stays):
            chunk.add_stay(i, 1, IN_QUEUE, START_T + start * unit_s, START_T + end * unit_s)
        chunk.flush(Columns().shapes)
        groups = np.array([group for group, _, _ in stays], np.int32)
        parts.append(Stays(crowd(chunk), groups * np.int32(kinds) + crowd(chunk).kind))
    found = most_at_once(parts, 3 * kinds).reshape(3, kinds)[:, IN_QUEUE]
    for group in range(3):
        alone = Crowd()
        for stays in chunks:
            for of, start, end in stays:
                if of == group:
                    alone.add(START_T + start * unit_s, START_T + end * unit_s)
        assert found[group] == alone.most


def test_that_who_goes_is_gone_before_who_comes_at_the_same_second() -> None:
    crowd = Crowd()
    crowd.add(0, 10)
    crowd.add(10, 20)
    assert crowd.most == 1


def test_that_a_conference_is_one_contact_with_agents() -> None:
    story = Story("c1").at(0, Offered(queue="a")).at(1, Established("anna")).at(20, Conferenced("boris", "anna"))
    found = one(story.at(40, Cleared("customer")).events)
    assert (found["max_talking"], found["agents_seen"]) == (1, 2)


def test_that_menu_queue_and_talk_are_counted_each_by_itself_and_by_queue() -> None:
    events = []
    for i, queue in enumerate(("a", "a", "b")):
        story = Story(f"c{i}").at(0, Offered(entry="menu", queue=queue)).at(0, Menu("1")).at(5 + i, Queued(queue))
        events += story.at(20, Established(f"agent{i}")).at(60, Cleared("customer")).events
    found = one(events)
    assert (found["max_in_menu"], found["max_waiting"], found["max_talking"]) == (3, 3, 3)
    by_queue = reported(events, ["queue"])
    assert [by_queue[queue,]["max_waiting"] for queue in ("a", "b")] == [2, 1]


def test_that_what_lasts_still_counts_up_to_now() -> None:
    waiting = Story("c1").at(0, Offered(queue="a")).at(1, Queued("a")).events
    later = Story("c2").at(500, Offered(queue="a")).at(501, Queued("a")).events
    assert one([*waiting, *later], end_t=START_T + 1000)["max_waiting"] == 1  # the second has waited for no time yet


def test_that_the_busiest_five_minutes_are_those_of_the_clock_in_which_most_were_offered() -> None:
    first_t = START_T // 300.0 * 300.0 + 300.0 - START_T  # where five minutes of the clock begin
    events = []
    for i, second in enumerate((0, 299.9, 300, 301, 302, 700)):
        story = Story(f"c{i}").at(first_t + second, Offered(queue="a")).at(first_t + second + 5, Queued("a"))
        events += (
            story.at(first_t + second + 9, Established("anna")).at(first_t + second + 20, Cleared("customer")).events
        )
    events.sort(key=lambda event: event.time)
    consult = Story("c9").at(first_t + 303, Offered(direction="internal")).at(first_t + 304, Queued("a", consult=True))
    assert one([*events, *consult.events])["max_offered_5min"] == 3
    by_agent = reported([*events, *consult.events], ["agent"])
    assert by_agent["anna",]["max_offered_5min"] == 3
    assert one([])["max_offered_5min"] == 0
