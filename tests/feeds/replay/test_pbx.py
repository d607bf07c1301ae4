"""A recorded AMI session as a file that can be replayed, with its index, without it, and damaged."""

from __future__ import annotations

import asyncio
import gzip
import lzma
from pathlib import Path

import pytest

from feeds.replay.feed import ReplayFeed
from feeds.replay.opening import RecordingError
from feeds.replay.source import Source, open_source
from tests.contract.sink import Log
from tests.contract.stages import Clock
from tests.feeds.asterisk.truth import CAPTURES
from wallboard.stream.contact_events import ContactQueued
from wallboard.stream.feed_events import FeedConnected
from wallboard.stream.vocabulary import LogEvent

RESTART = CAPTURES / "restart"
RAW = lzma.decompress((RESTART / "main.ami.xz").read_bytes())
INDEX = (RESTART / "main.idx.jsonl").read_bytes()


def read(path: Path) -> tuple[Source, list[LogEvent]]:
    source = open_source(path, source="/here/pbx")
    return source, [event for batch in source.batches for event in batch]


def packed(path: Path, content: bytes) -> Path:
    """A file with this content, packed as its name says."""
    if path.suffix == ".xz":
        content = lzma.compress(content)
    elif path.suffix == ".gz":
        content = gzip.compress(content)
    path.write_bytes(content)
    return path


@pytest.fixture
def expected() -> list[LogEvent]:
    return read(RESTART / "main.ami.xz")[1]


@pytest.mark.parametrize("name", ["main.ami", "main.ami.xz", "main.ami.gz", "anything"])
@pytest.mark.parametrize("beside", ["{stem}.idx.jsonl", "{stem}.idx.jsonl.xz", "{stem}.jsonl", "{stem}.jsonl.gz"])
def test_that_a_session_is_known_by_its_content_and_its_index_found(
    tmp_path: Path, expected: list[LogEvent], name: str, beside: str
) -> None:
    path = packed(tmp_path / name, RAW)
    packed(tmp_path / beside.format(stem=name.partition(".")[0]), INDEX)
    source, events = read(path)
    assert (source.kind, source.zone, source.problems.counts) == ("ami", "UTC", {})
    assert events == expected


def test_that_without_an_index_the_seconds_are_those_of_the_calls_and_this_is_said(
    tmp_path: Path, expected: list[LogEvent]
) -> None:
    path = tmp_path / "alone.ami"
    path.write_bytes(RAW)
    source, events = read(path)
    assert source.problems.counts == {"no_index": 1}
    queued = {e.subject: e.time.timestamp() for e in expected if isinstance(e, ContactQueued)}
    told = {e.subject: e.time.timestamp() for e in events if isinstance(e, ContactQueued)}
    assert told.keys() == queued.keys()
    assert all(abs(told[key] - queued[key]) < 10.0 for key in queued)


def test_that_a_session_of_stamped_events_needs_no_index(tmp_path: Path) -> None:
    path = tmp_path / "stamped.ami"
    lines = (
        "Event: Newchannel\nTimestamp: 1795312376.5\nChannel: PJSIP/t-00000001\nChannelState: 4\nUniqueid: pbx-1.1\n\n"
    )
    path.write_bytes(b"Asterisk Call Manager/11.0.0\r\n" + lines.replace("\n", "\r\n").encode())
    assert [event.time.timestamp() for event in read(path)[1]] == [1795312376.5]


def test_that_a_session_that_is_cut_off_is_used_as_far_as_it_goes(tmp_path: Path, expected: list[LogEvent]) -> None:
    whole = (RESTART / "main.ami.xz").read_bytes()
    (tmp_path / "main.ami.xz").write_bytes(whole[: len(whole) * 2 // 3])
    (tmp_path / "main.idx.jsonl").write_bytes(INDEX)
    source, events = read(tmp_path / "main.ami.xz")
    assert source.problems.counts == {"cut_off": 1}
    assert 10 < len(events) < len(expected)


def test_that_an_index_that_is_cut_off_leaves_the_rest_at_its_last_time(tmp_path: Path) -> None:
    (tmp_path / "main.ami").write_bytes(RAW)
    (tmp_path / "main.idx.jsonl").write_bytes(INDEX[: len(INDEX) // 2])
    source, events = read(tmp_path / "main.ami")
    assert source.problems.counts == {"bad_index": 1}
    assert {e.subject for e in events} >= {"1795312414.9", "1795312414.10"}


def test_that_a_session_in_which_nothing_says_when_it_was_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.ami").write_bytes(b"Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nPing: Pong\r\n\r\n")
    with pytest.raises(RecordingError, match="index"):
        read(tmp_path / "empty.ami")


def test_that_a_session_is_played_again_from_beginning_to_end(expected: list[LogEvent]) -> None:
    clock, log = Clock(), Log()
    feed = ReplayFeed(RESTART / "main.ami.xz", speed=60.0, site="here", clock=clock, sleep=clock.sleep)

    async def play() -> None:
        running = asyncio.create_task(feed.run(log))
        while not feed.is_over:
            clock.s += 0.5
            await asyncio.sleep(0)
        await feed.close()
        await running

    asyncio.run(asyncio.wait_for(play(), 30.0))
    *played, over = log.events
    assert [(event.id, event.time) for event in played] == [(event.id, event.time) for event in expected]
    assert isinstance(over, FeedConnected)
    assert over.data.speed == 0.0
    assert {event.source for event in log.events} == {"/here/replay/main.ami.xz"}
