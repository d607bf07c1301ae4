"""What the PBX wrote down while nobody listened."""

from __future__ import annotations

import lzma

import pytest

from feeds.asterisk.parser import Parser
from feeds.asterisk.queue_log import Away, Line, line_of
from feeds.asterisk.translator import Translator
from tests.feeds.asterisk.playing import SOURCE, folded
from tests.feeds.asterisk.test_recordings import ENDS, index_of
from tests.feeds.asterisk.truth import CAPTURES, truth
from wallboard.floor.contact import Contact
from wallboard.stream.vocabulary import LogEvent

STORM = CAPTURES / "storm"
AWAY_S = 45.0
PEOPLE = {"Alice Adams": "PJSIP/1001", "Bruno Baker": "PJSIP/1002"}


def told(*lines: str, still: tuple[str, ...] = ()) -> dict[str, Contact]:
    """The contacts that these lines make."""
    found = [line for text in lines if (line := line_of(text))]
    return folded(Away(PEOPLE, {"1006"}, still).events(found, SOURCE, 1000.0, 2000.0))[1]


def outcomes(contact: Contact) -> list[str]:
    return [*(entry.outcome for entry in contact.entries), contact.outcome]


def test_that_a_line_is_read_and_half_a_line_is_none() -> None:
    assert line_of("1000|1.2|sales|NONE|ENTERQUEUE||35722|1|Maria K\n") == Line(
        1000.0, "1.2", "sales", "NONE", "ENTERQUEUE", ("", "35722", "1", "Maria K")
    )
    assert line_of("1000|1.2|sal") is None
    assert line_of("") is None
    assert line_of("now|1.2|sales|NONE|ABANDON|1") is None


def test_that_a_call_that_came_and_went_meanwhile_is_told_from_end_to_end() -> None:
    contacts = told(
        "1000|1.2|sales|NONE|ENTERQUEUE||35722|1|Maria K",
        "1016|1.2|sales|Bruno Baker|RINGNOANSWER|12000",
        "1019|1.2|sales|Alice Adams|CONNECT|19|1.3|2",
        "1049|1.2|sales|Alice Adams|COMPLETEAGENT|19|30|1",
    )
    contact = contacts["1.2"]
    assert (contact.answered_by, contact.outcome, contact.cleared_by, contact.caller) == (
        "PJSIP/1001",
        "answered",
        "agent",
        "35722",
    )
    assert [(ring.agent, ring.outcome, ring.to_t - ring.from_t) for ring in contact.rings] == [
        ("PJSIP/1002", "refused", 12.0)
    ]
    assert (contact.answered_t, contact.ended_t) == (1019.0, 1049.0)


def test_that_one_who_gave_up_is_lost_and_one_who_was_redirected_is_not() -> None:
    contacts = told(
        "1000|1.2|sales|NONE|ENTERQUEUE||35722|1|",
        "1009|1.2|sales|NONE|ABANDON|1|1|9",
        "1000|1.3|sales|NONE|ENTERQUEUE||35723|1|",
        "1009|1.3|sales|NONE|ABANDON|1|1|9",
        "1009|1.3|vip|NONE|ENTERQUEUE||35723|1|",
        "1012|1.3|vip|NONE|ABANDON|1|1|3",
    )
    assert outcomes(contacts["1.2"]) == ["abandoned_in_queue"] * 2
    assert contacts["1.3"].entries[0].diverted_to == "vip"
    assert outcomes(contacts["1.3"]) == ["diverted", "abandoned_in_queue", "abandoned_in_queue"]


@pytest.mark.parametrize("word", ["EXITWITHTIMEOUT", "EXITEMPTY", "WITHDRAW"])
def test_that_one_who_was_sent_away_is_turned_away(word: str) -> None:
    contacts = told("1000|1.2|sales|NONE|ENTERQUEUE||35722|1|", f"1060|1.2|sales|NONE|{word}|1|1|60")
    assert outcomes(contacts["1.2"]) == ["turned_away", "turned_away"]


