"""What is true at the beginning of a connection, and what is left of what was believed before."""

from __future__ import annotations

from tests.feeds.asterisk.playing import Script, folded
from wallboard.floor.contact import ENDED, MENU, ON_HOLD, RINGING, TALKING, WAITING
from wallboard.stream.feed_events import FeedSnapshot, Snapshot

ALICE = "PJSIP/1001"


def connect(script: Script) -> Script:
    """Log in to a PBX that has been running for a while."""
    script.send(b"Asterisk Call Manager/11.0.0\r\n").respond(Message="Authentication accepted")
    return script.say("FullyBooted", Uptime=3600)


def listed(script: Script, *idents: str, waiting: dict[str, int] | None = None, **applications: str) -> Script:
    """The PBX lists its queues and the channels `idents`; `waiting` says who waits in sales, and for how long."""
    script.say("QueueParams", Queue="sales", ServiceLevel=15)
    script.say("QueueMember", Queue="sales", Name="Alice Adams", Location=ALICE, Status=1, Paused=0, Penalty=0)
    for ident, wait_s in (waiting or {}).items():
        script.say("QueueEntry", Queue="sales", Position=1, Uniqueid=ident, Wait=wait_s, Priority=0)
    script.say("QueueStatusComplete")
    for ident in idents:
        application, _, bridge = applications.get(ident, "").partition("@")
        script.say(
            "CoreShowChannel", ident, Duration="00:01:00", BridgeId=bridge, Application=application,
            ApplicationData="sales,,,,60" if application == "Queue" else "",
        )  # fmt: skip
    return script.say("CoreShowChannelsComplete")


def unseen(script: Script, ident: str, device: str, number: str, state: int, context: str, linked: str = "") -> None:
    """A channel that came while nobody listened."""
    script._channels.update(_named(ident, device, number, state, context, linked))


def _named(*channel: object) -> dict[str, dict[str, str]]:
    other = Script()
    other.channel(*channel)  # type: ignore[arg-type]
    return other._channels


def snapshot(script: Script) -> Snapshot:
    return [event.data for event in script.events if isinstance(event, FeedSnapshot)][-1]


def test_that_a_snapshot_names_who_waits_rings_talks_and_is_in_the_menu() -> None:
    script = connect(Script())
    unseen(script, "w", "PJSIP/trunk", "1", 6, "queues")
    unseen(script, "r", "PJSIP/trunk", "2", 6, "queues")
    unseen(script, "rl", "PJSIP/1002", "1002", 5, "agents", "r")
    unseen(script, "t", "PJSIP/trunk", "3", 6, "queues")
    unseen(script, "tl", ALICE, "1001", 6, "agents", "t")
    unseen(script, "m", "PJSIP/trunk", "4", 6, "ivr-main")
    apps = {"w": "Queue", "r": "Queue", "rl": "AppQueue", "t": "Queue@b", "tl": "AppQueue@b", "m": "BackGround"}
    listed(script, *apps, waiting={"w": 13, "r": 4}, **apps)
    stages = {each.id: (each.stage, each.agent, each.queue) for each in snapshot(script).contacts}
    assert stages == {
        "w": ("waiting", "", "sales"),
        "r": ("ringing", "PJSIP/1002", "sales"),
        "t": ("talking", ALICE, "sales"),
        "m": ("menu", "", ""),
    }
    floor, contacts = folded(script.events)
    assert {key: contact.stage for key, contact in contacts.items()} == {
        "w": WAITING,
        "r": RINGING,
        "t": TALKING,
        "m": MENU,
    }
    assert contacts["w"].waited_s(script.t) == 13.0
    assert contacts["t"].start_known is False
    assert floor.queues["sales"].config.threshold_s == 15.0
    assert floor.agents[ALICE].name == "Alice Adams"


def test_that_what_was_met_in_its_midst_goes_on_and_ends_as_usual() -> None:
    script = connect(Script())
    unseen(script, "t", "PJSIP/trunk", "3", 6, "queues")
    unseen(script, "tl", ALICE, "1001", 6, "agents", "t")
    listed(script, "t", "tl", t="Queue@b", tl="AppQueue@b")
    script.wait(5).say("Hold", "tl")
    assert script.contact("t").stage == ON_HOLD
    script.say("Unhold", "tl").wait(5).hang_up("tl").end("tl", "t")
    assert (script.contact("t").outcome, script.contact("t").cleared_by) == ("answered", "agent")


def test_that_one_who_hangs_up_while_the_lists_come_is_not_in_them() -> None:
    script = connect(Script())
    unseen(script, "w", "PJSIP/trunk", "1", 6, "queues")
    script.say("QueueParams", Queue="sales").say("QueueEntry", Queue="sales", Uniqueid="w", Wait=3)
    script.say("QueueStatusComplete").say("CoreShowChannel", "w", Application="Queue", Duration="00:00:09")
    script.end("w").say("CoreShowChannelsComplete")
    assert snapshot(script).contacts == ()


def test_that_one_who_comes_while_the_lists_come_is_known_once() -> None:
    script = connect(Script()).customer().join()
    listed(script, "c", waiting={"c": 0}, c="Queue")
    assert [(each.id, each.stage) for each in snapshot(script).contacts] == [("c", "waiting")]
    assert script.kinds().count("contact.queued") == 1
    assert script.wait(4).hang_up("c").end("c").contact().outcome == "abandoned_in_queue"


def test_that_what_ended_while_the_connection_was_lost_is_unknown() -> None:
    script = connect(Script())
    listed(script).customer("gone").join("gone").served().wait(5)
    script.events += script.translator.lost(script.t, "closed")
    script.wait(20)
    connect(script)
    script.say("CoreShowChannel")  # whose channel nobody knows
    listed(script, "c", "a", c="Queue@b-c", a="AppQueue@b-c")
    assert script.contact("gone").outcome == "unknown"
    contact = script.contact()
    assert (contact.stage, contact.parties) == (TALKING, (ALICE,))
    script.wait(5).hang_up("c").end("c", "a")
    assert script.outcomes() == ["answered", "answered"]


def test_that_nobody_is_left_after_the_pbx_was_started_anew() -> None:
    script = connect(Script())
    listed(script).served().customer("w").join("w").wait(5)
    script.events += script.translator.lost(script.t, "closed")
    listed(connect(script.wait(9)))
    floor, contacts = folded(script.events)
    assert {contact.stage for contact in contacts.values()} == {ENDED}
    assert not floor.agents[ALICE].contacts


def test_that_a_later_list_disturbs_nothing() -> None:
    script = connect(Script())
    listed(script).served().wait(5)
    before = len(script.events)
    listed(script, "c", "a", c="Queue@b-c", a="AppQueue@b-c")
    assert script.events[before:] == []


def test_that_a_paused_member_has_been_so_since_his_pause() -> None:
    script = connect(Script())
    paused_t = int(script.t) - 300
    script.say("QueueParams", Queue="sales")
    script.say(
        "QueueMember", Queue="sales", Name="unknown", Location=ALICE, Status=1, Paused=1, PausedReason="Lunch",
        LastPause=paused_t,
    ).say("QueueStatusComplete").say("CoreShowChannelsComplete")  # fmt: skip
    [agent] = snapshot(script).agents
    assert (agent.state, agent.reason, agent.name) == ("not_ready", "Lunch", "")
    assert agent.since is not None
    assert agent.since.timestamp() == paused_t
