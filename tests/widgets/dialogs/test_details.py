"""The sheet of one contact, person or queue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import Raw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import contact_events as ev
from wallboard.stream.codec import encode_batch
from wallboard.stream.control import Refusal, Result
from widgets.delegates.figure_link import FigureLink
from widgets.dialogs.details import DetailsDialog
from widgets.i18n.language import Language
from widgets.models.details import Kind
from widgets.models.scope import Scope
from widgets.theme import Theme

Open = Callable[[Kind, str], DetailsDialog]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, theme: Theme) -> Open:
    """Opens the sheet of something."""

    def open_for(kind: Kind, key: str) -> DetailsDialog:
        dialog = DetailsDialog(theme, desk.board, kind, key)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_for


def said(dialog: DetailsDialog) -> list[str]:
    """What its labels say."""
    return [label.text().replace("\u00a0", " ") for label in dialog.findChildren(QLabel)]


def history(story: Story) -> Result:
    """The hub's answer."""
    return Result(Raw(encode_batch(story.events)))


def test_that_it_says_what_is_known_and_follows(desk: Desk, opened: Open) -> None:
    dialog = opened("contact", "c1")
    assert dialog.windowTitle().endswith("45\u00a067")
    assert "1:00" in said(dialog)
    desk.wait(5.0)
    assert "1:05" in said(dialog)
    desk.tell(Story().talks("c1", 70.0, "anna")).wait(1.0)
    assert "Anna" in said(dialog)
    assert "Waits" not in said(dialog)


def test_that_the_history_comes_when_the_hub_has_answered(desk: Desk, opened: Open) -> None:
    dialog = opened("contact", "c1")
    assert "Asking the hub for the history …" in said(dialog)
    desk.bridge.answers[-1](history(Story().waiting("c1", 5.0)))
    assert "History, 2 events" in said(dialog)
    assert "queue Support" in dialog.history.toPlainText()


def test_that_a_name_cannot_write_into_the_page(desk: Desk, opened: Open) -> None:
    dialog = opened("contact", "c1")
    evil = Story().tell(ev.ContactIdentified, "c1", 5.0, ev.Identified(name="<b>bold</b><img src=x>"))
    desk.bridge.answers[-1](history(evil))
    assert "<b>bold</b><img src=x>" in dialog.history.toPlainText()


def test_that_no_history_says_why(desk: Desk, opened: Open) -> None:
    dialog = opened("queue", "support")
    desk.bridge.answers[-1](Refusal("not_sent"))
    assert "There is no history: the hub cannot be reached" in said(dialog)


@pytest.mark.parametrize(
    ("kind", "key"), [("agent", "anna"), ("queue", "support"), ("contact", "gone"), ("agent", "gone")]
)
def test_that_every_kind_can_be_shown_also_when_it_is_gone(kind: Kind, key: str, desk: Desk, opened: Open) -> None:
    dialog = opened(kind, key)
    desk.bridge.answers[-1](history(Story()))
    assert dialog.windowTitle() == {"anna": "Anna", "support": "Support"}.get(key, key)
    assert "History, 0 events" in said(dialog)


def test_that_escape_closes_it(opened: Open) -> None:
    dialog = opened("agent", "anna")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_language_and_theme_change_while_it_is_open(
    qtbot: QtBot, opened: Open, language: Language, theme: Theme
) -> None:
    dialog = opened("agent", "anna")
    language.choose("ru")
    qtbot.waitUntil(lambda: "Сотрудник" in said(dialog))
    assert "готовность" in said(dialog)
    theme.choose("light")
    assert "готовность" in said(dialog)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F1])
def test_that_the_figures_of_a_person_and_of_a_queue_lead_to_their_passports(
    opened: Open, key: Qt.Key, qtbot: QtBot
) -> None:
    for kind, subject, scope in (
        ("agent", "anna", Scope(agent="anna")),
        ("queue", "support", Scope("support", live=None)),
    ):
        dialog = opened("agent" if kind == "agent" else "queue", subject)
        links = dialog.findChildren(FigureLink)
        assert len(links) >= 3
        wanted: list[tuple[str, Scope]] = []
        dialog.passport_requested.connect(lambda figure, of, told=wanted: told.append((figure, of)))
        QTest.mouseClick(links[0], Qt.MouseButton.LeftButton)
        QTest.keyClick(links[1], key)
        assert wanted == [(links[0].figure_id, scope), (links[1].figure_id, scope)]
