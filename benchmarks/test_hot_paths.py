"""The hot paths one by one: `.venv/bin/python -m pytest benchmarks --benchmark-only -o addopts=`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.fold import batches
from wallboard.floor.changes import Changes
from wallboard.floor.floor import Floor
from wallboard.metrics.books import Books
from wallboard.metrics.picture import Picture
from wallboard.stream.codec import decode_frame, decode_log, encode_batch
from wallboard.stream.vocabulary import LogEvent

EVENTS = 20_000
ZONE = "Europe/Moscow"


@pytest.fixture(scope="module")
def frames() -> list[bytes]:
    return [frame for frame, _ in batches(EVENTS)]


@pytest.fixture(scope="module")
def events(frames: Sequence[bytes]) -> list[list[LogEvent]]:
    return [decode_log(frame) for frame in frames]


def test_decode_of_a_trusted_batch(benchmark: BenchmarkFixture, frames: Sequence[bytes]) -> None:
    benchmark(lambda: [decode_log(frame) for frame in frames])


def test_decode_of_what_a_peer_sent(benchmark: BenchmarkFixture, frames: Sequence[bytes]) -> None:
    benchmark(lambda: [decode_frame(frame) for frame in frames])


def test_encode(benchmark: BenchmarkFixture, events: Sequence[Sequence[LogEvent]]) -> None:
    benchmark(lambda: [encode_batch(batch) for batch in events])


def test_fold(benchmark: BenchmarkFixture, events: Sequence[Sequence[LogEvent]]) -> None:
    def fold() -> None:
        floor = Floor()
        for batch in events:
            floor.fold(batch)
            floor.take_changes()

    benchmark(fold)


def test_post(benchmark: BenchmarkFixture, events: Sequence[Sequence[LogEvent]]) -> None:
    def prepared() -> tuple[tuple[list[tuple[Changes, float]]], dict[str, object]]:
        floor, changes = Floor(), []
        for batch in events:
            floor.fold(batch)
            changes.append((floor.take_changes(), floor.now_t))
        return (changes,), {}

    def post(changes: list[tuple[Changes, float]]) -> None:
        books = Books(ZONE)
        for change, now_t in changes:
            books.post(change, now_t)
            books.today(now_t=now_t)

    benchmark.pedantic(post, setup=prepared, rounds=5)  # type: ignore[no-untyped-call]


def test_fold_and_post(benchmark: BenchmarkFixture, events: Sequence[Sequence[LogEvent]]) -> None:
    def fold() -> None:
        picture = Picture(ZONE)
        for batch in events:
            picture.fold(batch)

    benchmark(fold)
