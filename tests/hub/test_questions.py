"""Questions to history over the stream."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest

from feeds.simulator.feed import SimulatorFeed
from feeds.simulator.loading import load
from tests.hub.running import Peer, offered, peer, running
from wallboard.hub import counting
from wallboard.hub.hubconfig import HubConfig
from wallboard.stream.contact_events import Cleared, ContactCleared, ContactDelivered, ContactQueued, Delivered, Queued
from wallboard.stream.control import Query
from wallboard.stream.envelope import make, moment

SOURCE = "/site/pbx"


async def rows(client: Peer, query: Query) -> tuple[list[Any], bool]:
    """The rows of an answer, and whether there are more."""
    result = await client.ask(query)
    assert result.code == ""
    return json.loads(bytes(result.rows)), result.more


async def publish_losses(client: Peer, count: int, now: float) -> None:
    """So many customers come, wait, ring somewhere, and give up, a second apart."""
    for number in range(count):
        key, t = f"c{number}", now - 100 + number
        await client.publish(
            offered(key, t, caller=f"+7 900 {number}"),
            make(ContactQueued, f"q-{key}", SOURCE, key, t + 1, Queued("sales")),
            make(ContactDelivered, f"d-{key}", SOURCE, key, t + 2, Delivered("anna")),
            make(ContactCleared, f"x-{key}", SOURCE, key, t + 3, Cleared("customer")),
        )


def test_that_the_lost_of_a_long_day_are_read_page_by_page() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await publish_losses(client, 5, time.time())
            page, more = await rows(client, Query("lost", limit=2))
            assert [row["contact"] for row in page] == ["c3", "c4"]
            assert more
            page, more = await rows(client, Query("lost", "c3", limit=2))
            assert [row["contact"] for row in page] == ["c1", "c2"]
            page, more = await rows(client, Query("lost", "c1", limit=2))
            assert ([row["contact"] for row in page], more) == (["c0"], False)
            assert (await client.ask(Query("lost", "nobody"))).code == "subject_unknown"

    asyncio.run(run())


def test_that_a_timeline_is_told_oldest_first_with_its_positions() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await publish_losses(client, 3, time.time())
            of_contact, more = await rows(client, Query("timeline", "c1"))
            assert [row["type"].partition(".")[2] for row in of_contact] == [
                "offered",
                "queued",
                "delivered",
                "cleared",
            ]
            assert [int(row["sequence"]) for row in of_contact] == [5, 6, 7, 8]
            assert of_contact[0]["data"]["caller"] == "+7 900 1"
            assert not more
            of_agent, more = await rows(client, Query("timeline", "anna", limit=2))
            assert [row["subject"] for row in of_agent] == ["c1", "c2"]
            assert more
            of_queue, _ = await rows(client, Query("timeline", "sales"))
            assert len(of_queue) == 3

    asyncio.run(run())


def test_that_the_latest_lost_are_told_and_cut_at_the_limit() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            now = time.time()
            await publish_losses(client, 5, now)
            lost, more = await rows(client, Query("lost", limit=2))
            assert ([row["contact"] for row in lost], more) == (["c3", "c4"], True)
            assert lost[0]["caller"] == "+7 900 3"
            some, _ = await rows(client, Query("lost", start=moment(now - 96.5), end=moment(now - 94.5)))
            assert [row["contact"] for row in some] == ["c1", "c2"]
            await client.subscribe(view="no_personal")
            bare, _ = await rows(client, Query("lost"))
            assert {row["caller"] for row in bare} == {""}

    asyncio.run(run())


def test_that_the_figures_of_a_span_are_counted_from_the_log() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            now = time.time()
            await publish_losses(client, 5, now)
            (document,), _ = await rows(client, Query("figures"))
            assert document["schema"] == "wallboard.figures/1"
            (group,) = document["groups"]
            assert (group["figures"]["offered"], group["figures"]["abandoned_ringing"]) == (5, 5)
            (document,), _ = await rows(client, Query("figures", start=moment(now - 99.5), end=moment(now - 97.5)))
            assert document["groups"][0]["figures"]["offered"] == 2
            (document,), _ = await rows(client, Query("figures", by=("queue",)))
            assert [group["key"] for group in document["groups"]] == [{"queue": "sales"}]

    asyncio.run(run())


def test_that_the_contacts_behind_a_figure_are_told() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            now = time.time()
            await publish_losses(client, 5, now)
            span: dict[str, Any] = {"start": moment(now - 3600.0), "end": moment(now)}
            found, more = await rows(client, Query("contacts", "abandoned_ringing", **span, where={"queue": "sales"}))
            assert [row["contact"] for row in found] == ["c4", "c3", "c2", "c1", "c0"]
            assert {(row["counts"], row["caller"][:4], row["outcome"]) for row in found} == {
                (True, "+7 9", "abandoned_ringing")
            }
            assert not more
            found, more = await rows(client, Query("contacts", "abandoned_ringing", **span, limit=2))
            assert (len(found), more) == (2, True)
            found, _ = await rows(client, Query("contacts", "answered", **span))
            assert found == []
            found, _ = await rows(client, Query("contacts", "offered", **span, where={"live": "no"}))
            assert found == []

    asyncio.run(run())


def test_that_who_may_not_see_persons_is_not_told_who_stands_behind_a_figure() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            now = time.time()
            await publish_losses(client, 1, now)
            await client.subscribe(view="no_personal")
            span: dict[str, Any] = {"start": moment(now - 3600.0), "end": moment(now)}
            found, _ = await rows(client, Query("contacts", "offered", **span))
            assert [(row["contact"], row.get("caller", "")) for row in found] == [("c0", "")]

    asyncio.run(run())


def test_that_a_question_for_contacts_that_makes_no_sense_is_told_so() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            span: dict[str, Any] = {"start": moment(0.0), "end": moment(9.0)}
            assert (await client.ask(Query("contacts", "shoe_size", **span))).code == "figure_unknown"
            assert (await client.ask(Query("contacts", "offered", **span, where={"shoe": "9"}))).code == "key_unknown"
            assert (await client.ask(Query("contacts", "offered"))).code == "span_empty"
            for limit in ("-1", "soon", "nan", "1e9"):
                where = {"threshold": limit}
                assert (await client.ask(Query("contacts", "offered", **span, where=where))).code == "limit_unreadable"

    asyncio.run(run())


def test_that_a_question_that_makes_no_sense_is_told_so() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await publish_losses(client, 1, time.time())
            assert (await client.ask(Query("figures", by=("shoe_size",)))).code == "key_unknown"
            assert (await client.ask(Query("figures", start=moment(9.0), end=moment(9.0)))).code == "span_empty"

    asyncio.run(run())


def test_that_a_span_with_too_much_in_it_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "EVENTS_MAX", 3)

    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await publish_losses(client, 1, time.time())
            assert (await client.ask(Query("figures"))).code == "too_much"

    asyncio.run(run())


def test_that_why_is_told_of_a_simulated_centre_that_knows_its_past() -> None:
    async def run() -> None:
        feed = SimulatorFeed(load("outage"), 45, 7, 1.0, "11:15")
        async with running(HubConfig(timezone=feed.zone), [feed]) as hub, peer(hub.url) as client:
            await client.subscribe()
            while not (await client.beat()).data.begun:
                pass
            span: dict[str, Any] = {"start": moment(feed.start_t - 11.25 * 3600.0), "end": moment(feed.start_t)}
            ((why,), _) = await rows(client, Query("why", "abandonment_rate", **span, where={"queue": "support"}))
            assert (why["figure"], why["weeks"]) == ("abandonment_rate", 4)
            assert why["value"] > why["normal"]
            assert why["causes"][0]["change"] > 0.0
            ((usual,), _) = await rows(client, Query("normals", "support", **span))
            assert usual["weeks"] == 4
            assert (await client.ask(Query("why", "shoe_size", **span))).code == "figure_unknown"
            assert (await client.ask(Query("why", "asa_s"))).code == "span_empty"

    asyncio.run(run())


def test_that_without_past_weeks_nobody_is_told_why() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            now = time.time()
            await publish_losses(client, 3, now)
            span: dict[str, Any] = {"start": moment(now - 3600.0), "end": moment(now)}
            assert (await client.ask(Query("why", "asa_s", **span))).code == "no_past_weeks"

    asyncio.run(run())
