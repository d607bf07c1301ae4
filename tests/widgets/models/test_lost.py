"""The latest lost: who, where, after how long."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import contact_events as ev
from widgets.i18n.language import Language
from widgets.models.lost import LostModel, ordered_lost


@pytest.fixture
def desk(language: Language) -> Desk:
    """A live board."""
    return Desk().greet()


@pytest.fixture
def lost(desk: Desk, language: Language) -> LostModel:
    """The lost, watched by Qt's own tester."""
    model = LostModel(desk.board, language)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def gives_up(story: Story, key: str, at_s: float) -> Story:
    """The customer hangs up."""
    return story.tell(ev.ContactCleared, key, at_s, ev.Cleared("customer"))


def office() -> Story:
    """Support with Anna."""
    return Story().queue("support").agent("anna", queues=["support"])


def in_menu() -> Story:
    story = office().tell(ev.ContactOffered, "c1", 0.0, ev.Offered(entry="menu"))
    return gives_up(story.tell(ev.ContactMenu, "c1", 1.0, ev.Menu("2 → 1")), "c1", 19.0)


def in_queue() -> Story:
    return gives_up(office().waiting("c1", 0.0), "c1", 19.0)


def at_a_place() -> Story:
    story = office().tell(ev.ContactOffered, "c1", 0.0, ev.Offered())
    return gives_up(story.tell(ev.ContactQueued, "c1", 0.0, ev.Queued("support", position=2)), "c1", 19.0)


def ringing() -> Story:
    return gives_up(office().waiting("c1", 0.0).rings("c1", 9.0, "anna"), "c1", 19.0)


def on_hold() -> Story:
    story = office().waiting("c1", 0.0).talks("c1", 5.0, "anna").tell(ev.ContactHeld, "c1", 8.0, ev.Held("anna"))
    return gives_up(story, "c1", 19.0)


@pytest.mark.parametrize(
    ("story", "where", "after"),
    [
        (in_menu(), "in the menu “2 → 1”", "0:19"),
        (in_queue(), "queue Support", "0:19"),
        (at_a_place(), "queue Support, place 2", "0:19"),
        (ringing(), "ringing at Anna", "0:19"),
        (on_hold(), "on hold at Anna", "0:11"),
    ],
)
def test_that_a_loss_says_where_and_after_how_long(
    desk: Desk, lost: LostModel, story: Story, where: str, after: str
) -> None:
    desk.tell(story).wait(20.0)
    (row,) = lost.rows
    assert (row.where_text, row.after_text, row.time_text) == (where, after, "15:06:59")


def test_that_the_newest_is_first_and_those_told_before_stay(desk: Desk, lost: LostModel) -> None:
    ordered = ordered_lost(lost)
    desk.tell(gives_up(office().waiting("c1", 0.0), "c1", 50.0)).wait(51.0)
    first = lost.rows[0]
    desk.tell(gives_up(Story().waiting("c2", 40.0), "c2", 60.0)).wait(10.0)
    assert [row.id for row in ordered.rows] == ["c2", "c1"]
    assert lost.rows[0] is first
    ordered.set_order("after")
    assert [row.id for row in ordered.rows] == ["c1", "c2"]


def test_that_who_was_not_lost_after_all_is_taken_off(desk: Desk, lost: LostModel) -> None:
    desk.tell(gives_up(office().waiting("c1", 0.0), "c1", 50.0)).wait(51.0)
    desk.tell(Story().talks("c1", 45.0, "anna")).wait(1.0)
    assert lost.rowCount() == 0


def test_that_cells_and_headings_are_words(desk: Desk, lost: LostModel, language: Language) -> None:
    desk.tell(in_queue()).wait(20.0)
    assert [lost.text(lost.rows[0], column) for column in lost.COLUMNS][2:] == ["queue Support", "0:19"]
    language.choose("ru")
    assert [lost.header(column) for column in lost.COLUMNS] == ["когда", "Клиент", "где", "через"]
    assert lost.rows[0].where_text == "очередь Support"
