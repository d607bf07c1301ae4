"""The board's own search for garbage: aside while events come, made up for when nothing does."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from widgets.app import Tidying


@pytest.fixture(autouse=True)
def _untouched() -> Iterator[None]:
    """The collector is left as it was."""
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.enable()
    gc.unfreeze()


def test_that_what_the_board_keeps_is_set_aside_every_second(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[bool] = []
    desk = Desk()
    tidying = Tidying(desk.board)
    monkeypatch.setattr(tidying._garbage, "pass_second", lambda *, busy: said.append(busy))
    tidying._timer.timeout.emit()
    assert not said  # nothing is shown yet: the start is not to be held up
    desk.greet()
    desk.tell(Story().queue("support"))
    tidying._timer.timeout.emit()
    tidying._timer.timeout.emit()
    assert said == [True, False]


def test_that_everything_is_searched_with_another_picture_alone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    desk = Desk()
    tidying = Tidying(desk.board)
    monkeypatch.setattr(tidying._garbage, "start_anew", lambda: said.append("anew"))
    desk.greet()
    desk.board.restarted.emit()
    assert said == ["anew"]
