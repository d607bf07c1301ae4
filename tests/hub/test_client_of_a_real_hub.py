"""The client and the hub of the product, over a real socket: what one says, the other understands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec

from tests.hub.running import RunningHub, offered, running
from tests.hub.scripted import Notebook, new_client, while_running
from wallboard.floor.snapshot import FloorBuilder
from wallboard.hub.client import HubClient
from wallboard.hub.hubconfig import HubConfig
from wallboard.stream.control import Query

T0 = 1_772_000_000.0
"""A moment in the past of any clock."""

Work = Callable[[HubClient, Notebook, RunningHub], Coroutine[Any, Any, None]]


def play(work: Work, config: HubConfig | None = None) -> Notebook:
    async def together() -> Notebook:
        notebook = Notebook()
        async with running(config or HubConfig()) as hub:
            client = new_client(hub.url, notebook)
            await while_running(client, work(client, notebook, hub))
        return notebook

    return asyncio.run(together())


async def live(notebook: Notebook) -> None:
    await notebook.until(lambda: notebook.links and notebook.links[-1] == "live")


def test_that_an_empty_hub_greets_gives_a_snapshot_and_beats() -> None:
    async def work(client: HubClient, notebook: Notebook, hub: RunningHub) -> None:
        await notebook.until(lambda: notebook.beats)
        assert notebook.welcomes[0].logid == hub.logid == client.subscription.logid

    notebook = play(work)
    assert [section for section, _ in notebook.snapshots[0].sections]
    assert notebook.links == ["connecting", "catching_up", "live", "lost"]


def test_that_what_is_published_is_answered_after_the_commit_and_comes_back_in_order() -> None:
    async def work(client: HubClient, notebook: Notebook, hub: RunningHub) -> None:
        await live(notebook)
        answers = await asyncio.gather(
            client.publish([offered("c1", T0), offered("c2", T0)]), client.publish([offered("c3", T0)])
        )
        assert [(answer.accepted, answer.duplicates) for answer in answers] == [(2, 0), (1, 0)]
        again = await client.publish([offered("c3", T0)])
        assert (again.accepted, again.duplicates) == (0, 1)
        await notebook.until(lambda: len(notebook.events) == 3)

    notebook = play(work)
    assert [one.subject for one in notebook.events] == ["c1", "c2", "c3"]


def test_that_a_question_is_answered_and_a_snapshot_can_be_had_again() -> None:
    async def work(client: HubClient, notebook: Notebook, hub: RunningHub) -> None:
        await live(notebook)
        await client.publish([offered("c1", T0)])
        result = await client.query(Query("timeline", subject="c1"))
        assert (result.code, len(msgspec.json.decode(result.rows))) == ("", 1)
        client.request_snapshot()
        notebook.events.clear()
        await notebook.until(lambda: len(notebook.snapshots) == 2 and client.subscription.position == 1)
        builder = FloorBuilder()
        for section, items in notebook.snapshots[1].sections:
            builder.add(section, items)
        floor = builder.build()
        floor.fold(notebook.events)
        assert list(floor.contacts) == ["c1"]

    play(work)


def test_that_a_hub_that_is_started_again_is_followed_from_where_it_was(tmp_path: Path) -> None:
    async def talk() -> None:
        notebook = Notebook()
        database = tmp_path / "log.sqlite"
        async with running(HubConfig(database=database)) as first:
            client = new_client(first.url, notebook)

            async def work() -> None:
                await live(notebook)
                await client.publish([offered("c1", T0)])
                await notebook.until(lambda: notebook.events)
                await first.end()
                async with running(HubConfig(database=database, port=first.port)):
                    await live(notebook)
                    await client.publish([offered("c2", T0)])
                    await notebook.until(lambda: len(notebook.events) == 2)
                    await client.close()

            await while_running(client, work())
        assert [one.subject for one in notebook.events] == ["c1", "c2"]
        assert len(notebook.snapshots) == 1

    asyncio.run(talk())
