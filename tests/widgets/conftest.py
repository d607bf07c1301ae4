"""What the tests of painted things stand on: the typeface, a theme, English words, a live board."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from widgets.i18n.language import Language
from widgets.theme import Theme, load_fonts


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
