"""A snapshot is whole, or it is not there."""

from __future__ import annotations

import pytest

from tests.stream.messages import LOG, chunk
from wallboard.stream.chunks import CHUNKS_MAX, BrokenSnapshotError, ChunkCollector
from wallboard.stream.effects import SnapshotTaken


def test_that_all_chunks_in_order_make_the_snapshot() -> None:
    collector = ChunkCollector()
    assert collector.take(chunk(0, 3, 40, "floor.meta", b"[1]").data) is None
    assert collector.begun
    assert collector.take(chunk(1, 3, 40, "floor.agents", b"[2]").data) is None
    taken = collector.take(chunk(2, 3, 40, "floor.agents", b"[3]").data)
    assert taken == SnapshotTaken(LOG, 40, [("floor.meta", b"[1]"), ("floor.agents", b"[2]"), ("floor.agents", b"[3]")])
    assert not collector.begun


def test_that_a_snapshot_may_have_one_chunk() -> None:
    assert ChunkCollector().take(chunk(0, 1, 0).data) == SnapshotTaken(LOG, 0, [("floor.meta", b"[]")])


@pytest.mark.parametrize(
    "second",
    [chunk(2, 3, 40), chunk(1, 3, 41), chunk(1, 4, 40), chunk(1, 3, 40, logid="other"), chunk(-1, 3, 40)],
)
def test_that_a_chunk_out_of_order_or_of_another_snapshot_breaks_it(second: object) -> None:
    collector = ChunkCollector()
    collector.take(chunk(0, 3, 40).data)
    with pytest.raises(BrokenSnapshotError):
        collector.take(second.data)  # type: ignore[attr-defined]
    assert not collector.begun


def test_that_a_snapshot_whose_beginning_is_missing_is_broken() -> None:
    with pytest.raises(BrokenSnapshotError, match="chunk 1 of 3 at 40"):
        ChunkCollector().take(chunk(1, 3, 40).data)


def test_that_a_new_beginning_replaces_what_had_begun() -> None:
    collector = ChunkCollector()
    collector.take(chunk(0, 3, 40).data)
    assert collector.take(chunk(0, 1, 50).data) == SnapshotTaken(LOG, 50, [("floor.meta", b"[]")])


def test_that_the_rest_of_a_broken_snapshot_is_passed_over() -> None:
    collector = ChunkCollector()
    collector.take(chunk(0, 4, 40).data)
    with pytest.raises(BrokenSnapshotError):
        collector.take(chunk(2, 4, 40).data)
    assert collector.take(chunk(3, 4, 40).data) is None
    assert not collector.begun


@pytest.mark.parametrize("bad", [chunk(0, 0, 40), chunk(0, -1, 40), chunk(0, CHUNKS_MAX + 1, 40), chunk(0, 1, -1)])
def test_that_impossible_numbers_are_refused(bad: object) -> None:
    with pytest.raises(BrokenSnapshotError):
        ChunkCollector().take(bad.data)  # type: ignore[attr-defined]


def test_that_a_snapshot_beyond_all_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallboard.stream.chunks.BYTES_MAX", 10)
    collector = ChunkCollector()
    collector.take(chunk(0, 3, 40, items=b'["123456789"]').data)
    with pytest.raises(BrokenSnapshotError):
        collector.take(chunk(1, 3, 40).data)
