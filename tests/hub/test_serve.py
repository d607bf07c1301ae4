"""The hub's stream, over real sockets and a real log: snapshot, resume, views, both subprotocols, heartbeat."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.hub.running import Peer, offered, peer, running
from wallboard.hub import folded
from wallboard.hub.hubconfig import HubConfig, HubError
from wallboard.hub.serve import serve
from wallboard.metrics.picture import PictureBuilder
from wallboard.stream.agent_events import AgentLoggedOn, AgentMembership, LoggedOn, Membership
from wallboard.stream.codec import SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE
from wallboard.stream.contact_events import ContactOffered, ContactQueued, Queued
from wallboard.stream.control import Query, StreamResumed, StreamSnapshot, StreamWelcome
from wallboard.stream.envelope import make, position_of
from wallboard.stream.feed_events import Connected, FeedConnected, FeedLost
from wallboard.stream.vocabulary import LogEvent

ROOT = Path(__file__).resolve().parent.parent.parent


async def snapshot(client: Peer) -> tuple[int, dict[str, Any]]:
    """The next snapshot: its position, and the contacts in it by key."""
    position, sections = await client.snapshot()
    builder = PictureBuilder()
    assert all(builder.add(*section) for section in sections)
    return position, dict(builder.build("UTC").floor.contacts)


async def alarms(client: Peer) -> list[tuple[str, str, float]]:
    """Code, subject and beginning of the alarms that the hub tells next."""
    while not (told := (await client.beat()).data.alarms):
        pass
    return [(alarm.code, alarm.subject, alarm.since_t) for alarm in told]


def test_that_all_displays_have_the_same_alarms_since_the_same_moment_whenever_they_came() -> None:
    t = time.time() - 200.0

    async def run() -> None:
        config = HubConfig(heartbeat_s=0.05)
        async with running(config) as hub, peer(hub.url) as first:
            waits = make(ContactQueued, "q1", "/site/pbx", "c1", t, Queued("support"))
            staffed = make(AgentLoggedOn, "a1", "/site/pbx", "anna", t, LoggedOn())
            member = make(AgentMembership, "a2", "/site/pbx", "anna", t, Membership("support"))
            await first.publish(staffed, member, offered("c1", t), waits)
            seen = await alarms(first)
            assert [(code, subject) for code, subject, _ in seen] == [("longest_wait", "support")]
            assert seen[0][2] == pytest.approx(t + 60.0, abs=0.002)
            async with peer(hub.url) as second:
                assert await alarms(second) == seen

    asyncio.run(run())


def positions(events: list[LogEvent]) -> list[tuple[int, int]]:
    """`prevsequence` and `sequence` of events."""
    return [(position_of(event.prevsequence), position_of(event.sequence)) for event in events]


def crowd(first: int, last: int, **more: str) -> list[ContactOffered]:
    """Contacts with these numbers."""
    return [offered(f"c{number}", time.time(), **more) for number in range(first, last + 1)]


@pytest.mark.parametrize("subprotocol", [SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE])
def test_that_a_newcomer_is_welcomed_gets_the_floor_and_then_what_happens(subprotocol: str) -> None:
    async def run() -> None:
        async with running(HubConfig(site="north", timezone="Europe/Moscow")) as hub, peer(hub.url) as publisher:
            await publisher.publish(*crowd(1, 3))
            async with peer(hub.url, subprotocol) as client:
                welcome = (await client.next(StreamWelcome)).data
                assert (welcome.logid, welcome.position, welcome.site) == (hub.logid, 3, "north")
                assert welcome.timezone == "Europe/Moscow"
                await client.subscribe()
                position, contacts = await snapshot(client)
                assert (position, set(contacts)) == (3, {"c1", "c2", "c3"})
                await publisher.publish(*crowd(4, 5))
                assert positions(await client.events(2)) == [(3, 4), (4, 5)]

    asyncio.run(run())


@pytest.mark.parametrize("subprotocol", [SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE])
def test_that_who_comes_back_gets_what_he_has_missed_and_no_snapshot(subprotocol: str) -> None:
    async def run() -> None:
        async with running(HubConfig(outbox_bytes=20_000)) as hub, peer(hub.url) as publisher:
            for first in range(1, 601, 100):
                await publisher.publish(*crowd(first, first + 99))
            async with peer(hub.url, subprotocol) as client:
                await client.subscribe(hub.logid, 2)
                assert (await client.next(StreamResumed)).data.position == 2
                events = await client.events(598)
                await publisher.publish(*crowd(601, 601))
                events += await client.events(1)
            assert positions(events) == [(number - 1, number) for number in range(3, 602)]
            assert not [m for m in client.heard if isinstance(m, StreamSnapshot)]

    asyncio.run(run())


def test_that_who_is_up_to_date_gets_nothing_twice() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await client.publish(*crowd(1, 2))
            await client.subscribe(hub.logid, 2)
            await client.next(StreamResumed)
            await client.publish(*crowd(3, 3))
            await client.beat()
            assert [m.subject for m in client.heard if isinstance(m, ContactOffered)] == ["c3"]

    asyncio.run(run())


@pytest.mark.parametrize(("logid", "position"), [("another", 1), ("", 0), (None, 99), (None, -1), (None, 1)])
def test_that_a_position_that_cannot_be_resumed_gets_a_snapshot(logid: str | None, position: int) -> None:
    async def run() -> None:
        async with running(HubConfig(resume_limit=5)) as hub, peer(hub.url) as client:
            await client.publish(*crowd(1, 10))
            await client.subscribe(hub.logid if logid is None else logid, position)
            assert (await snapshot(client))[0] == 10
            assert not [m for m in client.heard if isinstance(m, StreamResumed | ContactOffered)]

    asyncio.run(run())


def test_that_a_view_without_persons_shows_none_anywhere() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as publisher, peer(hub.url) as client:
            await publisher.publish(*crowd(1, 1, caller="+7 secret 1"))
            await client.subscribe(view="no_personal")
            _, contacts = await snapshot(client)
            assert contacts["c1"].caller == ""
            said = b"".join(bytes(m.data.items) for m in client.heard if isinstance(m, StreamSnapshot))
            assert b"offered-c1" in said
            assert b"secret" not in said
            await publisher.publish(*crowd(2, 2, caller="+7 secret 2"))
            (live,) = await client.events(1)
            assert live.subject == "c2"
            rows = bytes((await client.ask(Query("timeline", "c1"))).rows)
            assert b"contact.offered" in rows
            assert b"secret" not in rows
            assert not [m for m in client.heard if isinstance(m, ContactOffered) and m.data.caller]
            assert b"secret" in bytes((await publisher.ask(Query("timeline", "c1"))).rows)

    asyncio.run(run())


def test_that_a_client_may_subscribe_again_on_the_same_connection() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await client.publish(*crowd(1, 4))
            await client.subscribe(hub.logid, 1)
            await client.events(3)
            await client.subscribe(hub.logid, 2)
            await client.next(StreamResumed)
            assert positions(await client.events(2)) == [(2, 3), (3, 4)]
            await client.subscribe()
            assert (await snapshot(client))[0] == 4

    asyncio.run(run())


def test_that_the_heart_beats_with_the_position_and_the_feeds() -> None:
    async def run() -> None:
        async with running(HubConfig(heartbeat_s=0.02)) as hub, peer(hub.url) as client:
            hello = make(FeedConnected, "f1", "/site/pbx", "pbx", time.time(), Connected("pbx"))
            await client.publish(hello, *crowd(1, 1))
            await client.subscribe()
            await snapshot(client)
            beat = await client.beat()
            while beat.data.position < 2:
                beat = await client.beat()
            assert beat.data.logid == hub.logid
            assert [(f.source, f.connected) for f in beat.data.feeds] == [("/site/pbx", True)]
            assert abs(beat.time.timestamp() - time.time()) < 5
            assert abs(beat.data.feeds[0].clock_offset_s) < 1

    asyncio.run(run())


def test_that_a_publisher_who_goes_takes_his_feed_with_him() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await client.subscribe()
            await snapshot(client)
            async with peer(hub.url) as publisher:
                await publisher.publish(make(FeedConnected, "f1", "/site/pbx", "pbx", time.time(), Connected("pbx")))
            lost = await client.next(FeedLost)
            assert (lost.source, lost.subject, lost.data.code) == ("/site/pbx", "pbx", "publisher_gone")

    asyncio.run(run())


def test_that_a_hub_started_again_knows_everything_and_says_which_feeds_are_lost(tmp_path: Path) -> None:
    async def run() -> None:
        config = HubConfig(database=tmp_path / "site.sqlite")
        async with running(config) as hub, peer(hub.url) as publisher:
            logid = hub.logid
            hello = make(FeedConnected, "f1", "/site/pbx", "pbx", time.time(), Connected("pbx"))
            await publisher.publish(hello, *crowd(1, 3, caller="+7 900"))
        async with running(config) as hub, peer(hub.url) as client:
            assert hub.logid == logid
            await client.subscribe(logid, 4)
            assert (await client.next(FeedLost)).data.code in ("publisher_gone", "hub_restarted")
            await client.subscribe()
            _, contacts = await snapshot(client)
            assert {key: contact.caller for key, contact in contacts.items()} == dict.fromkeys(
                ["c1", "c2", "c3"], "+7 900"
            )
            assert (await client.publish(*crowd(2, 4))).duplicates == 2

    asyncio.run(run())


def test_that_a_hub_whose_log_is_newer_says_so_and_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("no database at all " * 200)

    async def run() -> None:
        with pytest.raises(HubError) as refused:
            await serve(HubConfig(database=tmp_path / "notes"), [], lambda line: None, asyncio.Event())
        assert refused.value.code == "log_damaged"
        assert "\n" not in str(refused.value)

    asyncio.run(run())


def test_that_the_ready_line_is_json_with_the_address_and_the_log() -> None:
    async def run() -> None:
        stop = asyncio.Event()
        lines: list[str] = []
        stop.set()
        await serve(HubConfig(), [], lines.append, stop)
        assert set(msgspec.json.decode(lines[0])) == {"url", "logid"}

    asyncio.run(run())


def test_that_the_first_display_of_a_run_is_served_before_anything_heavy_is_loaded() -> None:
    code = """
