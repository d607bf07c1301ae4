"""Where a customer is lost, and what is no loss."""

from __future__ import annotations

import pytest

from tests.floor.story import START_T, Story
from wallboard.floor import outcome
from wallboard.stream import contact_events as ev


def called() -> Story:
    return Story("c1").at(0, ev.Offered(entry="menu", queue="support"))


def queued() -> Story:
    return called().at(3, ev.Menu("main")).at(10, ev.Queued("support"))


def answered() -> Story:
    return queued().at(20, ev.Delivered("anna")).at(25, ev.Established("anna"))


def hung_up(story: Story, after_s: float = 99) -> str:
    return story.at(after_s, ev.Cleared("customer")).told().outcome


def test_that_a_hang_up_before_any_menu_counts_in_the_menu() -> None:
    assert hung_up(called()) == outcome.ABANDONED_IN_MENU


def test_that_a_hang_up_at_a_menu_node_counts_in_the_menu() -> None:
    assert hung_up(called().at(3, ev.Menu("main"))) == outcome.ABANDONED_IN_MENU


def test_that_one_whom_the_menu_served_left_by_choice() -> None:
    assert hung_up(called().at(3, ev.Menu("balance", served=True))) == outcome.LEFT_BY_CHOICE


def test_that_one_who_goes_on_after_being_served_and_then_hangs_up_at_a_node_is_lost() -> None:
    assert hung_up(called().at(3, ev.Menu("balance", served=True)).at(9, ev.Menu("main"))) == outcome.ABANDONED_IN_MENU


def test_that_a_hang_up_while_waiting_counts_in_the_queue() -> None:
    assert hung_up(queued()) == outcome.ABANDONED_IN_QUEUE


def test_that_a_call_lost_while_ringing_counts_while_ringing() -> None:
    contact = queued().at(20, ev.Delivered("anna")).at(30, ev.Cleared("customer")).told()
    assert contact.outcome == outcome.ABANDONED_RINGING
    assert [(r.agent, r.outcome) for r in contact.rings] == [("anna", "lost")]


def test_that_a_refused_ring_brings_the_caller_back_to_the_queue() -> None:
    contact = queued().at(20, ev.Delivered("anna")).at(35, ev.Refused("anna")).told()
    assert contact.stage == "waiting"
    assert contact.waited_s(START_T + 40) == 30
    assert hung_up(queued().at(20, ev.Delivered("anna")).at(35, ev.Refused("anna"))) == outcome.ABANDONED_IN_QUEUE


def test_that_a_hang_up_on_hold_is_lost_but_stays_answered() -> None:
    contact = answered().at(60, ev.Held("anna")).at(100, ev.Cleared("customer")).told()
    assert contact.outcome == outcome.ABANDONED_ON_HOLD
    assert contact.answered
    assert contact.legs[0].hold_s == 40


def test_that_a_hang_up_while_talking_is_no_loss() -> None:
    assert hung_up(answered()) == outcome.ANSWERED


def test_that_a_hang_up_in_the_queue_after_a_transfer_is_lost_after_transfer() -> None:
    story = answered().at(60, ev.Transferred("anna", "sales", "queue")).at(60, ev.Queued("sales"))
    contact = story.at(90, ev.Cleared("customer")).told()
    assert contact.outcome == outcome.ABANDONED_AFTER_TRANSFER
    assert [e.outcome for e in contact.entries] == [outcome.ANSWERED, outcome.ABANDONED_IN_QUEUE]


def test_that_a_hang_up_after_the_agents_leg_has_gone_is_no_loss() -> None:
    assert hung_up(answered().at(80, ev.Left("anna"))) == outcome.ANSWERED


@pytest.mark.parametrize("reason", ["full", "closed", "empty", "timeout"])
def test_that_a_release_by_the_system_before_an_answer_turns_the_caller_away(reason: ev.ClearedReason) -> None:
    assert queued().at(30, ev.Cleared("system", reason)).told().outcome == outcome.TURNED_AWAY


def test_that_a_supervisor_who_hangs_up_turns_the_caller_away() -> None:
    assert queued().at(30, ev.Cleared("supervisor")).told().outcome == outcome.TURNED_AWAY


@pytest.mark.parametrize("reason", ["voicemail", "callback", "served"])
def test_that_voicemail_and_callback_are_the_callers_choice(reason: ev.ClearedReason) -> None:
    assert queued().at(30, ev.Cleared("system", reason)).told().outcome == outcome.LEFT_BY_CHOICE


def test_that_what_a_lost_connection_hid_is_unknown() -> None:
    contact = queued().at(30, ev.Cleared("system", "source_down")).told()
    assert contact.outcome == outcome.UNKNOWN
    assert contact.entries[0].outcome == outcome.UNKNOWN


def test_that_a_caller_sent_to_another_queue_is_diverted_in_the_first_and_waits_in_the_second() -> None:
    contact = queued().at(30, ev.Diverted("support", "sales")).at(30, ev.Queued("sales")).told()
    assert [(e.queue, e.outcome, e.diverted_to) for e in contact.entries] == [
        ("support", outcome.DIVERTED, "sales"),
        ("sales", "", ""),
    ]
    assert contact.first_queued_t == START_T + 10


def test_that_a_caller_handed_to_a_person_stays_an_entry_of_his_queue_and_is_answered_there() -> None:
    story = queued().at(30, ev.Diverted("support", "irina", "agent", "boss")).at(31, ev.Delivered("irina"))
    contact = story.at(35, ev.Established("irina")).told()
    assert [(e.queue, e.outcome, e.agent) for e in contact.entries] == [("support", outcome.ANSWERED, "irina")]
    assert contact.answered_t - contact.first_queued_t == 25


def test_that_a_caller_sent_to_an_outside_number_is_diverted() -> None:
    story = queued().at(30, ev.Diverted("support", "+7916", "external"))
    assert hung_up(story) == outcome.DIVERTED


def test_that_an_agents_consultation_is_no_customers() -> None:
    assert (
        not Story("k")
        .at(0, ev.Offered(direction="internal"))
        .at(1, ev.Queued("sales", consult=True))
        .told()
        .is_customers
    )
