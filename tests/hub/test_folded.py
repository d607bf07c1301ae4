"""The hub's own fold: rebuilt from the log, from a keyframe on where there is one that fits."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.history.logs import OpenLog, delivered, offered, opened
from wallboard.hub.folded import FORM, Folded, empty, rebuilt

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


def test_that_a_log_without_events_folds_to_an_empty_floor(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        assert rebuilt(log.reader, ZONE).floor.contacts == {}
