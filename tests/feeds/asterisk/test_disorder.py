"""Recordings with messages lost, repeated, moved or spoilt: nothing raises, and the books balance."""

from __future__ import annotations

import lzma
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.asterisk.parser import Item, Message, Parser
from feeds.asterisk.translator import Translator
from tests.feeds.asterisk.playing import SOURCE, folded
from tests.feeds.asterisk.truth import CAPTURES
from wallboard.metrics.figures import figures_of
from wallboard.stream.codec import decode_frame, encode_batch
from wallboard.stream.vocabulary import LogEvent

ENDS = "answered abandoned_in_menu abandoned_in_queue abandoned_ringing diverted left_by_choice turned_away unknown"


@cache
def messages(name: str) -> tuple[Item, ...]:
    parser = Parser(Translator(SOURCE).wanted_messages())
    return tuple(parser.feed(lzma.decompress((CAPTURES / f"{name}.ami.xz").read_bytes())))


def disturbed(name: str, seed: int, share: float) -> list[Item]:
    """The messages of a recording, of which a share is lost, repeated, moved or spoilt."""
    chance = Random(seed)
    found: list[Item] = []
    for whole in messages(name):
        item = whole
        luck = chance.random()
        if luck < share / 4:
            continue
        if luck < share / 2 and isinstance(item, Message):
            kept = {key: value for key, value in item.headers.items() if chance.random() > 0.3}
            item = Message(item.name, kept)
        found.insert(len(found) - chance.randrange(6) if found and luck > 1 - share / 4 else len(found), item)
        if 1 - share / 2 < luck < 1 - share / 4:
            found.append(item)
    return found


def told(items: list[Item]) -> list[LogEvent]:
    translator = Translator(SOURCE)
    events: list[LogEvent] = []
    for i, item in enumerate(items):
        events += translator.take(item, 1_795_000_000.0 + i * 0.05)
    return [*events, *translator.lost(1_796_000_000.0, "closed")]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["restart/main", "restart/again", "calm/late"]), st.integers(0, 9999), st.floats(0.0, 0.9))
def test_that_disorder_raises_nothing_and_the_books_balance(name: str, seed: int, share: float) -> None:
    events = told(disturbed(name, seed, share))
    whole = decode_frame(encode_batch(events))
    assert not whole.refused
    assert not whole.unknown
    for by in ((), ("queue",)):
        for group in figures_of([events], "UTC", by)["groups"]:
            each = group["figures"]
            assert each["offered"] == sum(each[end] for end in (*ENDS.split(), "in_progress"))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 9999))
def test_that_an_event_is_told_once_and_its_time_is_never_before_its_contact_came(seed: int) -> None:
    events = told(disturbed("calm/late", seed, 0.5))
    assert len({(event.id, type(event)) for event in events}) == len(events)
    _, contacts = folded(events)
    assert all(leg.to_t < 0.0 or leg.to_t >= leg.from_t for contact in contacts.values() for leg in contact.legs)
