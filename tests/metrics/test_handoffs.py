"""Who hands on to whom: by pair of queues, in all and by the queue that handed on."""

from __future__ import annotations

from typing import Any

from tests.floor.story import Story
from tests.metrics.pictures import one, pairs_told, pictured
from wallboard.metrics.handoffs import Pair, pairs_of
from wallboard.stream import contact_events as ev


def story() -> list[Any]:
    """Diverted from sales to support, transferred to billing, and from there to a person and outside."""
    told = Story("c1").at(0, ev.Offered(queue="sales")).at(1, ev.Queued("sales"))
    told.at(30, ev.Diverted("sales", "support")).at(30, ev.Queued("support")).at(40, ev.Established("anna"))
    told.at(100, ev.Transferred("anna", "billing", "queue")).at(101, ev.Queued("billing"))
    told.at(110, ev.Established("boris")).at(200, ev.Transferred("boris", "vera")).at(201, ev.Established("vera"))
    told.at(300, ev.Transferred("vera", "+7916", "external")).at(310, ev.Cleared("customer"))
    return told.events


def test_that_each_hand_off_counts_at_its_pair() -> None:
    assert pairs_told(story())[()] == [
        Pair("billing", "", 2),
        Pair("sales", "support", 1),
        Pair("support", "billing", 1),
    ]
    assert (one(story())["transfers"], one(story())["handoff_chains"]) == (3, 1)


def test_that_by_queue_those_count_that_it_handed_on() -> None:
    assert pairs_told(story(), ["queue"]) == {
        ("billing",): [Pair("billing", "", 2)],
        ("sales",): [Pair("sales", "support", 1)],
        ("support",): [Pair("support", "billing", 1)],
    }


def test_that_live_says_the_same() -> None:
    books = pictured(story()).books
    assert pairs_of(books.today()) == pairs_told(story())[()]
    assert pairs_of(books.today(queue="sales")) == [Pair("sales", "support", 1)]
    assert pairs_of(books.sliding(30)) == pairs_told(story())[()]


def test_that_a_transfer_within_a_department_is_a_pair_of_itself() -> None:
    told = Story("c1").at(0, ev.Offered()).at(1, ev.Queued("sales")).at(5, ev.Established("anna"))
    told.at(60, ev.Transferred("anna", "sales", "queue")).at(60, ev.Queued("sales")).at(70, ev.Cleared("customer"))
    assert pairs_told(told.events)[()] == [Pair("sales", "sales", 1)]


def test_that_a_transfer_of_who_never_queued_has_no_queue_before_it() -> None:
    told = Story("c1").at(0, ev.Offered()).at(5, ev.Established("anna"))
    told.at(60, ev.Transferred("anna", "sales", "queue")).at(60, ev.Queued("sales")).at(70, ev.Cleared("customer"))
    assert pairs_told(told.events)[()] == [Pair("", "sales", 1)]
