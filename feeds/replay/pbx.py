"""A recording of an AMI session: the bytes as they came, and beside it, if there is one, an index of when they came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from feeds.asterisk.parser import GREETING, Message, Parser, Refused
from feeds.asterisk.translator import Translator
from feeds.replay.opening import Lines, RecordingError
from feeds.replay.problems import Problems
from wallboard.stream.vocabulary import LogEvent

PACKED = ("", ".xz", ".gz")
INDEX = (".idx.jsonl", ".jsonl")
AT_ONCE = 65_536
BATCH = 1000
AFTERWARDS_S = 3.0
"""At the end of a recording time goes on for so long, so that what was left undecided is told."""


class Chunk(msgspec.Struct, frozen=True):
    """`len` bytes from `off` came at `t` (epoch seconds, UTC)."""

    t: float
    off: int
    len: int


_chunk = msgspec.json.Decoder(Chunk)


def looks_like_ami(head: bytes) -> bool:
    """Whether content that begins like this is what an AMI sends."""
    return head.startswith((GREETING, b"Event: ", b"Response: "))


def batches(lines: Lines, problems: Problems, source: str) -> Iterator[list[LogEvent]]:
    """The events that the session makes, in the order in which they were told. To be read once."""
    translator = Translator(source)
    parser = Parser(translator.wanted_messages())
    clock = Clock(_index_beside(lines.path, problems))
    events: list[LogEvent] = []
    t = -1.0
    for data in clock.parts(lines.blocks(AT_ONCE)):
        for item in parser.feed(data):
            if type(item) is Refused:
                problems.note(lines.number, item.code, f"{item.head} ({item.size} bytes)")
                continue
            if type(item) is Message:
                clock.read(item)
            t = clock.t
            if t > 0.0:
                events += translator.take(item, t)
        if len(events) >= BATCH:
            yield events
            events = []
    if lines.cut:
        problems.note(lines.number, "cut_off", lines.cut)
    if t < 0.0:
        raise RecordingError(f"{lines.path}: nothing in it says when it was; put its index (….idx.jsonl) beside it")
    if last := translator.pass_time(t + AFTERWARDS_S):
        events += last
    if events:
        yield events


class Clock:
    """When each byte came: by the index, or else as far as the messages themselves give it away, to the second."""

    def __init__(self, index: Iterator[Chunk] | None) -> None:
        self.t = -1.0
        self._index = index

    def parts(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """The bytes of `blocks`, divided as they came; `t` moves on with them."""
        if self._index is None:
            yield from blocks
            return
        ahead, at, ends = b"", 0, 0
        for chunk in self._index:
            ends = max(ends, chunk.off + chunk.len)
            while at + len(ahead) < ends and (block := next(blocks, b"")):
                ahead += block
            self.t = max(self.t, chunk.t)
            part, ahead = ahead[: ends - at], ahead[ends - at :]
            at += len(part)
            if part:
                yield part
        if ahead:
            yield ahead
        yield from blocks

    def read(self, message: Message) -> None:
        """Without an index: a new channel bears the second in its name, and some sites stamp every message."""
        if self._index is not None:
            return
        stamp = message.get("Timestamp")
        if not stamp and message.name == "Newchannel":
            stamp = message.get("Uniqueid").rpartition("-")[2].partition(".")[0]
        try:
            self.t = max(self.t, float(stamp)) if stamp else self.t
        except ValueError:
            return


def _index_beside(path: Path, problems: Problems) -> Iterator[Chunk] | None:
    """The index of a recording; it is told of where there is none, or one that is none."""
    name = path.name
    for packed in PACKED[1:]:
        name = name.removesuffix(packed)
    stems = dict.fromkeys((name.removesuffix(".ami"), name))
    for beside in (path.with_name(stem + ending + packed) for stem in stems for ending in INDEX for packed in PACKED):
        if beside.is_file() and beside != path:
            chunks = list(_chunks(Lines(beside), problems))
            if chunks:
                return iter(sorted(chunks, key=lambda chunk: chunk.off))
    problems.note(0, "no_index", "its times are known to the second only")
    return None


def _chunks(lines: Lines, problems: Problems) -> Iterator[Chunk]:
    for line in lines:
        try:
            yield _chunk.decode(line)
        except (msgspec.DecodeError, UnicodeError):
            problems.note(lines.number, "bad_index", str(lines.path.name))
