"""`kill -9` on the hub under load: nothing acknowledged is lost, and whoever followed sees every event once."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from tests.history.logs import opened
from tests.hub.running import Peer, offered, peer, until
from wallboard.stream.contact_events import ContactOffered
from wallboard.stream.control import StreamAccepted, StreamResumed
from wallboard.stream.envelope import position_of

ROOT = Path(__file__).resolve().parent.parent.parent
FRAME = 5
LOST = (ConnectionClosed, OSError, TimeoutError)


class Hub:
    """A hub in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        self.url: str = json.loads(process.stdout.readline())["url"]


@contextmanager
def hub_process(database: Path) -> Iterator[Hub]:
    """A hub on this log, gone with the block."""
    command = [sys.executable, "-m", "tests.hub.serving", "--database", str(database)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield Hub(process)
    finally:
        process.kill()
        process.communicate(timeout=20)


async def publish_until_cut(client: Peer, first: int, acknowledged: set[str]) -> None:
    """Publish without waiting for answers until the connection is lost, and take the answers that come."""

    async def speak() -> None:
        number = first
        while True:
            await client.say(*[offered(f"c{n}", time.time()) for n in range(number, number + FRAME)])
            number += FRAME
            await asyncio.sleep(0)

    async def listen() -> None:
        while True:
            answer = await client.next(StreamAccepted)
            assert answer.data.accepted == FRAME
            begun = int(answer.correlationid.removeprefix("offered-c"))
            acknowledged.update(f"offered-c{number}" for number in range(begun, begun + FRAME))

    tasks = [asyncio.create_task(speak()), asyncio.create_task(listen())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def follow_until_cut(client: Peer, position: int, seen: list[tuple[int, str]], logid: str) -> None:
    """Follow the log, and note each position with its event."""
    await client.subscribe(logid, position)
    with suppress(*LOST):
        await client.next(StreamResumed)
        while True:
            (event,) = await client.events(1)
            seen.append((position_of(event.sequence), event.id))


async def one_life(hub: Hub, first: int, acknowledged: set[str], seen: list[tuple[int, str]]) -> None:
    """Publish and follow until the hub is killed in the middle of it."""
    async with peer(hub.url) as publisher, peer(hub.url, max_size=None) as follower:
        logid = (await follower.beat()).data.logid
        had = len(acknowledged)
        position = seen[-1][0] if seen else 0
        tasks = [
            asyncio.create_task(publish_until_cut(publisher, first, acknowledged)),
            asyncio.create_task(follow_until_cut(follower, position, seen, logid)),
        ]
        await until(lambda: len(acknowledged) >= had + 400)
        os.kill(hub.process.pid, signal.SIGKILL)
        await asyncio.gather(*tasks)


def test_that_kill_9_under_load_loses_nothing_acknowledged_and_doubles_nothing(tmp_path: Path) -> None:
    database = tmp_path / "site.sqlite"
    acknowledged: set[str] = set()
    seen: list[tuple[int, str]] = []
    for life in range(3):
        with hub_process(database) as hub:
            asyncio.run(one_life(hub, life * 1_000_000, acknowledged, seen))
    with opened(database) as log:
        kept = log.ids
    assert len(kept) == len(set(kept))
    assert acknowledged <= set(kept)
    assert len(acknowledged) >= 1200
    assert [position for position, _ in seen] == list(range(1, len(seen) + 1))
    assert [ident for _, ident in seen] == kept[: len(seen)]


def test_that_a_hub_comes_back_with_its_floor_after_kill_9(tmp_path: Path) -> None:
    async def publish(hub: Hub) -> None:
        async with peer(hub.url) as client:
            await client.publish(*[offered(f"c{number}", time.time()) for number in range(50)])

    async def look(hub: Hub) -> bytes:
        async with peer(hub.url) as client:
            await client.subscribe()
            _, sections = await client.snapshot()
            assert not [m for m in client.heard if isinstance(m, ContactOffered)]
            return b"".join(items for section, items in sections if section == "floor.contacts")

    with hub_process(tmp_path / "site.sqlite") as hub:
        asyncio.run(publish(hub))
        os.kill(hub.process.pid, signal.SIGKILL)
    with hub_process(tmp_path / "site.sqlite") as hub:
        contacts = json.loads(asyncio.run(look(hub)))
    assert {contact["id"] for contact in contacts} == {f"c{number}" for number in range(50)}
