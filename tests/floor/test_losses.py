"""Who gave up, and what came of it: he came again, was promised a callback, was called."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor.story import START_T, Story, event
from wallboard.floor.floor import Floor
from wallboard.floor.losses import CALLED, PROMISED, TRIED, Lost, addresses
from wallboard.floor.snapshot import FloorBuilder, sections
from wallboard.stream import contact_events as ev
from wallboard.stream.envelope import moment

NUMBER = "+7 916 123-45-67"
LONG_S = 600.0
"""The floor has forgotten the contact by then."""


def gives_up(key: str, at_s: float = 0.0, caller: str = NUMBER, **identified: Any) -> Story:
    """He waits for a while and hangs up, 60 seconds after he came."""
    story = Story(key).at(at_s, ev.Offered(caller=caller, queue="support", entry="direct"))
    if identified:
        story.at(at_s + 0.5, ev.Identified(**identified))
    return story.at(at_s + 1.0, ev.Queued("support", position=3)).at(at_s + 60.0, ev.Cleared("customer"))


def floor_of(*stories: Story) -> Floor:
    floor = Floor()
    floor.fold(sorted((told for story in stories for told in story.events), key=lambda told: told.time))
    return floor


def lost_in(floor: Floor, key: str = "c1") -> Lost:
    return floor.book.lost[key]


def test_that_a_loss_knows_where_it_counts_and_where_it_happened() -> None:
    found = lost_in(floor_of(gives_up("c1", customer="m1", tier="vip", name="Mira")))
    assert (found.where, found.position, found.after_s, found.tier) == ("support", 3, 59.0, "vip")
    assert (found.offered_t, found.queue_t, found.first_queue) == (START_T, START_T + 1.0, "support")
    assert found.is_open


@pytest.mark.parametrize("caller", [NUMBER, "89161234567", "9161234567"])
def test_that_who_comes_again_by_the_same_number_has_come_again(caller: str) -> None:
    floor = floor_of(gives_up("c1"), Story("c2").at(LONG_S, ev.Offered(caller=caller)))
    assert (lost_in(floor).again, lost_in(floor).again_t) == ("c2", START_T + LONG_S)


def test_that_a_customer_who_comes_again_by_another_number_is_known_once_that_is_over() -> None:
    later = Story("c2").at(LONG_S, ev.Offered(caller="+7 495 111-22-33")).at(LONG_S + 1, ev.Identified("m1"))
    floor = floor_of(gives_up("c1", customer="m1"), later.at(LONG_S + 90, ev.Cleared("agent")))
    assert lost_in(floor).again == "c2"


@pytest.mark.parametrize("caller", ["", "Anna", "104", "+7 916 000-00-00"])
def test_that_nobody_else_has_come_again_for_him(caller: str) -> None:
    mine = caller if caller in ("Anna", "104") else NUMBER
    floor = floor_of(gives_up("c1", caller=mine), Story("c2").at(LONG_S, ev.Offered(caller=caller)))
    assert lost_in(floor).is_open


def test_that_of_several_losses_of_one_caller_the_last_stays_open() -> None:
    floor = floor_of(gives_up("c1"), gives_up("c2", 300.0), gives_up("c3", LONG_S))
    assert [lost_in(floor, key).again for key in ("c1", "c2", "c3")] == ["c2", "c3", ""]


@pytest.mark.parametrize("after_s", [70.0, LONG_S])
def test_that_a_promise_is_taken_note_of_however_late_it_comes(after_s: float) -> None:
    due = moment(START_T + 3600.0)
    story = gives_up("c1").at(after_s, ev.CallbackRequested(due, "support", NUMBER))
    floor = floor_of(story, Story("c9").at(after_s - 1.0, ev.Offered()))
    changes = floor.take_changes()
    assert (lost_in(floor).callback, lost_in(floor).due_t) == (PROMISED, START_T + 3600.0)
    assert list(changes.marks) == ([] if after_s < 120.0 else ["c1"])
    assert changes.lost
    assert not floor.book.parked


def test_that_a_promise_that_is_told_twice_counts_once() -> None:
    story = gives_up("c1").at(LONG_S, ev.CallbackRequested())
    floor = floor_of(story)
    floor.take_changes()
    floor.fold(story.events[-1:])
    assert not floor.take_changes().marks


def test_that_an_attempt_and_the_kept_promise_are_told() -> None:
    story = gives_up("c1").at(LONG_S, ev.CallbackRequested())
    tried = story.at(LONG_S + 60, ev.CallbackAttempted("anna"))
    assert lost_in(floor_of(tried)).callback == TRIED
    kept = tried.at(LONG_S + 600, ev.CallbackAttempted("anna", reached=True)).at(LONG_S + 601, ev.CallbackKept("anna"))
    assert lost_in(floor_of(kept)).callback == CALLED


@pytest.mark.parametrize(("answered", "expected"), [(True, CALLED), (False, PROMISED)])
def test_that_a_call_of_ours_to_his_number_keeps_the_promise_once_he_answers(answered: bool, expected: str) -> None:
    promised = gives_up("c1").at(LONG_S, ev.CallbackRequested())
    ours = Story("c2").at(900.0, ev.Offered(direction="outbound", caller="200", dialled="989161234567"))
    if answered:
        ours.at(910.0, ev.Established("anna"))
    assert lost_in(floor_of(promised, ours.at(990.0, ev.Cleared("agent")))).callback == expected


def test_that_who_was_not_lost_after_all_is_no_longer_awaited() -> None:
    story = gives_up("c1")
    floor = floor_of(story)
    floor.fold([event("c1", 30.0, ev.Established("anna"), "late")])
    assert "c1" not in floor.book.lost
    floor.fold(Story("c2").at(100.0, ev.Offered(caller=NUMBER)).events)
    assert "c1" not in floor.book.lost


def test_that_a_snapshot_goes_on_where_the_floor_stood() -> None:
    builder = FloorBuilder()
    for name, items in sections(floor_of(gives_up("c1"), gives_up("c2", caller="+7 495 222-33-44"))):
        assert builder.add(name, items)
    floor = builder.build()
    floor.fold(Story("c3").at(LONG_S, ev.Offered(caller=NUMBER)).events)
    assert lost_in(floor).again == "c3"
    assert lost_in(floor, "c2").is_open


def test_that_nobody_is_remembered_for_more_than_two_days() -> None:
    floor = floor_of(gives_up("c1"), gives_up("c2", 100_000.0, "+7 495 222-33-44"))
    floor.pass_time(START_T + 172_900.0)
    assert list(floor.book.lost) == ["c2"]
    floor.fold(Story("c3").at(172_901.0, ev.Offered(caller=NUMBER)).events)


def test_that_numbers_are_compared_by_their_ends_and_names_not_at_all() -> None:
    assert list(addresses("m1", "8 (916) 123-45-67", "")) == ["#m1", "9161234567"]
    assert list(addresses("", "Ann@Example.org", "anonymous", "104")) == ["ann@example.org"]
