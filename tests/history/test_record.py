"""An event made ready for the log and the wire."""

from __future__ import annotations

from msgspec import structs

from tests.history.logs import T0, delivered, offered
from wallboard.history.mention import mentioned
from wallboard.history.record import event_of, record_of, rfc3339
from wallboard.stream.codec import decode_frame
from wallboard.stream.command_events import CommandRequested, Reassign, Requested
from wallboard.stream.contact_events import ContactDiverted, Diverted
from wallboard.stream.envelope import make, moment
from wallboard.stream.feed_events import FeedSnapshot, Snapshot, SnapshotAgent, SnapshotContact


def test_that_a_stamp_from_another_hub_is_taken_off() -> None:
    relayed = structs.replace(offered(1), sequence="0000000000000042", prevsequence="1", recordedtime=moment(5.0))
    record = record_of(relayed, T0)
    record.position = 7
    (event,) = decode_frame(record.stamped(rfc3339(T0))).messages
    assert (event.sequence, event.prevsequence) == ("0000000000000007", "0000000000000006")
    assert record.stamped("x").count(b"sequence") == 2
    assert record.event == offered(1)


def test_that_an_event_without_anything_personal_is_encoded_once() -> None:
    record = record_of(delivered(1, 1, "a1"), T0)
    assert record.full is record.bare
    assert not record.fields


def test_that_the_personal_part_makes_the_event_whole_again() -> None:
    record = record_of(offered(1, caller="+7"), T0)
    assert event_of(record.bare, '{"caller":"+7"}') == offered(1, caller="+7")
    assert event_of(record.bare, None) == offered(1)


def test_that_an_event_mentions_each_key_once() -> None:
    divert = make(ContactDiverted, "e", "/s", "c1", T0, Diverted("sales", "a1", "agent", by="boss"))
    command = make(CommandRequested, "e", "/s", "k1", T0, Requested(Reassign("c1", "a7"), by="boss"))
    there = Snapshot((SnapshotContact("c1", "menu"),), (SnapshotAgent("a1"),))
    snapshot = make(FeedSnapshot, "e", "/s", "pbx", T0, there)
    assert set(mentioned(divert)) == {"c1", "sales", "a1"}
    assert set(mentioned(command)) == {"k1", "c1", "a7"}
    assert mentioned(snapshot) == ["pbx", "c1", "a1"]
    assert mentioned(delivered(1, 1, "")) == ["c1"]
