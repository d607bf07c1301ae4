"""Cards share the room: as much on each as lets all be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.delegates.agent_card import DENSITIES, FULL, MEDIUM, SMALL
from widgets.delegates.grid_layout import GridLayout, arrange, moved


def grid(count: int, width: float = 1000.0, height: float = 400.0) -> GridLayout:
    """Cards of at least 240, or if need be 180, pixels."""
    return arrange(count, (width, height), (240.0, 180.0), 6.0, 1.0, DENSITIES)


def test_that_few_cards_say_everything_and_many_say_less() -> None:
    assert grid(8).density == FULL
    assert grid(30).density == MEDIUM
    assert grid(300).density == SMALL


def test_that_tighter_cards_come_before_cards_that_say_less() -> None:
    comfortable, tight = grid(20), grid(25)
    assert comfortable.density == tight.density == FULL
    assert tight.columns > comfortable.columns


@given(st.integers(0, 2000), st.floats(100, 4000), st.floats(50, 2000))
def test_that_no_two_cards_overlap_and_none_stands_outside(count: int, width: float, height: float) -> None:
    layout = grid(count, width, height)
    places = [layout.place(i) for i in range(count)]
    assert len(set(places)) == count
    assert all(x + layout.width <= width + 1 for x, _ in places)
    if count:
        assert places[-1][1] + layout.height <= layout.total_height + 1


@given(st.integers(1, 500), st.integers(0, 499))
def test_that_the_card_under_its_own_middle_is_itself(count: int, index: int) -> None:
    layout = grid(count)
    index %= count
    x, y = layout.place(index)
    assert layout.at(x + layout.width / 2, y + layout.height / 2) == index


def test_that_between_cards_and_beyond_the_last_there_is_none() -> None:
    layout = grid(3)
    x, y = layout.place(0)
    assert layout.at(x + layout.width + 1, y) == -1
    assert layout.at(-5, 0) == -1
    assert layout.at(10, 5000) == -1


@pytest.mark.parametrize(
    ("key", "leads_to"),
    [("left", 4), ("right", 6), ("up", 1), ("down", 9), ("home", 0), ("end", 29), ("page_down", 13), ("page_up", 0)],
)
def test_that_each_key_leads_where_it_says(key: str, leads_to: int) -> None:
    layout = GridLayout(SMALL, 30, 4, 200, 30, 6)
    assert moved(5, key, layout, 2) == leads_to


def test_that_up_and_down_stay_where_there_is_no_row() -> None:
    layout = GridLayout(SMALL, 30, 4, 200, 30, 6)
    assert moved(2, "up", layout, 2) == 2
    assert moved(28, "down", layout, 2) == 28


def test_that_only_what_is_seen_is_walked_through() -> None:
    layout = GridLayout(SMALL, 1000, 4, 200, 30, 6)
    seen = layout.between(360.0, 460.0)
    assert seen[0] == 40
    assert 12 <= len(seen) <= 16
