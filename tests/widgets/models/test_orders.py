"""What was asked for from here is followed, and never taken for done."""

from __future__ import annotations

from tests.commands.floors import START_T, Story
from wallboard.floor.floor import Floor
from wallboard.stream.command_events import Reassign
from wallboard.stream.control import Accepted, Refusal
from widgets.models.orders import KEPT, Orders, request


def test_that_a_request_has_a_key_nobody_else_has() -> None:
    keys = {request("office", Reassign("c1", "anna"), "me", START_T).subject for _ in range(100)}
    assert len(keys) == 100


def test_that_what_the_stream_tells_counts_more_than_the_hubs_answer() -> None:
    floor, orders = Story().floor(), Orders()
    event = request("office", Reassign("c1", "anna"), "me", START_T)
    orders.sent(event, START_T)
    floor.fold([event])
    orders.take(floor.commands.values())
    assert not orders.answered(event.subject, Refusal("link_lost"), START_T + 9.0)
    assert not orders.answered("unknown", Accepted(1, 1), START_T)
    found = orders.of_contact("c1")
    assert found is floor.commands[event.subject]
    assert [command.key for command in orders.all(floor)] == [event.subject]


def test_that_the_streams_word_replaces_ours_although_its_clock_is_coarser() -> None:
    floor, orders = Floor(), Orders()
    event = request("office", Reassign("c1", "anna"), "me", START_T + 0.000_000_4)
    orders.sent(event, START_T + 0.000_000_4)
    floor.fold([event])
    orders.take(floor.commands.values())
    assert orders.of_contact("c1") is floor.commands[event.subject]


def test_that_an_unsettled_order_outlives_a_new_picture() -> None:
    orders = Orders()
    sent = orders.sent(request("office", Reassign("c1", "anna"), "me", START_T), START_T)
    orders.start_anew(Floor())
    assert list(orders.all(Floor())) == [sent]
    assert orders.of_contact("c1") is sent


def test_that_orders_are_bounded() -> None:
    orders = Orders()
    for number in range(KEPT + 50):
        orders.sent(request("office", Reassign(f"c{number}", "anna"), "me", START_T), START_T)
    assert len(list(orders.all(Floor()))) == KEPT
    assert orders.of_contact("c0") is None
