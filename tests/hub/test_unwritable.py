"""A log that cannot be written: said to everybody, and mended without a loss once there is room again."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, event

from tests.history.logs import opened
from tests.hub.running import Peer, RunningHub, offered, peer, running, until
from wallboard.history import opening
from wallboard.hub import journal
from wallboard.hub.hubconfig import HubConfig, HubError
from wallboard.hub.ports import Dispatch, Sink
from wallboard.hub.serve import serve
from wallboard.stream.command_events import Action
from wallboard.stream.control import StreamRefused
from wallboard.stream.envelope import Event
from wallboard.stream.feed_events import Connected


class Tap:
    """A feed that gives an event when it is told to, and waits for its commit."""

    name = "pbx"
    source = "/site/tap"

    def __init__(self) -> None:
        self.turned = asyncio.Event()
        self.committed: list[int] = []

    async def run(self, sink: Sink) -> None:
        """One event after it is turned on."""
        await sink.publish([])
        await self.turned.wait()
        tapped = offered("tapped", time.time(), source=self.source, caller="x" * 200_000)
        self.committed.append((await sink.publish([tapped])).accepted)
        await asyncio.Event().wait()

    @property
    def begun(self) -> bool:
        return True

    def introduction(self) -> Connected:
        """Nothing is said of it."""
        return Connected()

    async def dispatch(self, command: str, action: Action, by: str = "") -> Dispatch:
        """Nothing can be done."""
        return Dispatch(accepted=False)

    def now_t(self) -> float | None:
        """It lives on the wall clock."""
        return None

    async def close(self) -> None:
        """Nothing to let go of."""


async def refused(client: Peer, *events: Event) -> str:
    """Publish, and be refused: with which code and word."""
    await client.say(*events)
    answer = await client.next(StreamRefused)
    assert answer.correlationid == events[0].id
    return f"{answer.data.code} {answer.data.detail}"


async def readiness(hub: RunningHub, status: int) -> str:
    """Wait until /readyz answers so; its text."""
    while (answer := await hub.get("/readyz"))[0] != status:  # noqa: ASYNC110 - what is waited for tells nobody
        await asyncio.sleep(0.01)
    return answer[1]


@pytest.mark.parametrize(
    ("limiting", "freeing", "code"),
    [
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "disk_full"),
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF", "read_only"),
    ],
)
def test_that_publishers_are_told_feeds_wait_and_all_is_well_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limiting: str, freeing: str, code: str
) -> None:
    disk = [freeing]

    def on_that_disk(url: URL, **options: Any) -> Engine:
        engine = create_engine(url, **options)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(disk[0]))
        return engine

    monkeypatch.setattr(opening, "create_engine", on_that_disk)
    monkeypatch.setattr(journal, "RETRY_S", 0.01)

    async def run() -> None:
        tap = Tap()
        async with running(HubConfig(database=tmp_path / "site.sqlite"), [tap]) as hub, peer(hub.url) as client:
            assert (await client.publish(offered("before", time.time()))).accepted == 1
            disk[0] = limiting
            large = [offered(f"c{number}", time.time(), caller="x" * 2000) for number in range(200)]
            assert code in await refused(client, *large)
            assert code in await readiness(hub, 503)
            assert "log_unwritable" in await refused(client, *large)
            tap.turned.set()
            await client.beat()
            assert tap.committed == []
            disk[0] = freeing
            assert await readiness(hub, 200) == "ready\n"
            await until(lambda: tap.committed == [1])
            assert (await client.publish(*large)).accepted == 200
        with opened(tmp_path / "site.sqlite") as log:
            assert len(log.ids) == len(set(log.ids))
            assert {"offered-before", "offered-tapped", *(e.id for e in large)} <= set(log.ids)

    asyncio.run(run())


def test_that_a_hub_whose_log_cannot_be_made_says_so_and_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    async def run() -> None:
        with pytest.raises(HubError, match="cannot be written") as refusal:
            await serve(HubConfig(database=tmp_path / "file" / "x.sqlite"), [], lambda line: None, asyncio.Event())
        assert refusal.value.code == "read_only"

    asyncio.run(run())