import asyncio, sys
from tests.hub.running import peer, running
from wallboard.hub.hubconfig import HubConfig

async def run():
    async with running(HubConfig()) as hub, peer(hub.url) as client:
        await client.subscribe()
        await client.snapshot()
        print(*[name for name in ("sqlalchemy", "alembic", "numpy") if name in sys.modules])

asyncio.run(run())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_that_events_that_come_while_a_snapshot_is_made_are_neither_lost_nor_doubled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folded, "SLICE_S", 0.0)

    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as publisher:
            for first in range(0, 2000, 500):
                await publisher.publish(*crowd(first, first + 499))
            told = asyncio.create_task(publish_more(publisher))
            for _ in range(8):
                async with peer(hub.url, max_size=None) as client:
                    await client.subscribe()
                    position, contacts = await snapshot(client)
                    assert set(contacts) == {f"c{number}" for number in range(position)}
                    events = await client.events(5)
                    assert positions(events) == [(position + n, position + n + 1) for n in range(5)]
                    assert [event.subject for event in events] == [f"c{position + n}" for n in range(5)]
            told.cancel()

    asyncio.run(run())


async def publish_more(publisher: Peer) -> None:
    """Publish one event after the other, for ever."""
    number = 2000
    while True:
        await publisher.publish(*crowd(number, number))
        number += 1
