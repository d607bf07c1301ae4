"""What somebody who sees the board for the first time tripped over."""

from __future__ import annotations

import msgspec
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, opened_shell, settle
from wallboard.metrics import counts as at
from wallboard.stream.control import Result
from widgets.dialogs.passport import PassportDialog
from widgets.i18n.language import Language
from widgets.i18n.numbers import DASH
from widgets.models.passport import TICKS_ASKED
from widgets.models.scope import Scope
from widgets.theme import Theme

OCCUPANCY = 5


def test_that_the_peoples_time_is_not_shown_as_a_queues(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        tile = shell.strip.tiles[OCCUPANCY]
        assert tile.face.figure != DASH
        shell.header.filter_box.choose("queue", "support")
        settle(desk)
        assert (tile.face.figure, tile.face.spark) == (DASH, ())
        assert tile.face.second[-1] == "of all queues only"
        assert shell.strip.figure_at(tile.mapToGlobal(tile.rect().center())) == ("occupancy", Scope())


def test_that_esc_shows_everything_again_wherever_the_keyboard_is(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        box = shell.header.filter_box
        for widget in (box.line, box.button, shell.queues.table, shell.agents.grid, shell.strip.tiles[0]):
            box.choose("queue", "support")
            settle(desk)
            widget.setFocus()
            QTest.keyClick(widget, Qt.Key.Key_Escape)
            assert not box.filter.queue, widget


def test_that_what_comes_late_moves_no_button_of_a_passport(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = PassportDialog(theme, desk.board, "service_level.short_abandons_excluded", Scope(), shell)
        dialog.show()
        dialog.why.hide()
        before = _settled_y(dialog)
        dialog.why.setText("word " * 60)
        dialog.why.show()
        assert _settled_y(dialog) == before
        dialog.close()


def test_that_the_counts_of_the_staff_follow_the_filter_at_once(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        settle(desk)
        before = [mark.words for mark in shell.agents._legend]
        shell.header.filter_box.line.setText("anna")
        assert [mark.words for mark in shell.agents._legend] != before
        assert shell.agents.tab_name() == "Staff · 1"


def _settled_y(dialog: PassportDialog) -> int:
    layout = dialog.layout()
    assert layout is not None
    layout.activate()
    return dialog.trying.y()


def test_that_controls_in_a_heading_have_room_for_the_words_of_another_language(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        corner = shell.agents._corner
        assert corner is not None
        language.choose("ru")
        settle(desk)
        qtbot.waitUntil(lambda: corner.width() == corner.sizeHint().width())
        for button in (shell.agents.order_button, shell.standings_button):
            assert button.width() >= button.sizeHint().width()


def test_that_a_service_level_far_off_its_target_is_an_alarm_in_the_list_as_on_the_tile(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, _):
        row = next(row for row in shell.queues.table.rows_model.rows if row.id == "support")
        tones = [
            shell.queues._cell(structs.replace(row, target=0.8, service_level=level), "service").tone
            for level in (0.81, 0.7962, 0.78, 0.69)
        ]
        assert tones == ["text", "text", "warning", "alarm"]


def test_that_tiles_and_losses_tell_of_one_moment(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        rounds = shell.board.rounds
        rounds.stop()
        for n in range(3):
            desk.tell(Story().waiting(f"more{n}", 66.0 + n))
            rounds.losses.emit(shell.board.now_t())
            offered = shell.board.books.today().n[at.OFFERED]
            assert shell.strip.tiles[1].face.first[0].endswith(f"of {offered} offered")
            assert shell.losses._notes[0].endswith(f"{offered} offered")


def test_that_the_contacts_of_a_passport_are_asked_for_again(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = PassportDialog(theme, desk.board, "answered_share", Scope(), shell)
        nothing = Result(msgspec.Raw(b"[]"))
        asked = _asked_for_contacts(desk)
        desk.bridge.answers[asked[-1]](nothing)
        for _ in range(TICKS_ASKED + 1):
            desk.wait(0.25)
        again = _asked_for_contacts(desk)
        assert len(again) == len(asked) + 1
        assert dialog.note.text() != "Asking the hub for the contacts …"
        before = dialog.model.asked_t
        desk.bridge.answers[again[-1]](nothing)
        assert dialog.model.asked_t > before
        dialog.close()


def _asked_for_contacts(desk: Desk) -> list[int]:
    return [n for n, query in enumerate(desk.bridge.queries) if query.about == "contacts"]
