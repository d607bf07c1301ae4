"""The newest stretch of the stream."""

from __future__ import annotations

from tests.history.logs import T0, delivered, offered
from wallboard.history.record import Record, record_of
from wallboard.hub.ring import EVENTS_A_BATCH, Batch, Ring, batches_of
from wallboard.stream.codec import decode_log


def records(first: int, last: int, caller: str = "") -> list[Record]:
    """Committed records at these positions."""
    found = [record_of(offered(number, caller), T0 + number) for number in range(first, last + 1)]
    for position, record in enumerate(found, first):
        record.position = position
    return found


def test_that_a_frame_holds_the_events_in_order_and_stamped() -> None:
    events = decode_log(Batch(records(5, 7)).frame("full"))
    assert [(e.id, int(e.sequence), int(e.prevsequence)) for e in events] == [("e5", 5, 4), ("e6", 6, 5), ("e7", 7, 6)]
    assert [e.recordedtime.timestamp() for e in events if e.recordedtime] == [T0 + 5, T0 + 6, T0 + 7]


def test_that_a_view_without_persons_is_encoded_without_them() -> None:
    mixed = [*records(1, 1), *records(2, 2, caller="+7 900"), record_of(delivered(3, 1, "a1"), T0)]
    mixed[2].position = 3
    batch = Batch(mixed)
    assert b"900" in batch.frame("full")
    assert b"900" not in batch.frame("no_personal")
    assert [e.id for e in decode_log(batch.frame("no_personal"))] == ["e1", "e2", "e3"]
    assert batch.parts("full")[0] is batch.parts("no_personal")[0]


def test_that_a_frame_is_made_once() -> None:
    batch = Batch(records(1, 3))
    assert batch.frame("full") is batch.frame("full")


def test_that_many_events_become_several_batches() -> None:
    batches = list(batches_of(records(1, EVENTS_A_BATCH + 1)))
    assert [(b.first, b.last) for b in batches] == [(1, EVENTS_A_BATCH), (EVENTS_A_BATCH + 1, EVENTS_A_BATCH + 1)]


def test_that_one_reads_on_from_any_position_that_is_kept() -> None:
    ring = Ring(1_000_000, 10)
    assert ring.holds_after(10)
    assert ring.after(10) is None
    ring.append(Batch(records(11, 13)))
    ring.append(Batch(records(14, 15)))
    found = ring.after(11)
    assert found is not None
    assert len(found.parts_after(11, "full")) == 2
    assert ring.after(13) is not None
    assert ring.after(15) is None
    assert ring.after(9) is None
    assert ring.after(16) is None


def test_that_the_oldest_go_when_there_is_too_much() -> None:
    ring = Ring(5_000, 0)
    for first in range(1, 1000, 10):
        ring.append(Batch(records(first, first + 9)))
        assert ring.size <= 5_000
    assert ring.last == 1000
    assert 900 < ring.first <= 991
    assert not ring.holds_after(ring.first - 2)
    assert ring.holds_after(ring.first - 1)


def test_that_the_newest_batch_is_kept_however_large_it_is() -> None:
    ring = Ring(100, 0)
    ring.append(Batch(records(1, 50)))
    assert ring.after(0) is not None
