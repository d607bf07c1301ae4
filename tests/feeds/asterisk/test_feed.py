"""The feed against a real socket: logging in, being cut off, refused, left in silence, and asked for things."""

from __future__ import annotations

import asyncio
import logging
import lzma
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from feeds.asterisk.feed import REFUSED_PACE, AsteriskFeed
from feeds.asterisk.parser import END
from tests.feeds.asterisk.pbx import SECRET, Pbx, ScriptedPbx, Time, kinds, new_feed, play, while_feeding
from tests.feeds.asterisk.test_queue_log_table import database
from tests.feeds.websocket.sinks import KeepingSink
from wallboard.config.parsing import parse
from wallboard.config.settings import SettingsError
from wallboard.stream.command_events import CommandConfirmed, CommandFailed, CommandOutcomeUnknown, Pause, Reassign
from wallboard.stream.contact_events import ContactDiverted
from wallboard.stream.control import Accepted
from wallboard.stream.feed_events import FeedLost, FeedSnapshot
from wallboard.stream.vocabulary import LogEvent

RECORDING = Path(__file__).parents[2] / "captures" / "asterisk" / "restart" / "main.ami.xz"
PLACES = {"queue_context": "queues", "agent_context": "agents", "outside_context": "outside"}


def recorded_events() -> bytes:
    """What the recorded PBX said of itself: events alone, for the answers were given to somebody else."""
    blocks = lzma.decompress(RECORDING.read_bytes()).split(END)
    return END.join([*(block for block in blocks if block.startswith(b"Event: ")), b""])


def connected(sink: KeepingSink) -> bool:
    return any(isinstance(event, FeedSnapshot) for event in sink.events)


def losses(sink: KeepingSink) -> list[tuple[str, str]]:
    return [(event.data.code, event.data.detail) for event in sink.events if isinstance(event, FeedLost)]


def test_that_a_connection_begins_with_what_is_true() -> None:
    async def script(pbx: Pbx) -> None:
        await pbx.boot()
        await pbx.stay()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: connected(sink))

    sink = play(script, work)
    assert kinds(sink.events) == ["FeedConnected", "FeedSnapshot"]
    there = sink.floor.feeds["/here/pbx"]
    assert (there.connected, there.kind) == (True, "asterisk")


@pytest.mark.parametrize("cut", [7, 1009, 0])
def test_that_a_recording_comes_out_the_same_wherever_its_bytes_are_cut(cut: int) -> None:
    raw = recorded_events()[:200_000] if cut == 7 else recorded_events()
    raw = raw[: raw.rindex(END) + len(END)]

    def told(cut: int) -> KeepingSink:
        async def script(pbx: Pbx) -> None:
            await pbx.greet()
            await pbx.send(raw, cut)
            await pbx.say("Event: QueueMemberAdded", Queue="sales", Interface="PJSIP/last", Paused="0", Status="1")
            await pbx.stay()

        async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
            await sink.until(lambda: "PJSIP/last" in sink.floor.agents)

        return play(script, work)

    assert kinds(told(cut).events) == kinds(told(4096).events)


def test_that_a_connection_that_drops_in_the_middle_is_told_and_mended() -> None:
    async def script(pbx: Pbx) -> None:
        await pbx.boot()
        if pbx.number == 1:
            await pbx.send(b"Event: QueueCallerJ")
            await pbx.hang_up()
        await pbx.stay()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: kinds(sink.events).count("FeedSnapshot") == 2)

    sink = play(script, work)
    assert kinds(sink.events) == ["FeedConnected", "FeedSnapshot", "FeedLost", "FeedConnected", "FeedSnapshot"]
    assert losses(sink) == [("closed", "")]


