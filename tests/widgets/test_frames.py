"""A frame: mail is taken and told, painted at once, and only then comes what follows the time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, settle
from wallboard.stream.effects import Live
from widgets.app import Page, window_of
from widgets.i18n.language import Language
from widgets.models.board import FRAME_BUDGET_S
from widgets.models.rounds import STEP_S
from widgets.theme import Theme


class Watcher(QObject):
    """Writes down when a widget is painted."""

    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on."""
        if event.type() == QEvent.Type.Paint:
            self._told.append("painted")
        return False


@pytest.fixture(params=["board", "tv"])
def watched(
    request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme, language: Language
) -> Iterator[tuple[Desk, list[str]]]:
    """A desk whose window is shown, and what happens at it, in order."""
    desk = Desk()
    desk.greet().tell(busy_story()).wait(65.0)
    window = window_of(Page(kind=request.param), theme, desk.board, language, lambda: None)
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    settle(desk)
    told: list[str] = []
    watcher = Watcher(told)
    painted = window.page if request.param == "tv" else window.waiting  # type: ignore[union-attr]
    painted.installEventFilter(watcher)
    desk.board.changed.connect(lambda changes: painted.update())
    desk.board.changed.connect(lambda changes: told.append("told"))
    desk.board.rounds.clock.connect(lambda now_t: told.append("a part of the round"))
    desk.board.rounds.start()
    desk.clock.at_s += 2 * STEP_S
    yield desk, told
    desk.board.rounds.stop()
    window.close()


def frame(desk: Desk) -> None:
    """Mail has come, and the bridge gives it a frame."""
    story = busy_story().waiting("new", 64.0)
    desk.bridge.mailbox.put(Live(story.events[-2:], 2), desk.clock.at_s)
    desk.bridge.framed.emit()


def test_that_what_has_come_is_painted_before_a_part_of_the_round(watched: tuple[Desk, list[str]]) -> None:
    desk, told = watched
    frame(desk)
    assert told == ["told", "painted", "a part of the round"]


def test_that_a_frame_that_took_long_leaves_the_part_to_another(watched: tuple[Desk, list[str]]) -> None:
    desk, told = watched

    def take_long() -> None:
        desk.clock.at_s += FRAME_BUDGET_S

    desk.board.framed.connect(take_long)
    frame(desk)
    assert told == ["told", "painted"]
    desk.board.framed.disconnect(take_long)
    frame(desk)
    assert told[-1] == "a part of the round"
