"""Promised callbacks: open, due, missed, kept in time or late; what of it counts, whatever comes first."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.story import START_T, Story
from tests.metrics.pictures import one, pictured, today
from tests.metrics.test_snapshot import rebuilt
from wallboard.metrics.promises import DUE, DUE_BEFORE_S, KEPT, KEPT_LATE, MISSED, OPEN, state_of
from wallboard.stream import contact_events as ev
from wallboard.stream.envelope import moment

DUE_S = 3600.0
NAMES = (
    "callbacks_promised",
    "callbacks_kept_in_time",
    "callbacks_kept_late",
    "callbacks_missed",
    "callbacks_open",
    "callbacks_due",
    "callback_attempts",
)


def promised(subject: str = "c1", due_s: float | None = DUE_S) -> Story:
    due = None if due_s is None else moment(START_T + due_s)
    told = Story(subject).at(0, ev.Offered(queue="support")).at(5, ev.Queued("support"))
    return told.at(60, ev.CallbackRequested(due)).at(61, ev.Cleared("system", "callback"))


def told_at(after_s: float, *stories: Story) -> tuple[float | None, ...]:
    """The figures as they are so long after the start; those of a report are the same."""
    events = sorted((event for story in stories for event in story.events), key=lambda event: event.time)
    events.append(Story("clock").at(after_s, ev.Offered()).events[0])
    picture = pictured(events)
    live, report, again = today(picture), one(events), today(rebuilt(picture))
    assert [live[name] for name in NAMES] == [report[name] for name in NAMES] == [again[name] for name in NAMES]
    assert today(picture, "support")["callbacks_missed"] == live["callbacks_missed"]
    return tuple(live[name] for name in NAMES)


@pytest.mark.parametrize(
    ("due_t", "kept_t", "now_t", "state"),
    [
        (5000.0, -1.0, 5000.0 - DUE_BEFORE_S - 1, OPEN),
        (5000.0, -1.0, 5000.0 - DUE_BEFORE_S, DUE),
        (5000.0, -1.0, 4999.0, DUE),
        (5000.0, -1.0, 5000.0, MISSED),
        (5000.0, 5000.0, 9000.0, KEPT),
        (5000.0, 5000.1, 9000.0, KEPT_LATE),
        (-1.0, -1.0, 9000.0, DUE),
        (-1.0, 8000.0, 9000.0, KEPT),
    ],
)
def test_that_a_promise_is_in_one_state(due_t: float, kept_t: float, now_t: float, state: str) -> None:
    assert state_of(due_t, kept_t, now_t) == state


def test_that_a_promise_is_open_then_due_then_missed() -> None:
    assert told_at(100, promised()) == (1, 0, 0, 0, 1, 0, 0)
    assert told_at(DUE_S - 600, promised()) == (1, 0, 0, 0, 1, 1, 0)
    assert told_at(DUE_S + 1, promised()) == (1, 0, 0, 1, 0, 0, 0)


def test_that_a_callback_is_kept_in_time_or_late_after_its_attempts() -> None:
    in_time = promised("c1").at(3000, ev.CallbackAttempted()).at(3500, ev.CallbackAttempted(reached=True))
    in_time.at(3500, ev.CallbackKept())
    late = promised("c2").at(3700, ev.CallbackKept())
    assert told_at(4000, in_time, late, promised("c3")) == (3, 1, 1, 1, 0, 0, 2)


def test_that_one_without_a_time_is_due_at_once_and_never_missed() -> None:
    assert told_at(90_000 / 2, promised(due_s=None)) == (1, 0, 0, 0, 1, 1, 0)


def test_that_time_alone_makes_a_promise_missed() -> None:
    picture = pictured(promised().events)
    assert today(picture)["callbacks_missed"] == 0
    picture.pass_time(START_T + DUE_S + 1)
    assert today(picture)["callbacks_missed"] == 1
    picture.fold(promised().at(DUE_S + 60, ev.CallbackKept()).events[4:])
    assert (today(picture)["callbacks_missed"], today(picture)["callbacks_kept_late"]) == (0, 1)


def test_that_another_time_that_is_named_counts_instead() -> None:
    later = promised().at(62, ev.CallbackRequested(moment(START_T + 2 * DUE_S)))
    assert told_at(DUE_S + 1, later) == (1, 0, 0, 0, 1, 0, 0)


@given(st.permutations(range(4)), st.integers(0, 3))
def test_that_the_order_in_which_it_is_heard_of_makes_no_difference(order: list[int], cut: int) -> None:
    parts: list[list[Any]] = [promised().events]
    afterwards = Story("c1").at(3000, ev.CallbackAttempted()).at(3700, ev.CallbackKept()).at(3800, ev.CallbackKept())
    parts += [[event] for event in afterwards.events]
    picture = pictured()
    for i, part in enumerate(order):
        if i == cut:
            picture = rebuilt(picture)
        picture.fold(parts[part])
    found = today(picture)
    assert [found[name] for name in NAMES] == [1, 0, 1, 0, 0, 0, 1]
