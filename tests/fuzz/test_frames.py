"""Whatever a peer sends: nothing raises, nothing is lost without a word, good messages between bad ones are taken."""

from __future__ import annotations

import json
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from wallboard.stream.codec import decode_frame, encode, encode_batch
from wallboard.stream.contact_events import ContactOffered, ContactQueued, Offered, Queued
from wallboard.stream.envelope import make
from wallboard.stream.subscription import Subscription

GOOD = [
    make(ContactOffered, "e1", "/north/pbx", "c1", 1_750_000_000.0, Offered(caller="+7 900", entry="menu")),
    make(ContactQueued, "e2", "/north/pbx", "c1", 1_750_000_001.0, Queued("sales", position=3)),
]
WHOLE = encode_batch(GOOD)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(st.binary(max_size=400))
def test_that_no_bytes_stop_the_decoder(frame: bytes) -> None:
    found = decode_frame(frame)
    assert found.messages or found.unknown or found.refused or frame.strip() == b"[]"


@given(st.text(max_size=200))
def test_that_no_text_stops_the_decoder(frame: str) -> None:
    found = decode_frame(frame)
    assert found.messages or found.unknown or found.refused or frame.strip() == "[]"


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_that_one_wrong_byte_stops_nothing(at: int, byte: int) -> None:
    decode_frame(WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :])


@given(st.integers(0, len(WHOLE) - 1))
def test_that_a_frame_which_breaks_off_is_refused_as_a_whole(length: int) -> None:
    found = decode_frame(WHOLE[:length])
    assert not found.messages
    assert len(found.refused) == 1


@given(st.lists(JUNK, max_size=6), st.integers(0, 2**32))
def test_that_good_messages_between_bad_ones_are_taken(bad: list[object], seed: int) -> None:
    items = [json.dumps(item).encode() for item in bad] + [encode(event) for event in GOOD]
    Random(seed).shuffle(items)
    found = decode_frame(b"[" + b",".join(items) + b"]")
    assert sorted(message.id for message in found.messages) == ["e1", "e2"]
    assert len(found.unknown) + len(found.refused) == len(bad)


@given(
    st.lists(st.binary(max_size=80) | st.just(WHOLE) | JUNK.map(lambda value: json.dumps(value).encode()), max_size=8)
)
def test_that_no_frames_stop_a_subscription(frames: list[bytes]) -> None:
    subscription = Subscription()
    subscription.opened(0.0)
    before = 0
    for number, frame in enumerate(frames):
        subscription.receive(frame, float(number))
        assert subscription.position >= before
        before = subscription.position
