"""Bad input at the running program: a clear word, and nothing already taken in is lost."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest
from websockets.exceptions import ConnectionClosed

from tests.e2e.client import Client, connected, message
from tests.e2e.disks import bound_by_permissions, small_disk
from tests.e2e.processes import WITHIN_S, Ended, command, end, environment, get, run, running_hub

GOOD = message("contact.offered", "good", "c1", {"channel": "voice"})
GARBAGE_MB = 48
"""Of the gigabyte that a hub must bear: enough to see that its memory does not follow."""
MAY_GAIN_MB = 40


async def answered(client: Client) -> dict[str, Any]:
    """What the hub answers to the frame just sent: its refusal, or its account of what it took and what not."""
    found = await client.until(lambda item: item["type"] in ("stream.accepted", "stream.refused"))
    data: dict[str, Any] = found["data"]
    return data


def offered(**changed: Any) -> dict[str, Any]:
    """An event with something wrong about it."""
    return {**message("contact.offered", "bad", "c2", {"channel": "voice"}), **changed}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A hub that has to bear it all."""
    log = tmp_path_factory.mktemp("hub") / "log.sqlite"
    with running_hub(extra={"WALLBOARD_HUB_DATABASE": str(log)}) as (_, url):
        yield url


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"type": "contact.off', "not_json"),
        ("\x00\x01\x02", "not_json"),
        ("[" * 50_000, "not_json"),
        (json.dumps([offered(data={"channel": 7})]), "malformed"),
        (json.dumps([offered(id=17)]), "malformed"),
        (json.dumps([offered(time="yesterday")]), "malformed"),
        (json.dumps([offered(time="0001-01-01T00:00:00Z")]), "absurd_time"),
        (json.dumps([offered(time="9999-12-31T23:59:59Z")]), "absurd_time"),
        (json.dumps([offered(time="2199-01-01T00:00:00Z")]), "clock_ahead"),
    ],
)
def test_that_what_cannot_be_taken_gets_its_reason_back_and_the_stream_goes_on(url: str, text: str, code: str) -> None:
    good = message("contact.offered", f"good-{text[-150:]}", "c1", {"channel": "voice"})

    async def talk() -> tuple[dict[str, Any], dict[str, Any]]:
        async with connected(url) as client:
            await client.send_text(text)
            refused = await answered(client)
            return refused, await client.publish(good)

    refused, accepted = asyncio.run(talk())
    assert code in json.dumps(refused)
    assert accepted["accepted"] == 1
    assert f'reason="{code}"' in get(url, "/metrics")[1]


def test_that_what_was_refused_is_kept_beside_the_log(tmp_path: Path) -> None:
    async def talk(url: str) -> None:
        async with connected(url) as client:
            await client.send(offered(id=17))
            await answered(client)

    with running_hub(extra={"WALLBOARD_HUB_DATABASE": str(tmp_path / "log.sqlite")}) as (hub, url):
        asyncio.run(talk(url))
        end(hub)
    (letters,) = tmp_path.glob("*.refused.jsonl")
    (letter,) = [json.loads(line) for line in letters.read_text(encoding="utf-8").splitlines()]
    assert letter["code"] == "malformed"
    assert json.loads(letter["raw"])["id"] == 17


def test_that_unknown_types_and_fields_are_passed_over_and_counted(url: str) -> None:
    unknown = message("contact.teleported", "u1", "c9", {})
    with_more = offered(colour="blue", data={"channel": "voice", "mood": "fine"})

    async def talk() -> dict[str, Any]:
        async with connected(url) as client:
            return await client.publish(unknown, with_more)

    accepted = asyncio.run(talk())
    assert (accepted["accepted"], accepted["unknown"]) == (1, 1)


