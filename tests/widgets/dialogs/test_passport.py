"""The passport of a figure, opened on the board with clicks and keys."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.commands.floors import START_T, Story
from tests.widgets.boards import Desk
from tests.widgets.halls import busy_story, opened_shell, settle
from tests.widgets.losing import comes, goes
from tests.widgets.pictures import photo
from wallboard.forecast.why import Cause, Why
from wallboard.metrics.behind import Behind
from wallboard.stream.control import Alarm, Refusal, Result
from wallboard.stream.envelope import moment
from widgets.dialogs.passport import LEFT_OUT, PassportDialog
from widgets.i18n.language import Language
from widgets.models.scope import Scope
from widgets.shell import Shell
from widgets.theme import Theme

ROWS = [
    Behind("t1", START_T + 1.0, counts=True, outcome="answered", outcome_t=START_T + 4.0, wait_s=3.0, queue="support"),
    Behind(
        "x1", START_T + 2.0, counts=False, reason="lost_short", outcome="abandoned_in_queue", wait_s=2.0, tier="vip"
    ),
]


def passports(shell: Shell) -> list[PassportDialog]:
    return [dialog for dialog in shell.findChildren(PassportDialog) if dialog.isVisible()]


def opened(shell: Shell, desk: Desk, number: int) -> PassportDialog:
    """The passport of a tile that was clicked."""
    QTest.mouseClick(shell.strip.tiles[number], Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    settle(desk)
    (found,) = passports(shell)
    return found


def answer(desk: Desk, rows: list[Behind], *, more: bool = False) -> None:
    place = max(n for n, query in enumerate(desk.bridge.queries) if query.about == "contacts")
    desk.bridge.answers[place](Result(msgspec.Raw(msgspec.json.encode(rows)), more=more))


def test_that_a_click_on_a_tile_opens_its_passport_with_the_numbers_put_in(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 1)
        text = dialog.page.toPlainText()
        assert "A / offered" in text
        assert "= 1 / 4" in text
        assert "25.0%" in text
        assert "Genesys Cloud" in text
        asked = next(query for query in desk.bridge.queries if query.about == "contacts")
        assert (asked.subject, asked.where) == ("answered_share", {"live": "yes"})


def test_that_the_contacts_are_listed_and_each_opens_its_timeline(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 0)
        answer(desk, ROWS)
        assert [dialog.tabs.tabText(n) for n in (0, 1)] == ["Counted: 1", "Left out: 1"]
        model = dialog.table.rows_model
        assert [model.text(model.row(0), column) for column in ("wait", "outcome")] == ["0:03", "answered"]
        wanted: list[tuple[str, str]] = []
        dialog.details_requested.connect(lambda kind, key: wanted.append((kind, key)))
        QTest.mouseClick(
            dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=dialog.table.visualRect(model.index(0, 1)).center()
        )
        assert wanted == [("contact", "t1")]
        dialog.tabs.setCurrentIndex(LEFT_OUT)
        assert model.text(model.row(0), "outcome") == "lost within the short-abandon limit"
        open_still = Behind("c1", START_T + 9.0, counts=False, reason="in_progress", outcome="waiting", queue="support")
        answer(desk, [*ROWS, open_still])
        told = [(model.text(row, "outcome"), model.tip(row, "outcome")) for row in map(model.row, range(2))]
        assert told[1][0] == "not over yet · waiting", told
        assert "waiting" in told[1][1]
        assert "ringing" in told[1][1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_F1])
def test_that_keys_open_the_passport_of_the_tile_that_has_the_keyboard(
    qtbot: QtBot, theme: Theme, language: Language, key: Qt.Key
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        shell.strip.tiles[4].setFocus()
        settle(desk)
        QTest.keyClick(shell.strip.tiles[4], key)
        (dialog,) = passports(shell)
        assert dialog.model.figure.id == "asa_s"


def test_that_a_queues_figures_have_passports_of_their_own(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        table = shell.queues.table
        place = table.visualRect(table.model().index(0, 3)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        (dialog,) = passports(shell)
        assert dialog.model.figure.id == "service_level.short_abandons_excluded"
        assert dialog.model.scope == Scope(shell.models[0].row(0).id, live=None)
        assert len(desk.bridge.queries) == 1  # and not also the queue's details


def test_that_who_waits_now_stands_behind_the_longest_wait(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 3)
        model = dialog.table.rows_model
        assert [model.row(n).key for n in range(model.rowCount())] == ["c1", "c2", "c3"]
        assert not desk.bridge.queries


def test_that_a_figure_of_time_says_that_it_counts_no_contacts(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 5)
        assert not dialog.table.isVisible()
        assert "occupied / (occupied + ready)" in dialog.page.toPlainText()
        assert not desk.bridge.queries


def test_that_it_is_said_why_there_are_no_contacts(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 0)
        desk.bridge.answers[-1](Refusal("too_much"))
        assert "too many events" in dialog.note.text()
        QTest.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
        answer(desk, ROWS, more=True)
        assert dialog.note.text() == "The newest 2 are listed."


def test_that_it_speaks_russian_and_stays_within_its_pages(qtbot: QtBot, theme: Theme, language: Language) -> None:
    language.choose("ru")
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 0)
        answer(desk, ROWS)
        text = dialog.page.toPlainText()
        assert "Как считают другие" in text
        assert "отвечено за T" in text
        assert dialog.page.horizontalScrollBar().maximum() == 0
        language.choose("en")
        settle(desk)
        assert "As others count it" in dialog.page.toPlainText()


def test_that_the_numbers_follow_what_happens(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 1)
        desk.tell(Story().talks("c1", 66.0, "anna"))
        for _ in range(4):
            desk.wait(0.25)
        assert "= 2 / 4" in dialog.page.toPlainText()


def test_that_another_formula_and_other_limits_can_be_tried_on_what_is_past(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 0)
        assert "= 1 / (1 + 0 − 0)" in dialog.page.toPlainText()
        dialog.trying.threshold.setValue(1)
        assert "= 0 / (1 + 0 − 0)" in dialog.page.toPlainText()
        assert "T 1 s, s 1 s" in dialog.page.toPlainText()
        assert desk.bridge.queries[-1].where == {"live": "yes", "threshold": "1"}
        dialog.trying.formulas.setCurrentIndex(0)
        assert "A≤T / A" in dialog.page.toPlainText()
        assert desk.bridge.queries[-1].subject == "service_level.answered_only"
        dialog.trying.threshold.setValue(-1)
        assert "= 1 / 1" in dialog.page.toPlainText()
        assert desk.board.books.limits.by_queue["support"] == (20.0, 5.0)


def test_that_a_figure_without_limits_offers_none(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        assert not opened(shell, desk, 1).trying.isVisible()


WHY = Why(
    "answered_share",
    0.25,
    0.9,
    (Cause("arrivals", -0.5, 240.0, 180.0), Cause("routing", -0.151, 1.0, 1.0), Cause("people", 0.001, 9.0, 8.9)),
    4,
)


def test_that_a_figure_off_its_target_says_why(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 1)
        place = [query.about for query in desk.bridge.queries].index("why")
        asked = desk.bridge.queries[place]
        assert (asked.subject, asked.where) == ("answered_share", {})
        assert dialog.why.text() == "Why? Comparing with past weeks …"
        desk.bridge.answers[place](Result(msgspec.Raw(msgspec.json.encode([WHY]))))
        assert dialog.why.text() == (
            "Why, up to 15:05? 25.0% instead of the usual 90.0% (mean of 4 past weeks): contacts −50.0 points (240 an "
            "hour instead of 180 an hour); routing and the rest −15.1 points"
        )


def test_that_it_is_said_where_nobody_can_tell_why(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 1)
        place = [query.about for query in desk.bridge.queries].index("why")
        desk.bridge.answers[place](Result(msgspec.Raw(b"[]"), "no_past_weeks"))
        assert dialog.why.text() == "Why? It cannot be told: no past weeks are kept yet"


def test_that_a_figure_on_its_target_is_not_explained(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 5)
        assert not dialog.why.isVisible()
        assert "why" not in [query.about for query in desk.bridge.queries]


def test_that_a_passport_leads_to_its_parts_and_to_what_stands_beside_it(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 1)
        text = dialog.page.toPlainText()
        assert "Beside it" in text
        dialog.page.anchorClicked.emit(QUrl("part:vip"))
        (part,) = passports(shell)
        assert (part.model.figure.id, part.model.scope) == ("answered_share", Scope(part="vip"))
        part.page.anchorClicked.emit(QUrl("figure:offered"))
        (beside,) = passports(shell)
        assert (beside.model.figure.id, beside.model.scope) == ("offered", Scope(part="vip"))


def test_that_the_limits_say_what_is_set_and_step_from_there(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = opened(shell, desk, 0)
        box = dialog.trying.threshold
        assert box.text().replace("\u00a0", " ") == "20 s · as set"
        assert not dialog.trying.reset_button.isEnabled()
        box.stepUp()
        assert (box.value(), dialog.model.scope.threshold_s) == (25, 25.0)
        QTest.mouseClick(dialog.trying.reset_button, Qt.MouseButton.LeftButton)
        assert (dialog.model.scope.threshold_s, dialog.model.is_tried) == (None, False)


def test_that_patience_and_percentiles_are_told_in_words(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, desk):
        dialog = PassportDialog(theme, desk.board, "wait_p90_s", Scope(), shell)
        assert "of 1 waits 90 % lasted no longer" in dialog.page.toPlainText()
        dialog.close()


def test_that_the_headings_the_funnel_and_who_is_free_have_passports_too(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, _):
        table = shell.queues.table
        place = table.visualRect(table.model().index(0, 4)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert [dialog.model.figure.id for dialog in passports(shell)] == ["free"]
        QTest.mouseClick(shell.waiting, Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
        assert [dialog.model.figure.id for dialog in passports(shell)] == ["waiting"]
        funnel = shell.losses.funnel
        queue = funnel.mapToGlobal(QPoint(40, funnel.height() * 3 // 8))
        assert shell.losses.figure_at(queue) == ("abandoned_in_queue", Scope())
        assert shell.losses.figure_at(shell.losses.mapToGlobal(QPoint(40, 10))) == ("offered", Scope())
        funnel.setFocus()
        assert shell.losses.figure_at(None) == ("abandonment_rate", Scope())


@pytest.mark.parametrize(
    ("tile", "row", "place", "figure", "part"),
    [
        (1, 1, 0, "answered_share", "vip"),
        (1, 1, 1, "answered_share", "menu"),
        (1, 0, 0, "answered", "all"),
        (2, 0, 1, "abandoned_ringing", "all"),
        (4, 0, 1, "wait_p90_s", "all"),
        (4, 1, 2, "asa_s", "direct"),
    ],
)
def test_that_the_small_figures_of_a_tile_have_passports_of_their_own(
    qtbot: QtBot, theme: Theme, language: Language, tile: int, row: int, place: int, figure: str, part: str
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, _):
        asked = shell.strip.tiles[tile]
        rect, _ = asked._rows()[row].parts()[place]
        at = rect.center().toPoint()
        assert shell.strip.figure_at(asked.mapToGlobal(at)) == (figure, Scope(part=part))  # type: ignore[arg-type]
        before = photo(asked)
        QTest.mouseMove(asked, at)
        QTest.mouseClick(asked, Qt.MouseButton.LeftButton, pos=at)
        assert [(d.model.figure.id, d.model.scope.part) for d in passports(shell)] == [(figure, part)]
        assert photo(asked) != before
        assert asked.link_at(QPoint(20, 20))[0] == asked.face.figure_id


def test_that_the_lines_of_the_plot_have_passports(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, _):
        trend = shell.trend
        places = [rect.center().toPoint() for rect in trend._name_rects()]
        found = [trend.figure_at(trend.mapToGlobal(place)) for place in places]
        assert found == [(name, Scope()) for name in ("offered", "answered", "abandonment_rate")]
        QTest.mouseClick(trend, Qt.MouseButton.LeftButton, pos=places[1])
        assert [dialog.model.figure.id for dialog in passports(shell)] == ["answered"]
        assert trend.figure_at(trend.mapToGlobal(QPoint(20, 12))) is None


def test_that_a_click_on_a_line_of_the_plot_is_a_click_on_its_name(
    qtbot: QtBot, theme: Theme, language: Language
) -> None:
    story = busy_story()
    for n in range(8):
        goes(comes(story, f"l{n}", 20.0 + 50.0 * n, f"+791600001{n:02d}"), f"l{n}", 35.0 + 50.0 * n)
    with opened_shell(qtbot, theme, language, story) as (shell, desk):
        desk.wait(900.0)
        settle(desk)
        trend = shell.trend
        trend.load_plot()
        settle(desk)
        plot = trend.plot
        assert plot is not None
        box = plot.widget.getPlotItem().getViewBox()
        first, second = trend._shown[:2]
        t = (first.t + second.t) / 2 + 150.0
        for number, figure in ((0, "offered"), (2, "abandonment_rate")):
            line = ("offered", "answered", "lost")[number]
            value = (getattr(first, line) + getattr(second, line)) / 2
            spot = plot.widget.mapFromScene(box.mapViewToScene(QPointF(t, value)))
            place = plot.qt_widget.mapTo(trend, spot)
            assert trend.figure_at(trend.mapToGlobal(place)) == (figure, Scope())
            QTest.mouseClick(trend, Qt.MouseButton.LeftButton, pos=place)
            assert [dialog.model.figure.id for dialog in passports(shell)] == [figure]
        bare = plot.widget.mapFromScene(box.mapViewToScene(QPointF(first.t - 600.0, 2.0)))
        assert trend.figure_at(trend.mapToGlobal(plot.qt_widget.mapTo(trend, bare))) is None


@pytest.mark.parametrize(
    ("code", "subject", "figure"),
    [
        ("longest_wait", "support", ("longest_wait", Scope("support"))),
        ("service_level", "", ("service_level.short_abandons_excluded", Scope(minutes=30))),
        ("abandonment", "support", ("abandonment_rate", Scope("support", minutes=30))),
        ("talk_over_norm", "anna", None),
    ],
)
def test_that_an_alarm_leads_to_the_figure_whose_limit_it_tells_of(
    qtbot: QtBot, theme: Theme, language: Language, code: str, subject: str, figure: object
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, _):
        line = shell.alarm_line
        shell.board.alarms = (Alarm(code, subject, 70.0, 60.0, moment(START_T)),)
        assert line.figure_at(line.mapToGlobal(QPoint(5, 5))) == figure
        assert line.figure_at(None) is None
        line.setFocus()
        assert line.figure_at(None) == figure


@pytest.mark.parametrize(
    ("alarm", "passport", "details"),
    [
        (Alarm("longest_wait", "support", 70.0, 60.0, moment(START_T)), ["longest_wait", Scope("support")], []),
        (Alarm("talk_over_norm", "anna", 700.0, 600.0, moment(START_T), about="gone"), [], ["agent", "anna"]),
        (Alarm("feed_lost", "pbx", 70.0, 60.0, moment(START_T)), [], []),
    ],
)
def test_that_an_alarm_picked_from_the_list_leads_to_its_figure_or_else_to_details(
    qtbot: QtBot, theme: Theme, language: Language, alarm: Alarm, passport: list[object], details: list[object]
) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, _):
        assert picked(shell, alarm) == (passport, details)


def test_that_an_alarm_about_a_contact_leads_to_that_contact(qtbot: QtBot, theme: Theme, language: Language) -> None:
    with opened_shell(qtbot, theme, language, busy_story()) as (shell, _):
        key = next(iter(shell.board.floor.contacts))
        alarm = Alarm("hold_over_norm", "anna", 700.0, 600.0, moment(START_T), about=key)
        assert picked(shell, alarm) == ([], ["contact", key])
        shell.alarm_line._opener(Alarm("longest_wait", "support", 70.0, 60.0, moment(START_T)))()
        assert [dialog.model.figure.id for dialog in passports(shell)] == ["longest_wait"]


def picked(shell: Shell, alarm: Alarm) -> tuple[list[object], list[object]]:
    """What is asked for when the alarm is picked from the list: a passport, details."""
    passport: list[object] = []
    details: list[object] = []
    line = shell.alarm_line
    line.passport_requested.connect(lambda figure, scope: passport.extend((figure, scope)))
    line.details_requested.connect(lambda kind, key: details.extend((kind, key)))
    line._opener(alarm)()
    return passport, details
