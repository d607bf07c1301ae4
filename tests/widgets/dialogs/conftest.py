"""A live board with a caller and people, in English, and a theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from widgets.i18n.language import Language
from widgets.theme import Theme


@pytest.fixture
def language(qtbot: QtBot) -> Iterator[Language]:
    """English, taken away afterwards."""
    language = Language("en")
    yield language
    language.choose("en")
    language.leave()


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """The dark one."""
    return Theme("dark")


@pytest.fixture
def desk(language: Language) -> Desk:
    """Anna serves the caller's queue, Boris another; sales is another queue."""
    story = Story().queue("support").queue("sales").agent("anna", 0.0, queues=["support"])
    story.agent("boris", 0.0, queues=["sales"]).waiting("c1", 5.0).waiting("c2", 6.0)
    return Desk().greet().tell(story).wait(65.0)
