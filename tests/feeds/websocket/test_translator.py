"""A hub's snapshot told as events gives the same floor again, and telling it twice adds nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from feeds.websocket.translator import forwarded, name_of, told
from tests.floor.story import SOURCE, START_T, Story
from tests.floor.story import event as play
from tests.floor.strategies import days
from tests.stream.messages import event
from wallboard.floor.contact import ENDED, UNROUTED
from wallboard.floor.floor import Floor
from wallboard.floor.snapshot import sections
from wallboard.stream import agent_events as ag
from wallboard.stream import command_events as cmd
from wallboard.stream import contact_events as ev
from wallboard.stream import feed_events as fe
from wallboard.stream import queue_events as qu
from wallboard.stream import ticket_events as tk
from wallboard.stream.effects import SnapshotTaken
from wallboard.stream.vocabulary import LogEvent


def floor_of(*stories: Story) -> Floor:
    floor = Floor()
    floor.fold(sorted((one for story in stories for one in story.events), key=lambda one: one.time))
    return floor


def told_of(floor: Floor) -> list[LogEvent]:
    return told(SnapshotTaken("log-1", 7, list(sections(floor))), "/here/link")


def refolded(floor: Floor, *, into: Floor | None = None) -> Floor:
    again = into or Floor()
    again.fold(told_of(floor))
    return again


def standing(floor: Floor) -> dict[str, Any]:
    """Where every open contact is. What is not routed yet counts with the menus."""
    stage = {UNROUTED: "menu"}
    return {
        c.id: (stage.get(c.stage, c.stage), c.queue, c.parties, c.ringing, c.caller)
        for c in floor.contacts.values()
        if c.stage != ENDED
    }


@given(days())
def test_that_open_contacts_stand_where_they_stood(events: list[LogEvent]) -> None:
    floor = Floor()
    floor.fold(events)
    assert standing(refolded(floor)) == standing(floor)


@given(days())
def test_that_the_people_do_what_they_did(events: list[LogEvent]) -> None:
    floor = Floor()
    floor.fold(events)
    on_duty = {a.id: (a.state, a.reason) for a in floor.agents.values() if a.on_duty}
    assert {a.id: (a.state, a.reason) for a in refolded(floor).agents.values() if a.on_duty} == on_duty


@given(days())
def test_that_telling_it_twice_uses_the_same_ids(events: list[LogEvent]) -> None:
    floor = Floor()
    floor.fold(events)
    ids = [(one.source, one.id) for one in told_of(floor)]
    assert ids == [(one.source, one.id) for one in told_of(floor)]


def test_that_the_facts_of_open_contacts_come_as_the_events_that_they_are() -> None:
    story = Story("c1").at(0, ev.Offered(caller="+7916", entry="menu")).at(3, ev.Menu("2")).at(9, ev.Queued("support"))
    assert [one for one in told_of(floor_of(story)) if one.subject == "c1"] == story.events


def test_that_what_is_no_longer_there_goes() -> None:
    stale = floor_of(Story("gone").at(0, ev.Offered()).at(1, ev.Queued("support")))
    now = floor_of(Story("c1").at(10, ev.Offered()).at(11, ev.Queued("support")))
    again = refolded(now, into=stale)
    assert again.contacts["gone"].outcome == "unknown"
    assert list(again.queues["support"].waiting) == ["c1"]


def test_that_queues_people_and_their_queues_come_along() -> None:
    config = qu.Configured("Support", threshold_s=30.0)
    anna = (
        Story("anna")
        .at(0, ag.LoggedOn("Anna", "blue", "north", "home", ("en",), {"chat": 3}, overflow=True))
        .at(1, ag.Membership("support", 2, overflow=True))
        .at(5, ag.State("not_ready", "lunch"))
    )
    again = refolded(floor_of(Story("support").at(0, config), anna))
    person = again.agents["anna"]
    assert again.queues["support"].config == config
    assert (person.name, person.team, person.site, person.place) == ("Anna", "blue", "north", "home")
    assert (person.skills, person.capacity, person.overflow) == (("en",), {"chat": 3}, True)
    assert (person.state, person.reason, person.since_t) == ("not_ready", "lunch", START_T + 5)
    assert (person.memberships["support"].penalty, person.memberships["support"].overflow) == (2, True)


def test_that_who_has_gone_home_stays_there() -> None:
    boris = Story("boris").at(0, ag.LoggedOn("Boris")).at(9, ag.LoggedOff())
    assert "boris" not in refolded(floor_of(boris)).agents


def test_that_tickets_and_commands_come_along() -> None:
    ticket = (
        Story("t1").at(0, tk.Created(title="No line", norm_s=3600.0)).at(8, tk.StatusChanged("in_progress", "anna"))
    )
    command = Story("k1").at(1, cmd.Requested(cmd.Reassign("c1", "anna"), "vera"))
    floor = floor_of(ticket, command)
    floor.fold([play("k1", 2, cmd.CommandOutcome("agent_busy"), "k1-failed", cmd.CommandFailed)])
    again = refolded(floor)
    assert (again.tickets["t1"].status, again.tickets["t1"].title, again.tickets["t1"].norm_s) == (
        "in_progress",
        "No line",
        3600.0,
    )
    done = again.commands["k1"]
    assert (done.by, done.status, done.code, done.took_s) == ("vera", "failed", "agent_busy", 1.0)


def test_that_a_feed_that_is_lost_there_is_lost_here() -> None:
    story = Story("pbx").at(0, fe.Connected("asterisk")).at(4, fe.Lost("timeout", "no answer"))
    feed = refolded(floor_of(story)).feeds[SOURCE]
    assert (feed.connected, feed.name, feed.code, feed.detail) == (False, "pbx", "timeout", "no answer")


def test_that_what_is_a_recording_there_is_one_here() -> None:
    said = fe.Connected("replay", takes_commands=False, recording="day.jsonl", speed=60.0)
    feed = refolded(floor_of(Story("pbx").at(0, said))).feeds[SOURCE]
    assert (feed.kind, feed.takes_commands, feed.recording, feed.speed) == ("replay", False, "day.jsonl", 60.0)
    assert feed.refusal == "replay"


def test_that_the_other_hubs_stamps_are_taken_off() -> None:
    bare = forwarded(event(7))
    assert (bare.sequence, bare.prevsequence, bare.recordedtime) == ("", "", None)
    assert (bare.id, bare.source, bare.time, bare.data) == (event(7).id, event(7).source, event(7).time, event(7).data)
    assert forwarded(bare) is bare


def test_that_a_feed_without_a_name_is_called_by_its_source() -> None:
    assert [name_of(source) for source in ("/site/pbx", "/site/pbx/", "pbx", "/")] == ["pbx", "pbx", "pbx", "/"]