def test_that_a_transfer_keeps_one_contact() -> None:
    contacts = told(
        "1000|1.2|sales|NONE|ENTERQUEUE||35722|1|",
        "1003|1.2|sales|Alice Adams|CONNECT|3|1.3|2",
        "1010|1.2|sales|Alice Adams|BLINDTRANSFER|7002|agents|3|7|1",
        "1010|1.2|support|NONE|ENTERQUEUE||35722|1|",
        "1015|1.2|support|Bruno Baker|CONNECT|5|1.4|2",
    )
    contact = contacts["1.2"]
    assert ([leg.agent for leg in contact.legs], contact.transfers) == (["PJSIP/1001", "PJSIP/1002"], 1)
    assert contact.queue == "support"


def test_that_an_agents_consultation_is_no_customer() -> None:
    contact = told("1000|1.2|sales|NONE|ENTERQUEUE||1006|1|Farid", "1003|1.2|sales|NONE|ABANDON|1|1|3")["1.2"]
    assert (contact.is_customers, contact.consult) == (False, True)


def test_that_what_the_snapshot_still_shows_has_not_ended() -> None:
    lines = ("1000|1.2|sales|NONE|ENTERQUEUE||35722|1|", "1009|1.2|sales|NONE|EXITWITHTIMEOUT|1|1|9")
    assert told(*lines, still=("1.2",))["1.2"].outcome == ""


def test_that_a_line_that_is_read_again_makes_the_same_event() -> None:
    lines = [Line(1000.0, "1.2", "sales", "NONE", "ENTERQUEUE"), Line(1009.0, "1.2", "sales", "NONE", "ABANDON")]
    away = Away({}, set(), set())
    assert away.events(lines, SOURCE, 0.0, 2000.0) == away.events(lines, SOURCE, 500.0, 3000.0)


def play(translator: Translator, name: str, from_t: float, to_t: float) -> list[LogEvent]:
    raw, parser = lzma.decompress((STORM / f"{name}.ami.xz").read_bytes()), Parser(translator.wanted_messages())
    events: list[LogEvent] = []
    for part in index_of(STORM, name):
        if from_t <= part["t"] < to_t:
            for item in parser.feed(raw[int(part["off"]) : int(part["off"] + part["len"])]):
                events += translator.take(item, part["t"])
    return events


@pytest.mark.parametrize("is_read", [True, False])
def test_that_a_storm_goes_on_after_a_loss_with_what_was_written_down_or_else_with_unknowns(is_read: bool) -> None:
    first, late = index_of(STORM, "main"), index_of(STORM, "late")
    back_t, to_t = late[0]["t"], late[-1]["t"]
    translator = Translator(SOURCE)
    events = play(translator, "main", 0.0, back_t - AWAY_S)
    lost_t = back_t - AWAY_S
    events += translator.lost(lost_t, "closed")
    if is_read:
        translator.catch_up((STORM / "queue_log").read_text(encoding="utf-8").splitlines())
    events += play(translator, "late", back_t, to_t + 1.0)
    _, contacts = folded(events)
    entries = {(c.id, e.queue, round(e.entered_t)): (c, e) for c in contacts.values() for e in c.entries}
    expected = truth(STORM, first[0]["t"], to_t - 2.0)
    told = unknown = 0
    for true in expected.entries:
        found = next(
            (entries[key] for d in (0, 1, -1) if (key := (true.call, true.queue, true.entered_t + d)) in entries), None
        )
        if found is None:
            assert not is_read, true
            continue
        contact, entry = found
        told += 1
        if entry.outcome == "unknown":
            unknown += 1
        elif true.end != "open" and entry.outcome:
            assert entry.outcome in {*ENDS[true.end], "diverted"} or not is_read, (true, entry, contact.outcome)
    assert told > 100
    assert (unknown == 0) == is_read
