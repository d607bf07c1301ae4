"""CloudEvents in and out: what is well formed comes back equal, what is not is set aside alone, and nothing raises."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stream.messages import T0, event, messages_of
from wallboard.stream.codec import decode_frame, decode_log, encode, encode_batch, join_batch
from wallboard.stream.vocabulary import LOG_TYPES, TYPES

GOOD = encode(event(1))
UNKNOWN = GOOD.replace(b"contact.offered", b"contact.levitated")


def codes(frame: bytes | str) -> list[str]:
    return [rejected.code for rejected in decode_frame(frame).refused]


@pytest.mark.parametrize("name", TYPES)
@given(data=st.data())
def test_that_every_message_comes_back_equal(name: str, data: st.DataObject) -> None:
    message = data.draw(messages_of(name))
    decoded = decode_frame(encode(message))
    assert (decoded.messages, decoded.unknown, decoded.refused) == ([message], [], [])


@given(st.lists(st.sampled_from(sorted(LOG_TYPES)).flatmap(messages_of), max_size=6))
def test_that_a_batch_comes_back_equal_and_in_order(events: list[Any]) -> None:
    frame = encode_batch(events)
    assert decode_frame(frame).messages == events
    assert decode_log(frame) == events
    assert join_batch(encode(one) for one in events) == frame


def test_that_a_message_wears_the_attributes_that_cloudevents_asks_for() -> None:
    raw = msgspec.json.decode(GOOD)
    assert {"specversion", "id", "source", "type", "subject", "time", "data"} <= raw.keys()
    assert all(name.isalnum() and name.islower() and len(name) <= 20 for name in raw)
    assert (raw["specversion"], raw["type"], raw["time"]) == ("1.0", "contact.offered", "2026-02-25T06:13:20Z")


def test_that_a_text_frame_and_its_bytes_mean_the_same() -> None:
    assert decode_frame(GOOD.decode()) == decode_frame(GOOD)


def test_that_a_message_of_an_unknown_type_is_passed_over_and_the_others_stay() -> None:
    decoded = decode_frame(join_batch([GOOD, UNKNOWN, encode(event(3))]))
    assert [message.id for message in decoded.messages] == ["e1", "e3"]
    assert [(r.code, r.ident, r.raw) for r in decoded.unknown] == [("unknown_type", "e1", UNKNOWN)]
    assert not decoded.refused


def test_that_unknown_fields_are_passed_over() -> None:
    frame = GOOD.replace(b'"data":{', b'"colour":"red","data":{"mood":[1,{}],')
    assert decode_frame(frame).messages == [event(1)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"contact.offered"', b"7"),
        (b'"id":"e1"', b'"id":1'),
        (b'"id":"e1",', b""),
        (b'"1.0"', b'"0.3"'),
        (b'"caller":"+7 916 1"', b'"caller":{}'),
        (b'"caller":"+7 916 1"', b'"channel":"telegraph"'),
        (b'"data":{"caller":"+7 916 1"}', b'"data":null'),
        (b"2026-02-25T06:13:20Z", b"yesterday"),
        (b"2026-02-25T06:13:20Z", b"2026-02-25T06:13:20"),
        (b"2026-02-25T06:13:20Z", b"2026-02-30T06:13:20Z"),
        (b"2026-02-25T06:13:20Z", b"12026-02-25T06:13:20Z"),
    ],
)
def test_that_a_message_that_does_not_fit_its_type_is_refused_alone(old: bytes, new: bytes) -> None:
    assert old in GOOD
    decoded = decode_frame(join_batch([GOOD.replace(old, new), GOOD]))
    assert [r.code for r in decoded.refused] == ["malformed"]
    assert decoded.refused[0].detail
    assert decoded.messages == [event(1)]


@pytest.mark.parametrize("moment", [b"0001-01-01T00:00:00Z", b"1969-12-31T23:59:59Z", b"9999-12-31T23:59:59Z"])
def test_that_an_absurd_time_is_refused_alone(moment: bytes) -> None:
    decoded = decode_frame(join_batch([GOOD, GOOD.replace(b"2026-02-25T06:13:20Z", moment)]))
    assert [(r.code, r.ident) for r in decoded.refused] == [("absurd_time", "e1")]
    assert decoded.messages == [event(1)]


def test_that_a_moment_of_another_zone_is_the_same_moment() -> None:
    frame = GOOD.replace(b"2026-02-25T06:13:20Z", b"2026-02-25T09:13:20+03:00")
    assert decode_frame(frame).messages[0].time.timestamp() == T0


@pytest.mark.parametrize(
    "frame",
    [b"", b"   ", b"{", b"[", b"[1,", b"nul", b"\x00", b"\xff\xfe\x00", b'{"type":"contact.offered"', b"{} {}", b"]"],
)
def test_that_what_is_no_json_is_refused_with_a_reason(frame: bytes) -> None:
    (refused,) = decode_frame(frame).refused
    assert refused.code in {"not_json", "malformed"}
    assert (bool(refused.detail), refused.raw) == (True, frame)


def test_that_broken_utf_8_is_refused() -> None:
    assert codes(GOOD.replace(b"+7 916 1", b"\xff\xfe")) == ["malformed"]
    assert codes(join_batch([GOOD.replace(b"e1", b"\xc3\x28")])) == ["malformed"]
    assert codes("\ud800") == ["not_json"]


@pytest.mark.parametrize("opening", [b"[", b'{"data":', b'{"type":"contact.offered","data":[{"a":'])
def test_that_nesting_without_end_is_refused(opening: bytes) -> None:
    assert len(codes(opening * 100_000)) == 1
    assert len(codes(b"[" + GOOD + b"," + opening * 100_000)) == 1


def test_that_a_huge_frame_of_garbage_is_refused_as_one() -> None:
    assert codes(b"\x07" * 20_000_000) == ["not_json"]


def test_that_a_huge_field_does_no_harm() -> None:
    frame = GOOD.replace(b"+7 916 1", b"9" * 5_000_000)
    assert len(decode_frame(frame).messages) == 1


@pytest.mark.parametrize("frame", [b"null", b"true", b"7", b'"text"', b"{}", b"[null]", b"[[]]", b"[{}]"])
def test_that_json_that_is_no_message_is_refused(frame: bytes) -> None:
    assert codes(frame) == ["malformed"]


def test_that_an_empty_array_is_no_message_and_no_mistake() -> None:
    decoded = decode_frame(b" [] ")
    assert not decoded.messages
    assert not decoded.refused


@given(st.one_of(st.binary(), st.text()))
def test_that_no_frame_makes_it_raise(frame: bytes | str) -> None:
    decode_frame(frame)


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_that_no_changed_byte_makes_it_raise(at: int, byte: int) -> None:
    decoded = decode_frame(GOOD[:at] + bytes([byte]) + GOOD[at + 1 :])
    assert len(decoded.messages) + len(decoded.unknown) + len(decoded.refused) == 1
