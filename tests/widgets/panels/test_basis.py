"""What the figures and curves count and since when, and how the panels share their room."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, opened_shell, settle
from widgets.delegates.plot import SWITCH_S, Importer
from widgets.i18n.language import Language
from widgets.shell import Shell
from widgets.theme import Theme

Hall = tuple[Shell, Desk]


@pytest.fixture
def hall(qtbot: QtBot, theme: Theme, language: Language) -> Iterator[Hall]:
    """A busy floor on a large screen."""
    with opened_shell(qtbot, theme, language, busy_story()) as found:
        yield found


@pytest.fixture
def empty_hall(qtbot: QtBot, theme: Theme, language: Language) -> Iterator[Hall]:
    """A hub that knows of nobody and nothing."""
    with opened_shell(qtbot, theme, language, Story()) as found:
        yield found


def test_that_beside_the_figures_stands_what_they_count_when_a_filter_does_not_touch_them(hall: Hall) -> None:
    shell, desk = hall
    basis = shell.strip.basis
    assert not basis.isVisible()
    shell.header.filter_box.line.setText("anna")
    settle(desk)
    assert basis.isVisible()
    assert basis.texts[0] == "Figures, losses and curves: all queues, without the filter by text"
    shell.header.filter_box.choose("queue", "sales")
    shell.header.filter_box.choose("team", "a team")
    settle(desk)
    assert basis.texts[0] == "Figures, losses and curves: queue Sales, without the filter by text, team"
    assert shell.clipped_texts() == []
    shell.header.filter_box.line.clear()
    shell.header.filter_box.choose("team", "")
    settle(desk)
    assert not basis.isVisible()


def test_that_a_curve_that_has_not_begun_does_not_deny_who_has_come(empty_hall: Hall) -> None:
    shell, desk = empty_hall
    desk.tell(Story().queue("support").waiting("c1", 66.0).waiting("c2", 67.0)).wait(6.0)
    settle(desk)
    why, advice = shell.trend.empty_words
    assert why == "2 contacts so far"
    assert advice == "The lines begin at 15:10, with the first five minutes."


def test_that_the_tile_of_the_waiting_says_since_when_its_line_runs(hall: Hall) -> None:
    shell, _ = hall
    face = shell.strip.tiles[3].face
    assert face.second[0].endswith(" · line since 15:07")


def test_that_the_list_takes_the_room_that_the_cards_leave_free(hall: Hall) -> None:
    shell, desk = hall
    settle(desk)
    assert shell.agents.height() == shell.agents.heights()[0]
    before = shell.waiting.height()
    story = Story()
    for n in range(20):
        story.agent(f"more{n:02}", 66.0, queues=["support"])
    desk.tell(story).wait(1.0)
    settle(desk)
    assert shell.waiting.height() < before
    shell.resize(1366, 768)
    settle(desk)
    assert shell.agents.maximumHeight() > 10_000
    assert shell.clipped_texts() == []


def test_that_the_plot_is_made_in_parts_that_frames_come_between(hall: Hall, qtbot: QtBot) -> None:
    shell, _ = hall
    trend = shell.trend
    there = [trend.plot is not None for _ in trend._make_plot()]
    assert there[:4] == [False] * 4
    assert there[-1]
    assert trend.plot is not None
    assert len(trend.plot._curves) == 3


def test_that_the_import_of_the_plot_gives_way_to_frames_and_only_while_it_lasts(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual_s = sys.getswitchinterval()
    told: list[float] = []
    monkeypatch.setattr(sys, "setswitchinterval", told.append)
    importer = Importer()
    with qtbot.waitSignal(importer.done, timeout=20_000):
        importer.start()
    assert told == [SWITCH_S, usual_s]
