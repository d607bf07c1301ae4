"""A recording on disk: complete blocks, compressed by the file's name, readable also when half written."""

from __future__ import annotations

import gzip
import lzma
from pathlib import Path

import pytest

from feeds.replay.source import open_source
from wallboard.cli.recording import BLOCK_BYTES, Recording
from wallboard.stream.codec import decode_log
from wallboard.stream.contact_events import ContactOffered, Offered
from wallboard.stream.control import StreamWelcome, Welcome
from wallboard.stream.envelope import make
from wallboard.stream.vocabulary import LogEvent


def offered(number: int) -> LogEvent:
    """One event among many."""
    return make(ContactOffered, f"e{number}", "/north/pbx", f"c{number}", 1_750_000_000.0 + number, Offered())


EVENTS = [offered(number) for number in range(100)]
READ = {".jsonl": lambda raw: raw, ".gz": gzip.decompress, ".xz": lzma.decompress}


def read(path: Path) -> list[LogEvent]:
    """The events in a whole recording."""
    lines = READ[path.suffix](path.read_bytes()).splitlines()
    return decode_log(b"[" + b",".join(lines) + b"]")


@pytest.mark.parametrize("suffix", READ)
def test_that_what_is_taken_is_read_again(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"day{suffix}"
    recording = Recording(path)
    recording.take(EVENTS[:60])
    recording.flush()
    recording.take(EVENTS[60:])
    recording.close()
    assert read(path) == EVENTS
    assert (recording.written, recording.size_bytes) == (100, path.stat().st_size)


@pytest.mark.parametrize("suffix", READ)
def test_that_what_was_flushed_can_be_read_before_the_end(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"day{suffix}"
    recording = Recording(path)
    recording.take(EVENTS[:60])
    recording.flush()
    recording.take(EVENTS[60:])
    assert read(path) == EVENTS[:60]
    recording.close()


def test_that_a_full_block_goes_to_the_disk_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    recording = Recording(path)
    while not recording.size_bytes:
        recording.take(EVENTS)
    assert path.stat().st_size >= BLOCK_BYTES
    recording.close()


@pytest.mark.parametrize("suffix", READ)
def test_that_a_recording_is_gone_on_with(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"day{suffix}"
    for part in (EVENTS[:30], EVENTS[30:]):
        recording = Recording(path, append=True)
        recording.take(part)
        recording.close()
    assert read(path) == EVENTS


def test_that_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        Recording(path)
    assert path.read_bytes() == b"precious"


WELCOME = make(
    StreamWelcome, "w", "/north/hub", "stream", 1_750_000_000.0, Welcome("log", 0, 1.0, "north", "1", "Asia/Tokyo")
)


def test_that_a_recording_says_first_in_which_time_zone_it_was_made(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl.xz"
    for part in (EVENTS[:30], EVENTS[30:]):
        recording = Recording(path, append=True)
        recording.head(WELCOME)
        recording.head(WELCOME)
        recording.take(part)
        recording.close()
    first, *rest = lzma.decompress(path.read_bytes()).splitlines()
    assert b'"timezone":"Asia/Tokyo"' in first
    assert decode_log(b"[" + b",".join(rest) + b"]") == EVENTS
    assert open_source(path).zone == "Asia/Tokyo"
