"""The queues with who waits, who is free, and how well they are served."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from tests.commands.floors import START_T, Story
from tests.widgets.boards import Desk
from wallboard.stream import contact_events as ev
from widgets.i18n.language import Language
from widgets.models.queues import QueueModel, QueueRow, ordered_queues


@pytest.fixture
def desk(language: Language) -> Desk:
    """A live board."""
    return Desk().greet()


@pytest.fixture
def queues(desk: Desk, language: Language) -> QueueModel:
    """Its queues, watched by Qt's own tester."""
    model = QueueModel(desk.board, language)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def row(queues: QueueModel, key: str = "support") -> QueueRow:
    """One queue."""
    found = queues.find(key)
    assert found is not None
    return found


def office() -> Story:
    """Two who serve support, of whom one is free."""
    story = Story().queue("support").agent("anna", queues=["support"])
    return story.agent("boris", queues=["support"], state="not_ready")


def test_that_waiting_ringing_and_people_are_counted(desk: Desk, queues: QueueModel) -> None:
    desk.tell(office().waiting("c1", 3.0).waiting("c2", 5.0).rings("c2", 6.0, "anna")).wait(10.0)
    support = row(queues)
    assert (support.waiting, support.longest_since_t, support.free, support.on_duty) == (2, START_T + 3.0, 0, 2)
    assert [queues.text(support, column) for column in queues.COLUMNS] == ["Support", "2", "0:07", "—", "0 / 2"]


def test_that_numbers_follow_with_the_tick_and_not_with_every_event(desk: Desk, queues: QueueModel) -> None:
    desk.tell(office()).wait(1.0)
    changed = QSignalSpy(queues.rows_changed)
    desk.tell(Story().waiting("c1", 2.0)).tell(Story().waiting("c2", 2.0))
    assert changed.count() == 0
    desk.wait(1.0)
    assert (changed.count(), row(queues).waiting) == (1, 2)


def test_that_the_service_level_is_todays_by_the_queues_own_formula(desk: Desk, queues: QueueModel) -> None:
    story = office().waiting("c1", 1.0).talks("c1", 5.0, "anna").waiting("c2", 1.0).talks("c2", 60.0, "anna")
    desk.tell(story)
    for _ in range(4):
        desk.wait(20.0)
    assert row(queues).service_level == 0.5
    assert queues.text(row(queues), "service") == "50%"
    assert "80% within 20 s" in queues.tip(row(queues), "service")


@pytest.mark.parametrize(("waited_s", "tone"), [(20.0, ""), (21.0, "warning"), (61.0, "alarm")])
def test_that_a_long_wait_is_seen(desk: Desk, queues: QueueModel, waited_s: float, tone: str) -> None:
    desk.tell(office().waiting("c1", 0.0)).wait(waited_s)
    assert row(queues).tone == tone


def test_that_a_queue_where_somebody_waits_for_nobody_is_an_alarm(desk: Desk, queues: QueueModel) -> None:
    desk.tell(Story().queue("support").waiting("c1", 0.0)).wait(1.0)
    assert row(queues).tone == "alarm"


def test_that_who_gives_up_waits_no_longer(desk: Desk, queues: QueueModel) -> None:
    desk.tell(office().waiting("c1", 0.0)).wait(30.0)
    desk.tell(Story().tell(ev.ContactCleared, "c1", 30.0, ev.Cleared("customer")))
    for _ in range(4):
        desk.wait(1.0)
    assert (row(queues).waiting, row(queues).tone, row(queues).abandonment) == (0, "", 1.0)
    assert queues.text(row(queues), "longest") == "—"


def test_that_the_queue_in_trouble_comes_first(desk: Desk, queues: QueueModel) -> None:
    ordered = ordered_queues(queues)
    desk.tell(Story().queue("chat", channel="chat").queue("sales").queue("support").waiting("c1", 0.0)).wait(1.0)
    assert [r.id for r in ordered.rows] == ["support", "chat", "sales"]
    ordered.set_order("name")
    assert [r.id for r in ordered.rows] == ["chat", "sales", "support"]


def test_that_sixty_queues_and_none_are_both_shown(desk: Desk, queues: QueueModel) -> None:
    assert queues.rowCount() == 0
    story = Story()
    for number in range(60):
        story.queue(f"queue{number:02d}")
    desk.tell(story).wait(1.0)
    assert queues.rowCount() == 60


def test_that_the_words_are_translated(desk: Desk, queues: QueueModel, language: Language) -> None:
    language.choose("ru")
    assert [queues.header(column) for column in queues.COLUMNS] == [
        "Очередь",
        "ждут",
        "дольше всех",
        "сервис",
        "свободны",
    ]
