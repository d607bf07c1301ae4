"""Everybody's figures against norm and team, opened on the board with clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from tests.widgets.halls import opened_shell, settle
from wallboard.metrics.standing import FIGURES
from wallboard.stream import contact_events as ev
from widgets.dialogs.details import DetailsDialog
from widgets.dialogs.passport import PassportDialog
from widgets.dialogs.people import PeopleDialog
from widgets.i18n.language import Language
from widgets.models.people import MEDIAN, NORM
from widgets.models.scope import Scope
from widgets.shell import Shell
from widgets.theme import Theme

Hall = tuple[Shell, Desk]


def team_story() -> Story:
    """Three of one team, with 90, 60 and 30 seconds a contact, and one of another, who hands on what he had."""
    story = Story().queue("support").queue("sales")
    for name in ("anna", "boris", "vera"):
        story.agent(name, queues=["support"], team="first")
    story.agent("gleb", queues=["sales"], team="second")
    for n, (name, seconds) in enumerate((("anna", 90.0), ("boris", 60.0), ("vera", 30.0), ("gleb", 20.0))):
        story.waiting(f"c{n}", 1.0).talks(f"c{n}", 2.0, name)
        if name == "gleb":
            story.tell(ev.ContactTransferred, f"c{n}", 10.0, ev.Transferred("gleb", to="support", to_kind="queue"))
        story.tell(ev.ContactCleared, f"c{n}", 2.0 + seconds, ev.Cleared("customer"))
    return story


@pytest.fixture
def hall(qtbot: QtBot, theme: Theme, language: Language) -> Iterator[Hall]:
    with opened_shell(qtbot, theme, language, team_story().waiting("late", 60.0)) as (shell, desk):
        desk.wait(60.0)
        yield shell, desk


def opened(shell: Shell, desk: Desk, qtbot: QtBot) -> PeopleDialog:
    """By its key, once everybody has been read."""
    QTest.keyClick(shell, Qt.Key.Key_F5)
    settle(desk)
    found = shell.findChild(PeopleDialog)
    assert found is not None
    qtbot.waitUntil(lambda: found.model.read)
    return found


def order(dialog: PeopleDialog) -> list[str]:
    return [row.id for row in dialog.ordered.rows]


def press(dialog: PeopleDialog, key: str, column: str) -> None:
    place = dialog.ordered.index(dialog.ordered.row_of(key), dialog.ordered.COLUMNS.index(column))
    dialog.table.setColumnHidden(place.column(), False)
    at: QPoint = dialog.table.visualRect(place).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_that_everybody_stands_beside_norm_and_the_median_of_his_team(hall: Hall, qtbot: QtBot) -> None:
    dialog = opened(*hall, qtbot)
    assert order(dialog) == [NORM, MEDIAN, "anna", "boris", "gleb", "vera"]
    shown = {row.id: dialog._cell(row, "aht_s") for row in dialog.ordered.rows}
    assert {key: cell.text for key, cell in shown.items()} == {
        NORM: "—", MEDIAN: "0:45", "anna": "1:30", "boris": "1:00", "gleb": "0:08", "vera": "0:30",
    }  # fmt: skip
    assert {key: cell.after for key, cell in shown.items()} == {
        NORM: "", MEDIAN: "", "anna": "+0:30", "boris": "", "gleb": "", "vera": "−0:30",
    }  # fmt: skip


def test_that_a_team_or_a_queue_is_looked_at_alone(hall: Hall, qtbot: QtBot) -> None:
    dialog = opened(*hall, qtbot)
    dialog.teams.setCurrentIndex(dialog.teams.findData("first"))
    assert order(dialog) == [NORM, MEDIAN, "anna", "boris", "vera"]
    assert dialog._cell(dialog.ordered.row(1), "aht_s").text == "1:00"
    dialog.teams.setCurrentIndex(0)
    dialog.queues.setCurrentIndex(dialog.queues.findData("sales"))
    assert order(dialog) == [NORM, MEDIAN, "gleb"]
    dialog.line.setText("nobody")
    assert "Nobody" in dialog.said.text() or not order(dialog)


def test_that_a_heading_puts_the_worst_first_below_the_norm(hall: Hall, qtbot: QtBot) -> None:
    dialog = opened(*hall, qtbot)
    dialog.ordered.sort_by("aht_s")
    assert order(dialog) == [NORM, MEDIAN, "anna", "boris", "vera", "gleb"]
    dialog.ordered.sort_by("transfer_rate")
    assert order(dialog)[:3] == [NORM, MEDIAN, "gleb"]
    worse = dialog._cell(dialog.ordered.row(2), "transfer_rate")
    assert (worse.text, worse.tone) == ("▲ 100%", "alarm")


def test_that_enter_opens_the_person_and_a_click_on_a_figure_its_passport(hall: Hall, qtbot: QtBot) -> None:
    shell, desk = hall
    dialog = opened(shell, desk, qtbot)
    dialog.table.selectRow(2)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    details = shell.findChild(DetailsDialog)
    assert details is not None
    assert details.windowTitle() == "Anna"
    press(dialog, "anna", "aht_s")
    passport = shell.findChild(PassportDialog)
    assert passport is not None
    assert (passport.model.figure.id, passport.model.scope) == ("aht_s", Scope(agent="anna"))
    assert "(90 s + 0 s + 0 s) / 1" in passport.page.toPlainText().replace("\u00a0", " ")
    asked = next(query for query in desk.bridge.queries if query.about == "contacts")
    assert asked.where == {"agent": "anna"}


def test_that_the_button_in_the_heading_opens_it_too(hall: Hall, qtbot: QtBot) -> None:
    shell, desk = hall
    QTest.mouseClick(shell.standings_button, Qt.MouseButton.LeftButton)
    settle(desk)
    assert shell.findChild(PeopleDialog) is not None


def test_that_it_is_read_anew_while_it_is_open(hall: Hall, qtbot: QtBot) -> None:
    shell, desk = hall
    dialog = opened(shell, desk, qtbot)
    desk.tell(Story().talks("late", 130.0, "vera").tell(ev.ContactCleared, "late", 140.0, ev.Cleared("customer")))
    desk.wait(30.0)
    dialog.model.begin()
    row = dialog.model.find
    qtbot.waitUntil(lambda: (found := row("vera")) is not None and found.values[0] == 2.0)


def test_that_every_figure_of_a_person_has_a_column(hall: Hall, qtbot: QtBot) -> None:
    dialog = opened(*hall, qtbot)
    assert ("name", "team", *FIGURES) == dialog.ordered.COLUMNS
    assert all(dialog.ordered.explained(figure_id) for figure_id in FIGURES)
