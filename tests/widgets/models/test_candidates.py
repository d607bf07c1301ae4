"""The candidates as rows: digits that stay, words that follow the time."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import agent_events as ag
from widgets.i18n.language import Language
from widgets.i18n.numbers import NBSP
from widgets.models.candidates import CandidateModel, CandidateRow


@pytest.fixture
def desk(language: Language) -> Desk:
    """A caller for support; Anna serves it, Boris does not, sales is another queue."""
    story = Story().queue("support", skills=["billing"]).queue("sales")
    story.agent("anna", 0.0, queues=["support"]).agent("boris", 0.0).waiting("c1", 5.0)
    return Desk().greet().tell(story).wait(65.0)


def candidates(desk: Desk) -> CandidateModel:
    """Those for the caller, watched by Qt's own tester."""
    model = CandidateModel(desk.board, ["c1"])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def shown(model: CandidateModel) -> list[tuple[int, str, str, str]]:
    """Digit, name, reasons and state of each row."""
    return [(r.digit, r.name, r.why, (r.refusal or r.state).replace(NBSP, " ")) for r in model.rows]


def test_that_each_has_a_digit_a_reason_and_a_state(desk: Desk) -> None:
    assert shown(candidates(desk)) == [
        (1, "Anna", "serves this queue", "free for 1 min"),
        (2, "Boris", "lacks: billing", "free for 1 min"),
        (3, "Sales", "another queue", "0 waiting · 0 free"),
    ]


def test_that_a_filter_ranks_anew_by_name_and_reason(desk: Desk) -> None:
    model = candidates(desk)
    model.rank("boris")
    assert [(r.digit, r.name) for r in model.rows] == [(1, "Boris")]
    model.rank("queue other")
    assert [r.name for r in model.rows] == ["Sales"]
    model.rank("nobody")
    assert model.rowCount() == 0


def test_that_places_stay_while_time_passes_and_who_is_gone_says_so(desk: Desk) -> None:
    model = candidates(desk)
    desk.tell(Story().tell(ag.AgentLoggedOff, "anna", 66.0, ag.LoggedOff())).wait(60.0)
    model.follow()
    assert shown(model)[0] == (1, "Anna", "serves this queue", "Off duty.")
    assert shown(model)[1][3] == "free for 2 min"


def test_that_a_digit_finds_its_row(desk: Desk) -> None:
    model = candidates(desk)
    assert [model.by_digit(digit) for digit in (1, 3, 4)] == [0, 2, -1]


def test_that_only_nine_have_a_digit(desk: Desk) -> None:
    story = Story()
    for number in range(12):
        story.agent(f"agent{number:02d}", 1.0, queues=["support"])
    model = candidates(desk.tell(story))
    assert [r.digit for r in model.rows][:10] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    assert model.text(model.rows[9], "digit") == ""


def test_that_a_chat_agent_shows_how_much_he_has_already(language: Language) -> None:
    story = Story().queue("chat", channel="chat").agent("vera", queues=["chat"], capacity={"chat": 3})
    story.waiting("h1", queue="chat", channel="chat").talks("h1", 2.0, "vera")
    desk = Desk().greet().tell(story.waiting("c1", queue="chat", channel="chat"))
    (row,) = candidates(desk).rows
    assert row.state == "talking · 1 of 3"


def test_that_a_screen_reader_hears_who_why_and_what(desk: Desk) -> None:
    model = candidates(desk)
    row: CandidateRow = model.row(1)
    assert model.spoken(row, "name").replace(NBSP, " ") == "Boris, lacks: billing, free for 1 min"
    assert [model.header(column) for column in model.COLUMNS] == ["", "Who", "Now"]
