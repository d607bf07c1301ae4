"""How callers come, wait, ring, and leave, as a PBX tells it case by case."""

from __future__ import annotations

import pytest

from tests.feeds.asterisk.playing import Script
from wallboard.floor.contact import ENDED, RINGING, TALKING, WAITING
from wallboard.metrics.figures import figures_of
from wallboard.stream.contact_events import ContactDiverted, ContactRefused


def test_that_a_call_is_offered_waits_rings_and_is_answered() -> None:
    script = Script().served().wait(30).hang_up("c").end("c", "a")
    contact = script.contact()
    assert (contact.stage, contact.outcome, contact.answered_by) == (ENDED, "answered", "PJSIP/1001")
    assert contact.answered_t - contact.first_queued_t == 7.0
    assert [(leg.agent, leg.to_t - leg.from_t) for leg in contact.legs] == [("PJSIP/1001", 30.0)]
    assert contact.cleared_by == "customer"


def test_that_an_agent_who_hangs_up_clears_the_call() -> None:
    script = Script().served().wait(9).hang_up("a").leave("a", "b-c").leave("c", "b-c").end("c", "a")
    assert script.contact().cleared_by == "agent"
    assert Script().served().hang_up("a").end("a", "c").contact().cleared_by == "agent"


def test_that_one_who_hangs_up_while_it_rings_is_lost_once_and_there() -> None:
    script = Script().customer().join().wait(3).ring("a", "PJSIP/1001").wait(4).hang_up("c")
    script.say("DialEnd", "c", "a", DialStatus="CANCEL").say("QueueCallerAbandon", "c", Queue="sales")
    script.say("QueueCallerLeave", "c", Queue="sales").end("a", "c")
    assert script.outcomes() == ["abandoned_ringing", "abandoned_ringing"]
    assert script.kinds().count("contact.cleared") == 1
    assert not [event for event in script.events if isinstance(event, ContactRefused)]


def test_that_one_who_hangs_up_in_the_queue_is_lost_there() -> None:
    script = Script().customer().join().wait(3).hang_up("c").say("QueueCallerAbandon", "c", Queue="sales")
    assert script.say("QueueCallerLeave", "c").end("c").outcomes() == ["abandoned_in_queue", "abandoned_in_queue"]


def test_that_one_who_hangs_up_in_the_menu_is_lost_there() -> None:
    script = Script().customer().wait(1).goes_to("c", "ivr-main").wait(5).hang_up("c").end("c")
    contact = script.contact()
    assert (contact.outcome, contact.menu[-1].node, contact.entry) == ("abandoned_in_menu", "ivr-main", "menu")


def test_that_one_who_comes_to_the_menu_late_came_through_it_all_the_same() -> None:
    script = Script().customer().wait(20)
    assert script.contact().entry == "direct"
    script.goes_to("c", "ivr-main").say("DTMFEnd", "c", Digit=1)
    assert (script.contact().entry, script.contact().offered_t) == ("menu", 1_000_000.0)


def test_that_one_who_hangs_up_before_the_pbx_answers_is_counted() -> None:
    assert Script().customer().wait(0.5).hang_up("c").end("c").outcomes() == ["abandoned_in_menu"]


def test_that_a_call_is_told_within_seconds_though_it_shows_nothing_yet() -> None:
    script = Script().customer()
    assert script.kinds() == []
    assert script.wait(2.5).kinds() == ["contact.offered"]
    assert script.contact().offered_t == 1_000_000.0


def test_that_a_redirected_caller_is_not_lost() -> None:
    script = Script().customer().join().wait(8).goes_to("c", "queues", "7003")
    script.say("QueueCallerAbandon", "c", Queue="sales").say("QueueCallerLeave", "c", Queue="sales").join("c", "vip")
    assert script.outcomes() == ["diverted", "", ""]
    diverted = next(event for event in script.events if isinstance(event, ContactDiverted))
    assert (diverted.data.from_queue, diverted.data.to, diverted.data.why) == ("sales", "vip", "redirected")
    assert script.wait(2).hang_up("c").end("c").outcomes() == ["diverted", "abandoned_in_queue", "abandoned_in_queue"]