def test_that_a_refused_login_is_told_with_its_reason_and_not_tried_again_soon() -> None:
    async def script(pbx: Pbx) -> None:
        await pbx.greet("Error", "Authentication failed")
        await pbx.stay()

    pauses: list[float] = []

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        pauses.extend(await time.paused(5))

    sink = play(script, work)
    assert losses(sink) == [("login_refused", "Authentication failed")]
    assert min(pauses) >= REFUSED_PACE.first_s / 2
    assert pauses[4] >= REFUSED_PACE.longest_s / 2


def test_that_one_who_accepts_and_closes_at_once_is_not_hammered() -> None:
    pauses: list[float] = []

    async def script(pbx: Pbx) -> None:
        await pbx.hang_up()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        pauses.extend(await time.paused(8))

    sink = play(script, work)
    assert sum(pauses) >= 0.5 * (0.5 + 1 + 2 + 4 + 8 + 16 + 30 + 30)
    assert losses(sink) == [("closed", "")]


def test_that_a_pbx_that_is_not_there_is_told_once_with_the_reason() -> None:
    async def together() -> KeepingSink:
        sink, time = KeepingSink(), Time()
        async with ScriptedPbx(Pbx.stay) as pbx:
            port = pbx.port
        await while_feeding(new_feed(port, time), sink, time.paused(3))
        return sink

    sink = asyncio.run(together())
    assert [code for code, _ in losses(sink)] == ["unreachable"]
    assert "Connection refused" in losses(sink)[0][1]


def test_that_a_pbx_that_stops_talking_is_asked_no_longer_vouched_for_and_left() -> None:
    asked = asyncio.Event()

    async def script(pbx: Pbx) -> None:
        await pbx.boot()
        if pbx.number == 1:
            await pbx.hear("Ping")
            asked.set()
        await pbx.stay()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: connected(sink))
        await time.wait(1.0)
        await sink.until(lambda: sink.signs_of_life == 1)
        while not asked.is_set():
            await time.wait(1.0)
        signs = sink.signs_of_life
        while not losses(sink):
            await time.wait(6.0)
        assert sink.signs_of_life <= signs + 1
        await sink.until(lambda: kinds(sink.events).count("FeedSnapshot") == 2)

    assert losses(play(script, work)) == [("silent", "")]


def test_that_the_secret_stands_in_no_log_no_event_and_no_message(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    heard: list[dict[str, str]] = []

    async def script(pbx: Pbx) -> None:
        await pbx.send(b"Asterisk Call Manager/11.0.0\r\n")
        heard.append(await pbx.hear())
        await pbx.answer(heard[0], Challenge="12345")
        heard.append(await pbx.hear())
        said = "Success" if pbx.number == 1 else "Error"
        await pbx.answer(heard[-1], said, Message=f"Key: {heard[-1]['Key']}" if said == "Error" else "fine")
        await pbx.send(b"nonsense\r\n\r\n")
        await pbx.hang_up()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await time.paused(3)
        assert SECRET not in repr(feed)

    sink = play(script, work)
    assert SECRET not in caplog.text + repr(heard) + repr(sink.events)
    assert "malformed" in caplog.text


def test_that_a_secret_in_the_wrong_place_is_refused_without_being_shown() -> None:
    with pytest.raises(SettingsError, match="env:VARIABLE or keyring") as error:
        parse(f'[[feeds]]\nkind = "asterisk"\nsecret = "{SECRET}"\n', "site.toml")
    assert SECRET not in str(error.value)


CALLER = {"Channel": "PJSIP/trunk-0000000a", "Uniqueid": "9.1", "Linkedid": "9.1", "CallerIDNum": "35722000001"}
JOINS = {**CALLER, "ChannelState": "6", "Context": "queues"}


async def one_waits(pbx: Pbx) -> None:
    await pbx.boot()
    await pbx.say("Event: Newchannel", **CALLER, ChannelState="4", Context="from-trunk", Exten="100")
    await pbx.say("Event: QueueCallerJoin", **JOINS, Exten="sales", Queue="sales", Position="1", Count="1")


async def goes_over(pbx: Pbx, queue: str) -> None:
    """What a PBX says when a waiting caller is redirected."""
    there = {**JOINS, "Exten": queue}
    await pbx.say("Event: QueueCallerAbandon", **there, Queue="sales", Position="1", HoldTime="3")
    await pbx.say("Event: QueueCallerLeave", **there, Queue="sales", Position="1", Count="0")
    await pbx.say("Event: QueueCallerJoin", **there, Queue=queue, Position="1", Count="1")


def waits(sink: KeepingSink) -> bool:
    contact = sink.floor.contacts.get("9.1")
    return contact is not None and contact.queue == "sales"


def test_that_a_waiting_caller_is_sent_to_another_queue_and_that_is_confirmed_by_where_he_is() -> None:
    asked: list[dict[str, str]] = []

    async def script(pbx: Pbx) -> None:
        await one_waits(pbx)
        asked.append(await pbx.let_redirect())
        await pbx.answer(asked[0], Message="Redirect successful")
        await goes_over(pbx, "vip")
        await pbx.stay()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: waits(sink))
        assert (await feed.dispatch("k1", Reassign("9.1", "vip", "queue"), "olga")).accepted
        await sink.until(lambda: any(isinstance(event, CommandConfirmed) for event in sink.events))

    sink = play(script, work, **PLACES, queue_extensions={"vip": "7003"})
    assert {key: asked[0][key] for key in ("Channel", "Context", "Exten", "Priority")} == {
        "Channel": "PJSIP/trunk-0000000a",
        "Context": "queues",
        "Exten": "7003",
        "Priority": "1",
    }
    assert kinds(sink.events)[-3:] == ["ContactDiverted", "ContactQueued", "CommandConfirmed"]
    assert sink.events[-1].subject == "k1"
    assert sink.floor.contacts["9.1"].queue == "vip"
    assert [event.data.by for event in sink.events if isinstance(event, ContactDiverted)] == ["olga"]


