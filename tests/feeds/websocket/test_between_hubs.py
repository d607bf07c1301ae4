"""One hub fed by another over the real wire: the same floor, commands that reach the source, a hub that comes back."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from feeds.simulator.feed import SimulatorFeed
from feeds.simulator.loading import load
from feeds.websocket.feed import WebSocketFeed
from tests.feeds.websocket.sinks import KeepingSink
from tests.feeds.websocket.test_feed import while_feeding
from tests.hub.running import offered, peer, running
from wallboard.floor.contact import ENDED
from wallboard.floor.floor import Floor
from wallboard.floor.snapshot import FloorBuilder
from wallboard.hub.backoff import Pace
from wallboard.hub.hubconfig import HubConfig
from wallboard.hub.ports import Dispatch, Sink
from wallboard.stream.agent_events import AgentLoggedOn, LoggedOn
from wallboard.stream.command_events import (
    Action,
    CommandConfirmed,
    CommandOutcome,
    CommandRequested,
    Reassign,
    Requested,
)
from wallboard.stream.contact_events import ContactDelivered, ContactQueued, Delivered, Queued
from wallboard.stream.control import StreamSnapshot
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import Connected

WITHIN_S = 60.0
QUICK = Pace(first_s=0.01, longest_s=0.05, least_session_s=10.0)
T0 = 1_772_000_000.0
"""A moment in the past of any clock."""


def link_to(url: str, **options: Any) -> WebSocketFeed:
    return WebSocketFeed(url, site="there", name="link", random=Random(1), pace=QUICK, **options)


def simulated(speed: float = 1.0) -> SimulatorFeed:
    return SimulatorFeed(load("calm"), 30, seed=5, speed=speed, site="here")


def standing(floor: Floor) -> dict[str, Any]:
    return {
        c.id: (c.stage, c.queue, c.parties, c.ringing, c.offered_t) for c in floor.contacts.values() if c.stage != ENDED
    }


def holds(sink: KeepingSink, contacts: int) -> bool:
    return len(sink.ids("offered")) == contacts


async def floor_at(url: str) -> Floor:
    """The floor that a hub shows now."""
    builder = FloorBuilder()
    async with peer(url) as client:
        await client.subscribe()
        last = -1
        while True:
            chunk = (await client.next(StreamSnapshot)).data
            builder.add(chunk.section, bytes(chunk.items))
            last += 1
            if last == chunk.count - 1:
                return builder.build()


class ObedientExchange:
    """A source with one waiting caller and one agent, that does what it is told."""

    name = "pbx"
    source = "/here/pbx"

    def __init__(self) -> None:
        self._orders: asyncio.Queue[tuple[str, Action]] = asyncio.Queue()

    async def run(self, sink: Sink) -> None:
        caller = make(ContactQueued, "q1", self.source, "c1", T0 + 1.0, Queued("support"))
        anna = make(AgentLoggedOn, "a1", self.source, "anna", T0, LoggedOn())
        await sink.publish([offered("c1", T0, source=self.source), caller, anna])
        while True:
            async with asyncio.timeout(WITHIN_S):
                key, action = await self._orders.get()
            assert isinstance(action, Reassign)
            t = T0 + 2.0
            rings = make(ContactDelivered, f"{key}-rings", self.source, action.contact, t, Delivered(action.to))
            await sink.publish([rings, make(CommandConfirmed, f"{key}-done", self.source, key, t, CommandOutcome())])

    @property
    def begun(self) -> bool:
        return True

    def introduction(self) -> Connected:
        """Nothing is said of it."""
        return Connected()

    async def dispatch(self, command: str, action: Action, by: str = "") -> Dispatch:
        self._orders.put_nowait((command, action))
        return Dispatch(True)

    def now_t(self) -> float | None:
        return None

    async def close(self) -> None:
        """Nothing to let go of."""


def test_that_a_hub_behind_a_hub_shows_the_same_floor() -> None:
    async def talk() -> None:
        source = simulated(speed=0.0)
        async with running(HubConfig(site="here"), [source]) as first:
            link = link_to(first.url, follow_clock=True)
            async with running(HubConfig(site="there"), [link]) as second, asyncio.timeout(WITHIN_S):
                there, here = standing(await floor_at(first.url)), standing(await floor_at(second.url))
                while source.now_t() < source.start_t or not there or here != there:
                    there, here = standing(await floor_at(first.url)), standing(await floor_at(second.url))

    asyncio.run(talk())


def test_that_a_command_given_to_the_second_hub_is_confirmed_by_the_source_of_the_first() -> None:
    async def talk() -> None:
        async with (
            running(HubConfig(site="here"), [ObedientExchange()]) as first,
            running(HubConfig(site="there"), [link_to(first.url)]) as second,
            peer(second.url) as client,
        ):
            async with asyncio.timeout(WITHIN_S):
                while "anna" not in (await floor_at(second.url)).agents:
                    await client.beat()
            await client.subscribe()
            await client.publish(make(CommandRequested, "k1", "/test", "k1", T0, Requested(Reassign("c1", "anna"))))
            confirmed = await client.next(CommandConfirmed)
            assert (confirmed.source, confirmed.subject) == ("/here/pbx", "k1")
            assert [one.data.agent for one in client.heard if isinstance(one, ContactDelivered)] == ["anna"]

    asyncio.run(talk())


def test_that_what_happened_while_the_program_was_away_is_read_afterwards_and_counts_once(tmp_path: Path) -> None:
    async def talk() -> None:
        sink = KeepingSink()
        async with running(HubConfig(database=tmp_path / "log.sqlite")) as hub, peer(hub.url) as pbx:
            await pbx.publish(*(offered(f"c{n}", T0 + n) for n in range(50)))
            for count in (50, 100):
                link = link_to(hub.url, bookmark=tmp_path / "link.bookmark")
                await while_feeding(link, sink, sink.until(partial(holds, sink, count)))
                await pbx.publish(*(offered(f"c{n}", T0 + n) for n in range(count, count + 50)))
        assert sink.ids("offered") == [f"offered-c{n}" for n in range(100)]

    asyncio.run(talk())


def test_that_a_hub_that_dies_and_comes_back_costs_nothing(tmp_path: Path) -> None:
    async def talk() -> None:
        sink = KeepingSink()
        database = tmp_path / "log.sqlite"
        async with running(HubConfig(database=database)) as hub, peer(hub.url) as pbx:
            port = hub.port
            await pbx.publish(
                offered("c1", T0), make(ContactQueued, "q1", "/site/pbx", "c1", T0 + 1, Queued("support"))
            )
            link = link_to(hub.url)

            async def work() -> None:
                await sink.until(lambda: sink.ids("q"))
                await hub.end()
                await sink.until(lambda: "link" in [f.name for f in sink.floor.feeds.values() if not f.connected])
                async with running(HubConfig(database=database, port=port)) as again, peer(again.url) as publisher:
                    await publisher.publish(offered("c2", T0 + 2))
                    await sink.until(lambda: sink.ids("offered") == ["offered-c1", "offered-c2"])
                    await sink.until(lambda: all(f.connected for f in sink.floor.feeds.values() if f.name == "link"))

            await while_feeding(link, sink, work())
        assert sink.ids("q") == ["q1"]

    asyncio.run(talk())
