"""Two PBXs that call everything alike, on one hub."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import json, structs

from feeds.asterisk.naming import Naming
from tests.commands.test_other_actions import ONE_OF_EACH
from tests.feeds.asterisk.pbx import Pbx, ScriptedPbx, Time, kinds, play
from tests.feeds.asterisk.playing import folded, recorded
from tests.feeds.asterisk.truth import CAPTURES
from tests.feeds.websocket.sinks import KeepingSink
from wallboard.floor.floor import Floor
from wallboard.hub.ports import Dispatch
from wallboard.stream import command_events as co
from wallboard.stream.contact_events import ContactMonitored, Monitored
from wallboard.stream.envelope import make
from wallboard.stream.queue_events import QueueConfigured
from wallboard.stream.vocabulary import LogEvent

NORTH = Naming("north")
RECORDINGS = [CAPTURES / "calm" / "main.ami.xz", CAPTURES / "storm" / "late.ami.xz", CAPTURES / "mixed" / "main.ami.xz"]


def sketch(floor: Floor, contacts: dict[str, Any]) -> dict[str, object]:
    """Who was where with whom, as text."""
    return {
        "contacts": {key: (c.queue, c.stage, c.outcome, [leg.agent for leg in c.legs]) for key, c in contacts.items()},
        "rings": {key: [ring.agent for ring in c.rings] for key, c in contacts.items()},
        "people": {key: (a.state, sorted(a.memberships)) for key, a in floor.agents.items()},
        "queues": {key: (sorted(q.waiting), sorted(q.config.overflow)) for key, q in floor.queues.items()},
    }


@pytest.mark.parametrize("path", RECORDINGS)
def test_that_everything_is_the_same_under_another_name(path: Any) -> None:
    plain = json.encode(sketch(*folded(recorded(path)))).decode()
    named = json.encode(sketch(*folded(NORTH.told(list(recorded(path)))))).decode()
    assert plain != named
    assert named.replace("north:", "") == plain


def test_that_two_systems_with_the_same_names_do_not_mix() -> None:
    events = recorded(CAPTURES / "calm" / "main.ami.xz")
    other: list[LogEvent] = [
        structs.replace(event, source="/lab/south") for event in Naming("south").told(list(events))
    ]
    both, _ = folded([*NORTH.told(list(events)), *other])
    one, _ = folded(events)
    assert (len(both.agents), len(both.queues)) == (2 * len(one.agents), 2 * len(one.queues))


def test_that_people_see_which_queue_is_whose() -> None:
    configured = [e for e in NORTH.told(list(recorded(RECORDINGS[0]))) if isinstance(e, QueueConfigured)]
    assert {(each.subject, each.data.name) for each in configured} >= {("north:sales", "sales (north)")}


def test_that_without_a_prefix_nothing_changes() -> None:
    events = list(recorded(RECORDINGS[0]))
    assert Naming("").told(events) == events
    assert Naming("").meant(co.Hangup("1.2")) == co.Hangup("1.2")


def test_that_a_supervisor_keeps_his_name() -> None:
    event = make(ContactMonitored, "1", "/lab/pbx", "1.2", 5.0, Monitored("olga", "PJSIP/1001"))
    [told] = NORTH.told([event])
    assert isinstance(told, ContactMonitored)
    assert (told.subject, told.data.supervisor, told.data.agent) == ("north:1.2", "olga", "north:PJSIP/1001")


@pytest.mark.parametrize("action", ONE_OF_EACH)
def test_that_a_command_means_what_the_pbx_knows(action: co.Action) -> None:
    named = {
        each.name: f"north:{value}"
        for each in structs.fields(action)
        if (value := getattr(action, each.name)) and each.name in ("contact", "agent", "queue", "to")
    }
    asked = structs.replace(action, **named)
    if isinstance(action, co.Reassign):
        assert NORTH.meant(structs.replace(asked, to="north:PJSIP/1")) == structs.replace(action, to="PJSIP/1")
        assert NORTH.meant(structs.replace(asked, to="+357", to_kind="external")) is not None
        assert NORTH.meant(structs.replace(asked, to="south:PJSIP/1", to_kind="queue")) is None
    elif isinstance(action, co.ContactAction):
        assert NORTH.meant(asked) == action
    foreign = structs.replace(asked, **{name: value.replace("north", "south") for name, value in named.items()})
    assert NORTH.meant(foreign) is None or not isinstance(action, co.ContactAction)


def test_that_a_feed_with_a_prefix_speaks_and_hears_by_it() -> None:
    async def script(pbx: Pbx) -> None:
        await pbx.greet()
        await pbx.say("Event: FullyBooted", Uptime="9")
        await pbx.say("Event: QueueParams", Queue="sales")
        await pbx.say("Event: QueueMember", Queue="sales", Name="Alice", Location="PJSIP/1001", Status="1")
        await pbx.say("Event: QueueStatusComplete")
        await pbx.say("Event: CoreShowChannelsComplete")
        asked = await pbx.hear("QueuePause")
        assert asked["Interface"] == "PJSIP/1001"
        await pbx.answer(asked)
        member = {"Queue": "sales", "Interface": "PJSIP/1001", "Paused": "1", "PausedReason": "Lunch"}
        await pbx.say("Event: QueueMemberPause", **member)
        await pbx.stay()

    async def work(feed: Any, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: "FeedSnapshot" in kinds(sink.events))
        assert await feed.dispatch("k", co.Pause("PJSIP/1001", "Lunch")) == Dispatch(False, "agent_unknown")
        assert await feed.dispatch("k", co.Hangup("1.2")) == Dispatch(False, "contact_unknown")
        assert (await feed.dispatch("k", co.Pause("north:PJSIP/1001", "Lunch"))).accepted
        await sink.until(lambda: "CommandConfirmed" in kinds(sink.events))

    sink = play(script, work, prefix="north")
    floor = Floor()
    floor.fold(sink.events)
    assert floor.agents["north:PJSIP/1001"].state == "not_ready"
    assert list(floor.feeds) == ["/here/pbx"]
