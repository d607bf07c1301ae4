"""What the tests of painted things stand on: the typeface, a theme, English words, a live board."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QCursor
from pytestqt.qtbot import QtBot

from widgets.i18n.language import Language
from widgets.theme import Theme, load_fonts


@pytest.fixture(autouse=True)
def _pointer_at_rest(qtbot: QtBot) -> None:
    """The pointer back in its corner: F1 asks what is under it, wherever the test before has left it."""
    QCursor.setPos(0, 0)


@pytest.fixture
def language(qtbot: QtBot) -> Iterator[Language]:
    """English, taken away afterwards."""
    language = Language("en")
    yield language
    language.choose("en")
    language.leave()


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """The dark one, in its own typeface."""
    load_fonts()
    return Theme("dark")
