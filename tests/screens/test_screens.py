"""The whole screen at every size, in both themes and languages, on a stormy floor: nothing is cut off.

The pictures are left in the test's folder; `pytest --basetemp` says where that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from feeds.simulator.loading import load
from feeds.simulator.simulation import Simulation
from wallboard.metrics.picture import Picture
from wallboard.stream.envelope import make
from wallboard.stream.queue_events import Configured, QueueConfigured
from wallboard.stream.vocabulary import LogEvent
from widgets.app import Page
from widgets.camera import Lapse, Shot, Studio
from widgets.delegates.legibility import Wall
from widgets.i18n.language import LanguageCode
from widgets.shell import Shell
from widgets.theme import ThemeName

AT = "10:42"
LAPSE_S = 30
SIZES = [(1280, 720), (1366, 768), (1440, 900), (1920, 1080), (2560, 1440), (3440, 1440), (3840, 2160)]
THEMES: list[ThemeName] = ["dark", "light"]
LANGUAGES: list[LanguageCode] = ["en", "ru"]


def storm(agents: int = 30, queues: int = 0, name: str = "storm") -> tuple[Picture, Lapse]:
    """The storm up to half a minute before the picture is taken, and what comes then; so many more queues."""
    scenario = load(name)
    simulation = Simulation(scenario, agents, seed=7)
    now_t = scenario.moment(AT)
    picture = Picture(scenario.zone)
    picture.fold(simulation.advance(now_t - LAPSE_S))
    picture.fold(_queue(n, now_t - LAPSE_S) for n in range(queues))
    picture.pass_time(now_t - LAPSE_S)
    seconds = [now_t - LAPSE_S + n + 1 for n in range(LAPSE_S)]
    return picture, [(t, simulation.advance(t)) for t in seconds]


def _queue(number: int, t: float) -> LogEvent:
    return make(QueueConfigured, f"q{number}", "/demo/x", f"queue-{number}", t, Configured(name=f"Линия {number + 1}"))


@contextmanager
def studio(shot: Shot, picture: Picture, lapse: Lapse) -> Iterator[Studio]:
    """A window that has lived through the lapse."""
    found = Studio(shot, picture)
    try:
        found.play(lapse)
        yield found
    finally:
        found.close()


def tabs_of(window: Shell) -> Iterator[int]:
    """Every tab is opened in turn; once where there are none."""
    for number in range(3 if window.middle.stacks else 1):
        for stack in window.middle.stacks:
            stack.setCurrentIndex(number)
        yield number


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_board_cuts_nothing_off(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], theme: ThemeName, language: LanguageCode
) -> None:
    shot = Shot(*size, theme, language, site="Москва", zone="Europe/Moscow")
    with studio(shot, *storm()) as found:
        window = found.window
        assert isinstance(window, Shell)
        for tab in tabs_of(window):
            image = found.image()
            assert image.size().toTuple() == size
            assert image.save(str(tmp_path / f"board-{size[0]}-{theme}-{language}-{tab}.png"))
            assert window.clipped_texts() == []


@pytest.mark.parametrize(("agents", "queues"), [(1, 0), (30, 52), (300, 52)])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=["laptop", "desktop"])
def test_that_few_and_many_people_and_queues_find_room(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], agents: int, queues: int
) -> None:
    shot = Shot(*size, "dark", "ru", site="Москва", zone="Europe/Moscow")
    with studio(shot, *storm(agents, queues)) as found:
        window = found.window
        assert isinstance(window, Shell)
        assert len(window.queues.table.rows_model.rows) >= 8 + queues
        for tab in tabs_of(window):
            assert found.image().save(str(tmp_path / f"board-{agents}-{queues}-{tab}.png"))
            assert window.clipped_texts() == []


@pytest.mark.parametrize(("name", "language"), [("monday", "en"), ("outage", "ru")])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=["small", "desktop"])
def test_that_the_hard_days_find_room(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], name: str, language: LanguageCode
) -> None:
    with studio(Shot(*size, "light", language, site="Москва", zone="Europe/Moscow"), *storm(45, name=name)) as found:
        window = found.window
        assert isinstance(window, Shell)
        for tab in tabs_of(window):
            assert found.image().save(str(tmp_path / f"{name}-{size[0]}-{tab}.png"))
            assert window.clipped_texts() == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_floor_without_anybody_cuts_nothing_off(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], language: LanguageCode
) -> None:
    with studio(Shot(*size, "light", language), Picture("UTC"), []) as found:
        window = found.window
        assert isinstance(window, Shell)
        for tab in tabs_of(window):
            assert found.image().save(str(tmp_path / f"empty-{size[0]}-{language}-{tab}.png"))
            assert window.clipped_texts() == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_wall_can_be_read_from_where_people_sit(
    qapp: QApplication, tmp_path: Path, theme: ThemeName, language: LanguageCode
) -> None:
    shot = Shot(1920, 1080, theme, language, Page("tv", "support", Wall(55.0, 5.0)), "Москва", "Europe/Moscow")
    with studio(shot, *storm()) as found:
        assert found.image().save(str(tmp_path / f"tv-{theme}-{language}.png"))
        assert found.window.clipped_texts() == []


@pytest.mark.parametrize("page", [Page(), Page("tv", "support")], ids=["board", "tv"])
def test_that_a_board_without_its_hub_looks_stale_all_over(qapp: QApplication, tmp_path: Path, page: Page) -> None:
    shot = Shot(1920, 1080, "dark", "ru", page, "Москва", "Europe/Moscow")
    with studio(shot, *storm()) as found:
        live = found.image()
        found.age(45.0)
        stale = found.image()
        assert stale.save(str(tmp_path / "stale.png"))
    # every part of the middle is dimmed, not a corner of it
    for x in range(60, 1900, 120):
        for y in range(80, 1000, 80):
            block = (x, y, 40, 30)
            assert stale.copy(*block) != live.copy(*block)
