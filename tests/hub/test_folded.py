"""The hub's own fold: rebuilt from the log, from a keyframe on where there is one that fits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.history.logs import OpenLog, delivered, offered, opened
from tests.hub.running import until
from wallboard.floor.changes import Changes
from wallboard.hub import folded as folded_module
from wallboard.hub.folded import FORM, PORTION, WAITING_MAX, Folded, empty, rebuilt
from wallboard.metrics.picture import Picture
from wallboard.stream.envelope import Event

ZONE = "Europe/Moscow"


def folded_in_one_go(log: OpenLog) -> Folded:
    """The fold of everything, event by event, without any keyframe."""
    folded = empty(ZONE)
    for stored in log.reader.after(0, 100_000):
        folded.fold([stored.event], stored.position)
    return folded


def told(folded: Folded) -> list[tuple[str, bytes]]:
    """What it says, without its own bookkeeping, which depends on how the log was cut into pieces."""
    counted = {"floor.contacts", "floor.agents", "floor.facts", "floor.queues", "floor.lost", "books.half_hours"}
    return [(section, items) for section, items in folded.sections() if section in counted]


def write_a_day(log: OpenLog, first: int, last: int) -> None:
    """Contacts that come, and every third one rings at somebody."""
    for number in range(first, last):
        log.write(offered(number * 10, caller="+7 900"))
        if number % 3 == 0:
            log.write(delivered(number * 10 + 1, number * 10, f"a{number % 5}"))


def test_that_a_fold_from_a_keyframe_on_is_the_fold_of_everything(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        write_a_day(log, 0, 40)
        half = rebuilt(log.reader, ZONE)
        log.writer.store_keyframe(half.position, FORM, half.sections())
        write_a_day(log, 40, 80)
        whole = rebuilt(log.reader, ZONE)
        expected = folded_in_one_go(log)
        assert whole.position == expected.position == log.writer.position
        assert told(whole) == told(expected)
        assert {section for section, _ in told(whole)} >= {"floor.contacts", "books.half_hours"}


@pytest.mark.parametrize(
    ("form", "sections"),
    [
        ("of another version", [("floor.meta", b"[]")]),
        (FORM, [("floor.meta", b"[7]")]),
        (FORM, [("floor.meta", b"{")]),
        (FORM, [("weather", b"[]")]),
    ],
)
def test_that_a_keyframe_that_does_not_fit_is_passed_over(
    tmp_path: Path, form: str, sections: list[tuple[str, bytes]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with opened(tmp_path / "x.sqlite") as log:
        write_a_day(log, 0, 20)
        log.writer.store_keyframe(10, form, sections)
        assert told(rebuilt(log.reader, ZONE)) == told(folded_in_one_go(log))
        assert bool(caplog.records) == (form == FORM)


def test_that_who_looks_sees_the_newest_event() -> None:
    folded = empty(ZONE)
    for number in range(3):
        folded.fold([offered(number)], number + 1)
        assert f"c{number}" in folded.floor.contacts
        assert f'"c{number}"'.encode() in b"".join(items for _, items in folded.sections())


@pytest.mark.expects_errors
def test_that_an_event_that_cannot_be_folded_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    folded = empty(ZONE)
    fold = Picture.fold

    def trip(self: Picture, events: Sequence[Event]) -> Changes:
        if any(event.subject == "c1" for event in events):
            raise ZeroDivisionError
        return fold(self, events)

    monkeypatch.setattr(Picture, "fold", trip)
    for number in range(3):
        folded.fold([offered(number)], number + 1)
        assert folded.floor is not None
    assert (set(folded.floor.contacts), folded.failures) == ({"c0", "c2"}, 1)


def test_that_a_log_without_events_folds_to_an_empty_floor(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        assert rebuilt(log.reader, ZONE).floor.contacts == {}


def sizes_folded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many events are folded in one go, from now on."""
    sizes: list[int] = []
    fold = Picture.fold

    def noted(self: Picture, events: Sequence[Event]) -> Changes:
        sizes.append(len(events))
        return fold(self, events)

    monkeypatch.setattr(Picture, "fold", noted)
    return sizes


