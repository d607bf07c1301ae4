"""English words, with their plural forms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from widgets.i18n.language import Language


@pytest.fixture
def language(qtbot: QtBot) -> Iterator[Language]:
    """English, taken away afterwards."""
    language = Language("en")
    yield language
    language.choose("en")
    language.leave()
