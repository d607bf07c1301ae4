"""CloudEvents JSON in and out: typed, a batch or one message at a time; the bad item of a batch is set aside alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from wallboard.stream.envelope import Event
from wallboard.stream.vocabulary import TYPES, LogEvent, Message

SUBPROTOCOL_ONE = "cloudevents.json"
SUBPROTOCOL_BATCH = "wallboard.batch.json"

EARLIEST_YEAR = 1970
LATEST_YEAR = 2200

UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)
"""What decoding raises: RecursionError where something is nested without end."""

_encoder = msgspec.json.Encoder()


@cache  # the decoders are made when they are first needed: each of all messages costs milliseconds to make
def _one() -> msgspec.json.Decoder[Message]:
    return msgspec.json.Decoder(Message)


@cache
def _many() -> msgspec.json.Decoder[list[Message]]:
    return msgspec.json.Decoder(list[Message])


@cache
def _log() -> msgspec.json.Decoder[list[LogEvent]]:
    return msgspec.json.Decoder(list[LogEvent])


_raws = msgspec.json.Decoder(list[msgspec.Raw])


class _Head(msgspec.Struct, gc=False):
    type: str
    id: str = ""


_head = msgspec.json.Decoder(_Head)


class Rejected(msgspec.Struct, frozen=True, gc=False):
    """A message that was not taken, and why. `code`: not_json, unknown_type, malformed, absurd_time."""

    raw: bytes
    code: str
    detail: str
    ident: str = ""


class Decoded(msgspec.Struct, gc=False):
    """What a frame brought: the messages in order, those of unknown type (passed over), and those refused."""

    messages: list[Message]
    unknown: list[Rejected]
    refused: list[Rejected]


def encode(message: Event) -> bytes:
    """One message as JSON."""
    return _encoder.encode(message)


def encode_batch(messages: Sequence[Event]) -> bytes:
    """Messages as a JSON array."""
    return _encoder.encode(messages)


def join_batch(parts: Iterable[bytes]) -> bytes:
    """Messages that are encoded already, as a JSON array."""
    return b"[" + b",".join(parts) + b"]"


def decode_log(frame: bytes | str) -> list[LogEvent]:
    """A trusted batch of log events. Raises msgspec.DecodeError (or its child ValidationError)."""
    return _log().decode(frame)


def decode_frame(frame: bytes | str) -> Decoded:
    """What a peer sent: one message or an array of them. Never raises; see `Rejected`."""
    text = frame.encode("utf-8", "surrogatepass") if isinstance(frame, str) else frame
    try:
        if text.lstrip()[:1] == b"[":
            messages = _many().decode(text)
        else:
            messages = [_one().decode(text)]
    except UNREADABLE:
        return _decode_one_by_one(text)
    late = [m for m in messages if not _is_plausible(m)]
    return Decoded(messages, [], []) if not late else _decode_one_by_one(text)


def _is_plausible(message: Message) -> bool:
    return EARLIEST_YEAR <= message.time.year < LATEST_YEAR


def _decode_one_by_one(text: bytes) -> Decoded:
    found = Decoded([], [], [])
    try:
        raws = _raws.decode(text) if text.lstrip()[:1] == b"[" else [msgspec.Raw(text)]
    except UNREADABLE as error:
        found.refused.append(Rejected(text, "not_json", str(error)))
        return found
    for raw in raws:
        _sort_out(bytes(raw), found)
    return found


def _sort_out(raw: bytes, found: Decoded) -> None:
    head = _Head("")
    try:
        head = _head.decode(raw)
        message = _one().decode(raw)
    except (msgspec.ValidationError, UnicodeError, RecursionError) as error:
        unknown = bool(head.type) and head.type not in TYPES
        kept = Rejected(raw, "unknown_type" if unknown else "malformed", str(error), head.id)
        (found.unknown if unknown else found.refused).append(kept)
        return
    except msgspec.DecodeError as error:
        found.refused.append(Rejected(raw, "not_json", str(error), head.id))
        return
    if _is_plausible(message):
        found.messages.append(message)
    else:
        found.refused.append(Rejected(raw, "absurd_time", message.time.isoformat(), head.id))
