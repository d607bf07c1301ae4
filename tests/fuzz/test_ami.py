"""Whatever a PBX sends: nothing raises, nothing grows without limit, and the books balance."""

from __future__ import annotations

import re
import tracemalloc
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.asterisk.parser import LONGEST_MESSAGE, Parser, Refused
from feeds.asterisk.session import MOST_UNANSWERED, Session
from feeds.asterisk.translator import Translator
from tests.feeds.asterisk.playing import SOURCE
from tests.fuzz.ami import (
    BEGAN_T,
    HELLO,
    LISTED,
    LISTED_FLOOR,
    SECRET,
    SETTINGS,
    assert_sound,
    conversation,
    cut,
    recording,
)
from wallboard.stream.contact_events import ContactCleared, ContactQueued

MIB = 1_048_576
NAMES = sorted(name.decode() for name in Translator(SOURCE).wanted_messages() if name)
ABOUT = ["", "Dest", "Transferer", "Transferee", "OrigTransferer", "SecondTransferer", "Spyer", "Spyee", "LocalOne"]
CHANNEL_HEADERS = ["Channel", "ChannelState", "CallerIDNum", "CallerIDName", "Context", "Exten", "Uniqueid", "Linkedid"]
OTHERS = """
Queue Position OriginalPosition HoldTime TalkTime RingTime Count Interface StateInterface MemberName Location Name
Status Paused PausedReason Penalty LastCall LastPause Wrapuptime InCall Membership Wait BridgeUniqueid BridgeId
Bridge1Uniqueid SwapUniqueid DestType Result Reason Cause Duration Hint Application ApplicationData AppData Data
Variable Value DialStatus DialString ServiceLevel UserEvent Agent Node Response Message ActionID Challenge Exten
Extension Uptime Technology
"""
HEADERS = [*(about + header for about in ABOUT for header in CHANNEL_HEADERS), *OTHERS.split()]
NUMBERED = "ChannelState Position HoldTime RingTime Count Status Paused Penalty LastPause Wait Duration ServiceLevel"
ODD_NUMBERS = ["", "-1", "²", "٣", "1e999", "nan", "inf", "00:01:30", *("9" * digits for digits in (10, 19, 400, 5000))]
ODD_NUMBERS += [f"{number}:0:0" for number in ODD_NUMBERS]
VALUES = st.one_of(
    st.sampled_from(["c", "a", "b", "1", "0", "6", "-1", "", "sales", "support", "<unknown>", "ANSWER", "Success"]),
    st.sampled_from(["PJSIP/1001", "PJSIP/1001-0000002a", "PJSIP/trunk-00000001", "Local/1001@agents/n", "SIP/"]),
    st.sampled_from(["from-trunk", "ivr-main", "queues", "agents", "queue-keys", "Queue", "ChanSpy", "AppQueue"]),
    st.sampled_from(ODD_NUMBERS),
    st.sampled_from(["QUEUESTATUS", "TIMEOUT", "FULL", "Fail", "Bridge", "Link", "transfer", "WallboardHelp"]),
    st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=12),
)
MESSAGES = st.tuples(
    st.sampled_from(NAMES) | st.just(""), st.lists(st.tuples(st.sampled_from(HEADERS), VALUES), max_size=14)
)


def written(message: tuple[str, list[tuple[str, str]]]) -> bytes:
    """A message as bytes; without a name it is a response."""
    name, pairs = message
    lines = [f"Event: {name}" if name else "Response: Success", *(f"{key}: {value}" for key, value in pairs)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def spoilt(data: bytes, seed: int, wounds: int) -> bytes:
    """`data` with so many pieces lost, doubled, overwritten, broken by noise, or moved elsewhere."""
    chance, found = Random(seed), bytearray(data)
    for _ in range(wounds):
        at, size = chance.randrange(len(found) + 1), chance.randrange(1, 200)
        piece = bytes(found[at : at + size])
        wound = chance.randrange(5)
        if wound == 0:
            del found[at : at + size]
        elif wound == 1:
            found[at:at] = piece
        elif wound == 2:
            found[at : at + size] = chance.randbytes(len(piece))
        elif wound == 3:
            found[at:at] = chance.choice([b"\r\n", b"\r\n\r\n", b"\n", b"\0", b": ", b"\xff\xfe", b"Event: "])
        else:
            del found[at : at + size]
            to = chance.randrange(len(found) + 1)
            found[to:to] = piece
    return bytes(found)


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_that_no_bytes_stop_a_connection(chunks: list[bytes]) -> None:
    assert_sound(conversation(chunks))


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_that_no_bytes_stop_a_connection_that_stands(chunks: list[bytes]) -> None:
    assert_sound(conversation([HELLO, *chunks, b"\r\n\r\n", LISTED]))


@settings(max_examples=300, deadline=None)
@given(st.lists(MESSAGES, max_size=30), st.booleans(), st.booleans())
def test_that_no_header_stops_the_translator(
    messages: list[tuple[str, list[tuple[str, str]]]], listed: bool, has_settings: bool
) -> None:
    chunks = [HELLO, *([LISTED] if listed else []), *map(written, messages), LISTED]
    assert_sound(conversation(chunks, SETTINGS if has_settings else None))


@pytest.mark.parametrize("name", ["", "restart/again"])
@pytest.mark.parametrize("value", ODD_NUMBERS)
def test_that_an_odd_number_may_stand_in_any_header(name: str, value: str) -> None:
    whole = recording(name) if name else HELLO + LISTED_FLOOR
    for header in NUMBERED.split():
        line = b"\r\n" + header.encode() + b": "
        data = re.sub(line + rb"[^\r]*", lambda found, line=line: line + value.encode(), whole)  # type: ignore[misc]
        assert_sound(conversation([data]))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["restart/main", "restart/again"]), st.integers(0, 2**32), st.integers(1, 400))
