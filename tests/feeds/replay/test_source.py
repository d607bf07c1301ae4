"""Files are known by their content, and what is whole in them is used."""

from __future__ import annotations

import gzip
import lzma
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from feeds.replay import opening, unpacking
from feeds.replay.opening import RecordingError
from feeds.replay.source import Source, open_source
from tests.feeds.replay.months import month, queued, row
from tests.floor.story import START_T, Story
from wallboard.stream.codec import encode
from wallboard.stream.contact_events import Cleared, Established, Offered, Queued
from wallboard.stream.control import StreamWelcome, Welcome
from wallboard.stream.envelope import make

PACKINGS: list[Callable[[bytes], bytes]] = [bytes, gzip.compress, lzma.compress]


def calls(number: int) -> list[Any]:
    found: list[Any] = []
    for i in range(number):
        story = Story(f"c{i}").at(i, Offered(queue="a")).at(i + 1, Queued("a")).at(i + 2, Established("anna"))
        found += story.at(i + 3, Cleared("customer")).events
    return sorted(found, key=lambda event: event.time)


def recorded(events: list[Any]) -> bytes:
    return b"".join(encode(event) + b"\n" for event in events)


def read(path: Path) -> tuple[Source, list[Any]]:
    source = open_source(path)
    return source, [event for batch in source.batches for event in batch]


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize("content", [recorded(calls(3)), month(row(), queued(id="2"))], ids=["recording", "bank"])
def test_that_a_file_is_known_by_its_content(tmp_path: Path, pack: Callable[[bytes], bytes], content: bytes) -> None:
    path = tmp_path / "what.ever"
    path.write_bytes(pack(content))
    source, events = read(path)
    assert source.kind == ("recording" if content.startswith(b"{") else "bank")
    assert source.zone == ("UTC" if source.kind == "recording" else "Asia/Jerusalem")
    assert events
    assert not source.problems.counts


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_that_a_recording_written_in_blocks_is_read_to_its_end(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "recording"
    path.write_bytes(pack(recorded(calls(2))) + pack(recorded(calls(3))))
    assert len(read(path)[1]) == 20


def test_that_a_recording_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "recording.jsonl"
    path.write_bytes(recorded(calls(700)))
    assert read(path)[1] == calls(700)


def test_that_a_recording_may_name_its_time_zone(tmp_path: Path) -> None:
    welcome = make(StreamWelcome, "w", "/hub", "stream", START_T, Welcome("log", 1, 1.0, "site", "1", "Europe/Moscow"))
    path = tmp_path / "recording.jsonl"
    path.write_bytes(encode(welcome) + b"\n" + recorded(calls(1)))
    source, events = read(path)
    assert source.zone == source.named_zone == "Europe/Moscow"
    assert events == calls(1)


def test_that_a_time_zone_that_nobody_knows_is_told_of_and_utc_is_taken(tmp_path: Path) -> None:
    welcome = make(StreamWelcome, "w", "/hub", "stream", START_T, Welcome("log", 1, 1.0, "site", "1", "Mars/Olympus"))
    path = tmp_path / "recording.jsonl"
    path.write_bytes(encode(welcome) + b"\n" + recorded(calls(1)))
    source, events = read(path)
    assert (source.zone, source.named_zone) == ("UTC", "")
    assert events == calls(1)
    assert [(p.line, p.code) for p in source.problems.first] == [(1, "unknown_zone")]


def test_that_of_a_half_written_recording_what_is_whole_is_used(tmp_path: Path) -> None:
    path = tmp_path / "recording.jsonl"
    path.write_bytes(recorded(calls(5))[:-30])
    source, events = read(path)
    assert events == calls(5)[:-1]
    assert source.problems.first[0].line == 20
    assert source.problems.counts == {"not_json": 1}


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_that_of_a_packed_recording_that_breaks_off_what_is_whole_is_used(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "recording"
    whole = pack(recorded(calls(500)))
    path.write_bytes(pack(recorded(calls(4))) + whole[: len(whole) // 2])
    source, events = read(path)
    assert 16 <= len(events) < 2016
    assert source.problems.counts["cut_off"] == 1


def test_that_broken_lines_are_passed_over_and_told_of(tmp_path: Path) -> None:
    lines = recorded(calls(2)).splitlines(keepends=True)
    lines.insert(3, b"{broken\n")
    lines.insert(5, b'{"specversion":"1.0","id":"x","source":"/s","type":"weather.rain","subject":"","time":"x"}\n')
    lines.insert(6, lines[0].replace(b'"time":"20', b'"time":"99'))
    path = tmp_path / "recording.jsonl"
    path.write_bytes(b"\n".join(lines))
    source, events = read(path)
    assert events == calls(2)
    assert source.problems.counts == {"not_json": 1, "unknown_type": 1, "absurd_time": 1}


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_that_damage_in_the_midst_of_a_packed_recording_is_told(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "recording"
    packed = bytearray(pack(recorded(calls(3000))))
    packed[len(packed) // 2 : len(packed) // 2 + 400] = bytes(range(200)) * 2
    path.write_bytes(packed)
    source, events = read(path)
    assert len(events) < 12_000
    assert source.problems.counts["cut_off"] == 1


def test_that_streams_one_after_the_other_and_padding_between_them_are_one_recording(tmp_path: Path) -> None:
    path = tmp_path / "recording"
    path.write_bytes(lzma.compress(recorded(calls(2))) + b"\0" * 8 + lzma.compress(recorded(calls(2))) + b"\0" * 4)
    source, events = read(path)
    assert (len(events), source.problems.counts) == (16, {})


def test_that_a_packed_file_that_asks_for_gigabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "XZ_MEMORY_BYTES", 2**20)
    path = tmp_path / "recording"
    path.write_bytes(lzma.compress(recorded(calls(2)), preset=6))
    with pytest.raises(RecordingError, match="emory"):
        open_source(path)


@pytest.mark.parametrize("end", [b"\n", b""], ids=["with an end", "without an end"])
def test_that_a_line_without_measure_is_passed_over_and_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: bytes
) -> None:
    monkeypatch.setattr(opening, "LONGEST_LINE", 10_000)
    path = tmp_path / "recording.jsonl"
    path.write_bytes(recorded(calls(1)) + b"{" * 50_000 + b"\n" + recorded(calls(1)) + b"[" * 30_000 + end)
    source, events = read(path)
    assert events == calls(1) * 2
    assert source.problems.counts == {"too_long": 2}
    assert [problem.line for problem in source.problems.first] == [5, 10]


def test_that_a_flood_of_long_lines_is_never_in_memory_together(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.xz"
    line = b'{"type":"' + b"x" * 2_000_000 + b'"}\n'
    with lzma.open(path, "wb", preset=0) as file:
        for _ in range(100):
            file.write(line)
    tracemalloc.start()
    try:
        source, events = read(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert events == []
    assert sum(source.problems.counts.values()) == 100
    assert peak < 45_000_000 < 100 * len(line) / 4


def test_that_a_month_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.replay.source.CALLS_MAX", 3)
    path = tmp_path / "month.txt"
    path.write_bytes(month(*[row(id=str(number)) for number in range(5)]))
    with pytest.raises(RecordingError, match="split it"):
        list(open_source(path).batches)


def test_that_bad_rows_of_a_month_are_passed_over_and_told_of(tmp_path: Path) -> None:
    path = tmp_path / "month.txt"
    path.write_bytes(month(row(), "torn\trow", row(id="2", outcome="PHANTOM"), line_end="\r\n"))
    source, events = read(path)
    assert {event.subject for event in events} == {"AA0101-7001", "DOVRAT", "PS"}
    assert [(p.line, p.code) for p in source.problems.first] == [(3, "bad_row")]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"hello", bytes(range(256)), gzip.compress(b"hello", mtime=0), lzma.compress(b"\0" * 99)],
    ids=["empty", "empty lines", "a word", "all bytes", "packed word", "packed zeros"],
)
def test_that_what_is_no_recording_is_refused_with_the_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match="neither a recording"):
        open_source(path)


def test_that_damage_from_the_beginning_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(lzma.compress(month(row()))[:20] + b"garbage" * 9)
    with pytest.raises(RecordingError, match="damaged"):
        open_source(path)


def test_that_a_month_without_a_usable_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "month.txt"
    path.write_bytes(month("torn"))
    with pytest.raises(RecordingError, match="no call"):
        list(open_source(path).batches)


def test_that_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="No such file"):
        open_source(tmp_path / "nowhere")
    with pytest.raises(RecordingError, match="directory"):
        open_source(tmp_path)


def test_that_what_can_be_read_only_once_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(RecordingError, match="no ordinary file"):
            open_source(path)


def test_that_progress_is_told_as_the_share_that_was_read(tmp_path: Path) -> None:
    path = tmp_path / "recording.jsonl"
    path.write_bytes(recorded(calls(2000)))
    shares: list[float] = []
    list(open_source(path, progress=shares.append).batches)
    assert shares == sorted(shares)
    assert 0.0 < shares[0] <= shares[-1] <= 1.0