def take(folded: Folded, first: int, number: int) -> None:
    """Let `folded` take so many events."""
    folded.fold([offered(n) for n in range(first, first + number)], first + number)


def with_turns(work: Callable[[list[int]], Awaitable[None]], sizes: list[int]) -> list[int]:
    """Do `work` on a loop; how many portions were folded before each of the loop's turns that others had meanwhile."""
    turns: list[int] = []

    async def others() -> None:
        while True:
            turns.append(len(sizes))
            await asyncio.sleep(0)

    async def run() -> None:
        task = asyncio.create_task(others())
        try:
            async with asyncio.timeout(20):
                await work(turns)
        finally:
            task.cancel()

    asyncio.run(run())
    return turns


def most_at_once(turns: list[int]) -> int:
    """The most portions that were folded between two turns."""
    return max(after - before for before, after in pairwise(turns))


def test_that_taking_events_folds_none_of_them_before_they_are_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = sizes_folded(monkeypatch)
    take(empty(ZONE), 0, WAITING_MAX - 1)
    assert sizes == []


def test_that_who_brings_more_than_can_wait_waits_until_it_is_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = sizes_folded(monkeypatch)
    folded = empty(ZONE)
    take(folded, 0, WAITING_MAX)
    assert sum(sizes) == WAITING_MAX
    assert max(sizes) == PORTION


def test_that_a_crowd_of_events_is_folded_with_a_turn_for_others_after_each_portion(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes = sizes_folded(monkeypatch)
    folded = empty(ZONE)

    async def work(turns: list[int]) -> None:
        keeping = asyncio.create_task(folded.keep_up())
        take(folded, 0, 10 * PORTION + 1)
        await until(lambda: len(sizes) == 10)
        keeping.cancel()

    assert most_at_once(with_turns(work, sizes)) == 1
    assert sizes == [PORTION] * 10
    assert len(folded.floor.contacts) == 10 * PORTION + 1


def test_that_a_snapshot_is_of_all_that_was_taken_and_lets_others_have_their_turns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes = sizes_folded(monkeypatch)
    folded = empty(ZONE)
    number = 5 * PORTION

    async def work(turns: list[int]) -> None:
        take(folded, 0, number)
        position, taken = await folded.taken_down()
        found = b"".join(items for section, items in taken if section == "floor.contacts")
        assert (position, found.count(b'"id"')) == (number, number)

    turns = with_turns(work, sizes)
    assert most_at_once(turns) == 1
    assert len(turns) >= 2 * number // PORTION  # to fold them, and to count them


def test_that_what_comes_while_it_is_taken_down_is_folded_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folded_module, "SLICE_S", 0.0)  # a turn for others after each section
    sizes = sizes_folded(monkeypatch)
    folded = empty(ZONE)

    async def work(turns: list[int]) -> None:
        keeping = asyncio.create_task(folded.keep_up())
        take(folded, 0, PORTION - 1)
        taking = asyncio.create_task(folded.taken_down())
        for _ in range(5):
            await asyncio.sleep(0)
        assert not taking.done()
        take(folded, PORTION - 1, 2 * PORTION)
        while not taking.done():
            assert sizes == [PORTION - 1]
            await asyncio.sleep(0)
        assert taking.result()[0] == PORTION - 1
        await until(lambda: len(sizes) == 3)
        keeping.cancel()

    with_turns(work, sizes)


def test_that_the_books_count_a_portion_at_a_time_before_anything_is_watched() -> None:
    folded = empty(ZONE)
    for number in range(3 * PORTION):
        folded.fold([offered(number)], number + 1)
    turns: list[int] = []

    async def run() -> None:
        watching = asyncio.create_task(folded.alarms(folded.floor.now_t))
        while not watching.done():
            turns.append(len(turns))
            await asyncio.sleep(0)
        watching.result()

    asyncio.run(run())
    assert len(turns) >= 3
