"""`wallboard figures` and `wallboard record`: recordings written, cut off, spoilt, and read."""

from __future__ import annotations

import asyncio
import json
import lzma
import random
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.client import connected, message
from tests.e2e.processes import end, run, running, running_hub
from wallboard.cli.recording import Recording
from wallboard.stream.contact_events import Cleared, ContactCleared, ContactOffered, Offered
from wallboard.stream.envelope import make

CALLS = 3000
CAPTURES = Path(__file__).resolve().parent.parent / "captures" / "asterisk"
NOON_T = 1_748_854_800.0
GARBAGE_MB = 32


def recorded(path: Path) -> Path:
    """A recording of so many callers who hang up after a while."""
    recording = Recording(path)
    for call in range(CALLS):
        t = NOON_T + call
        recording.take(
            [
                make(ContactOffered, f"o{call}", "/north/pbx", f"c{call}", t, Offered()),
                make(ContactCleared, f"x{call}", "/north/pbx", f"c{call}", t + 0.5, Cleared("customer")),
            ]
        )
    recording.close()
    return path


def figures(*arguments: str | Path) -> dict[str, Any]:
    """The figures of a recording, as JSON on standard output, with nothing beside it."""
    ended = run("figures", *map(str, arguments), "--json")
    assert ended.code == 0, ended.err
    document: dict[str, Any] = json.loads(ended.out)
    assert document["schema"] == "wallboard.figures/1"
    return document


def offered(document: dict[str, Any]) -> int:
    """How many contacts there were in all groups."""
    return sum(group["figures"]["offered"] for group in document["groups"])


@pytest.mark.parametrize("name", ["day.jsonl", "day.jsonl.gz", "day.jsonl.xz"])
def test_that_a_recording_is_read_whatever_it_is_packed_in(tmp_path: Path, name: str) -> None:
    assert offered(figures(recorded(tmp_path / name))) == CALLS


def test_that_a_recorded_session_of_a_pbx_is_read_as_it_is() -> None:
    document = figures(CAPTURES / "calm" / "main.ami.xz", "--by", "queue")
    queued = {group["key"]["queue"]: group["figures"]["queued"] for group in document["groups"]}
    assert queued == {"sales": 17, "support": 23, "vip": 7, None: 0}


@pytest.mark.parametrize("name", ["day.jsonl", "day.jsonl.gz", "day.jsonl.xz"])
def test_that_a_half_written_recording_gives_what_is_whole_and_says_so(tmp_path: Path, name: str) -> None:
    path = recorded(tmp_path / name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 9 // 10])
    ended = run("figures", str(path), "--json")
    assert ended.code == 0
    assert 0 < offered(json.loads(ended.out)) < CALLS
    assert str(path) in ended.line
    assert "left out" in ended.line


def test_that_spoilt_lines_are_left_out_and_counted(tmp_path: Path) -> None:
    path = recorded(tmp_path / "day.jsonl")
    lines = path.read_bytes().splitlines()
    lines[10:10] = [b"{broken", b'{"type": "contact.teleported", "id": "1"}', b"\xff\xfe"]
    path.write_bytes(b"\n".join(lines))
    ended = run("figures", str(path), "--json")
    assert ended.code == 0
    assert offered(json.loads(ended.out)) == CALLS
    assert "line 11" in ended.line


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "it is empty"), (b"Dear Sir", "neither a recording"), (lzma.compress(b"abc" * 99)[:30], "damaged")],
)
def test_that_what_is_no_recording_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "letter"
    path.write_bytes(content)
    for command in (["figures", str(path), "--json"], ["replay", str(path)]):
        ended = run(*command, extra={"QT_QPA_PLATFORM": "offscreen"})
        assert ended.code == 3
        assert ended.out == ""
        assert str(path) in ended.line
        assert said in ended.line


def test_that_a_file_of_garbage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "garbage.jsonl"
    path.write_bytes(random.Random(7).randbytes(GARBAGE_MB * 2**20))
    ended = run("figures", str(path))
    assert ended.code == 3
    assert str(path) in ended.line


