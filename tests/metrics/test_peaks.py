from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.floor.story import START_T, Story
from tests.metrics.pictures import one, reported
from wallboard.metrics.peaks import Crowd
from wallboard.stream.contact_events import Cleared, Conferenced, Established, Menu, Offered, Queued

STAYS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)


@given(STAYS)
def test_that_the_most_at_once_is_the_most_at_any_moment(stays: list[tuple[int, int]]) -> None:
    crowd = Crowd()
    for start, end in stays:
        crowd.add(start, end)
    assert crowd.most == max(sum(start <= moment < end for start, end in stays) for moment in range(31))


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
