"""How many came to each node of the menu."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.floor.story import START_T, Story
from tests.floor.strategies import days
from tests.metrics.pictures import pictured
from wallboard.metrics.picture import Picture, PictureBuilder, sections
from wallboard.stream import contact_events as ev


def call(key: str, at_s: float, *nodes: str, queue: str = "", ends: bool = True, **offered: Any) -> Story:
    story = Story(key).at(at_s, ev.Offered(entry="menu", **offered))
    for n, node in enumerate(nodes):
        story.at(at_s + 1.0 + n, ev.Menu(node))
    if queue:
        story.at(at_s + 20.0, ev.Queued(queue))
    return story.at(at_s + 40.0, ev.Cleared("customer")) if ends else story


def entered(picture: Picture, queue: str = "") -> dict[str, int]:
    books, floor = picture.books, picture.floor
    return books.menus.entered(books.calendar.day_of(START_T), floor.contacts.values(), queue)


def events_of(*stories: Story) -> list[Any]:
    return sorted((event for story in stories for event in story.events), key=lambda event: event.time)


def test_that_each_who_came_to_a_node_counts_there_once_open_or_over() -> None:
    picture = pictured(
        events_of(
            call("c1", 0.0, "main", "1", "main", queue="sales"),
            call("c2", 5.0, "main", ends=False),
            call("c3", 10.0, "main", "2", queue="support"),
            call("c4", 12.0, "main", channel="email"),
            call("c5", 14.0, "main", direction="outbound"),
            call("c6", 900.0, "2", ends=False),
        )
    )
    assert entered(picture) == {"main": 3, "1": 1, "2": 2}
    assert entered(picture, "sales") == {"main": 1, "1": 1}


@given(days(), st.integers(1, 7))
def test_that_any_cut_of_the_stream_and_a_snapshot_in_between_give_the_same(events: list[Any], size: int) -> None:
    whole, cut = pictured(events), Picture("Europe/Moscow")
    for i in range(0, len(events), size):
        cut.fold(events[i : i + size])
        builder = PictureBuilder()
        for name, items in sections(cut):
            assert builder.add(name, items)
        cut = builder.build("Europe/Moscow")
    assert entered(cut) == entered(whole)


def test_that_a_step_after_an_end_that_is_told_late_was_none() -> None:
    story = Story("c1").at(0.0, ev.Offered(entry="menu")).at(10.0, ev.Menu("main")).at(11.0, ev.Cleared("customer"))
    picture = pictured(story.events)
    assert entered(picture) == {"main": 1}
    picture.fold(story.at(5.0, ev.Cleared("customer")).events[-1:])
    assert entered(picture) == {}
