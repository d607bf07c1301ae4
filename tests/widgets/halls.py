"""A whole board's window over a floor told by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from widgets.i18n.language import Language
from widgets.shell import Shell
from widgets.theme import Theme


def busy_story() -> Story:
    """Two queues, five people (one of them overflow), three who wait, one who talks, one who gave up."""
    story = Story().queue("support", talk_norm_s=600.0).queue("sales")
    story.agent("anna", queues=["support"]).agent("boris", queues=["sales"]).agent("vera", queues=["support"])
    story.agent("gleb", queues=["support"], state="not_ready").agent("dina", queues=["support"], overflow=True)
    story.waiting("t1", 1.0).rings("t1", 2.0, "boris").talks("t1", 4.0, "boris")
    for n in (1, 2, 3):
        story.waiting(f"c{n}", 10.0 + n)
    return story


@contextmanager
def opened_shell(
    qtbot: QtBot, theme: Theme, language: Language, story: Story | None, size: tuple[int, int] = (1920, 1080)
) -> Iterator[tuple[Shell, Desk]]:
    """The window, shown, after 65 seconds of the story; without a story nothing has come from the hub."""
    desk = Desk()
    if story is not None:
        desk.greet().tell(story).wait(65.0)
    theme.wear(app := qapp())
    shell = Shell(theme, desk.board, language)
    qtbot.addWidget(shell)
    shell.resize(*size)
    shell.show()
    settle(desk)
    try:
        yield shell, desk
    finally:
        shell.close()
        app.setStyleSheet("")


def qapp() -> QApplication:
    """The one application."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def settle(desk: Desk) -> None:
    """A tick, and all that follows from it."""
    desk.board.tick()
    for _ in range(3):
        QApplication.processEvents()
