"""English, with its plural forms, unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from widgets.i18n.language import Language


@pytest.fixture(autouse=True)
def _english(qtbot: QtBot) -> Iterator[None]:
    language = Language("en")
    yield
    language.leave()