def test_that_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    ended = run("figures", str(tmp_path / "gone.jsonl"))
    assert ended.code == 3
    assert "No such file" in ended.line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "weather"], "no figures by weather"),
        (["--from", "yesterday"], "--from: 'yesterday' is no date or time"),
        (["--threshold", "-3"], "a threshold is above 0"),
        (["--treshold", "3"], "--treshold"),
    ],
)
def test_that_a_question_that_makes_no_sense_is_said(tmp_path: Path, arguments: list[str], said: str) -> None:
    ended = run("figures", str(recorded(tmp_path / "day.jsonl")), *arguments)
    assert ended.code == 2
    assert said in ended.line


def test_that_spans_and_keys_split_the_figures(tmp_path: Path) -> None:
    path = recorded(tmp_path / "day.jsonl")
    halves = figures(path, "--by", "half_hour")
    assert [group["figures"]["offered"] for group in halves["groups"]] == [1800, 1200]
    assert offered(figures(path, "--from", "2025-06-02T09:30", "--to", "2025-06-03")) == 1200


def test_that_a_table_is_for_people(tmp_path: Path) -> None:
    ended = run("figures", str(recorded(tmp_path / "day.jsonl")))
    assert ended.code == 0
    assert ["offered", "3,000"] in [line.split() for line in ended.out.splitlines()]


def test_that_the_bank_gives_the_counts_of_january(data_folder: Path) -> None:
    bank = data_folder / "anonymousbank"
    reference = json.loads((bank / "reference_january.json").read_text(encoding="utf-8"))
    found = figures(bank / "01_January.txt.xz", "--threshold", "20")["groups"][0]["figures"]
    assert (found["offered"], found["answered"], found["queued"]) == (31_359, 27_060, 16_686)
    assert found["answered_within_threshold"] == reference["figures"]["answered_within_20s"]


def test_that_what_a_hub_sees_is_recorded_and_read_again(tmp_path: Path) -> None:
    async def publish(url: str, first: int, count: int) -> None:
        async with connected(url) as client:
            calls = [message("contact.offered", f"e{n}", f"c{n}", {}) for n in range(first, first + count)]
            assert (await client.publish(*calls))["accepted"] == count

    path = tmp_path / "day.jsonl.gz"
    extra = {"WALLBOARD_SITE_NAME": "recorded", "WALLBOARD_SITE_TIMEZONE": "Asia/Kolkata"}
    with running_hub(extra=extra) as (_, url):
        asyncio.run(publish(url, 0, 200))
        with running("record", str(path), "--hub", url) as recorder:
            assert recorder.stderr is not None
            assert "recording recorded" in recorder.stderr.readline()
            asyncio.run(publish(url, 200, 100))
            asyncio.run(until_recorded(url))
            ended = end(recorder, signal.SIGINT)
    assert ended.code == 130
    assert "300 events" in ended.err
    assert "lost" not in ended.err
    assert offered(figures(path)) == 300
    [hour] = figures(path, "--by", "hour")["groups"]
    assert hour["key"]["hour"] == "14:00"  # 09:00 UTC is 14:30 in Kolkata


async def until_recorded(url: str) -> None:
    """Two heartbeats: whoever follows the hub has what was sent before the first of them."""
    async with connected(url) as client:
        for _ in range(2):
            await client.until_type("stream.heartbeat")


def test_that_a_hub_that_is_not_there_is_said(tmp_path: Path) -> None:
    ended = run("record", str(tmp_path / "day.jsonl"), "--hub", "ws://127.0.0.1:1/stream")
    assert ended.code == 4
    assert not (tmp_path / "day.jsonl").exists()
    assert "no hub answers at ws://127.0.0.1:1/stream" in ended.err


def test_that_a_full_disk_ends_a_recording_with_the_reason() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no disk that is always full")

    async def publish(url: str) -> None:
        async with connected(url) as client:
            await client.publish(message("contact.offered", "e1", "c1", {}))

    with running_hub(extra={"WALLBOARD_SITE_NAME": "full"}) as (_, url):
        asyncio.run(publish(url))
        ended = run("record", "/dev/full", "--append", "--hub", url)
    assert ended.code == 1
    assert "No space left on device" in ended.err


def test_that_a_recording_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(b"precious")
    ended = run("record", str(path), "--hub", "ws://127.0.0.1:1/stream")
    assert ended.code == 2
    assert "--append" in ended.line
    assert path.read_bytes() == b"precious"