def test_that_somebody_is_paused_once_the_pbx_says_so() -> None:
    asked: list[dict[str, str]] = []
    alice = {"Queue": "sales", "MemberName": "Alice", "Interface": "PJSIP/1001", "Status": "1"}

    async def script(pbx: Pbx) -> None:
        await one_waits(pbx)
        await pbx.say("Event: QueueMemberAdded", **alice, Paused="0")
        asked.append(await pbx.hear("QueuePause"))
        await pbx.answer(asked[0], Message="Interface paused successfully")
        await pbx.say("Event: QueueMemberPause", **alice, Paused="1", PausedReason="lunch")
        await pbx.stay()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: "PJSIP/1001" in sink.floor.agents)
        assert (await feed.dispatch("k1", Pause("PJSIP/1001", "lunch"), "olga")).accepted
        await sink.until(lambda: any(isinstance(event, CommandConfirmed) for event in sink.events))

    sink = play(script, work)
    assert (asked[0]["Interface"], asked[0]["Paused"], asked[0]["Reason"]) == ("PJSIP/1001", "true", "lunch")
    assert sink.floor.agents["PJSIP/1001"].reason == "lunch"


def test_that_what_the_pbx_does_not_do_fails_with_its_own_words() -> None:
    async def script(pbx: Pbx) -> None:
        await one_waits(pbx)
        await pbx.answer(await pbx.let_redirect(), "Error", Message="Permission denied")
        await pbx.stay()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: waits(sink))
        assert (await feed.dispatch("k1", Reassign("9.1", "vip", "queue"))).accepted
        await sink.until(lambda: any(isinstance(event, CommandFailed) for event in sink.events))

    [failed] = [event for event in play(script, work, **PLACES).events if isinstance(event, CommandFailed)]
    assert (failed.subject, failed.data.code, failed.data.detail) == ("k1", "", "Permission denied")


