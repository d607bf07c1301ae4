"""Whatever order a contact's facts come in, the contact is the same in the end."""

from __future__ import annotations

import itertools
import random
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.story import Story
from tests.floor.strategies import stories
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.stream import contact_events as ev


def essence(contact: Contact) -> dict[str, Any]:
    """All of a contact but where it stands on the floor's lists."""
    plain: dict[str, Any] = msgspec.to_builtins(contact)
    return {name: value for name, value in plain.items() if not name.startswith("shown_")}


def folded(events: list[Any]) -> Floor:
    floor = Floor()
    floor.fold(events)
    return floor


def test_that_every_order_of_a_short_story_tells_the_same() -> None:
    story = Story("c").at(0, ev.Offered()).at(5, ev.Queued("q")).at(9, ev.Delivered("a")).at(12, ev.Established("a"))
    story.at(30, ev.Cleared("customer"))
    wanted = essence(story.told())
    for events in itertools.permutations(story.events):
        assert essence(folded(list(events)).contacts["c"]) == wanted


@given(stories(), st.randoms(use_true_random=False))
def test_that_any_order_of_any_story_tells_the_same(story: Story, chance: random.Random) -> None:
    wanted = folded(story.events)
    shuffled = list(story.events)
    chance.shuffle(shuffled)
    found = folded(shuffled)
    assert {k: essence(c) for k, c in found.contacts.items()} == {k: essence(c) for k, c in wanted.contacts.items()}


@given(stories(), st.randoms(use_true_random=False))
def test_that_a_fact_told_twice_counts_once(story: Story, chance: random.Random) -> None:
    wanted = folded(story.events)
    found = folded(story.events + chance.sample(story.events, len(story.events)))
    assert {k: essence(c) for k, c in found.contacts.items()} == {k: essence(c) for k, c in wanted.contacts.items()}


def test_that_a_late_word_of_the_source_voids_a_guess_that_the_contact_is_gone() -> None:
    story = Story("c").at(0, ev.Offered()).at(5, ev.Queued("q")).at(60, ev.Cleared("system", "source_down"))
    story.at(90, ev.Established("a"))
    contact = story.told()
    assert (contact.stage, contact.answered_by, contact.outcome) == ("talking", "a", "")


def test_that_a_real_end_that_comes_late_replaces_the_guess() -> None:
    story = Story("c").at(0, ev.Offered()).at(5, ev.Queued("q")).at(60, ev.Cleared("system", "source_down"))
    story.at(40, ev.Cleared("customer"))
    assert story.told().outcome == "abandoned_in_queue"


def test_that_a_rating_before_the_contact_is_kept_for_it() -> None:
    story = Story("c").at(50, ev.Rated(4)).at(0, ev.Offered()).at(20, ev.Cleared("customer"))
    assert story.told().score == 0.8


def test_that_the_sources_own_order_settles_what_one_moment_leaves_open() -> None:
    story = Story("c").at(0, ev.Offered()).at(5, ev.Established("a"))
    story.at(9, ev.Established("b"), order=1).at(9, ev.Left("b"), order=2)
    assert story.told().parties == ("a",)
