"""All figures of the catalogue, opened with F2, chosen by queue, part and window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, opened_shell, settle
from wallboard.metrics.catalogue import CATALOGUE
from widgets.dialogs.figures import FiguresDialog
from widgets.dialogs.passport import PassportDialog
from widgets.i18n.language import Language
from widgets.shell import Shell
from widgets.theme import Theme


def opened(shell: Shell, desk: Desk) -> FiguresDialog:
    QTest.keyClick(shell, Qt.Key.Key_F2)
    settle(desk)
    found = shell.findChild(FiguresDialog)
    assert found is not None
    return found


def shown(dialog: FiguresDialog) -> dict[str, str]:
    return {row.id: row.value for row in dialog.model.rows}


def test_that_every_figure_that_is_live_is_there(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk)
        live = {figure.id for figure in CATALOGUE.values() if {"today", "now"} & set(figure.windows)}
        assert shown(dialog).keys() == live
        assert (shown(dialog)["offered"], shown(dialog)["waiting"]) == ("4", "3")
        assert shown(dialog)["answered_share"] == "25.0%"
        assert shown(dialog)["patience_median_s"] == "—"


def test_that_queue_part_and_window_are_chosen(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk)
        dialog.queues.setCurrentIndex(dialog.queues.findData("sales"))
        assert shown(dialog)["offered"] == "0"
        dialog.queues.setCurrentIndex(0)
        dialog.parts.setCurrentIndex(dialog.parts.findData("vip"))
        assert shown(dialog)["offered"] == "0"
        dialog.parts.setCurrentIndex(dialog.parts.findData("rest"))
        assert shown(dialog)["offered"] == "4"
        dialog.windows.setCurrentIndex(dialog.windows.findData(15))
        assert "occupancy" not in shown(dialog)
        assert not dialog.parts.isEnabled()
        assert shown(dialog)["answered"] == "1"


def test_that_a_figure_is_found_by_its_name_and_opens_its_passport(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk)
        QTest.keyClicks(dialog.line, "speed answer queueing")
        assert [*shown(dialog)] == ["asa_queued_s"]
        dialog.table.selectRow(0)
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        passport = shell.findChild(PassportDialog)
        assert passport is not None
        assert passport.model.figure.id == "asa_queued_s"


def test_that_the_values_follow_what_happens_and_the_words_the_language(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk)
        before = shown(dialog)["longest_wait"]
        for _ in range(8):
            desk.wait(0.5)
        assert shown(dialog)["longest_wait"] != before
        language.choose("ru")
        settle(desk)
        assert dialog.model.find("offered").name == "Поступило"  # type: ignore[union-attr]
