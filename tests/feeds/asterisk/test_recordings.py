"""The recordings of a real PBX against what it wrote down itself."""

from __future__ import annotations

import json
import lzma
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.asterisk.parser import Parser
from feeds.asterisk.translator import Translator
from feeds.replay.source import open_source
from tests.feeds.asterisk.playing import SOURCE, folded, recorded
from tests.feeds.asterisk.truth import CAPTURES, Truth, bridged, truth
from wallboard.floor.contact import ENDED, Contact, QueueEntry
from wallboard.metrics.figures import figures_of
from wallboard.stream.vocabulary import LogEvent

CALM, RESTART, STORM = CAPTURES / "calm", CAPTURES / "restart", CAPTURES / "storm"
HANDED, MIXED, KEYS, MEDDLED = (CAPTURES / name for name in ("handed", "mixed", "keys", "meddled"))
QUEUES_ALONE = [(CALM, "main"), (RESTART, "main"), (RESTART, "again"), (STORM, "main"), (KEYS, "main")]
"""Here nobody was redirected to a person, of which queue_log tells nothing."""
WHOLE = [*QUEUES_ALONE, (HANDED, "main"), (MIXED, "main"), (MEDDLED, "main")]
ALL = [*WHOLE, (CALM, "late"), (STORM, "late")]
CLOSE_S = 1.0
ENDS = {
    "connected": {"answered"},
    "lost": {"abandoned_in_queue", "abandoned_ringing"},
    "elsewhere": {"diverted"},
    "to_person": {"answered", "abandoned_ringing", "turned_away"},
    "dropped": {"turned_away"},
    "key": {"diverted"},
    "timeout": {"turned_away"},
    "withdrawn": {"turned_away"},
    "open": {""},
}
"""How an entry ends by queue_log, and how here."""


def index_of(folder: Path, name: str) -> list[dict[str, float]]:
    packed = folder / f"{name}.idx.jsonl.xz"
    raw = lzma.decompress(packed.read_bytes()) if packed.exists() else (folder / f"{name}.idx.jsonl").read_bytes()
    return [json.loads(line) for line in raw.splitlines()]


def truth_of(folder: Path, name: str) -> Truth:
    index = index_of(folder, name)
    return truth(folder, index[0]["t"], index[-1]["t"])


def entries(contacts: dict[str, Contact], *, consult: bool = False) -> list[tuple[Contact, QueueEntry]]:
    """The entries of all contacts, in the order in which they began."""
    pairs = [(c, e) for c in contacts.values() if c.consult == consult for e in c.entries]
    return sorted(pairs, key=lambda pair: pair[1].entered_t)


def figures(events: tuple[LogEvent, ...], *by: str) -> dict[str | None, dict[str, float]]:
    groups = figures_of([list(events)], "UTC", by)["groups"]
    return {next(iter(group["key"].values()), None): group["figures"] for group in groups}


@pytest.mark.parametrize(("folder", "name"), ALL)
def test_that_the_books_of_a_recording_balance(folder: Path, name: str) -> None:
    ends = "answered abandoned_in_menu abandoned_in_queue abandoned_ringing diverted left_by_choice turned_away unknown"
    for by in ((), ("queue",)):
        for each in figures(recorded(folder / f"{name}.ami.xz"), *by).values():
            assert each["offered"] == sum(each[end] for end in (*ends.split(), "in_progress"))


@pytest.mark.parametrize(("folder", "name"), WHOLE)
def test_that_every_wait_in_a_queue_ends_as_the_pbx_wrote_it_down(folder: Path, name: str) -> None:
    expected = truth_of(folder, name)
    _, contacts = folded(recorded(folder / f"{name}.ami.xz"))
    found = entries(contacts)
    assert sorted((c.id, e.queue) for c, e in found) == sorted((e.call, e.queue) for e in expected.entries)
    found.sort(key=lambda pair: (pair[0].id, pair[1].entered_t))
    expected.entries.sort(key=lambda true: (true.call, true.entered_t))
    for (contact, entry), true in zip(found, expected.entries, strict=True):
        told = (contact.id, entry.queue, true.end, entry.outcome)
        after_timeout = true.end == "timeout" and entry.outcome == "diverted"
        assert entry.outcome in ENDS[true.end] or after_timeout, told
        if entry.outcome and true.end != "to_person":
            assert entry.ended_t - entry.entered_t == pytest.approx(true.wait_s, abs=CLOSE_S), told
        if true.end == "connected":
            assert entry.agent == true.agent, told


@pytest.mark.parametrize(("folder", "name"), WHOLE)
def test_that_agents_consultations_are_told_apart(folder: Path, name: str) -> None:
    expected = truth_of(folder, name)
    _, contacts = folded(recorded(folder / f"{name}.ami.xz"))
    found = entries(contacts, consult=True)
    assert [(c.id, e.queue) for c, e in found] == [(e.call, e.queue) for e in expected.consults]
    over = {contact.id: contact for contact, _ in found if contact.stage == ENDED}.values()
    given_up = [contact for contact in over if all(entry.outcome != "answered" for entry in contact.entries)]
    total = figures(recorded(folder / f"{name}.ami.xz"))[None]
    assert total["consults"] == len({contact.id for contact, _ in found})
    assert total["consults_given_up"] == len(given_up)