def test_that_garbage_without_end_costs_no_memory() -> None:
    noise = "x" * 500_000

    async def pour(url: str) -> dict[str, Any]:
        async with connected(url) as client:
            for _ in range(GARBAGE_MB * 2):
                await client.send_text(noise)
                await answered(client)
            return await client.publish(GOOD)

    with running_hub(extra={"WALLBOARD_SITE_NAME": "garbage"}) as (hub, url):
        before_mb = psutil.Process(hub.pid).memory_info().rss / 2**20
        accepted = asyncio.run(pour(url))
        gained_mb = psutil.Process(hub.pid).memory_info().rss / 2**20 - before_mb
    assert accepted["accepted"] == 1
    assert gained_mb < MAY_GAIN_MB


def test_that_a_message_beyond_the_limit_ends_its_connection_alone(url: str) -> None:
    async def talk() -> tuple[int, dict[str, Any]]:
        async with connected(url) as other:
            async with connected(url) as client:
                await client.send_text("x" * 2_000_000)
                with pytest.raises(ConnectionClosed) as closed:
                    await answered(client)
            assert closed.value.rcvd is not None
            return closed.value.rcvd.code, await other.publish(GOOD)

    code, accepted = asyncio.run(talk())
    assert code == 1009
    assert accepted["accepted"] == 1


def start_bound(*arguments: str, extra: dict[str, str]) -> Ended:
    """Run the program as one whom permissions bind."""
    done = subprocess.run(
        command(*arguments),
        env=environment(extra),
        capture_output=True,
        timeout=WITHIN_S,
        preexec_fn=bound_by_permissions(),
        stdin=subprocess.DEVNULL,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_that_a_read_only_database_is_said(tmp_path: Path) -> None:
    log = tmp_path / "log.sqlite"
    extra = {"WALLBOARD_HUB_DATABASE": str(log)}
    with running_hub(extra=extra) as (_, url):

        async def publish() -> None:
            async with connected(url) as client:
                await client.publish(GOOD)

        asyncio.run(publish())
    for path in tmp_path.iterdir():
        path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        ended = start_bound("hub", "--port", "0", extra=extra)
    finally:
        tmp_path.chmod(0o755)
    assert ended.code == 1
    assert str(log) in ended.line
    assert "cannot be written" in ended.line


def test_that_a_file_that_is_no_log_is_said_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear Sir or Madam, " * 1000)
    ended = run("hub", "--port", "0", extra={"WALLBOARD_HUB_DATABASE": str(file)})
    assert ended.code == 1
    assert str(file) in ended.line
    assert file.read_bytes() == b"Dear Sir or Madam, " * 1000


def test_that_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "shop.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE goods (name TEXT)")
    database.close()
    ended = run("hub", "--port", "0", extra={"WALLBOARD_HUB_DATABASE": str(file)})
    assert ended.code == 1
    assert str(file) in ended.line


def test_that_a_full_disk_refuses_what_is_new_and_keeps_what_was_taken(tmp_path: Path) -> None:
    async def fill(url: str) -> tuple[int, str]:
        taken = 0
        async with connected(url) as client:
            for frame in range(10_000):
                events = [message("contact.offered", f"f{frame}-{n}", f"c{frame}-{n}", {}) for n in range(200)]
                await client.send(*events)
                answer = await answered(client)
                if answer.get("accepted", 0) < len(events):
                    return taken, json.dumps(answer)
                taken += len(events)
        raise AssertionError("the disk never was full")

    async def known(url: str) -> int:
        async with connected(url) as client:
            events = [message("contact.offered", f"f0-{n}", f"c0-{n}", {}) for n in range(200)]
            return int((await client.publish(*events))["duplicates"])

    with small_disk(tmp_path, "3m") as disk:
        extra = {"WALLBOARD_HUB_DATABASE": str(disk / "log.sqlite")}
        with running_hub(extra=extra) as (_, url):
            taken, said = asyncio.run(fill(url))
            status, reason = get(url, "/readyz")
            assert "disk_full" in said
            assert status == 503
            assert "disk is full" in reason
            assert get(url, "/healthz")[0] == 200
        grown = f"remount,size={64}m"
        subprocess.run(["mount", "-o", grown, os.fspath(disk)], check=True, capture_output=True)
        with running_hub(extra=extra) as (_, url):
            assert taken >= 200
            assert asyncio.run(known(url)) == 200
