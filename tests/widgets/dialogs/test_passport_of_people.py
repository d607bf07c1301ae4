"""Figures of who does what: the headings of staff and overflow, the tile of occupancy, and the people behind them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.dialogs.test_passport import passports
from tests.widgets.halls import busy_story, opened_shell, settle
from tests.widgets.pictures import photo
from wallboard.metrics.catalogue import CATALOGUE
from wallboard.stream import contact_events as ev
from widgets.delegates.panel import Panel
from widgets.dialogs.details import DetailsDialog
from widgets.dialogs.passport import PassportDialog
from widgets.i18n.language import Language
from widgets.models.at_work import OF_OVERFLOW, OF_PEOPLE, ON_DUTY, people_behind
from widgets.models.board import Board
from widgets.models.ordered import Filter
from widgets.models.passport import look
from widgets.models.scope import Scope
from widgets.shell import Shell
from widgets.theme import Theme


def places(panel: Panel) -> dict[str, QPoint]:
    """Where each figure of the heading stands, once it is painted."""
    photo(panel)
    found: dict[str, QPoint] = {}
    for x in range(panel.width()):
        figure = panel.heading_figure(QPoint(x, 18).toPointF())
        if figure:
            found.setdefault(figure, QPoint(x + 4, 18))
    return found


def names(dialog: PassportDialog) -> list[str]:
    model = dialog.table.rows_model
    return [model.row(n).title for n in range(model.rowCount())]


def number(shell: Shell, figure: str, scope: Scope) -> float | None:
    return look(shell.board, CATALOGUE[figure], scope).value


def test_that_each_state_in_the_heading_of_the_staff_leads_to_its_passport_and_to_its_people(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        marks = {mark.figure: mark.words.rsplit(" ", 1)[-1] for mark in shell.agents._legend}
        assert marks == {"talking": "1", "free": "2", "away": "1"}
        for figure, place in places(shell.agents).items():
            QTest.mouseClick(shell.agents, Qt.MouseButton.LeftButton, pos=place)
            settle(desk)
            (dialog,) = passports(shell)
            assert dialog.model.figure.id == figure
            assert str(dialog.table.rows_model.rowCount()) == dialog._value.text() == marks.pop(figure)
            assert not dialog.tabs.isVisible()
        assert not marks


def test_that_a_person_behind_such_a_figure_opens_and_what_he_does_is_told(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        QTest.mouseClick(shell.agents, Qt.MouseButton.LeftButton, pos=places(shell.agents)["talking"])
        settle(desk)
        (dialog,) = passports(shell)
        assert names(dialog) == ["Boris"]
        row = dialog.table.rows_model.row(0)
        assert (row.wait_text, row.outcome_text) == ("1:01", "talking")
        assert [dialog.table.rows_model.header(c) for c in ("time", "who", "wait", "outcome")] == [
            "since", "name", "for", "state",
        ]  # fmt: skip
        QTest.keyClick(dialog.table, Qt.Key.Key_Down)
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        assert [sheet.details.key for sheet in shell.findChildren(DetailsDialog)] == ["boris"]


def test_that_under_a_filter_it_is_about_those_who_are_seen(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        shell.header.filter_box.line.setText("ver")
        settle(desk)
        at = shell.agents.mapToGlobal(places(shell.agents)["free"])
        assert shell.agents.figure_at(at) == ("free", Scope(live=None, among=Filter(text="ver")))
        QTest.mouseClick(shell.agents, Qt.MouseButton.LeftButton, pos=places(shell.agents)["free"])
        settle(desk)
        (dialog,) = passports(shell)
        assert names(dialog) == ["Vera"]
        assert "with “ver”" in dialog.page.toPlainText()
        assert "channels" not in dialog.page.toPlainText()


def test_that_the_overflow_and_the_tile_lead_to_who_of_the_overflow_is_free(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        QTest.mouseClick(shell.overflow, Qt.MouseButton.LeftButton, pos=places(shell.overflow)["spare"])
        settle(desk)
        (dialog,) = passports(shell)
        assert (dialog.model.figure.id, names(dialog)) == ("spare", ["Dina"])
        links = {link[0] for row in shell.strip.tiles[5]._rows() for _, link in row.parts()}
        assert links == {"free", "spare", "utilisation"}


def test_that_who_left_a_state_leaves_its_list(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = PassportDialog(theme, shell.board, "talking", Scope(), shell)
        assert names(dialog) == ["Boris"]
        desk.tell(Story().tell(ev.ContactCleared, "t1", 66.0, ev.Cleared("customer")))
        for _ in range(4):
            settle(desk)
        assert names(dialog) == []
        assert dialog.note.text() == "Nobody at this moment."
        dialog.close()


@pytest.mark.parametrize("queue", ["", "support", "sales"])
def test_that_the_numbers_are_those_of_the_crews(qtbot: QtBot, theme: Theme, language: Language, queue: str) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, _):
        crew = shell.board.crews.of(queue)
        told = [number(shell, figure, Scope(queue)) for figure in ("free", "on_duty", "spare", "overflow_on_duty")]
        assert told == [crew.free, crew.on_duty, crew.spare, crew.lent]


def test_that_whoever_is_on_duty_is_in_one_state(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, _):
        board: Board = shell.board
        states = OF_PEOPLE - {*ON_DUTY, *OF_OVERFLOW}
        found = [worker.id for figure in states for worker in people_behind(board, figure, Scope())]
        assert sorted(found) == sorted(worker.id for worker in people_behind(board, "on_duty", Scope()))


def test_that_the_header_leads_to_who_is_on_duty(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        duty = shell.header.duty
        found = {figure: rect.center().toPoint() for rect, figure in duty.parts()}
        for figure, people in (("on_duty", ["Boris", "Anna", "Vera", "Gleb"]), ("overflow_on_duty", ["Dina"])):
            before = photo(duty)
            QTest.mouseMove(duty, found[figure])
            assert photo(duty) != before
            assert shell.header.figure_at(duty.mapToGlobal(found[figure])) == (figure, Scope(live=None))
            QCursor.setPos(duty.mapToGlobal(found[figure]))
            assert shell.guide.figure() == (figure, Scope(live=None))
            QTest.mouseClick(duty, Qt.MouseButton.LeftButton, pos=found[figure])
            settle(desk)
            (dialog,) = passports(shell)
            assert dialog.model.figure.id == figure
            assert sorted(names(dialog)) == sorted(people)
        assert shell.header.figure_at(duty.mapToGlobal(QPoint(duty.width() + 60, 5))) is None