@pytest.mark.parametrize(("folder", "name"), QUEUES_ALONE)
def test_that_the_figures_by_queue_are_those_of_the_queue_log(folder: Path, name: str) -> None:
    expected = truth_of(folder, name)
    by_queue = figures(recorded(folder / f"{name}.ami.xz"), "queue")
    for queue in expected.queues:
        each = by_queue[queue]
        lost = each["abandoned_in_queue"] + each["abandoned_ringing"]
        stopped = (folder, name, queue) == (RESTART, "main", "sales")  # it rang when the PBX stopped
        assert each["queued"] == expected.count(queue), queue
        assert each["answered"] == expected.count(queue, "connected"), queue
        assert lost == expected.count(queue, "lost"), queue
        assert each["refused_rings"] == expected.no_answers[queue] - stopped, queue
        assert each["transfers"] == expected.transfers[queue], queue


@pytest.mark.parametrize(("folder", "name"), WHOLE)
def test_that_agents_talk_as_long_as_their_channels_were_in_a_bridge(folder: Path, name: str) -> None:
    spans = bridged(folder)
    _, contacts = folded(recorded(folder / f"{name}.ami.xz"))
    legs = [(leg, c) for c in contacts.values() for leg in c.legs if c.direction == "inbound"]
    assert legs
    for leg, contact in legs:
        if leg.to_t < 0.0:
            continue
        near = [s for s in spans[leg.agent] if s[0] - CLOSE_S <= leg.from_t and leg.to_t <= s[1] + CLOSE_S]
        assert near, (contact.id, leg)
        began_later = any(h.t == leg.from_t for h in contact.handovers)  # he talked to his colleague before
        if not began_later:
            assert any(abs(leg.to_t - leg.from_t - (b - a)) <= CLOSE_S for a, b in near), (contact.id, leg)


def test_that_the_calm_recording_has_the_customers_that_it_is_known_for() -> None:
    by_queue = figures(recorded(CALM / "main.ami.xz"), "queue")
    queues = [each for queue, each in by_queue.items() if queue]
    assert sum(each["queued"] for each in queues) == 47
    assert sum(each["answered"] for each in queues) == 44
    assert sum(each["abandoned_ringing"] for each in queues) == 3
    assert sum(each["consults"] for each in queues) == 1


def test_that_a_customer_who_was_handed_on_has_his_chain_of_people() -> None:
    _, contacts = folded(recorded(CALM / "main.ami.xz"))
    contact = contacts["1795310918.82"]
    assert [leg.agent for leg in contact.legs] == ["PJSIP/1006", "PJSIP/1003"]
    assert [(hand.agent, contact.transfers) for hand in contact.handovers] == [("PJSIP/1006", 1)]


def test_that_a_pbx_that_stops_leaves_nobody_behind() -> None:
    floor, contacts = folded(recorded(RESTART / "main.ami.xz"))
    assert {contact.stage for contact in contacts.values()} == {ENDED}
    assert not any(agent.contacts or agent.ringing for agent in floor.agents.values())
    assert [feed.code for feed in floor.feeds.values()] == ["shutdown"]


@pytest.mark.parametrize("folder", [CALM, STORM])
def test_that_one_who_joins_in_the_middle_sees_what_the_other_sees(folder: Path) -> None:
    early = {event.id: event for event in recorded(folder / "main.ami.xz")}
    late, contacts = folded(recorded(folder / "late.ami.xz"))
    at_t = late.now_t + 0.005  # the same message did not reach both at the very same moment
    _, whole = folded(event for event in early.values() if event.time.timestamp() <= at_t)
    assert set(contacts) <= set(whole)
    for key, contact in contacts.items():
        seen = whole[key]
        assert (contact.stage, contact.parties, contact.outcome) == (seen.stage, seen.parties, seen.outcome), key


def test_that_a_recording_read_again_tells_the_same() -> None:
    again = tuple(e for batch in open_source(STORM / "main.ami.xz", source=SOURCE).batches for e in batch)
    assert again == recorded(STORM / "main.ami.xz")
    assert len({event.id + type(event).__name__ for event in again}) == len(again)


RAW = lzma.decompress((RESTART / "main.ami.xz").read_bytes())


def played(*cuts: int) -> list[LogEvent]:
    """The events of the bytes, cut at these places."""
    translator = Translator(SOURCE)
    parser = Parser(translator.wanted_messages())
    parts = [RAW[a:b] for a, b in pairwise([0, *sorted(set(cuts)), len(RAW)])]
    return [e for part in parts for item in parser.feed(part) for e in translator.take(item, 5000.0)]


@pytest.mark.parametrize("size", [1, 7, 97, 4096])
def test_that_it_changes_nothing_how_small_the_pieces_are(size: int) -> None:
    assert played(*range(size, len(RAW), size)) == played()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, len(RAW) - 1), max_size=200))
def test_that_it_changes_nothing_where_the_bytes_were_cut(cuts: list[int]) -> None:
    assert played(*cuts) == played()
