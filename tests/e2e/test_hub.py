"""`wallboard hub` as people start it."""

from __future__ import annotations

import asyncio
import signal
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.client import connected, message
from tests.e2e.processes import end, get, ready_url, run, running, running_hub

OFFERED = message("contact.offered", "e1", "c1", {"channel": "voice", "entry": "menu"})
QUEUED = message("contact.queued", "e2", "c1", {"queue": "sales"}, "2025-06-02T09:00:05Z")


def is_about_agents(item: dict[str, Any]) -> bool:
    """Whether a message shows that somebody is at work: as an event, or in a snapshot."""
    return bool(item["type"] == "agent.logged_on" or item["data"].get("section") == "floor.agents")


def test_that_a_simulated_hub_serves_a_floor() -> None:
    async def look(url: str) -> set[str]:
        async with connected(url) as client:
            await client.subscribe()
            await client.until(is_about_agents)
            await client.until_type("stream.heartbeat")
            return {item["type"] for item in client.seen}

    with running_hub("--scenario", "calm", "--agents", "20") as (hub, url):
        assert {"stream.welcome", "stream.snapshot", "stream.heartbeat"} <= asyncio.run(look(url))
        assert get(url, "/healthz")[0] == 200
        assert "wallboard_events_total" in get(url, "/metrics")[1]
        assert end(hub).code == 0


def test_that_one_client_publishes_and_another_sees_and_asks() -> None:
    async def talk(url: str) -> tuple[dict[str, int], str, list[str]]:
        async with connected(url) as reader, connected(url) as writer:
            await reader.subscribe(reader.seen[0]["data"]["logid"], 0)
            accepted = await writer.publish(OFFERED, QUEUED)
            seen = await reader.until_type("contact.queued")
            await reader.send(message("stream.query", "q1", "query", {"about": "timeline", "subject": "c1"}))
            result = await reader.until_type("stream.result")
            return accepted, seen["subject"], [row["type"] for row in result["data"]["rows"]]

    with running_hub() as (_, url):
        accepted, subject, timeline = asyncio.run(talk(url))
    assert accepted["accepted"] == 2
    assert subject == "c1"
    assert timeline == ["contact.offered", "contact.queued"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_that_a_signal_ends_it_cleanly(number: int, code: int) -> None:
    with running_hub("--scenario", "calm", "--agents", "20") as (hub, _):
        ended = end(hub, number)
    assert ended.code == code
    assert "Traceback" not in ended.err


def test_that_it_ends_when_its_parents_pipe_closes() -> None:
    with running("hub", "--port", "0", "--parent-pipe") as hub:
        ready_url(hub)
        out, err = hub.communicate(timeout=20)
        assert (hub.returncode, out) == (0, "")
        assert "Traceback" not in err


def test_that_a_port_in_use_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run("hub", "--port", str(port))
    assert ended.code == 1
    assert str(port) in ended.line
    assert "in use" in ended.line


def test_that_a_log_survives_the_hub() -> None:
    async def publish(url: str) -> None:
        async with connected(url) as client:
            assert (await client.publish(OFFERED, QUEUED))["accepted"] == 2

    async def again(url: str) -> dict[str, int]:
        async with connected(url) as client:
            accepted: dict[str, int] = await client.publish(OFFERED, QUEUED)
            return accepted

    extra = {"WALLBOARD_SITE_NAME": "kept"}
    with running_hub(extra=extra) as (hub, url):
        asyncio.run(publish(url))
        hub.kill()
    with running_hub(extra=extra) as (_, url):
        assert asyncio.run(again(url))["duplicates"] == 2


def test_that_a_typo_in_the_settings_is_one_line(tmp_path: Path) -> None:
    settings = tmp_path / "site.toml"
    settings.write_text("[hub]\nprot = 9000\n", encoding="utf-8")
    ended = run("hub", "--config", str(settings))
    assert ended.code == 2
    assert ended.line == f"wallboard: {settings}: [hub] has no setting 'prot'; did you mean 'port'?"


def test_that_an_unknown_scenario_is_one_line() -> None:
    ended = run("hub", "--scenario", "strom")
    assert ended.code == 2
    assert "storm" in ended.line


def test_that_a_start_before_opening_is_one_line() -> None:
    ended = run("hub", "--scenario", "calm", "--at", "03:00")
    assert ended.code == 2
    assert "opens" in ended.line
