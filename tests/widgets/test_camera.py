"""Pictures without a screen: the same events and size give the same picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.commands.floors import START_T
from tests.widgets.halls import busy_story
from wallboard.metrics.picture import Picture
from widgets.app import Page
from widgets.camera import Lapse, Shot, take_picture


def folded() -> tuple[Picture, Lapse]:
    """The busy floor, and half a minute after it."""
    picture = Picture("UTC")
    picture.fold(busy_story().events)
    return picture, [(START_T + 40.0 + n, []) for n in range(30)]


@pytest.mark.parametrize("page", [Page(), Page("tv", "support")], ids=["board", "tv"])
def test_that_the_same_events_give_the_same_picture(qapp: QApplication, tmp_path: Path, page: Page) -> None:
    shot = Shot(1366, 768, "dark", "ru", page, "office", "Europe/Moscow")
    for name in ("one.png", "other.png"):
        take_picture(shot, *folded(), tmp_path / name)
    one, other = QImage(str(tmp_path / "one.png")), QImage(str(tmp_path / "other.png"))
    assert one.size().toTuple() == (1366, 768)
    assert one == other


def test_that_a_folder_that_is_not_there_is_an_error_of_the_system(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot write"):
        take_picture(Shot(1280, 720), *folded(), tmp_path / "nowhere" / "board.png")
