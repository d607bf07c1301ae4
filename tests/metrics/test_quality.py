"""Marks by customers and supervisors: their mean share of the best one, by agent and by topic."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor.story import Story
from tests.metrics.pictures import one, pictured, reported
from wallboard.metrics.figures import figures_of
from wallboard.metrics.quality import BY_CUSTOMER, BY_SUPERVISOR, Score, by_topic
from wallboard.stream import contact_events as ev


def rated(subject: str, agent: str, *marks: ev.Rated, topic: str = "") -> list[Any]:
    told = Story(subject).at(0, ev.Offered()).at(1, ev.Queued("sales")).at(5, ev.Established(agent))
    told.at(60, ev.Cleared("customer"))
    if topic:
        told.at(61, ev.Resolved(True, topic))
    for i, mark in enumerate(marks):
        told.at(70 + i, mark)
    return told.events


DAY = [
    *rated("c1", "anna", ev.Rated(4), ev.Rated(9, 10, "supervisor"), topic="billing"),
    *rated("c2", "anna", ev.Rated(5, topic="delivery")),
    *rated("c3", "boris", ev.Rated(1)),
    *rated("c4", "boris"),
]


def test_that_a_mark_is_a_share_of_the_best_one() -> None:
    found = one(DAY)
    assert found["quality_customer"] == pytest.approx((4 / 5 + 5 / 5 + 1 / 5) / 3)
    assert (found["ratings_customer"], found["ratings_supervisor"]) == (3, 1)
    assert found["quality_supervisor"] == 0.9


def test_that_each_agent_has_his_own_marks() -> None:
    found = reported(DAY, ["agent"])
    assert found[("anna",)]["quality_customer"] == pytest.approx(0.9)
    assert found[("boris",)]["quality_customer"] == pytest.approx(0.2)
    assert pictured(DAY).books.agent("anna").by_customers == Score(2, 0.9)


def test_that_a_mark_counts_at_the_agent_whom_it_names() -> None:
    told = Story("c1").at(0, ev.Offered()).at(1, ev.Queued("sales")).at(5, ev.Established("anna"))
    told.at(50, ev.Transferred("anna", "boris")).at(55, ev.Established("boris")).at(90, ev.Cleared("customer"))
    told.at(91, ev.Rated(3, agent="boris"))
    found = reported(told.events, ["agent"])
    assert found[("anna",)]["ratings_customer"] == 0
    assert found[("boris",)]["quality_customer"] == pytest.approx(0.6)
    assert one(told.events)["ratings_customer"] == reported(told.events, ["queue"])[("sales",)]["ratings_customer"] == 1


def test_that_marks_are_told_by_topic_the_contacts_where_they_have_none() -> None:
    ledger = pictured(DAY).books.today()
    assert by_topic(ledger, BY_CUSTOMER) == {
        "": Score(1, 0.2),
        "billing": Score(1, 0.8),
        "delivery": Score(1, 1.0),
    }
    assert by_topic(ledger, BY_SUPERVISOR) == {"billing": Score(1, 0.9)}
    (group,) = figures_of([DAY], "UTC")["groups"]
    assert [one["topic"] for one in group["ratings"]["customer"]] == [None, "billing", "delivery"]


def test_that_contacts_can_be_split_by_topic() -> None:
    found = reported(DAY, ["topic"])
    assert {key: group["offered"] for key, group in found.items()} == {("billing",): 1, ("delivery",): 1, (None,): 2}


@pytest.mark.parametrize("mark", [ev.Rated(6), ev.Rated(-1), ev.Rated(1, 0), ev.Rated(1, -5)])
def test_that_a_mark_that_cannot_be_is_none(mark: ev.Rated) -> None:
    found = one(rated("c1", "anna", mark))
    assert (found["ratings_customer"], found["quality_customer"]) == (0, None)
