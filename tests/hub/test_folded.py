"""The hub's own fold: rebuilt from the log, from a keyframe on where there is one that fits."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.history.logs import OpenLog, delivered, offered, opened
from wallboard.floor.changes import Changes
from wallboard.hub.folded import FORM, Folded, empty, rebuilt
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