def test_that_a_spoilt_recording_stops_nothing(name: str, seed: int, wounds: int) -> None:
    data = spoilt(recording(name), seed, wounds)
    assert_sound(conversation(cut(data, 4096)))


@settings(max_examples=15, deadline=None)
@given(st.floats(0.0, 1.0), st.integers(1, 5000))
def test_that_a_recording_may_break_off_anywhere(share: float, size: int) -> None:
    data = recording("restart/main")
    assert_sound(conversation(cut(data[: int(share * len(data))], size)))


@settings(max_examples=15, deadline=None)
@given(st.integers(40, 3000), st.integers(40, 3000))
def test_that_two_connections_mixed_into_one_stop_nothing(one: int, other: int) -> None:
    ours, theirs = cut(recording("restart/main"), one), cut(recording("calm/late"), other)
    mixed = [chunk for pair in zip(ours, theirs, strict=False) for chunk in pair]
    assert_sound(conversation(mixed))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1251", "utf-16", "utf-7"])
def test_that_a_wrong_encoding_spoils_no_more_than_a_name(encoding: str) -> None:
    name = "Анна Müller" if encoding != "latin-1" else "Müller"
    spoken = name.encode(encoding, "replace").replace(b"\r\n", b"")
    join = b"Event: QueueCallerJoin\r\nQueue: sales\r\nUniqueid: c\r\nLinkedid: c\r\nContext: queues\r\nExten: s\r\n"
    join += b"Channel: PJSIP/trunk-00000001\r\nCallerIDName: " + spoken + b"\r\nPosition: 1\r\nCount: 1\r\n\r\n"
    events = conversation([HELLO, LISTED, join])
    assert_sound(events)
    assert [event.data.queue for event in events if isinstance(event, ContactQueued)] == ["sales"]


def test_that_a_header_of_a_mebibyte_is_refused_and_the_calls_around_it_counted() -> None:
    join = b"Event: QueueCallerJoin\r\nQueue: sales\r\nUniqueid: c\r\nLinkedid: c\r\nContext: queues\r\n"
    join += b"Channel: PJSIP/trunk-00000001\r\n\r\n"
    huge = b"Event: UserEvent\r\nUserEvent: Wallboard\r\nNode: " + b"x" * MIB + b"\r\n\r\n"
    end = b"Event: Hangup\r\nUniqueid: c\r\nLinkedid: c\r\nChannel: PJSIP/trunk-00000001\r\n\r\n"
    events = conversation([HELLO, LISTED, join, *cut(huge, 65_536), end])
    assert_sound(events)
    assert [event.subject for event in events if isinstance(event, ContactCleared)] == ["c"]
    assert [item for item in Parser().feed(huge) if isinstance(item, Refused)]


def test_that_a_line_which_never_ends_takes_no_memory() -> None:
    parser, piece = Parser(), b"x" * 65_536
    tracemalloc.start()
    try:
        for _ in range(1024):
            assert parser.feed(piece) == []
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 6 * LONGEST_MESSAGE


def test_that_a_pbx_which_answers_nothing_makes_no_heap_of_questions() -> None:
    session, t = Session(Translator(SOURCE), "wallboard", SECRET), BEGAN_T
    session.receive(HELLO, t)
    for _ in range(3 * MOST_UNANSWERED):
        session.receive(b"Event: Reload\r\n\r\nResponse: Success\r\n\r\nResponse: Error\r\n\r\n", t)
    assert len(session._asked) <= MOST_UNANSWERED


def test_that_a_day_of_calls_leaves_nothing_behind() -> None:
    translator = Translator(SOURCE)
    parser, t, held = Parser(translator.wanted_messages()), BEGAN_T, []
    for hour in range(4):
        data = recording("calm/main").replace(b"id: 17", b"id: %d17" % hour)
        for item in parser.feed(data):
            translator.take(item, t)
            t += 0.05
        t += 600.0
        translator.pass_time(t)
        held.append((len(translator.calls.calls), len(translator.board.channels), len(translator.board.bridges)))
    assert held[3] <= held[1]
    assert max(map(max, held)) < 50
