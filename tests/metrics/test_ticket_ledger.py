"""Tickets: what came, what was closed and in what time, what is open; live and in reports."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.story import START_T, Story
from tests.metrics.pictures import Figures, one, pictured, reported, tickets_today
from tests.metrics.test_snapshot import rebuilt
from wallboard.metrics.picture import Picture
from wallboard.metrics.ticket_ledger import TICKET_FIGURES, TicketLedger, pieces_of
from wallboard.stream import contact_events as ev
from wallboard.stream import ticket_events as tk

HOUR_S = 3600.0


def ticket(subject: str, at_s: float = 0.0, **created: Any) -> Story:
    return Story(subject).at(at_s, tk.Created(queue="repairs", **created))


def found_at(after_s: float, *stories: Story) -> Figures:
    """The figures so long after the start, the same live and in a report."""
    events = sorted((event for story in stories for event in story.events), key=lambda event: event.time)
    events.append(Story("clock").at(after_s, ev.Offered()).events[0])
    live, report = tickets_today(pictured(events)), one(events)
    assert live == {name: report[name] for name in TICKET_FIGURES}
    return live


def test_that_tickets_are_counted_from_the_first_step_to_the_last() -> None:
    first = ticket("t1", norm_s=1000.0).at(100, tk.Acted("anna")).at(900, tk.TicketResolvedData("anna"))
    second = ticket("t2", norm_s=1000.0).at(300, tk.Acted("boris")).at(1500, tk.Closed("boris"))
    third = ticket("t3", 500)
    assert found_at(2000, first, second, third) == {
        "tickets_created": 3,
        "tickets_closed": 2,
        "tickets_reopened": 0,
        "tickets_open": 1,
        "ticket_oldest_s": 1500.0,
        "tickets_within_norm": 0.5,
        "ticket_response_mean_s": 200.0,
        "ticket_response_p50_s": 100.0,
        "ticket_life_mean_s": 1200.0,
        "ticket_life_p50_s": 900.0,
    }


def test_that_there_is_no_share_and_no_mean_of_nothing() -> None:
    found = found_at(100)
    assert [name for name, value in found.items() if value == 0] == [
        "tickets_created",
        "tickets_closed",
        "tickets_reopened",
        "tickets_open",
    ]
    assert all(found[name] is None for name in ("tickets_within_norm", "ticket_oldest_s", "ticket_life_mean_s"))
    assert found_at(100, ticket("t1").at(50, tk.Closed()))["tickets_within_norm"] is None


@pytest.mark.parametrize(("norm_pauses", "share"), [(False, 0.0), (True, 1.0)])
def test_that_a_pause_is_taken_out_only_where_the_norm_says_so(norm_pauses: bool, share: float) -> None:
    told = ticket("t1", norm_s=600.0, norm_pauses=norm_pauses).at(100, tk.StatusChanged("pending"))
    told.at(700, tk.StatusChanged("in_progress")).at(1000, tk.StatusChanged("held")).at(1100, tk.TicketResolvedData())
    found = found_at(2000, told)
    assert found["tickets_within_norm"] == share
    assert found["ticket_life_mean_s"] == 1100.0


def test_that_the_norm_of_one_that_pauses_now_stands_still() -> None:
    told = ticket("t1", norm_s=600.0, norm_pauses=True).at(100, tk.StatusChanged("pending"))
    kept = pictured(told.events).floor.tickets["t1"]
    assert (kept.left_s(START_T + 400), kept.age_s(START_T + 400)) == (500.0, 400.0)


def test_that_a_reopened_ticket_was_not_closed() -> None:
    told = ticket("t1").at(100, tk.TicketResolvedData()).at(500, tk.Reopened())
    assert found_at(600, told)["tickets_open"] == 1
    found = found_at(2000, told.at(1500, tk.TicketResolvedData()).at(1900, tk.Closed()))
    assert (found["tickets_closed"], found["tickets_reopened"], found["tickets_open"]) == (1, 1, 0)
    assert found["ticket_life_mean_s"] == 1500.0


def test_that_the_rejected_and_cancelled_are_neither_open_nor_closed() -> None:
    told = [ticket("t1").at(5, tk.StatusChanged("rejected")), ticket("t2").at(5, tk.StatusChanged("cancelled"))]
    found = found_at(100, *told)
    assert (found["tickets_created"], found["tickets_closed"], found["tickets_open"]) == (2, 0, 0)


def test_that_one_that_is_closed_days_after_it_was_solved_is_the_same_one() -> None:
    told = ticket("t1").at(100, tk.TicketResolvedData()).at(30 * HOUR_S, tk.Closed())
    for found in (one(told.events), one(told.events, end_t=START_T + HOUR_S)):
        assert (found["tickets_created"], found["tickets_closed"], found["ticket_life_mean_s"]) == (1, 1, 100.0)
    assert one(told.events, start_t=START_T + HOUR_S)["tickets_closed"] == 0


def test_that_what_is_heard_of_after_its_end_counts_nowhere() -> None:
    found = found_at(100, Story("t1").at(5, tk.Closed()))
    assert not any(found.values())


def test_that_each_thing_counts_in_the_half_hour_in_which_it_happened() -> None:
    told = ticket("t1").at(60, tk.Acted("anna")).at(2 * HOUR_S, tk.Closed())
    found = reported(told.events, ["hour"])
    assert {key[0]: (group["tickets_created"], group["tickets_closed"]) for key, group in found.items()} == {
        "09:00": (1, 0),
        "11:00": (0, 1),
    }


def test_that_tickets_are_split_by_queue_priority_and_owner_and_by_nothing_else() -> None:
    told = ticket("t1", priority="high").at(10, tk.Acted("anna")).at(20, tk.Closed())
    events = [*told.events, *ticket("t2", priority="low").events]
    books = pictured(events).books
    assert reported(events, ["queue"])[("repairs",)]["tickets_created"] == 2
    assert reported(events, ["priority"])[("high",)]["tickets_closed"] == 1
    assert reported(events, ["agent"])[("anna",)]["tickets_closed"] == books.agent("anna").tickets_closed == 1
    assert books.tickets_today(priority="low").open == books.tickets_today(queue="repairs").open == 1
    assert books.tickets_today(owner="anna").closed == 1
    assert not reported(events, ["tier"])


def test_that_a_forgotten_ticket_stays_in_todays_figures_without_its_title() -> None:
    told = ticket("t1", title="Flat 7, no heat").at(100, tk.Closed())
    picture = pictured(told.events)
    picture.pass_time(START_T + 2 * HOUR_S)
    assert not picture.floor.tickets
    for kept in (picture, rebuilt(picture)):
        assert tickets_today(kept)["tickets_closed"] == 1
        assert "heat" not in repr(kept.books.tickets.gone)
        kept.pass_time(START_T + 72 * HOUR_S)
        assert not kept.books.tickets.gone


@given(st.permutations(range(3)))
def test_that_ledgers_merge_to_the_same_in_any_order(order: list[int]) -> None:
    told = [
        ticket("t1").at(9, tk.Closed()),
        ticket("t2", norm_s=5.0).at(7, tk.Closed()),
        ticket("t3").at(4, tk.Acted("a")),
    ]
    floor = Picture("UTC").floor
    for story in told:
        floor.fold(story.events)
    parts = [[piece for _, piece in pieces_of(kept)] for kept in floor.tickets.values()]
    total, wanted = TicketLedger(), TicketLedger()
    for i in order:
        for piece in parts[i]:
            total.merge(piece)
    for pieces in parts:
        for piece in pieces:
            wanted.merge(piece)
    assert total == wanted
