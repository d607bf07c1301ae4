"""The wall: large figures without names, without a pointer, and back by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, settle
from tests.widgets.pictures import has, photo
from wallboard.stream import feed_events as fe
from widgets.carousel import Carousel
from widgets.delegates.legibility import Wall
from widgets.dialogs.passport import PassportDialog
from widgets.i18n.language import Language
from widgets.theme import Theme

Wallside = tuple[Carousel, Desk]


def hang(qtbot: QtBot, theme: Theme, desk: Desk, queue: str, distance_m: float = 5.0) -> Carousel:
    """A screen of 55 inches."""
    carousel = Carousel(theme, desk.board, queue, Wall(55.0, distance_m))
    qtbot.addWidget(carousel)
    carousel.resize(1920, 1080)
    carousel.show()
    settle(desk)
    photo(carousel)
    return carousel


@pytest.fixture
def wallside(qtbot: QtBot, theme: Theme, language: Language) -> Wallside:
    """The page of the busy queue."""
    desk = Desk().greet().tell(busy_story()).wait(65.0)
    return hang(qtbot, theme, desk, "support"), desk


def test_that_it_shows_four_to_six_figures_each_with_its_target(wallside: Wallside) -> None:
    carousel, _ = wallside
    assert 4 <= len(carousel.page.faces) <= 6
    for face in carousel.page.faces:
        assert face.aims[0]
    assert carousel.page.legible
    assert carousel.clipped_texts() == []


@pytest.mark.parametrize("distance_m", [2.0, 5.0, 8.0])
@pytest.mark.parametrize("code", ["en", "ru"])
def test_that_nothing_is_cut_off_at_any_distance(
    qtbot: QtBot, theme: Theme, language: Language, code: str, distance_m: float
) -> None:
    language.choose("ru" if code == "ru" else "en")
    desk = Desk().greet().tell(busy_story()).wait(65.0)
    carousel = hang(qtbot, theme, desk, "support", distance_m)
    assert carousel.page.legible
    assert carousel.clipped_texts() == []


def test_that_it_names_nobody(wallside: Wallside) -> None:
    carousel, desk = wallside
    said = " ".join(" ".join((*face.titles, *face.aims, face.figure)) for face in carousel.page.faces)
    assert not [agent.name for agent in desk.board.floor.agents.values() if agent.name in said]
    assert "916" not in said


def test_that_there_is_no_pointer(wallside: Wallside) -> None:
    assert wallside[0].cursor().shape() == Qt.CursorShape.BlankCursor


@pytest.mark.parametrize("asked", ["support", "Support", "SUPPORT"])
def test_that_the_queue_is_found_by_key_or_name(qtbot: QtBot, theme: Theme, language: Language, asked: str) -> None:
    desk = Desk().greet().tell(busy_story()).wait(65.0)
    assert hang(qtbot, theme, desk, asked).page.faces[0].figure == "3"


def test_that_without_a_queue_it_shows_all_of_them(qtbot: QtBot, theme: Theme, language: Language) -> None:
    desk = Desk().greet().tell(busy_story().waiting("s1", 20.0, queue="sales")).wait(65.0)
    assert hang(qtbot, theme, desk, "").page.faces[0].figure == "4"


def test_that_a_queue_that_is_not_there_is_told_and_shown_once_it_is(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    desk = Desk().greet()
    carousel = hang(qtbot, theme, desk, "support")
    assert carousel.page.faces == ()
    assert "support" in carousel.page._message
    desk.tell(Story().queue("support")).wait(1.0)
    photo(carousel)
    assert carousel.page.faces


def test_that_a_long_wait_is_loud(wallside: Wallside, theme: Theme) -> None:
    carousel, desk = wallside
    assert carousel.page.faces[0].tone == ""
    calm = photo(carousel)
    desk.wait(60.0)
    settle(desk)
    assert carousel.page.faces[0].tone == "alarm"
    tile = QRectF(60, 150, 400, 200)
    assert not has(calm, theme.color("alarm_back"), tile)
    assert has(photo(carousel), theme.color("alarm_back"), tile)


@pytest.mark.parametrize(("code", "said"), [("en", "Replay of day.jsonl, 60 times"), ("ru", "day.jsonl")])
def test_that_a_recording_says_that_it_is_one(wallside: Wallside, language: Language, code: str, said: str) -> None:
    carousel, desk = wallside
    language.choose("ru" if code == "ru" else "en")
    desk.tell(Story().replayed(60.0))
    settle(desk)
    photo(carousel)
    assert said in carousel.page._head[1][0]
    assert carousel.clipped_texts() == []


def test_that_it_looks_stale_without_the_hub_and_comes_back_by_itself(wallside: Wallside) -> None:
    carousel, desk = wallside
    live = photo(carousel)
    desk.wait(10.0, beats=False)
    settle(desk)
    assert carousel.page._age == "no data for 10\u00a0s"
    stale = photo(carousel)
    assert stale != live
    desk.wait(0.5)
    settle(desk)
    assert carousel.page._age == ""
    assert photo(carousel) != stale


def test_that_a_simulated_centre_is_never_taken_for_a_live_one(qtbot: QtBot, theme: Theme, language: Language) -> None:
    desk = Desk().greet().tell(busy_story()).wait(65.0)
    carousel = hang(qtbot, theme, desk, "support")
    assert carousel.page._head[1:] == (("live data · 15:07", "15:07"), False)
    desk.tell(Story().tell(fe.FeedConnected, "sim", 65.0, fe.Connected("simulator")))
    settle(desk)
    assert carousel.page._head[1:] == (("Simulator · 15:07", "Simulator"), True)
    assert has(photo(carousel), theme.color("warning"))


def test_that_a_figure_of_the_wall_has_a_passport_by_click_and_keys_without_names(wallside: Wallside) -> None:
    carousel, desk = wallside
    place = carousel.page._tile(0).center().toPoint()
    QTest.mouseClick(carousel.page, Qt.MouseButton.LeftButton, pos=place)
    (dialog,) = carousel.findChildren(PassportDialog)
    assert (dialog.model.figure.id, dialog.model.scope.queue) == ("waiting", "support")
    assert not dialog.table.isVisible()
    assert not [query for query in desk.bridge.queries if query.about == "contacts"]
    dialog.close()
    QTest.keyClick(carousel.page, Qt.Key.Key_Right)
    QTest.keyClick(carousel.page, Qt.Key.Key_Right)
    QTest.keyClick(carousel.page, Qt.Key.Key_F1)
    shown = [found for found in carousel.findChildren(PassportDialog) if found.isVisible()]
    assert [found.model.figure.id for found in shown] == [carousel.page.faces[1].figure_id]
    carousel.close()
    assert not [found for found in carousel.findChildren(PassportDialog) if found.isVisible()]
