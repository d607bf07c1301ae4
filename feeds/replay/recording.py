"""A recording of our stream: one event a line. What is broken is passed over and told of, what is whole is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from feeds.replay.opening import Lines
from feeds.replay.problems import Problems
from wallboard.stream.codec import Rejected, decode_frame
from wallboard.stream.control import StreamWelcome
from wallboard.stream.vocabulary import CONTROL_TYPES, LogEvent, Message

BATCH = 1000
BATCH_BYTES = 4 * 1024 * 1024
_CONTROL = frozenset(CONTROL_TYPES.values())


def looks_like_recording(head: bytes) -> bool:
    """Whether content that begins like this can be a recording."""
    return head.lstrip()[:1] in (b"{", b"[")


def zone_in(head: bytes) -> str:
    """The time zone that a recording names in its first line, as a hub's welcome; empty where it names none."""
    for message in decode_frame(head.partition(b"\n")[0].strip() or b"[]").messages:
        if isinstance(message, StreamWelcome):
            return message.data.timezone
    return ""


def batches(lines: Lines, problems: Problems) -> Iterator[list[LogEvent]]:
    """The events of a recording, in its order."""
    waiting: list[tuple[int, bytes]] = []
    size = 0
    for line in lines:
        text = line.strip()
        if text:
            waiting.append((lines.number, text))
            size += len(text)
        if len(waiting) >= BATCH or size >= BATCH_BYTES:
            yield from _decoded(waiting, lines, problems)
            waiting, size = [], 0
    yield from _decoded(waiting, lines, problems)
    if lines.cut:
        problems.note(lines.number + 1, "cut_off", lines.cut)


def _decoded(numbered: list[tuple[int, bytes]], lines: Lines, problems: Problems) -> Iterator[list[LogEvent]]:
    if all(text[:1] == b"{" for _, text in numbered):
        found = decode_frame(b"[" + b",".join([text for _, text in numbered]) + b"]")
        if not found.refused and not found.unknown:
            yield from _kept(found.messages)
            return
    messages: list[Message] = []
    for number, text in numbered:
        one = decode_frame(text)
        messages += one.messages
        for rejected in (*one.unknown, *one.refused):
            problems.note(number, *_why(rejected))
    yield from _kept(messages)


def _why(rejected: Rejected) -> tuple[str, str]:
    return rejected.code, rejected.detail


def _kept(messages: Iterable[Message]) -> Iterator[list[LogEvent]]:
    events = [cast(LogEvent, message) for message in messages if type(message) not in _CONTROL]
    if events:
        yield events
