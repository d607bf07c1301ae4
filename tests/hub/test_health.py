"""Plain requests, and who is turned away from the stream."""

from __future__ import annotations

import asyncio
import socket
import time
from contextlib import suppress
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from tests.hub.running import RunningHub, offered, peer, running
from wallboard.hub.hubconfig import HubConfig
from wallboard.stream.codec import SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE
from wallboard.stream.control import StreamAccepted


async def turned_away(hub: RunningHub, **options: Any) -> tuple[int, str]:
    """Status and text of the refusal of a connection."""
    options.setdefault("subprotocols", [SUBPROTOCOL_BATCH])
    with pytest.raises(InvalidStatus) as refused:
        async with connect(hub.url, proxy=None, **options):
            pass
    return refused.value.response.status_code, bytes(refused.value.response.body or b"").decode()


def test_that_health_readiness_and_metrics_are_told() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub:
            async with peer(hub.url) as client:
                await client.publish(offered("c1", time.time()))
                assert "wallboard_clients 1" in (await hub.get("/metrics"))[1]
            assert await hub.get("/healthz") == (200, "alive\n")
            assert await hub.get("/readyz") == (200, "ready\n")
            status, text = await hub.get("/metrics?now")
            assert status == 200
            assert "wallboard_events_total 1" in text.splitlines()
            assert "wallboard_position 1" in text.splitlines()
            assert (await hub.get("/"))[0] == 404
            assert (await hub.get("/stream"))[0] == 426

    asyncio.run(run())


@pytest.mark.parametrize("offers", [None, ["graphql-ws"]])
def test_that_a_client_that_offers_no_subprotocol_of_ours_is_told_which_there_are(offers: list[Any] | None) -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub:
            status, text = await turned_away(hub, subprotocols=offers)
            assert status == 400
            assert SUBPROTOCOL_BATCH in text
            assert SUBPROTOCOL_ONE in text

    asyncio.run(run())


def test_that_a_web_page_is_turned_away() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub:
            assert (await turned_away(hub, origin="https://evil.example"))[0] == 403

    asyncio.run(run())


def test_that_a_foreign_host_name_is_turned_away() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub:
            reader, writer = await asyncio.open_connection("127.0.0.1", hub.port)
            writer.write(b"GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n")
            assert b" 403 " in (await reader.read()).splitlines()[0]
            writer.close()

    asyncio.run(run())


def test_that_one_client_too_many_is_told_the_limit_and_the_others_stay() -> None:
    async def run() -> None:
        async with running(HubConfig(connections=2)) as hub, peer(hub.url) as one, peer(hub.url):
            status, text = await turned_away(hub)
            assert status == 503
            assert "2 clients" in text
            assert (await one.publish(offered("c1", time.time()))).accepted == 1

    asyncio.run(run())


def test_that_too_large_a_message_is_refused_with_the_limit_and_the_hub_goes_on() -> None:
    async def run() -> None:
        async with running(HubConfig(message_bytes=10_000)) as hub:
            async with peer(hub.url) as client:
                await client.connection.send("x" * 10_001)
                with suppress(ConnectionClosedError):
                    await client.next(StreamAccepted)
                assert client.connection.close_code == 1009
                assert "10000" in (client.connection.close_reason or "")
            async with peer(hub.url) as client:
                assert (await client.publish(offered("c1", time.time()))).accepted == 1

    asyncio.run(run())


def test_that_bytes_that_are_no_http_harm_nobody() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub:
            for garbage in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"\x00" * 100_000, b"GET / HTTP/9\r\n\r\n", b""):
                with socket.create_connection(("127.0.0.1", hub.port), timeout=5) as raw:
                    raw.sendall(garbage)
            assert (await hub.get("/readyz"))[0] == 200

    asyncio.run(run())
