"""Clients that do not keep up: they slow nobody, cost little, and mend or are let go."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.hub.running import Peer, RunningHub, peer, running
from wallboard.hub.hubconfig import HubConfig
from wallboard.stream.contact_events import ContactOffered, Offered
from wallboard.stream.control import StreamHeartbeat
from wallboard.stream.envelope import make, position_of

LARGE = "x" * 4000
FRAME = 200
CONFIG = HubConfig(message_bytes=2_000_000, outbox_bytes=2_000_000, send_timeout_s=20.0)


async def publish(publisher: Peer, first: int, frames: int) -> int:
    """Publish so many frames of large events; the number of the next."""
    for start in range(first, first + frames * FRAME, FRAME):
        numbers = range(start, start + FRAME)
        now = time.time()
        await publisher.publish(
            *[make(ContactOffered, f"e{n}", "/site/pbx", f"c{n}", now, Offered(dialled=LARGE)) for n in numbers]
        )
    return first + frames * FRAME


@asynccontextmanager
async def sleeper(hub: RunningHub) -> AsyncIterator[Peer]:
    """A client that has subscribed, and reads nothing any more."""
    async with peer(hub.url, ping_interval=None, max_size=None) as client:
        await client.subscribe()
        await client.snapshot()
        client.connection.transport.pause_reading()
        yield client
        client.connection.transport.abort()


async def metric(hub: RunningHub, name: str) -> float:
    """A number from the hub's metrics."""
    lines = (await hub.get("/metrics"))[1].splitlines()
    return float(next(line for line in lines if line.startswith(name + " ")).split()[1])


def test_that_one_who_never_reads_is_let_go_and_the_others_miss_nothing() -> None:
    async def run() -> None:
        config = HubConfig(message_bytes=2_000_000, outbox_bytes=2_000_000, send_timeout_s=0.2)
        async with running(config) as hub, peer(hub.url) as publisher, peer(hub.url, max_size=None) as reader:
            await reader.subscribe(hub.logid, 0)
            async with sleeper(hub):
                published = 1
                while not await metric(hub, "wallboard_let_go_total"):
                    published = await publish(publisher, published, 2)
                    await asyncio.sleep(0.02)
            events = await reader.events(published - 1)
            assert [position_of(event.sequence) for event in events] == list(range(1, published))
            assert await metric(hub, "wallboard_resyncs_total") <= 1

    asyncio.run(run())


def test_that_one_who_reads_again_gets_a_snapshot_and_then_every_event_once() -> None:
    async def run() -> None:
        async with running(CONFIG) as hub, peer(hub.url) as publisher, sleeper(hub) as client:
            published = await publish(publisher, 1, 40)
            client.connection.transport.resume_reading()
            after, _ = await client.snapshot()
            published = await publish(publisher, published, 1)
            events = await client.events(published - 1 - after)
            assert [position_of(event.prevsequence) for event in events] == list(range(after, published - 1))
            assert await metric(hub, "wallboard_resyncs_total") >= 1
            assert not await metric(hub, "wallboard_let_go_total")

    asyncio.run(run())


def test_that_a_heartbeat_never_runs_ahead_of_the_events() -> None:
    async def run() -> None:
        config = HubConfig(message_bytes=2_000_000, outbox_bytes=50_000_000, heartbeat_s=0.005)
        async with running(config) as hub, peer(hub.url) as publisher, peer(hub.url, max_size=None) as client:
            await client.subscribe(hub.logid, 0)
            await publish(publisher, 1, 30)
            await client.events(30 * FRAME)
            await client.beat()
            newest = 0
            for message in client.in_order:
                if isinstance(message, ContactOffered):
                    newest = position_of(message.sequence)
                elif isinstance(message, StreamHeartbeat):
                    assert message.data.position <= newest
            assert client.beats[-1].data.position == newest == 30 * FRAME

    asyncio.run(run())
