"""What history keeps in columns: it follows the log, survives an end, and is made anew where it has to be."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.history.logs import OpenLog, opened
from tests.hub.running import until
from tests.metrics.pictures import ZONE, reported
from tests.metrics.test_simulated_day import day
from wallboard.hub.archive import Archive
from wallboard.hub.counting import Span, counted
from wallboard.hub.keeper import Keeper
from wallboard.hub.kept_past import PARTS, PAUSE_S, KeptPast, Rest
from wallboard.hub.refolding import Refolding

EVENTS = 3000


@contextmanager
def log_of(path: Path, events: list[Any]) -> Iterator[OpenLog]:
    """A log that holds these events."""
    with opened(path) as log:
        log.write(*events)
        yield log


def figures(log: OpenLog, keeper: Keeper, by: tuple[str, ...] = ("queue",)) -> dict[tuple[Any, ...], Any]:
    """What the keeper answers."""
    rows = counted(log.reader, keeper, Span(None, None, by))
    assert rows is not None
    (document,) = msgspec.json.decode(rows)
    return {tuple(group["key"].values()): group["figures"] for group in document["groups"]}


def store(log: OpenLog, keeper: Keeper) -> None:
    log.writer.store_kept(keeper.changed_parts(), anew=keeper.is_anew)


def test_that_the_answers_are_those_of_a_report_of_the_whole_log(tmp_path: Path) -> None:
    with log_of(tmp_path / "log.sqlite", day()[:EVENTS]) as log:
        keeper = Keeper(ZONE)
        for by in (("queue",), ("agent",), ("half_hour",)):
            assert figures(log, keeper, by) == reported(day()[:EVENTS], by)
        log.write(*day()[EVENTS : EVENTS + 500])
        assert figures(log, keeper) == reported(day()[: EVENTS + 500], ["queue"])


def test_that_a_keeper_goes_on_where_another_one_has_stopped(tmp_path: Path) -> None:
    with log_of(tmp_path / "log.sqlite", day()[:EVENTS]) as log:
        first = Keeper(ZONE)
        first.advance(log.reader, 1234)
        store(log, first)
        second = Keeper(ZONE)
        second.load(log.reader)
        assert (second.position, second.is_anew) == (1234, False)
        assert figures(log, second, ("agent",)) == reported(day()[:EVENTS], ["agent"])
        assert list(second.changed_parts())
        assert not list(second.changed_parts())


def test_that_what_is_spoilt_is_made_anew_from_the_log(tmp_path: Path) -> None:
    with log_of(tmp_path / "log.sqlite", day()[:EVENTS]) as log:
        keeper = Keeper(ZONE)
        keeper.catch_up(log.reader)
        store(log, keeper)
        log.writer.store_kept([("state", 0, b"of another version")])
        again = Keeper(ZONE)
        again.load(log.reader)
        assert (again.position, again.is_anew) == (0, True)
        assert figures(log, again) == reported(day()[:EVENTS], ["queue"])


@pytest.mark.expects_errors
def test_that_an_event_that_cannot_be_folded_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with log_of(tmp_path / "log.sqlite", day()[:100]) as log:
        keeper = Keeper(ZONE)
        keeping = keeper.load(log.reader)
        with monkeypatch.context() as patched:
            patched.setattr(keeping.floor, "fold", lambda _: 1 / 0)
            keeper.advance(log.reader, 50)
        keeper.catch_up(log.reader)
        assert keeper.position == 100


def test_that_a_refold_goes_on_where_it_was_stopped_and_begins_anew_when_it_was_done(tmp_path: Path) -> None:
    with log_of(tmp_path / "log.sqlite", day()[:EVENTS]) as log:
        stopped = Refolding(log.reader, log.writer, ZONE)
        assert stopped.go_on()
        assert stopped.share == 2000 / EVENTS
        stopped.store()
        again = Refolding(log.reader, log.writer, ZONE)
        assert not again.go_on()
        assert (again.events, again.share) == (EVENTS - 2000, 1.0)
        again.store()
        contacts = again.contacts
        assert figures(log, Keeper(ZONE)) == reported(day()[:EVENTS], ["queue"])
        anew = Refolding(log.reader, log.writer, ZONE)
        assert anew.share == 0.0
        while anew.go_on():
            pass
        assert (anew.events, anew.contacts) == (EVENTS, contacts)


def test_that_the_past_steps_back_while_the_hub_is_busy() -> None:
    rest = Rest(newest=1000, now_s=50.0)
    assert rest.after(0.01, newest=1000, now_s=51.0) == PAUSE_S
    assert rest.after(0.01, newest=1400, now_s=52.0) == PAUSE_S
    assert rest.after(0.01, newest=6400, now_s=53.0) == 0.01 * (PARTS - 1.0)
    assert rest.after(0.0001, newest=11_400, now_s=54.0) == PAUSE_S
    assert rest.after(0.01, newest=11_400, now_s=54.0) == PAUSE_S


def test_that_the_hub_keeps_up_in_the_background_and_stores_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite"
    with log_of(path, day()[:EVENTS]):
        pass

    async def run() -> None:
        archive, keeper = Archive(path), Keeper(ZONE)
        await archive.open()
        past = KeptPast(archive, keeper, lambda: 0, every_s=0.001, first_s=0.0)
        task = asyncio.create_task(past.keep_up(), name="past")
        await until(lambda: keeper.position == EVENTS)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await past.store()
        await archive.close()

    asyncio.run(run())
    with opened(path) as log:
        keeper = Keeper(ZONE)
        keeper.load(log.reader)
        assert keeper.position == EVENTS
        assert figures(log, keeper) == reported(day()[:EVENTS], ["queue"])
