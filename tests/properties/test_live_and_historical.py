"""Random days at a simulated centre, folded as they come and from a recording: they agree to the last contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feeds.replay.source import open_source
from tests.metrics.pictures import BY_CONTACT, Figures, read
from tests.metrics.test_snapshot import rebuilt
from tests.properties.simulated import DAYS, Day
from wallboard.cli.recording import Recording
from wallboard.floor.floor import Floor
from wallboard.metrics.asked import limits_of
from wallboard.metrics.balance import balance
from wallboard.metrics.catalogue import FIGURES
from wallboard.metrics.figures import document, fold_into
from wallboard.metrics.group import Group
from wallboard.metrics.ledger import merged
from wallboard.metrics.parts import Part
from wallboard.metrics.picture import Picture
from wallboard.metrics.report import Report
from wallboard.metrics.row import ContactRow
from wallboard.metrics.spans import Clockwork

Key = tuple[str | None, ...]
SPLITS = (
    ("day",),
    ("day", "queue"),
    ("day", "tier"),
    ("day", "entry"),
    ("day", "agent"),
    ("day", "half_hour"),
    ("day", "tier", "entry", "queue"),
)
DOINGS = ("read", "read", "rebuild", "pass time", "count some", "give work", "look at one", "nothing")
STEPS = st.lists(st.tuples(st.integers(1, 400), st.sampled_from(DOINGS)), min_size=5, max_size=40)

SLIDING = tuple(name for name in BY_CONTACT if "sliding" in FIGURES[name].windows)
WINDOWS = (15, 30, 60)
SLIDING_SPLITS = ((), ("queue",), ("tier",), ("entry",), ("channel",), ("agent",))
TIMES = ("occupancy", "utilisation")
NOISE = 1e-6
GENERATED = (Phase.explicit, Phase.reuse, Phase.generate)
"""To make a day smaller takes longer than to read it."""

Steps = list[tuple[int, str]]


def recorded(events: Sequence[Any], folder: Path) -> Path:
    """Written down as `wallboard record` does."""
    path = folder / "day.jsonl"
    path.unlink(missing_ok=True)
    recording = Recording(path)
    recording.take(events)
    recording.close()
    return path


def historical(batches: Iterable[Any], zone: str) -> dict[tuple[str, ...], dict[Key, Figures]]:
    """The figures by each split."""
    floor, clockwork = Floor(), Clockwork(zone)
    reports = [Report(floor, clockwork, by, None, None, spans_by_offer=False) for by in SPLITS]
    fold_into(reports, floor, batches)
    found = {}
    for by, report in zip(SPLITS, reports, strict=True):
        groups = document(report, limits_of(floor))["groups"]
        found[by] = {tuple(group["key"].values()): group["figures"] for group in groups}
    return found


class ByOutcome(Report):
    """A report of the contacts whose answer or loss came in the span, and of what came after them."""

    def _counted(self, row: ContactRow, part: Part) -> Group | None:
        return super()._counted(row, replace(part, t=part.outcome_t)) if part.outcome_t >= 0.0 else None


def slid(batches: Iterable[Any], zone: str, now_t: float) -> dict[tuple[Any, ...], dict[Key, Figures]]:
    """The figures of the last minutes before `now_t`, by length and split, as history tells them."""
    floor, clockwork, last_t = Floor(), Clockwork(zone), now_t // 60.0 * 60.0
    asked = [(minutes, by) for minutes in WINDOWS for by in SLIDING_SPLITS]
    spans = [(last_t - 60.0 * minutes, last_t + 60.0) for minutes, _ in asked]
    reports = [
        ByOutcome(floor, clockwork, by, *span, spans_by_offer=False) for (_, by), span in zip(asked, spans, strict=True)
    ]
    fold_into(reports, floor, batches)
    found = {}
    for (minutes, by), report in zip(asked, reports, strict=True):
        groups = document(report, limits_of(floor))["groups"]
        found[minutes, *by] = {tuple(group["key"].values()): group["figures"] for group in groups}
    return found


def lived(events: Sequence[Any], zone: str, steps: Steps) -> Picture:
    """Folded in pieces as long as `steps` say, with what each says done between them."""
    picture, at, turn = Picture(zone), 0, 0
    while at < len(events):
        size, doing = steps[turn % len(steps)]
        picture.fold(events[at : at + size])
        at, turn = at + size, turn + 1
        picture = between(picture, doing, events[at].time.timestamp() if at < len(events) else None)
    return picture


def between(picture: Picture, doing: str, next_t: float | None) -> Picture:
    books = picture.books
    if doing == "read":
        for ledger in (
            books.today(live=None),
            books.sliding(30, live=None),
            books.people(),
            books.today(queue="sales"),
        ):
            read(picture, ledger)
        books.series(300, picture.floor.now_t - 3600.0, picture.floor.now_t)
    elif doing == "look at one":
        for name in list(picture.floor.agents)[:5]:
            books.agent(name)
        read(picture, books.today(queue="support", tier="vip", live=None), ["asa_s"])
    elif doing == "rebuild":
        return rebuilt(picture)
    elif doing == "pass time" and next_t is not None:
        picture.pass_time((picture.floor.now_t + next_t) / 2.0)
    elif doing == "count some":
        books.count_some(3)
    elif doing == "give work":
        books.give_work()
    return picture


def live(picture: Picture, by: tuple[str, ...], key: Key) -> Figures:
    """The figures of the same group, as the board would have them."""
    books, part = picture.books, dict(zip(by, key, strict=True))
    books.today(live=None)  # all that was only noted is counted, and promises fall due
    day_t = next(t for t in days_of(picture) if books.calendar.local(t).date().isoformat() == part["day"])
    if "agent" in by:
        return read(picture, books.cells.agent_day(part["agent"] or "", day_t))
    if "half_hour" in by:
        return read(picture, _half_hour(picture, day_t, part["half_hour"] or ""))
    queue, tier, entry = (part[name] or "" if name in by else None for name in ("queue", "tier", "entry"))
    return read(picture, books.cells.day_sum(queue, day_t, (tier, entry, None)))


def _half_hour(picture: Picture, day_t: float, name: str) -> Any:
    cells, local = picture.books.cells, picture.books.calendar.local
    return merged([ledger for t, ledger in cells.day(None, day_t, (None, None, None)) if f"{local(t):%H:%M}" == name])


def days_of(picture: Picture) -> list[float]:
    """The midnights of today and of yesterday."""
    calendar = picture.books.calendar
    today_t = calendar.day_of(picture.floor.now_t)
    return [today_t, calendar.day_of(today_t - 1.0)]


def assert_agree(picture: Picture, found: dict[tuple[str, ...], dict[Key, Figures]]) -> None:
    for by, groups in found.items():
        for key, figures in groups.items():
            if "agent" in by and key[1] is None:
                continue  # who was nobody's contact is at no agent's
            expected = {name: figures[name] for name in BY_CONTACT}
            assert live(picture, by, key) == expected, (by, key)


def assert_windows_agree(picture: Picture, found: dict[tuple[Any, ...], dict[Key, Figures]]) -> None:
    """The last 15, 30 and 60 minutes, in all and by each split."""
    for (minutes, *by), groups in found.items():
        for key, figures in groups.items():
            part: dict[str, Any] = {name: value or "" for name, value in zip(by, key, strict=True)}
            if by == ["agent"]:
                part = {"agents": [key[0]]}
            if key != (None,) or by != ["agent"]:
                live_now = read(picture, picture.books.sliding(minutes, live=None, **part), SLIDING)
                assert live_now == {name: figures[name] for name in SLIDING}, (minutes, by, key)


def assert_times_agree(picture: Picture, found: dict[tuple[str, ...], dict[Key, Figures]]) -> None:
    """Today's occupancy and utilisation, of all and of each agent."""
    books = picture.books
    today = books.calendar.local(days_of(picture)[0]).date().isoformat()
    of_all = found["day",].get((today,))
    if of_all is not None:
        assert read(picture, books.people(), TIMES) == pytest.approx({name: of_all[name] for name in TIMES}, abs=NOISE)
    for (day, agent), figures in found["day", "agent"].items():
        if day == today and agent is not None:
            assert books.agent(agent).occupancy == pytest.approx(figures["occupancy"], abs=NOISE), agent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recorded")


@settings(max_examples=15, phases=GENERATED)
@given(DAYS, STEPS)
def test_that_live_figures_are_those_of_history(folder: Path, day: Day, steps: Steps) -> None:
    events = day.events()
    picture = lived(events, day.zone, steps)
    found = historical(open_source(recorded(events, folder)).batches, day.zone)
    assert_agree(picture, found)
    assert_windows_agree(picture, slid(open_source(recorded(events, folder)).batches, day.zone, picture.floor.now_t))
    assert_times_agree(picture, found)
    assert balance(picture.floor, picture.books) == []
