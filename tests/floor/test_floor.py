"""The floor's lists agree with its contacts, however the log is cut into pieces."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.floor.story import SOURCE, START_T, Story, event
from tests.floor.strategies import days
from wallboard.floor.contacts import GRACE_S
from wallboard.floor.floor import Floor
from wallboard.floor.snapshot import FloorBuilder, sections
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev
from wallboard.stream import feed_events as fe
from wallboard.stream.command_events import CommandConfirmed, CommandOutcome, CommandRefused, Reassign, Requested


def picture(floor: Floor) -> list[tuple[str, bytes]]:
    return list(sections(floor))


def rebuilt(floor: Floor) -> Floor:
    builder = FloorBuilder()
    for name, items in sections(floor):
        assert builder.add(name, items)
    return builder.build()


def check_lists(floor: Floor) -> None:
    for queue in floor.queues.values():
        for place, stages in (("waiting", {"waiting"}), ("ringing", {"ringing"}), ("talking", {"talking", "on_hold"})):
            wanted = {c.id for c in floor.contacts.values() if c.queue == queue.id and c.stage in stages}
            assert set(getattr(queue, place)) == wanted
    for agent in floor.agents.values():
        assert set(agent.contacts) == {c.id for c in floor.contacts.values() if agent.id in c.parties}
        ringing = {c.id for c in floor.contacts.values() if agent.id in c.ringing and agent.id not in c.parties}
        assert set(agent.ringing) == ringing


@given(days())
def test_that_queues_and_agents_list_just_the_contacts_that_are_there(events: list[Any]) -> None:
    floor = Floor()
    for one in events:
        floor.fold([one])
        check_lists(floor)


@given(days(), st.integers(0, 60))
def test_that_folding_in_pieces_and_from_any_snapshot_gives_the_same_floor(events: list[Any], cut: int) -> None:
    whole = Floor()
    whole.fold(events)
    pieces = Floor()
    pieces.fold(events[:cut])
    resumed = rebuilt(pieces)
    assert picture(resumed) == picture(pieces)
    pieces.fold(events[cut:])
    resumed.fold(events[cut:])
    assert picture(pieces) == picture(whole)
    assert picture(resumed) == picture(whole)


def test_that_changes_name_each_thing_once_and_are_then_empty() -> None:
    floor = Floor()
    floor.fold(Story("c1").at(0, ev.Offered()).at(1, ev.Queued("q")).at(2, ev.Delivered("anna")).events)
    changes = floor.take_changes()
    assert (set(changes.contacts), set(changes.queues), set(changes.agents)) == ({"c1"}, {"q"}, {"anna"})
    assert not floor.take_changes()


def test_that_an_ended_contact_is_forgotten_after_its_grace_and_a_word_that_comes_later_is_counted() -> None:
    floor = Floor()
    floor.fold(Story("c1").at(0, ev.Offered()).at(5, ev.Cleared("customer")).events)
    floor.pass_time(START_T + 5 + GRACE_S - 2)
    assert "c1" in floor.contacts
    floor.pass_time(START_T + 5 + GRACE_S + 2)
    assert "c1" not in floor.contacts
    assert "c1" in floor.take_changes().gone_contacts
    floor.fold([event("c1", 4, ev.Held("anna"), "late")])
    assert "c1" not in floor.contacts
    assert floor.book.too_late == 1


def test_that_the_latest_lost_are_listed_with_the_place_and_the_time_to_the_loss() -> None:
    story = (
        Story("c1")
        .at(0, ev.Offered(caller="+7916"))
        .at(4, ev.Queued("support", position=3))
        .at(64, ev.Cleared("customer"))
    )
    floor = Floor()
    floor.fold(story.events)
    lost = floor.book.lost["c1"]
    assert (lost.outcome, lost.where, lost.after_s, lost.position, lost.caller) == (
        "abandoned_in_queue",
        "support",
        60.0,
        3,
        "+7916",
    )


def test_that_a_snapshot_of_the_source_closes_what_has_gone_and_brings_what_is_new() -> None:
    floor = Floor()
    floor.fold(Story("gone").at(0, ev.Offered()).at(1, ev.Queued("q")).events)
    floor.fold(Story("stays").at(0, ev.Offered()).at(1, ev.Queued("q")).events)
    floor.fold(Story("other", "/test/other/1").at(0, ev.Offered()).events)
    there = (
        fe.SnapshotContact("stays", "talking", queue="q", agent="anna"),
        fe.SnapshotContact("new", "waiting", queue="q"),
    )
    floor.fold([event("feed", 30, fe.Snapshot(there, (fe.SnapshotAgent("anna", "busy"),)), "s1")])
    found = floor.contacts
    assert (found["gone"].outcome, found["stays"].stage, found["new"].stage) == ("unknown", "talking", "waiting")
    assert not found["new"].start_known
    assert found["other"].stage == "unrouted"
    assert floor.agents["anna"].state == "busy"
    check_lists(floor)


def test_that_agents_who_are_not_in_the_snapshot_are_off_duty() -> None:
    floor = Floor()
    floor.fold(Story("anna").at(0, ag.LoggedOn()).events)
    floor.fold([event("feed", 30, fe.Snapshot(), "s1")])
    assert not floor.agents["anna"].on_duty


def test_that_each_stretch_of_a_state_is_told_when_it_is_over() -> None:
    floor = Floor()
    floor.fold(
        Story("anna")
        .at(0, ag.LoggedOn())
        .at(10, ag.State("busy"))
        .at(40, ag.State("ready"))
        .at(45, ag.LoggedOff())
        .events
    )
    spells = floor.take_changes().spells
    assert [(s.state, s.to_t - s.from_t) for s in spells] == [("ready", 10.0), ("busy", 30.0), ("ready", 5.0)]


def test_that_one_whose_source_never_says_busy_is_free_since_his_last_contact_left() -> None:
    floor = Floor()
    floor.fold(Story("anna").at(0, ag.LoggedOn()).events)
    floor.fold(Story("c1").at(5, ev.Offered()).at(9, ev.Established("anna")).at(60, ev.Cleared("customer")).events)
    assert floor.agents["anna"].idle_since_t == START_T + 60


def test_that_a_lost_feed_is_remembered_until_it_is_back() -> None:
    floor = Floor()
    floor.fold([event("pbx", 0, fe.Connected("asterisk"), "1"), event("pbx", 5, fe.Lost("timeout"), "2")])
    assert (floor.feeds[SOURCE].connected, floor.feeds[SOURCE].code) == (False, "timeout")
    floor.fold([event("pbx", 9, fe.Connected("asterisk"), "3")])
    assert floor.feeds[SOURCE].connected


def test_that_a_command_moves_on_once_and_a_settled_one_stays_settled() -> None:
    floor = Floor()
    floor.fold([event("k1", 0, Requested(Reassign("c1", "irina")), "1")])
    assert floor.commands["k1"].pending
    floor.fold([event("k1", 0.4, CommandOutcome(), "2", CommandConfirmed)])
    floor.fold([event("k1", 0.9, CommandOutcome("late"), "3", CommandRefused)])
    command = floor.commands["k1"]
    assert (command.status, command.code) == ("confirmed", "")
    assert command.took_s is not None
    assert abs(command.took_s - 0.4) < 1e-6
