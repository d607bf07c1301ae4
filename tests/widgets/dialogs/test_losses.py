"""Where customers give up, at large: stages, who was lost, where exactly, and calling them back."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from msgspec import Raw
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.commands.floors import START_T, Story
from tests.widgets import losing
from tests.widgets.boards import Desk
from wallboard.metrics.normals import Normal, Usual
from wallboard.stream import command_events as co
from wallboard.stream.control import Refusal, Result
from widgets.delegates.flow import FlowStage
from widgets.dialogs.call_back import CallBackDialog
from widgets.dialogs.losses import LossesDialog
from widgets.i18n.language import Language
from widgets.models.scope import Scope
from widgets.theme import Theme

ALL_CALLABLE = {"m1", "q1", "q2", "r1"}


@pytest.fixture
def desk(language: Language) -> Desk:
    """Customers have been lost."""
    return losing.desk()


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, theme: Theme) -> Iterator[LossesDialog]:
    """The view, open."""
    found = LossesDialog(theme, desk.board)
    qtbot.addWidget(found)
    found.resize(1284, 720)
    found.show()
    yield found
    found.close()


def listed(dialog: LossesDialog) -> list[str]:
    return [row.id for row in dialog.list.ordered.rows]


def columns(dialog: LossesDialog) -> dict[str, FlowStage]:
    return {stage.key: stage for stage in dialog.flow._stages}


def click(dialog: LossesDialog, place: int) -> None:
    """A click on the column in that place, the offers being 0."""
    width = dialog.flow.width() / 5
    QTest.mouseClick(dialog.flow, Qt.MouseButton.LeftButton, pos=QPoint(int((place + 0.5) * width), 60))


def question(dialog: LossesDialog) -> CallBackDialog:
    [found] = dialog.findChildren(CallBackDialog)
    return found


def button(box: QDialogButtonBox, role: QDialogButtonBox.ButtonRole) -> QPushButton:
    [found] = [one for one in box.buttons() if box.buttonRole(one) == role]
    assert isinstance(found, QPushButton)
    return found


def test_that_every_stage_says_who_came_who_was_lost_and_after_how_long(dialog: LossesDialog) -> None:
    found = columns(dialog)
    assert [(key, stage.entered, stage.lost) for key, stage in found.items()] == [
        ("offered", 7, 0),
        ("menu", 1, 1),
        ("queue", 6, 3),
        ("ringing", 2, 1),
        ("talk", 1, 1),
    ]
    assert found["offered"].lines == (("1 through the menu",), ("6 direct",))
    assert found["queue"].past == 6
    assert found["queue"].tone == "alarm"
    assert found["menu"].tone == ""
    assert ("half within 0:19",) in found["queue"].lines
    assert listed(dialog) == ["h1", "q2", "q1", "r1", "q3", "m1"]


def test_that_a_click_on_a_stage_shows_who_was_lost_there_and_a_second_one_all(dialog: LossesDialog) -> None:
    click(dialog, 2)
    assert listed(dialog) == ["q2", "q1", "q3"]
    assert "Queue: 3 lost today · 2 can be called back" in dialog.words
    click(dialog, 3)
    assert listed(dialog) == ["r1"]
    assert "By whose phone rang: Anna 1" in dialog.shares.accessibleDescription()
    click(dialog, 3)
    assert len(listed(dialog)) == 6


def test_that_the_keys_walk_along_the_flow_and_into_the_list(dialog: LossesDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.flow, Qt.Key.Key_Right)
    QTest.keyClick(dialog.flow, Qt.Key.Key_Right)
    assert dialog.flow.stage == "queue"
    QTest.keyClick(dialog.flow, Qt.Key.Key_Return)
    assert dialog.list.table.chosen() == ["q2"]
    with qtbot.waitSignal(dialog.details_requested) as opened:
        QTest.keyClick(dialog.list.table, Qt.Key.Key_Return)
    assert opened.args == ["contact", "q2"]
    QTest.keyClick(dialog.flow, Qt.Key.Key_Home)
    assert dialog.flow.stage == ""
    assert dialog.isVisible()
    QTest.keyClick(dialog.flow, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_the_list_says_where_he_was_and_what_has_come_of_it(dialog: LossesDialog) -> None:
    told = {row.id: (row.where_text, row.after_text, row.tier_text, row.since_text) for row in dialog.list.ordered.rows}
    assert told["m1"] == ("in the main menu", "0:08", "", "")
    assert told["q2"] == ("queue Support, place 3", "0:29", "VIP", "")
    assert told["q3"] == ("queue Support", "0:05", "", "came again at 15:07")
    assert told["r1"] == ("ringing at Anna", "0:12", "", "")
    assert told["h1"] == ("on hold at Anna", "0:14", "", "no number")


def test_that_the_places_of_the_queue_and_the_waits_are_told(dialog: LossesDialog) -> None:
    click(dialog, 2)
    said = dialog.shares.accessibleDescription()
    assert "By place in the queue: 2 1 0:19, 3 1 0:29" in said
    assert "to 20 s 1, to 30 s 1" in said.replace("\u00a0", " ")
    click(dialog, 1)
    assert "By menu node: main menu 1 of 1 · 100.0% · 0:08" in dialog.shares.accessibleDescription()


def test_that_who_was_lost_before_any_queue_is_said_to_have_been_in_the_menu(dialog: LossesDialog) -> None:
    said = dialog.shares.accessibleDescription()
    assert "in the menu" in said
    assert "—" not in said


def test_that_one_queue_can_be_looked_at_alone(dialog: LossesDialog) -> None:
    dialog.queues.setCurrentIndex(dialog.queues.findData("sales"))
    assert listed(dialog) == []
    assert columns(dialog)["queue"].entered == 0
    dialog.queues.setCurrentIndex(dialog.queues.findData("support"))
    assert len(listed(dialog)) == 5


def test_that_calling_all_back_asks_first_and_leaves_out_who_came_again(dialog: LossesDialog, desk: Desk) -> None:
    QTest.mouseClick(dialog.list.all_button, Qt.MouseButton.LeftButton)
    asked = question(dialog)
    assert "Promise 4 customers who gave up a callback by 16:08?" in asked.words
    assert "Left out: came again (1), no number (1)" in asked.words
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert losing.requests(desk) == []


def test_that_all_are_promised_and_the_sum_is_told(dialog: LossesDialog, desk: Desk) -> None:
    QTest.mouseClick(dialog.list.all_button, Qt.MouseButton.LeftButton)
    asked = question(dialog)
    asked.within.setCurrentIndex(0)
    assert "15:38" in asked.words
    QTest.mouseClick(button(asked.buttons, QDialogButtonBox.ButtonRole.AcceptRole), Qt.MouseButton.LeftButton)
    promised = losing.requests(desk)
    actions = [event.data.action for event in promised]
    assert {co.contact_of(action) for action in actions} == ALL_CALLABLE
    assert {a.due.timestamp() for a in actions if isinstance(a, co.PromiseCallback)} == {START_T + 1880.0}
    assert "0 promised, 4 pending" in dialog.words
    desk.tell(losing.answered(promised, 66.0, {"q1": "feed_lost"})).wait(1.0)
    assert "3 promised, 1 refused: " in dialog.words
    assert "1 can be called back" in dialog.words
    assert {row.since_text for row in dialog.list.ordered.rows if row.id in ALL_CALLABLE - {"q1"}} == {
        "callback by 15:38"
    }


def test_that_a_selection_is_called_back_by_a_key(dialog: LossesDialog, desk: Desk) -> None:
    dialog.list.table.selectRow(1)
    dialog.list.table.setFocus()
    QTest.keyClick(dialog.list.table, Qt.Key.Key_B)
    asked = question(dialog)
    assert "Promise 1 customer who gave up a callback" in asked.words
    asked.accept()
    assert [co.contact_of(event.data.action) for event in losing.requests(desk)] == ["q2"]


def test_that_nothing_is_promised_where_nothing_can_be_done(dialog: LossesDialog, desk: Desk) -> None:
    desk.wait(10.0, beats=False)
    assert not dialog.list.all_button.isEnabled()
    dialog.list.call_all()
    assert not dialog.findChildren(CallBackDialog)


def usual(weeks: int) -> Result:
    normals = {"queue": Normal(weeks, 8.0, 4.0, 0.5, 25.0), "menu": Normal(weeks, 3.0, 0.0, 0.0, None)}
    return Result(Raw(msgspec.json.encode([Usual(START_T, weeks, normals if weeks else {})])))


def test_that_it_is_compared_with_past_weeks_where_there_are_any(dialog: LossesDialog, desk: Desk) -> None:
    assert desk.bridge.queries[-1].about == "normals"
    assert "asking for past weeks" in dialog.words
    desk.bridge.answers[-1](usual(3))
    assert "compared with 3 past weeks, up to 15:00" in dialog.words
    queue = columns(dialog)["queue"]
    assert queue.tone == ""
    assert queue.lines[1][0] == "normal 50.0% (±0.0 points)"
    assert queue.lines[2][0] == "half within 0:19, normal 0:25"
    assert "Normal, as compared with 3 past weeks: 8 came, 4.0 gave up" in queue.tip


def test_that_no_normal_is_invented_where_no_past_weeks_are_kept(dialog: LossesDialog, desk: Desk) -> None:
    desk.bridge.answers[-1](usual(0))
    assert "no past weeks yet: compares from 23/06/2025 on" in dialog.words
    assert columns(dialog)["queue"].tone == "alarm"
    assert not any("normal" in line[0] for line in columns(dialog)["queue"].lines)


def test_that_a_hub_that_cannot_say_is_said_to_be_the_reason(dialog: LossesDialog, desk: Desk) -> None:
    desk.bridge.answers[-1](Refusal("not_answered_here"))
    assert "not compared with past weeks: this hub keeps none" in dialog.words


def test_that_the_curve_shows_the_threshold_and_waits_for_enough_people(dialog: LossesDialog) -> None:
    assert dialog.curve._shown.empty == ""
    assert (20.0, "threshold 20 s") in [(at, said.replace("\u00a0", " ")) for at, said in dialog.curve._shown.marks]
    assert dialog.curve._shown.lines[0].name == "all"
    dialog.queues.setCurrentIndex(dialog.queues.findData("sales"))
    assert dialog.curve._shown.empty == "Too few have queued yet for a curve of patience"


def test_that_all_of_it_speaks_russian(dialog: LossesDialog, desk: Desk, language: Language) -> None:
    language.choose("ru")
    QApplication.processEvents()
    click(dialog, 2)
    assert "Очередь: сегодня потеряно 3 · можно перезвонить 2" in dialog.words
    assert "Точки потерь" in dialog.words
    dialog.list.call_all()
    assert "Обещать перезвонить 2 потерянным клиентам до 16:08?" in question(dialog).words
    question(dialog).reject()


def test_that_it_goes_on_while_it_is_open(dialog: LossesDialog, desk: Desk) -> None:
    desk.tell(losing.goes(Story.of([]), "w1", 70.0)).wait(6.0).wait(4.0)
    for _ in range(8):
        desk.board.tick()
    assert listed(dialog)[0] == "w1"
    assert columns(dialog)["queue"].lost == 4


def test_that_the_figures_of_a_stage_lead_to_their_passports(dialog: LossesDialog, qtbot: QtBot) -> None:
    wanted: list[tuple[str, Scope]] = []
    dialog.passport_requested.connect(lambda figure, scope: wanted.append((figure, scope)))
    assert dialog.passports.links[0].figure_id == "offered"
    dialog.flow.choose("queue")
    (lost,) = (link for link in dialog.passports.links if link.figure_id == "abandoned_in_queue")
    assert lost.text().endswith(" 3")
    QTest.mouseClick(lost, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.flow, Qt.Key.Key_F1)
    assert wanted == [("abandoned_in_queue", Scope()), ("abandoned_in_queue", Scope())]
