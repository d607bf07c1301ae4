"""A callback that is promised long after its contact has ended counts where the contact counts, live and in reports."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor.story import START_T, Story
from tests.metrics.pictures import one, pictured, reported, today
from wallboard.stream import contact_events as ev
from wallboard.stream.envelope import moment

PROMISED, KEPT = "callbacks_promised", "callbacks_kept"


def losses(kept: bool) -> list[Any]:
    """One gives up in the menu, one in the second of two queues, one on hold; all are promised a callback later."""
    stories = [
        Story("c1").at(0.0, ev.Offered(caller="+7 916 000-00-01", entry="menu", queue="support")).at(2.0, ev.Menu("1")),
        Story("c2").at(1.0, ev.Offered(caller="+7 916 000-00-02", entry="direct")).at(3.0, ev.Queued("sales")),
        Story("c3").at(2.0, ev.Offered(caller="+7 916 000-00-03", entry="direct")).at(3.0, ev.Queued("support")),
    ]
    stories[1].at(20.0, ev.Diverted("queue", "support")).at(21.0, ev.Queued("support"))
    stories[2].at(10.0, ev.Established("anna")).at(20.0, ev.Held("anna"))
    for n, story in enumerate(stories):
        story.at(40.0 + n, ev.Cleared("customer"))
        story.at(900.0 + n, ev.CallbackRequested(moment(START_T + 4000.0)))
        if kept:
            story.at(3000.0 + n, ev.CallbackKept("boris"))
    return sorted((event for story in stories for event in story.events), key=lambda event: event.time)


@pytest.mark.parametrize("kept", [False, True])
def test_that_it_counts_at_its_contact_live_and_in_a_report(kept: bool) -> None:
    events = losses(kept)
    picture, number = pictured(events), 3 if kept else 0
    assert (today(picture)[PROMISED], today(picture)[KEPT]) == (3, number)
    assert (one(events)[PROMISED], one(events)[KEPT]) == (3, number)


def test_that_a_call_of_ours_to_his_number_keeps_it_where_the_source_has_no_word_for_it() -> None:
    ours = Story("o1").at(3000.0, ev.Offered(direction="outbound", caller="200", dialled="989160000002"))
    ours.at(3010.0, ev.Established("anna")).at(3050.0, ev.Cleared("agent"))
    events = sorted([*losses(kept=False), *ours.events], key=lambda event: event.time)
    assert (today(pictured(events))[PROMISED], today(pictured(events))[KEPT]) == (3, 1)
    assert (one(events)[PROMISED], one(events)[KEPT]) == (3, 1)


def test_that_it_counts_in_the_queue_and_at_the_agent_where_its_contact_counts() -> None:
    events = losses(kept=True)
    picture = pictured(events)
    for (queue,), found in reported(events, ["queue"]).items():
        assert today(picture, queue or "")[PROMISED] == found[PROMISED], queue
    by_queue = {queue: found[PROMISED] for (queue,), found in reported(events, ["queue"]).items()}
    assert by_queue == {"sales": 1, "support": 2}
    by_agent = {agent: found[PROMISED] for (agent,), found in reported(events, ["agent"]).items()}
    assert by_agent == {None: 2, "anna": 1}