def test_that_one_who_is_redirected_to_a_person_stays_in_his_queues_books() -> None:
    script = Script().customer().join().wait(8).goes_to("c", "agents", "1002")
    script.say("QueueCallerAbandon", "c", Queue="sales").say("QueueCallerLeave", "c", Queue="sales")
    script.channel("a", "PJSIP/1002", "1002", 0, "agents", "c").say("DialBegin", "c", "a", DialString="1002")
    assert script.contact().stage == RINGING
    script.wait(2).say("DialEnd", "c", "a", DialStatus="ANSWER").enter("c", "b").enter("a", "b")
    assert script.outcomes() == ["answered", ""]
    assert script.contact().parties == ("PJSIP/1002",)


def test_that_a_withdrawn_caller_is_turned_away_as_of_then() -> None:
    script = Script().customer().join().wait(8)
    script.say("QueueCallerAbandon", "c", Queue="sales").say("QueueCallerLeave", "c", Queue="sales")
    script.say("VarSet", "c", Variable="QUEUESTATUS", Value="WITHDRAW").wait(3).goes_to("c", "queue-exit").end("c")
    contact = script.contact()
    assert script.outcomes() == ["turned_away", "turned_away"]
    assert (contact.cleared_by, contact.entries[0].ended_t - contact.entries[0].entered_t) == ("supervisor", 8.0)


@pytest.mark.parametrize(("status", "reason"), [("TIMEOUT", "timeout"), ("LEAVEEMPTY", "empty")])
@pytest.mark.parametrize("hangs_up", [False, True])
def test_that_who_is_sent_out_of_a_queue_is_turned_away_even_if_he_then_hangs_up(
    status: str, reason: str, hangs_up: bool
) -> None:
    script = Script().customer().join().wait(60).say("QueueCallerLeave", "c", Queue="sales")
    script.say("VarSet", "c", Variable="QUEUESTATUS", Value=status).wait(2)
    contact = (script.hang_up("c") if hangs_up else script).end("c").contact()
    assert (contact.outcome, contact.cleared_reason) == ("turned_away", reason)
    assert contact.entries[0].ended_t - contact.entries[0].entered_t == 60.0


def test_that_one_who_goes_on_to_another_queue_after_a_timeout_is_diverted() -> None:
    script = Script().customer().join().wait(60).say("QueueCallerLeave", "c", Queue="sales")
    script.say("VarSet", "c", Variable="QUEUESTATUS", Value="TIMEOUT").join("c", "support")
    assert script.outcomes() == ["diverted", "", ""]
    diverted = next(event for event in script.events if isinstance(event, ContactDiverted))
    assert diverted.data.why == "timeout"


@pytest.mark.parametrize(("status", "reason"), [("FULL", "full"), ("JOINEMPTY", "empty")])
def test_that_one_whom_a_queue_does_not_take_is_turned_away(status: str, reason: str) -> None:
    script = Script().customer().say("VarSet", "c", Variable="QUEUESTATUS", Value=status).wait(1).end("c")
    assert (script.contact().outcome, script.contact().cleared_reason) == ("turned_away", reason)
    assert not script.contact().entries


def test_that_one_who_leaves_by_a_key_is_no_longer_the_queues() -> None:
    script = Script().customer().join().wait(9).goes_to("c", "queue-keys", "0")
    script.say("QueueCallerLeave", "c", Queue="sales", Position=1)
    script.channel("a", "PJSIP/1008", "1008", 0, "agents", "c").say("DialBegin", "c", "a", DialString="1008")
    assert script.outcomes() == ["diverted", ""]
    script.wait(3).enter("c", "b").enter("a", "b").wait(4).hang_up("c").end("c", "a")
    assert script.outcomes() == ["diverted", "answered"]


