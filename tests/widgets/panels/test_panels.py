"""The panels on a small floor: what each says, where it is empty, where it is stale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, opened_shell, settle
from tests.widgets.pictures import has, photo
from wallboard.stream import contact_events as ev
from widgets.delegates.tv_faces import tv_faces
from widgets.delegates.veil import Veil
from widgets.i18n.language import Language
from widgets.shell import Shell
from widgets.theme import Theme

Hall = tuple[Shell, Desk]


@pytest.fixture
def hall(qtbot: QtBot, theme: Theme, language: Language) -> Iterator[Hall]:
    """A busy floor on a large screen."""
    with opened_shell(qtbot, theme, language, busy_story()) as found:
        yield found


@pytest.fixture
def empty_hall(qtbot: QtBot, theme: Theme, language: Language) -> Iterator[Hall]:
    """A hub that knows of nobody and nothing."""
    with opened_shell(qtbot, theme, language, Story()) as found:
        yield found


def point_at(widget: QWidget, place: QPoint) -> None:
    """The pointer is moved there."""
    QCursor.setPos(widget.mapToGlobal(place))


def test_that_every_tile_shows_its_figure_its_target_its_split_and_its_formula(hall: Hall) -> None:
    shell, _ = hall
    for tile in shell.strip.tiles:
        face = tile.face
        assert face.figure
        assert face.target is not None
        assert face.aim[0]
        assert face.first[0]
        assert face.second[0]
        assert len(face.formula.splitlines()) >= 3
    service = shell.strip.tiles[0].face
    assert service.first == ("short abandons excluded",)
    assert "A≤T / (A + B − B≤s)" in service.formula


def test_that_the_tile_of_the_waiting_counts_them_and_the_longest(hall: Hall) -> None:
    shell, desk = hall
    face = shell.strip.tiles[3].face
    assert (face.figure, face.unit) == ("3", "· 0:54")
    assert face.tone == ""
    desk.wait(10.0)
    settle(desk)
    face = shell.strip.tiles[3].face
    assert (face.unit, face.tone) == ("· 1:04", "warning")


def test_that_who_waits_for_hours_stands_beside_those_who_wait_in_seconds(hall: Hall) -> None:
    shell, desk = hall
    desk.tell(Story().queue("mail", channel="email").waiting("letter", 60, queue="mail", channel="email"))
    settle(desk)
    face = shell.strip.tiles[3].face
    assert face.figure == "3"
    assert face.first[0] == f"{face.first[1]} · deferred 1"
    assert shell.waiting.table.rows_model.rowCount() == 4


def test_that_the_hubs_address_stands_under_the_pointer(hall: Hall) -> None:
    shell, desk = hall
    assert shell.header.link.toolTip().splitlines() == ["Live data", desk.bridge.dialled]
    assert desk.bridge.dialled.startswith("ws://")


def test_that_words_of_another_language_find_room(hall: Hall, language: Language) -> None:
    shell, _ = hall
    language.choose("ru")
    QCoreApplication.sendPostedEvents()
    button = shell.agents.order_button
    assert button.width() >= button.sizeHint().width()
    table = shell.queues.table
    heading, model = table.horizontalHeader(), table.rows_model
    for place, ident in enumerate(model.COLUMNS):
        if table.shows(ident):
            assert heading.sectionSize(place) > heading.fontMetrics().horizontalAdvance(model.header(ident))


def test_that_the_veil_covers_a_curve_that_was_drawn_later(hall: Hall) -> None:
    shell, desk = hall
    desk.wait(4.0, beats=False)
    assert shell.trend.is_stale
    shell.trend.load_plot()
    assert shell.trend.plot is not None
    children = [child for child in shell.trend.children() if isinstance(child, QWidget)]
    assert isinstance(children[-1], Veil)


@pytest.mark.parametrize("number", range(6))
def test_that_f1_explains_the_figure_that_the_keyboard_is_on(hall: Hall, number: int) -> None:
    shell, _ = hall
    tile = shell.strip.tiles[number]
    tile.setFocus()
    said = shell.guide.explain()
    assert said == tile.face.formula
    name, formula, target, window = said.splitlines()
    assert (name, bool(formula), target.startswith("Target: "), window) == (name, True, True, "Today, live channels.")


def test_that_f1_explains_the_figure_that_the_pointer_is_on(hall: Hall) -> None:
    shell, _ = hall
    shell.strip.tiles[0].setFocus()
    point_at(shell.strip.tiles[4], QPoint(20, 20))
    assert "Σ wait / A" in shell.guide.explain()
    point_at(shell.losses.funnel, QPoint(20, 20))
    assert "gave up" in shell.guide.explain()
    point_at(shell.trend, QPoint(200, 100))
    assert "five minutes" in shell.guide.explain()


def test_that_f1_explains_a_cell_its_heading_and_a_card(hall: Hall) -> None:
    shell, _ = hall
    table = shell.waiting.table
    cell = table.visualRect(table.model().index(0, 2)).center()
    point_at(table.viewport(), cell)
    assert "0:54 · 2.7 times the 20" in shell.guide.explain()
    service = shell.queues.table.horizontalHeader()
    point_at(service.viewport(), QPoint(service.sectionViewportPosition(3) + 5, 10))
    assert "Service level" in shell.guide.explain()
    shell.agents.grid.setFocus()
    QTest.keyClick(shell.agents.grid, Qt.Key.Key_Right)
    said = shell.guide.explain()
    assert "Boris" in said
    assert "Target: at most 10:00" in said


def test_that_a_filter_that_fits_nothing_is_said_and_can_be_cleared_on_the_spot(hall: Hall) -> None:
    shell, desk = hall
    desk.tell(Story().tell(ev.ContactCleared, "c2", 70.0, ev.Cleared("customer")))
    for _ in range(8):
        desk.wait(0.25)
    shell.header.filter_box.line.setText("zzz")
    settle(desk)
    for panel in (shell.queues, shell.waiting, shell.agents, shell.overflow):
        assert panel.empty_words[0].endswith("fits the filter")
        assert panel._empty.action == "Clear the filter"
        assert panel.height() >= panel.empty_height, panel
    assert shell.losses.nobody.words[0] == "Nobody of the lost fits the filter"
    QTest.mouseClick(shell.losses.nobody._button, Qt.MouseButton.LeftButton)
    settle(desk)
    assert shell.header.filter_box.line.text() == ""
    assert not shell.losses.nobody.isVisible()
    assert [panel.empty_words[0] for panel in shell.panels.all][:4] == [""] * 4


def test_that_under_a_filter_what_is_not_there_at_all_is_not_blamed_on_the_filter(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, Story().queue("support").agent("dina", overflow=True)) as (shell, desk):
        shell.header.filter_box.line.setText("zzz")
        settle(desk)
        assert shell.waiting.empty_words[0] == "Nobody is waiting"
        assert shell.losses.nobody.words[0] == "Nobody lost"
        assert shell.agents.empty_words[0] == "Nobody is on duty"
        desk.tell(Story().waiting("c1", 66.0)).wait(1.0)
        settle(desk)
        assert shell.waiting.empty_words[0] == "Nobody who waits fits the filter"


def test_that_a_press_on_who_is_proposed_asks_before_it_sends(hall: Hall) -> None:
    shell, desk = hall
    for _ in range(4):
        desk.wait(0.25)
    settle(desk)
    table = shell.waiting.table
    row = table.rows_model.row(0)
    assert shell.waiting._cell(row, "state").text == "→ Anna"
    assert shell.waiting._cell(row, "state").button
    asked = QSignalSpy(shell.waiting.choose_requested)
    place = table.model().index(0, table.rows_model.COLUMNS.index("state"))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(place).center())
    assert asked.at(0) == [[row.id]]
    assert desk.bridge.published == []


def test_that_a_click_on_a_heading_sorts_by_it_and_a_second_one_ends_that(hall: Hall) -> None:
    shell, _ = hall
    table = shell.queues.table
    heading = table.horizontalHeader()

    def click(place: int) -> None:
        x = heading.sectionViewportPosition(place) + 5
        QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))

    assert [row.name for row in table.rows_model.rows] == ["Support", "Sales"]
    click(0)
    assert [row.name for row in table.rows_model.rows] == ["Sales", "Support"]
    assert table.rows_model.header("name") == "Queue ▾"
    click(0)
    assert [row.name for row in table.rows_model.rows] == ["Support", "Sales"]
    assert table.rows_model.header("name") == "Queue"


def test_that_f4_brings_another_order_of_the_list_that_the_keyboard_is_in(hall: Hall) -> None:
    shell, _ = hall
    shell.agents.grid.setFocus()
    QTest.keyClick(shell.agents.grid, Qt.Key.Key_F4)
    assert shell.agents.order_button.text() == "by state ▾"
    assert [card.name for card in shell.agents.grid.model.rows] == ["Boris", "Anna", "Vera", "Gleb"]
    shell.waiting.table.setFocus()
    QTest.keyClick(shell.waiting.table, Qt.Key.Key_F4)
    assert shell.waiting.table.rows_model.header("waited").endswith("▾")


def test_that_the_cards_order_is_chosen_from_a_small_menu(hall: Hall) -> None:
    shell, _ = hall
    button = shell.agents.order_button
    assert button.text() == "by attention ▾"
    button.choices.aboutToShow.emit()
    assert [action.text() for action in button.choices.actions()] == ["by attention", "by state", "by name", "by time"]
    button.choices.actions()[2].trigger()
    assert shell.agents._model.order == "name"


def test_that_overflow_is_counted_apart_from_who_is_free_wherever_that_is_said(hall: Hall) -> None:
    shell, desk = hall
    row = next(row for row in shell.queues.table.rows_model.rows if row.id == "support")
    assert (row.free, row.on_duty, row.spare) == (2, 3, 1)
    cell = shell.queues._cell(row, "staff")
    assert (cell.text, cell.after) == ("2 / 3", "+1")
    assert "Overflow that could step in: 1" in shell.queues.table.rows_model.tip(row, "staff")
    assert shell.strip.tiles[5].face.first[0] == "free 2 of 4 · overflow 1"
    (free,) = [face for face in tv_faces(desk.board, "support") if face.unit.startswith("/")]
    assert (free.figure, free.unit, free.aims[0].endswith("overflow 1")) == ("2", "/ 3", True)
    (free,) = [face for face in tv_faces(desk.board, "") if face.unit.startswith("/")]
    assert (free.figure, free.unit) == ("2", "/ 4")


def test_that_who_waits_is_listed_the_longest_first_with_a_bar_against_the_limit(hall: Hall, theme: Theme) -> None:
    shell, _ = hall
    assert [row.id for row in shell.waiting.table.rows_model.rows] == ["c1", "c2", "c3"]
    cell = shell.waiting._cell(shell.waiting.table.rows_model.row(0), "waited")
    assert cell.text == "0:54"
    assert cell.filled == pytest.approx(54 / 120, abs=0.02)
    assert has(photo(shell.waiting.table), theme.color("warning_fill"))


def test_that_a_selection_is_told_with_what_can_be_done_with_it(hall: Hall) -> None:
    shell, _ = hall
    shell.waiting.table.selectAll()
    assert shell.waiting._notes[0] == "3 · 3 selected · drag onto a person or a queue, or press R"


def test_that_people_are_cards_and_the_overflow_has_its_own_panel(hall: Hall) -> None:
    shell, _ = hall
    assert [card.name for card in shell.agents.grid.model.rows] == ["Anna", "Boris", "Gleb", "Vera"]
    assert [card.name for card in shell.overflow.grid.model.rows] == ["Dina"]
    assert {mark.words for mark in shell.agents._legend} == {"talking 1", "free 2", "away 1"}


def test_that_a_loss_enters_the_funnel_and_the_list(hall: Hall) -> None:
    shell, desk = hall
    desk.tell(Story().tell(ev.ContactCleared, "c2", 70.0, ev.Cleared("customer")))
    for _ in range(8):
        desk.wait(0.25)
    queue = next(stage for stage in shell.losses.funnel._stages if stage.name == "Queue")
    assert queue.loss[0].startswith("−1")
    assert "gave up" in queue.tip
    assert [row.id for row in shell.losses.table.rows_model.rows] == ["c2"]
    assert not shell.losses.nobody.isVisible()


def test_that_every_panel_says_why_it_is_empty_and_what_to_do(empty_hall: Hall) -> None:
    shell, _ = empty_hall
    for panel in (shell.queues, shell.waiting, shell.agents, shell.overflow, shell.trend):
        why, advice = panel.empty_words
        assert why
        assert advice
    assert shell.losses.nobody.isVisible()
    assert shell.alarm_line.texts == ("No alarm",)
    assert shell.action_line.texts[0] == "Nothing asked for yet"


def test_that_a_panel_fills_when_the_first_come(empty_hall: Hall) -> None:
    shell, desk = empty_hall
    desk.tell(Story().queue("support", 66.0).agent("anna", 66.0, queues=["support"]).waiting("c1", 66.0)).wait(1.0)
    settle(desk)
    for panel in (shell.queues, shell.waiting, shell.agents):
        assert panel.empty_words == ("", "")
    assert shell.waiting.table.isVisible()
    assert shell.overflow.empty_words[0] == "No overflow staff"


def test_that_a_silent_source_hatches_its_rows_and_the_sums_but_not_the_panels(hall: Hall) -> None:
    shell, desk = hall
    before = photo(shell.waiting.table)
    desk.clock.at_s += 5.0
    desk.beat(70.0, connected=False, silent_s=5.0)
    desk.board.tick()
    settle(desk)
    assert not shell.waiting.is_stale
    assert photo(shell.waiting.table) != before
    assert all(row.stale for row in shell.waiting.table.rows_model.rows)
    assert all(tile._veil.isVisible() for tile in shell.strip.tiles)
    assert shell.header.feeds._shape == "cross"


def test_that_an_alarm_stands_in_the_line_with_what_to_do(hall: Hall) -> None:
    shell, desk = hall
    for _ in range(30):
        desk.wait(1.0)
    assert shell.alarm_line.texts[0].count(" · ") >= 1
    assert "longest wait" in shell.alarm_line.texts[0]


def test_that_the_header_says_where_who_when_and_how_fresh(hall: Hall) -> None:
    shell, _ = hall
    assert shell.header.place.texts[0] == "office"
    assert shell.header.duty.texts[0] == "on duty 4, overflow 1"
    assert shell.header.clock.texts[0].count(":") == 2
    assert shell.header.link.texts[0].startswith("Live data")


def test_that_a_recording_is_never_taken_for_live_data(hall: Hall) -> None:
    shell, desk = hall
    desk.tell(Story().replayed(60.0))
    settle(desk)
    assert shell.header.link.texts[0] == "Replay of day.jsonl, 60 times as fast"
    assert shell.header.clock.texts[0].startswith("15/06/2025 ")
    assert shell.waiting._notes[0] == "3 · This is a recording: nothing can be done in it."
    assert not shell.waiting.table.dragEnabled()
    asked, noted = QSignalSpy(shell.waiting.choose_requested), QSignalSpy(desk.board.noted)
    shell.waiting.choose()
    assert (asked.count(), noted.at(0)[0].values) == (0, ("replay",))
    desk.tell(Story.of(Story().replayed(61.0, speed=0.0).events).lost_feed(-1.0))
    desk.wait(5.0, beats=False)
    assert shell.header.link.texts[0].startswith("No connection")


def test_that_the_plot_comes_after_the_first_live_frame_and_draws_what_came(hall: Hall, qtbot: QtBot) -> None:
    shell, desk = hall
    qtbot.waitUntil(lambda: shell.trend.plot is not None, timeout=20_000)
    for _ in range(40):
        desk.wait(15.0)
    assert shell.trend.plot is not None
    assert shell.trend.empty_words == ("", "")
    assert sum(point.offered for point in shell.trend._shown) == 4


def test_that_a_click_on_a_queue_asks_for_its_details(hall: Hall) -> None:
    shell, _ = hall
    asked = QSignalSpy(shell.queues.details_requested)
    shell.queues.table.opened.emit("sales")
    assert asked.at(0) == ["queue", "sales"]


def test_that_no_saturated_colour_is_seen_while_all_is_well(qtbot: QtBot, theme: Theme, language: Language) -> None:
    story = Story().queue("support").agent("anna", queues=["support"]).agent("vera", queues=["support"])
    with opened_shell(qtbot, theme, language, story) as (shell, _):
        shell.setFocus()
        image = photo(shell)
        for token in ("warning", "alarm", "ringing", "overflow"):
            assert not has(image, theme.color(token), QRectF(0, 44, 1920, 640))


def test_that_what_is_usual_is_asked_once_the_start_is_over(hall: Hall) -> None:
    _, desk = hall
    assert "normals" not in [query.about for query in desk.bridge.queries]
    for _ in range(44):
        desk.wait(0.25)
    asked = [query for query in desk.bridge.queries if query.about == "normals"]
    assert [query.subject for query in asked] == [""]
