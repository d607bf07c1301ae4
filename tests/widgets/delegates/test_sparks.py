"""The courses behind the figures come after a new picture, and belong to the queue that was asked for."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.commands.floors import START_T, Story
from tests.widgets.boards import Desk
from widgets.delegates.sparks import Sparks


def answered(desk: Desk) -> Desk:
    """Somebody was served in support; sales has nobody."""
    story = Story().queue("support").queue("sales").agent("anna", queues=["support"])
    return desk.tell(story.waiting("c1", 1.0).talks("c1", 3.0, "anna")).wait(10.0)


def test_that_a_new_picture_is_shown_without_its_courses_first(qtbot: QtBot) -> None:
    sparks = Sparks(answered(Desk().greet()).board)
    assert sparks.of("answered_share") == ()
    assert sparks.of("answered_share") == (1.0,)
    sparks.start_anew()
    assert sparks.of("answered_share") == ()


def test_that_another_queue_has_its_own_course_at_once(qtbot: QtBot) -> None:
    sparks = Sparks(answered(Desk().greet()).board)
    sparks.of("answered_share")
    sparks.queue = "sales"
    sparks.forget()
    assert (sparks.queue, sparks.of("answered_share")) == ("sales", ())


def test_that_the_course_of_who_waits_says_since_when_it_is_known(qtbot: QtBot) -> None:
    sparks = Sparks(answered(Desk().greet()).board)
    assert sparks.waiting_since_t < 0.0
    for at_s in (0.0, 5.0, 20.0, 40.0):
        sparks.of_waiting(3, START_T + at_s)
    assert sparks.waiting_since_t == START_T
