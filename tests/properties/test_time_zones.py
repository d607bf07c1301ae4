"""The site's own days and half-hours where the clock goes forward, back, at midnight, or by half an hour alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from tests.e2e.processes import run
from tests.floor.story import START_T, Story
from tests.metrics.pictures import Figures, pictured, today
from wallboard.cli.recording import Recording
from wallboard.floor.floor import Floor
from wallboard.metrics import counts as at
from wallboard.metrics.books import Books
from wallboard.metrics.calendar import Calendar
from wallboard.metrics.figures import figures_of, fold_into
from wallboard.metrics.report import Report
from wallboard.metrics.spans import Clockwork
from wallboard.stream import agent_events as ag
from wallboard.stream.contact_events import Cleared, Established, Offered, Queued
from wallboard.stream.control import StreamWelcome, Welcome
from wallboard.stream.envelope import make

QUARTER_S = 900.0
HOUR_S = 3600.0


class Change(Struct, frozen=True):
    """A day in a zone: its first moment in UTC, its length, and the half-hours that it has not or has twice."""

    zone: str
    day: str
    starts: str
    hours: float
    skipped: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()

    @property
    def start_t(self) -> float:
        return datetime.fromisoformat(self.starts).timestamp()

    @property
    def end_t(self) -> float:
        return self.start_t + self.hours * HOUR_S


# From the tables of the time zone database, not from the code under test.
CHANGES = (
    Change("Europe/Moscow", "2026-03-29", "2026-03-28T21:00+00:00", 24),
    Change("Europe/Berlin", "2026-03-29", "2026-03-28T23:00+00:00", 23, ("02:00", "02:30")),
    Change("Europe/Berlin", "2026-10-25", "2026-10-24T22:00+00:00", 25, (), ("02:00", "02:30")),
    Change("Asia/Jerusalem", "2026-03-27", "2026-03-26T22:00+00:00", 23, ("02:00", "02:30")),
    Change("Asia/Jerusalem", "2026-10-25", "2026-10-24T21:00+00:00", 25, (), ("01:00", "01:30")),
    Change("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00+00:00", 23, ("00:00", "00:30")),
    Change("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00+00:00", 25, (), ("23:00", "23:30")),
    Change("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30+00:00", 23.5, ("02:00",)),
    Change("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00+00:00", 24.5, (), ("01:30",)),
    Change("Asia/Kathmandu", "2026-02-25", "2026-02-24T18:15+00:00", 24),
)


def named(change: Change) -> str:
    return f"{change.zone} {change.day}"


every_change = pytest.mark.parametrize("change", CHANGES, ids=named)


def call(t: float, name: str, lasts_s: float = 60.0) -> Story:
    story = Story(name).at(t - START_T, Offered(queue="support")).at(t - START_T + 1, Queued("support"))
    return story.at(t - START_T + 5, Established("anna")).at(t - START_T + lasts_s, Cleared("customer"))


def in_order(stories: Sequence[Story]) -> list[Any]:
    return sorted([event for story in stories for event in story.events], key=lambda event: event.time)


def by(events: Sequence[Any], zone: str, *keys: str) -> dict[tuple[str, ...], Figures]:
    found = figures_of([events], zone, keys)["groups"]
    return {tuple(group["key"].values()): group["figures"] for group in found}


def every_quarter(change: Change) -> list[Any]:
    quarters = int(change.hours * 4)
    return in_order([call(change.start_t + i * QUARTER_S, f"c{i}") for i in range(quarters)])


def half_hours(change: Change) -> dict[tuple[str, ...], int]:
    """How many calls come in each half-hour of the day if one comes every quarter of an hour."""
    names = [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in (0, 30)]
    return {(change.day, name): 4 if name in change.doubled else 2 for name in names if name not in change.skipped}


@every_change
def test_that_a_day_begins_and_ends_at_the_sites_midnight(change: Change) -> None:
    calendar = Calendar(change.zone)
    assert calendar.next_day(change.start_t) == change.end_t
    assert calendar.day_of(change.start_t) == calendar.day_of(change.end_t - 1.0) == change.start_t
    assert calendar.day_of(change.start_t - 1.0) < change.start_t
    assert calendar.day_of(change.end_t) == change.end_t


@every_change
def test_that_a_contact_belongs_to_the_day_in_which_it_was_offered(change: Change) -> None:
    times = (change.start_t - 1.0, change.start_t, change.end_t - 1.0, change.end_t)
    events = in_order([call(t, f"c{i}", lasts_s=300.0) for i, t in enumerate(times)])
    assert [figures["offered"] for figures in by(events, change.zone, "day").values()] == [1, 2, 1]
    queues = by(events, change.zone, "day", "queue")
    assert [figures["queued"] for figures in queues.values()] == [2, 2]  # a queue is entered a second later
    span = figures_of([events], change.zone, (), change.start_t, change.end_t)["groups"][0]["figures"]
    assert span["offered"] == span["answered"] == 2
    before_midnight = [event for event in events if event.time.timestamp() < change.end_t]
    assert today(pictured(before_midnight, zone=change.zone))["offered"] == 2
    assert today(pictured(events, zone=change.zone))["offered"] == 1


@every_change
def test_that_every_half_hour_has_what_came_in_it(change: Change) -> None:
    found = by(every_quarter(change), change.zone, "day", "half_hour")
    assert {key: figures["offered"] for key, figures in found.items()} == half_hours(change)
    hours = Counter[str]()
    for (_, half_hour), number in half_hours(change).items():
        hours[f"{half_hour[:2]}:00"] += number
    assert {
        key: figures["offered"] for (key,), figures in by(every_quarter(change), change.zone, "hour").items()
    } == hours


@every_change
def test_that_live_half_hours_are_those_of_history(change: Change) -> None:
    books: Books = pictured(every_quarter(change), zone=change.zone).books
    trend = books.trend("offered", change.end_t - 1.0, points=100)
    assert trend == [2.0] * int(change.hours * 2)
    local = Calendar(change.zone).local
    seen = Counter[tuple[str, ...]]()
    for (t, _), cell in books.cells.half_hours.items():
        for ledger in cell.of(None):
            seen[change.day, f"{local(t):%H:%M}"] += ledger.n[at.OFFERED]
    assert seen == half_hours(change)


@every_change
def test_that_an_agents_time_is_cut_at_the_sites_half_hours(change: Change) -> None:
    """A talk from ten minutes before the day until ten minutes after it; he is there as long."""
    from_t, to_t = change.start_t - 600.0, change.end_t + 600.0
    duty = Story("anna").at(from_t - START_T, ag.LoggedOn()).at(to_t - START_T, ag.LoggedOff())
    events = in_order([duty, call(from_t - 5.0, "c1", lasts_s=to_t - from_t + 5.0)])
    floor = Floor()
    report = Report(floor, Clockwork(change.zone), ("day", "half_hour", "agent"), None, None, spans_by_offer=False)
    fold_into([report], floor, [events])
    spent = {
        (day, half_hour): (group.ledger.sums[at.LOGGED_ON_US] / 1e6, group.ledger.sums[at.OCCUPIED_US] / 1e6)
        for (day, half_hour, agent), group in report.close()
        if agent
    }
    within = {key: (900.0 * number, 900.0 * number) for key, number in half_hours(change).items()}
    assert {key: times for key, times in spent.items() if key[0] == change.day} == within
    outside = [times for key, times in spent.items() if key[0] != change.day]
    assert outside == [(600.0, 600.0), (600.0, 600.0)]


@pytest.mark.parametrize("change", [CHANGES[2], CHANGES[8]], ids=named)
def test_that_the_command_line_splits_a_recording_by_the_sites_clock(change: Change, tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    recording = Recording(path)
    welcome = Welcome("log", 0, 1.0, "north", "1", change.zone)
    recording.head(make(StreamWelcome, "w", "/north/hub", "stream", change.start_t, welcome))
    recording.take(every_quarter(change))
    recording.close()
    ended = run("figures", str(path), "--json", "--by", "day,half_hour", "--from", change.day)
    assert ended.code == 0, ended.err
    groups = json.loads(ended.out)["groups"]
    assert {tuple(group["key"].values()): group["figures"]["offered"] for group in groups} == half_hours(change)