def test_that_a_command_on_its_way_when_the_connection_broke_is_of_unknown_outcome() -> None:
    async def script(pbx: Pbx) -> None:
        if pbx.number == 1:
            await one_waits(pbx)
            await pbx.let_redirect()
            return
        await pbx.stay()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: waits(sink))
        await feed.dispatch("k1", Reassign("9.1", "vip", "queue"))
        await sink.until(lambda: any(isinstance(event, CommandOutcomeUnknown) for event in sink.events))
        answer = await feed.dispatch("k2", Reassign("9.1", "vip", "queue"))
        assert (answer.accepted, answer.code) == (False, "feed_lost")

    play(script, work, **PLACES)


def test_that_after_an_error_of_the_sink_it_can_be_run_again_and_loses_nothing() -> None:
    class Failing(KeepingSink):
        async def publish(self, events: Sequence[LogEvent]) -> Accepted:
            if any(isinstance(event, FeedSnapshot) for event in events):
                raise OSError("no log")
            return await super().publish(events)

    async def script(pbx: Pbx) -> None:
        if pbx.number == 1:
            await pbx.boot()
        await pbx.stay()

    async def together() -> None:
        async with ScriptedPbx(script) as pbx:
            feed, sink = new_feed(pbx.port, Time()), KeepingSink()
            with pytest.raises(OSError, match="no log"):
                await feed.run(Failing())
            await while_feeding(feed, sink, sink.until(lambda: connected(sink)))

    asyncio.run(together())


def test_that_a_slow_log_holds_the_pbx_back_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.asterisk.outbox.BUFFERED_MAX", 50)
    monkeypatch.setattr("feeds.asterisk.outbox.PUBLISHED_AT_ONCE", 20)
    monkeypatch.setattr("feeds.asterisk.link.SLICE", 2_000)

    async def script(pbx: Pbx) -> None:
        await pbx.boot()
        for number in range(1000):
            member = {"MemberName": f"P{number}", "Interface": f"PJSIP/{number}", "Status": "1", "Paused": "0"}
            await pbx.say("Event: QueueMemberAdded", Queue="sales", **member)
        await pbx.stay()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: connected(sink))
        sink.gate.clear()
        for _ in range(300):
            await asyncio.sleep(0)
        assert len(feed._outbox._events) < 200
        sink.gate.set()
        await sink.until(lambda: len(sink.floor.agents) == 1000)

    play(script, work)


WRITTEN = (
    "900000|1.1|sales|NONE|ENTERQUEUE||111|1",
    "1001005|7.1|sales|NONE|ENTERQUEUE||35722000009|1",
    "1001008|7.1|sales|NONE|ABANDON|1|1|3",
)


def write_file(folder: Path) -> str:
    path = folder / "queue_log"
    path.write_text("".join(f"{line}\n" for line in WRITTEN))
    return str(path)


@pytest.mark.parametrize("write", [write_file, lambda folder: database(folder, WRITTEN, None)], ids=["file", "table"])
def test_that_what_was_written_while_the_connection_was_lost_is_read(
    tmp_path: Path, write: Callable[[Path], str]
) -> None:
    async def script(pbx: Pbx) -> None:
        await pbx.boot()
        if pbx.number > 1:
            await pbx.stay()

    async def work(feed: AsteriskFeed, sink: KeepingSink, pbx: ScriptedPbx, time: Time) -> None:
        await sink.until(lambda: kinds(sink.events).count("FeedLost") == 1)
        time.s += 20.0
        await sink.until(lambda: kinds(sink.events).count("FeedSnapshot") == 2)

    sink = play(script, work, queue_log=write(tmp_path))
    assert {event.subject for event in sink.events if kinds([event])[0].startswith("Contact")} == {"7.1"}


def test_that_without_a_connection_nothing_is_taken_and_closing_is_no_matter() -> None:
    async def together() -> None:
        feed = new_feed(9, Time())
        answer = await feed.dispatch("k1", Reassign("9.1", "vip", "queue"))
        assert (answer.accepted, answer.code) == (False, "feed_lost")
        await feed.close()

    asyncio.run(together())