def test_that_what_is_done_after_he_left_by_a_key_counts_in_no_queue() -> None:
    script = Script().customer().join().wait(9).goes_to("c", "queue-keys", "0").say("QueueCallerLeave", "c")
    script.channel("a", "PJSIP/1008", "1008", 0, "agents", "c").say("DialBegin", "c", "a", DialString="1008").wait(9)
    script.say("DialEnd", "c", "a", DialStatus="NOANSWER").end("a", "c")
    groups = figures_of([script.events], "UTC", ["queue"])["groups"]
    rings = {
        group["key"]["queue"]: (group["figures"]["refused_rings"], group["figures"]["offered"]) for group in groups
    }
    assert rings == {"sales": (0, 1), None: (1, 0)}


def test_that_one_who_leaves_a_message_has_left_by_choice() -> None:
    script = Script().customer().join().wait(30).say("QueueCallerLeave", "c", Queue="sales")
    script.say("VarSet", "c", Variable="QUEUESTATUS", Value="TIMEOUT")
    script.say("Newexten", "c", Application="VoiceMail", AppData="100").wait(20).hang_up("c").end("c")
    assert script.contact().outcome == "left_by_choice"


def test_that_a_ring_in_vain_counts_once() -> None:
    script = Script().customer().join().ring("a", "PJSIP/1001").wait(12)
    script.say("AgentRingNoAnswer", "c", "a", Queue="sales", Interface="PJSIP/1001", RingTime=12000)
    script.say("DialEnd", "c", "a", DialStatus="NOANSWER").say("DialEnd", "c", "a", DialStatus="CANCEL").end("a")
    assert [ring.outcome for ring in script.contact().rings] == ["refused"]
    assert script.contact().stage == WAITING


def test_that_a_phone_that_says_no_has_declined() -> None:
    script = Script().customer().join().ring("a", "PJSIP/1001").hang_up("a")
    script.say("DialEnd", "c", "a", DialStatus="BUSY")
    script.say("AgentRingNoAnswer", "c", "a", Queue="sales", Interface="PJSIP/1001", RingTime=900).end("a")
    refusals = [event.data.reason for event in script.events if isinstance(event, ContactRefused)]
    assert refusals == ["declined"]


def test_that_those_who_were_not_quick_enough_have_refused_nothing() -> None:
    script = Script().customer().join().ring("a", "PJSIP/1001").ring("d", "PJSIP/1002").wait(1)
    script.say("DialEnd", "c", "d", DialStatus="CANCEL").end("d").answer("a", "PJSIP/1001")
    assert {ring.agent: ring.outcome for ring in script.contact().rings} == {
        "PJSIP/1001": "answered",
        "PJSIP/1002": "withdrawn",
    }


def test_that_one_who_is_put_through_to_a_number_outside_is_answered_by_nobody_that_we_know() -> None:
    script = Script().customer().channel("x", "PJSIP/mobile", "", 0, "from-trunk", "c")
    script.say("DialBegin", "c", "x", DialString="trunk/0035799").wait(3).enter("c", "b").enter("x", "b")
    assert (script.contact().stage, script.contact().parties) == (TALKING, ("",))
    assert script.wait(9).hang_up("x").end("x", "c").contact().outcome == "answered"
    assert script.contact().cleared_by == "agent"


def test_that_one_who_is_sent_out_of_a_queue_to_a_number_outside_is_diverted() -> None:
    script = Script().customer().join().wait(8).goes_to("c", "out", "0035799")
    script.say("QueueCallerAbandon", "c", Queue="sales").say("QueueCallerLeave", "c", Queue="sales")
    script.channel("x", "PJSIP/mobile", "", 0, "from-trunk", "c").say("DialBegin", "c", "x", DialString="x/0035799")
    script.wait(3).enter("c", "b").enter("x", "b").wait(9).hang_up("c").end("c", "x")
    assert script.outcomes() == ["diverted", "diverted"]
