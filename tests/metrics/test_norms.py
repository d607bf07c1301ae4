"""A deferred queue is held to its norm: who waits beyond it is missed, and without a norm there is no level."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor.story import Story
from tests.metrics.pictures import pictured, reported
from tests.metrics.test_columns import from_columns, kept
from wallboard.metrics.catalogue.levels import LEVELS
from wallboard.metrics.norms import has_level, waiting_in, with_overdue
from wallboard.metrics.selecting import Question
from wallboard.stream.contact_events import Cleared, Established, Offered, Queued
from wallboard.stream.queue_events import Configured

LEVEL = "service_level.short_abandons_excluded"


def mails(norm_s: float, channel: Any = "email") -> list[Any]:
    """One is answered within two minutes, one waits for an hour, one has just come."""
    told = Story("post").at(0, Configured("Post", channel=channel, threshold_s=20.0, wait_norm_s=norm_s))
    answered = Story("c1").at(1, Offered(channel)).at(1, Queued("post")).at(121, Established("anna"))
    answered.at(200, Cleared("agent"))
    waiting = Story("c2").at(10, Offered(channel)).at(10, Queued("post"))
    new = Story("c3").at(3600, Offered(channel)).at(3600, Queued("post"))
    return sorted([e for story in (told, answered, waiting, new) for e in story.events], key=lambda e: e.time)


def live(events: list[Any]) -> float | None:
    picture = pictured(events)
    floor, queue = picture.floor, picture.floor.queues["post"]
    if not has_level(queue):
        return None
    ledger = picture.books.today(queue="post", live=None)
    return picture.books.figure(LEVEL, with_overdue(ledger, floor, waiting_in(floor, queue, floor.now_t)))


@pytest.mark.parametrize(("norm_s", "expected"), [(1800.0, 0.5), (60.0, 0.0), (7200.0, 1.0), (0.0, None)])
def test_that_who_waits_beyond_the_norm_is_missed_already(norm_s: float, expected: float | None) -> None:
    events = mails(norm_s)
    assert live(events) == expected
    found = reported(events, ["queue"])["post",]
    assert found[LEVEL] == expected
    assert (found["abandonment_rate"], found["asa_s"]) == (0.0, 120.0)
    if expected is None:
        assert {found[figure.id] for figure in LEVELS} == {None}


@pytest.mark.parametrize("by", [("queue",), ("topic", "queue"), ("queue", "half_hour"), ("tier",), ()], ids="+".join)
@pytest.mark.parametrize("norm_s", [1800.0, 60.0, 0.0])
def test_that_what_history_keeps_knows_who_waits_beyond_the_norm(norm_s: float, by: tuple[str, ...]) -> None:
    events = mails(norm_s)
    found = from_columns(kept(events, 2), Question(by))
    assert found == reported(events, by)
    assert any(figures[LEVEL] is not None for figures in found.values()) is bool(norm_s or "queue" not in by)


def test_that_a_live_queue_is_held_to_its_threshold_alone() -> None:
    events = mails(60.0, "voice")
    assert live(events) == reported(events, ["queue"])["post",][LEVEL] == 0.0
    assert live(events[:1]) is None
