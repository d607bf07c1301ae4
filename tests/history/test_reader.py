"""Questions to the log."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.history.logs import T0, delivered, offered, opened
from wallboard.history import reader
from wallboard.stream.codec import decode_frame
from wallboard.stream.contact_events import ContactOffered
from wallboard.stream.envelope import position_of


def test_that_the_events_after_a_position_come_in_order_and_in_pieces(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(*map(offered, range(1, 11)))
        assert [s.position for s in log.reader.after(3, 4)] == [4, 5, 6, 7]
        assert [s.position for s in log.reader.after(3, 9, upto=5)] == [4, 5]
        assert [s.position for piece in log.reader.everything_after(8) for s in piece] == [9, 10]
        assert log.reader.after(10) == []


def test_that_a_stored_event_is_stamped_like_a_live_one(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        appended = log.writer.append([([offered(1, caller="+7"), offered(2)], T0)])
        live = [record.stamped("2025-06-15T15:06:40Z") for record in appended[0].records]
        assert [s.stamped(bare=False) for s in log.reader.after(0)] == live
        (event,) = decode_frame(log.reader.after(1)[0].stamped(bare=True)).messages
        assert isinstance(event, ContactOffered)
        assert (position_of(event.prevsequence), position_of(event.sequence)) == (1, 2)
        assert event.recordedtime is not None
        assert event.recordedtime.timestamp() == T0


def test_that_the_bare_form_of_a_stored_event_names_nobody(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(offered(1, caller="+7 900"))
        (stored,) = log.reader.after(0)
        assert b"900" in stored.stamped(bare=False)
        assert b"900" not in stored.stamped(bare=True)


def test_that_the_timeline_of_an_agent_holds_what_names_him(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(offered(1), delivered(2, 1, "a1"), delivered(3, 1, "a2"), delivered(4, 9, "a1"))
        rows, more = log.reader.timeline("a1")
        assert ([row.event.id for row in rows], more) == (["e2", "e4"], False)
        assert [row.event.id for row in log.reader.timeline("c1")[0]] == ["e1", "e2", "e3"]
        assert log.reader.timeline("nobody") == ([], False)


def test_that_what_is_about_several_subjects_comes_once_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "SUBJECTS", 1)
    with opened(tmp_path / "x.sqlite") as log:
        log.write(offered(1), offered(2), delivered(3, 1, "a1"), delivered(4, 2, "a1"), offered(5))
        expected = {s.position for subject in ("a1", "c1") for s in log.reader.timeline(subject)[0]}
        assert [s.position for s in log.reader.about(["c1", "a1", "nobody"])] == sorted(expected)
        assert log.reader.about([]) == []


def test_that_a_long_timeline_keeps_its_end_and_says_that_there_is_more(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(*[delivered(number, 1, "a1") for number in range(10)])
        rows, more = log.reader.timeline("a1", limit=3)
        assert ([row.event.id for row in rows], more) == (["e7", "e8", "e9"], True)


def test_that_an_interval_is_half_open(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(*[delivered(number, 1, "a1") for number in range(10)])
        rows, _ = log.reader.timeline("a1", start_t=T0 + 2, end_t=T0 + 4)
        assert [row.event.id for row in rows] == ["e2", "e3"]


def test_that_the_first_mention_and_the_position_at_a_time_are_found(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.writer.append([([offered(1)], T0), ([delivered(2, 1, "a1")], T0 + 1), ([offered(3)], T0 + 2)])
        assert [log.reader.first_mention(key) for key in ("a1", "c1", "x")] == [2, 1, 0]
        assert [log.reader.position_at(T0 + s) for s in (0, 0.5, 1, 1.5, 9)] == [0, 1, 1, 2, 3]


def test_that_the_newest_keyframe_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        assert log.reader.keyframe() is None
        log.writer.store_keyframe(1, "1", [("floor.meta", b"[1]"), ("floor.agents", b"[2]"), ("floor.agents", b"[3]")])
        log.writer.store_keyframe(7, "2", [("floor.meta", b"[4]")])
        kept = log.reader.keyframe()
        assert kept is not None
        assert (kept.position, kept.form, kept.sections) == (7, "2", [("floor.meta", b"[4]")])


def test_that_a_checkpoint_goes_beside_a_writer(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(*map(offered, range(100)))
        size = log.path.stat().st_size
        log.reader.checkpoint()
        assert log.path.stat().st_size > size
        log.write(offered(100))
        assert len(log.ids) == 101


def test_that_a_stored_event_is_json_that_others_can_read(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(offered(1))
        body = msgspec.json.decode(log.reader.after(0)[0].body)
        assert (body["type"], body["specversion"], body["subject"]) == ("contact.offered", "1.0", "c1")
