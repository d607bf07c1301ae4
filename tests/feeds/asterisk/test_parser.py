"""AMI's framing: whatever comes, and however it is cut."""

from __future__ import annotations

import lzma
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.asterisk.filters import wanted_of
from feeds.asterisk.parser import LONGEST_LINE, LONGEST_MESSAGE, Banner, Item, Message, Parser, Refused
from feeds.asterisk.rules import Rules
from tests.feeds.asterisk.truth import CAPTURES

JOIN = b"Event: QueueCallerJoin\r\nQueue: sales\r\nUniqueid: 1.2\r\n\r\n"
PONG = b"Response: Success\r\nPing: Pong\r\n\r\n"
VARIABLES = b"Event: Newchannel\r\nChanVariable: a=1\r\nUniqueid: 1.2\r\nChanVariable: b: 2\r\n\r\n"
NONSENSE = [
    JOIN,
    PONG,
    VARIABLES,
    b"Asterisk Call Manager/11.0.0\r\n",
    b"Event: Cut\r\nQueue: sal" + JOIN,
    b"Event: Cut\r\nQueue: sales\r\n" + PONG,
    b"no colon at all\r\n\r\n",
    b"\r\n\r\n\r\n",
    b"Event: Long\r\nX: " + b"x" * LONGEST_LINE + b"\r\n\r\n",
    b"Event: VarSet\r\nX: " + b"y\r\nZ: " * (LONGEST_MESSAGE // 6) + b"\r\n\r\n",
    b"Event: Latin\r\nName: M\xfcller\r\n\r\n",
    b"\xff\xfe\x00",
    b"\r\n",
    b"Event: VarSet\r\nVariable: X\r\n\r\n",
]


def read(*parts: bytes, parser: Parser | None = None) -> list[Item]:
    parser = parser or Parser()
    return [item for part in parts for item in parser.feed(part)]


def message(raw: bytes) -> Message:
    [item] = read(raw)
    assert isinstance(item, Message)
    return item


def test_that_the_greeting_comes_out_before_anything_else_is_said() -> None:
    assert read(b"Asterisk Call", b" Manager/11.0.0\r\n") == [Banner("Asterisk Call Manager/11.0.0")]


def test_that_an_event_and_a_response_are_told_apart() -> None:
    assert message(JOIN).name == "QueueCallerJoin"
    assert message(PONG).name == ""
    assert message(PONG).get("Ping") == "Pong"


def test_that_of_a_repeated_header_nothing_is_lost() -> None:
    found = message(VARIABLES)
    assert found.get("ChanVariable") == "a=1"
    assert found.every("ChanVariable") == ["a=1", "b: 2"]
    assert found.every("Uniqueid") == ["1.2"]
    assert found.every("Nothing") == []


def test_that_a_header_without_a_value_is_empty() -> None:
    assert message(b"Event: A\r\nReason:\r\nCode: \r\n\r\n").headers == {"Event": "A", "Reason": "", "Code": ""}


def test_that_an_originates_answer_is_an_event_though_it_bears_a_response() -> None:
    assert message(b"Event: OriginateResponse\r\nResponse: Failure\r\n\r\n").name == "OriginateResponse"


def test_that_another_encoding_costs_the_letters_alone() -> None:
    assert message(b"Event: Newchannel\r\nCallerIDName: M\xfcller\r\n\r\n").get("CallerIDName") == "M\ufffdller"


def test_that_a_message_that_breaks_off_is_refused_and_the_next_one_read() -> None:
    broken, whole = read(b"Event: Hangup\r\nUniqueid: 1" + b"\r\n" + JOIN)
    assert broken == Refused("truncated", "Event: Hangup", 26)
    assert whole == message(JOIN)
    assert read(b"Event: Hangup\r\nUniqueid: 1\r\n" + PONG)[1] == message(PONG)


def test_that_a_line_without_a_colon_is_refused() -> None:
    assert read(b"Event: A\r\nnonsense\r\n\r\n" + PONG) == [Refused("malformed", "Event: A", 18), message(PONG)]


def test_that_a_header_of_a_mebibyte_is_refused_and_not_kept() -> None:
    parser = Parser()
    found = read(b"Event: VarSet\r\nValue: ", *[b"x" * 4096] * 256, parser=parser)
    assert found == []
    assert len(parser._rest) <= LONGEST_MESSAGE + 4096
    assert read(b"\r\n\r\n" + JOIN, parser=parser) == [Refused("too_long", "Event: VarSet", 1_048_598), message(JOIN)]


def test_that_what_is_left_at_the_end_is_refused() -> None:
    parser = Parser()
    parser.feed(JOIN[:-2])
    assert parser.close() == [Refused("truncated", "Event: QueueCallerJoin", len(JOIN) - 2)]
    assert parser.close() == []
    assert read(JOIN, parser=parser) == [message(JOIN)]


def test_that_a_refusal_shows_no_header_in_which_a_secret_may_stand() -> None:
    [refused] = read(b"Response: Error\r\nSecret: abc\r\nnonsense\r\n\r\n")
    assert isinstance(refused, Refused)
    assert "abc" not in refused.head


def test_that_most_messages_are_passed_over_by_their_names() -> None:
    parser = Parser(wanted_of(Rules(), ["QueueCallerJoin"]))
    raw = b"Event: VarSet\r\nVariable: X\r\n\r\n" + JOIN + b"Event: RTCPSent\r\nA: 1\r\n\r\n" + PONG
    assert read(raw, parser=parser) == [message(JOIN), message(PONG)]
    assert (parser.read, parser.passed_over) == (2, 2)


def test_that_an_event_without_headers_is_known_by_its_name() -> None:
    assert read(b"Event: Reload\r\n\r\n", parser=Parser(wanted_of(Rules(), ["Reload"]))) == [
        Message("Reload", {"Event": "Reload"})
    ]


def test_that_what_says_how_a_queue_ended_or_where_a_menu_is_is_read() -> None:
    parser = Parser(wanted_of(Rules(), []))
    status = b"Event: VarSet\r\nVariable: QUEUESTATUS\r\nValue: FULL\r\n\r\n"
    menu = b"Event: Newexten\r\nContext: ivr-main\r\nExten: s\r\n\r\n"
    other = b"Event: Newexten\r\nContext: from-trunk\r\nExten: s\r\n\r\n"
    spy = b"Event: Newexten\r\nContext: agents\r\nApplication: ChanSpy\r\n\r\n"
    assert read(status + menu + other + spy, parser=parser) == [message(status), message(menu), message(spy)]


@pytest.mark.parametrize("name", ["calm/main", "restart/again", "storm/late"])
def test_that_a_recording_is_read_without_a_refusal(name: str) -> None:
    items = read(lzma.decompress((CAPTURES / f"{name}.ami.xz").read_bytes()))
    assert not [item for item in items if isinstance(item, Refused)]
    assert isinstance(items[0], Banner)


@given(st.lists(st.sampled_from(NONSENSE), max_size=8), st.lists(st.integers(0, 1 << 20), max_size=12), st.booleans())
def test_that_it_changes_nothing_where_the_bytes_are_cut(raws: list[bytes], cuts: list[int], filtered: bool) -> None:
    raw = b"".join(raws)
    at = sorted({0, len(raw), *(cut % (len(raw) + 1) for cut in cuts)})
    parts = [raw[a:b] for a, b in pairwise(at)]

    def outcome(pieces: list[bytes]) -> tuple[list[Item], list[Item], int, int]:
        parser = Parser(wanted_of(Rules(), ["QueueCallerJoin"]) if filtered else None)
        items = read(*pieces, parser=parser)
        return items, parser.close(), parser.read, parser.passed_over

    assert outcome(parts) == outcome([raw])


@given(st.binary(max_size=400), st.integers(1, 50))
def test_that_no_bytes_whatever_raise(raw: bytes, size: int) -> None:
    parser = Parser()
    read(*[raw[i : i + size] for i in range(0, len(raw), size)], parser=parser)
    parser.close()
