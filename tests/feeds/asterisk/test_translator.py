"""What a PBX sends, case by case, and what it makes of a customer's call."""

from __future__ import annotations

import pytest

from tests.feeds.asterisk.playing import Script
from wallboard.config.asterisk import AsteriskSettings
from wallboard.floor.contact import ENDED, MENU, ON_HOLD, RINGING, TALKING, WAITING
from wallboard.stream.contact_events import ContactDiverted, ContactRefused, ContactTransferred


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
    assert script.contact().entries == []


def test_that_one_who_leaves_by_a_key_is_no_longer_the_queues() -> None:
    script = Script().customer().join().wait(9).goes_to("c", "queue-keys", "0")
    script.say("QueueCallerLeave", "c", Queue="sales", Position=1)
    script.channel("a", "PJSIP/1008", "1008", 0, "agents", "c").say("DialBegin", "c", "a", DialString="1008")
    assert script.outcomes() == ["diverted", ""]
    script.wait(3).enter("c", "b").enter("a", "b").wait(4).hang_up("c").end("c", "a")
    assert script.outcomes() == ["diverted", "answered"]


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


def test_that_hold_is_told_and_only_what_was_held_is_retrieved() -> None:
    script = Script().served().say("Unhold", "a").wait(3).say("Hold", "a")
    assert script.contact().stage == ON_HOLD
    script.wait(4).say("Unhold", "a").wait(3).hang_up("c").end("c", "a")
    assert script.kinds().count("contact.retrieved") == 1
    assert script.contact().legs[0].hold_s == 4.0


def test_that_one_who_gives_up_on_hold_is_lost_on_hold() -> None:
    assert (
        Script().served().say("Hold", "a").wait(9).hang_up("c").end("c", "a").contact().outcome == "abandoned_on_hold"
    )


def test_that_a_talk_that_is_redirected_ends_though_no_complete_comes() -> None:
    script = Script().served().wait(10).leave("c", "b-c").join("c", "vip").leave("a", "b-c").end("a").wait(5)
    contact = script.contact()
    assert (contact.stage, contact.queue, contact.legs[0].to_t - contact.legs[0].from_t) == (WAITING, "vip", 10.0)
    script.say("AgentComplete", "c", Interface="PJSIP/1001", Queue="sales", TalkTime=15).hang_up("c").end("c")
    assert script.outcomes() == ["answered", "abandoned_in_queue", "abandoned_after_transfer"]


def test_that_a_complete_without_its_leg_ends_the_talk_at_the_right_person() -> None:
    script = Script().customer().join().say("QueueCallerLeave", "c", Queue="sales")
    script.say("AgentConnect", "c", Queue="sales", Interface="PJSIP/1001").wait(5)
    script.say("AgentComplete", "c", Queue="sales", Interface="PJSIP/1001", TalkTime=5, Reason="agent")
    assert script.contact().parties == ()


def test_that_a_blind_transfer_to_a_queue_keeps_one_contact() -> None:
    script = Script().served().wait(10).say("Unhold", "a")
    script.say("BlindTransfer", Result="Success", TransfererUniqueid="a", TransfereeUniqueid="c", Extension="7002")
    script.leave("c", "b-c").join("c", "support", "agents")
    script.say("AgentComplete", "c", Interface="PJSIP/1001", Queue="sales", Reason="transfer").leave("a", "b-c").end(
        "a"
    )
    script.wait(4).ring("d", "PJSIP/1004", "c", "support").wait(1).answer("d", "PJSIP/1004", "c", "support")
    contact = script.wait(6).hang_up("d").end("d", "c").contact()
    assert [leg.agent for leg in contact.legs] == ["PJSIP/1001", "PJSIP/1004"]
    assert (contact.transfers, contact.outcome, script.outcomes()) == (1, "answered", ["answered"] * 3)
    told = [event.data.to for event in script.events if isinstance(event, ContactTransferred)]
    assert told == ["support"]


def test_that_one_who_gives_up_after_a_transfer_is_lost_there() -> None:
    script = Script().served().wait(10)
    script.say("BlindTransfer", Result="Success", TransfererUniqueid="a", TransfereeUniqueid="c", Extension="7002")
    script.join("c", "support").end("a").wait(5).hang_up("c").end("c")
    assert script.outcomes() == ["answered", "abandoned_in_queue", "abandoned_after_transfer"]


@pytest.mark.parametrize(("phone", "kind"), [("PJSIP/1004", "agent"), ("PJSIP/trunk", "external")])
def test_that_a_blind_transfer_arrives_at_a_person_or_outside(phone: str, kind: str) -> None:
    script = Script().served().wait(10)
    script.say("BlindTransfer", Result="Success", TransfererUniqueid="a", TransfereeUniqueid="c", Extension="99")
    number = phone.rpartition("/")[2].replace("trunk", "")
    script.channel("d", phone, number, 0, "agents", "c").say("DialBegin", "c", "d", DialString="x/0035799").end("a")
    transferred = next(event for event in script.events if isinstance(event, ContactTransferred))
    assert transferred.data.to_kind == kind
    assert script.kinds().count("contact.transferred") == 1


def test_that_a_failed_transfer_changes_nothing() -> None:
    script = Script().served().wait(10)
    script.say("BlindTransfer", Result="Fail", TransfererUniqueid="a", TransfereeUniqueid="c", Extension="99")
    script.say("AttendedTransfer", Result="Fail", OrigTransfererUniqueid="a", TransfereeUniqueid="c", DestType="Fail")
    assert script.contact().stage == TALKING
    assert script.wait(5).hang_up("a").end("a", "c").contact().transfers == 0


def consulting() -> Script:
    """1001 has a customer on hold, and talks to 1004 about him."""
    script = Script().member("PJSIP/1001").served().wait(10).say("Hold", "a")
    script.channel("q", "PJSIP/1001", "1001", 4, "agents").channel("d", "PJSIP/1004", "1004", 0, "agents", "q")
    script.say("DialBegin", "q", "d", DialString="1004").wait(3).say("DialEnd", "q", "d", DialStatus="ANSWER")
    return script.enter("d", "b2").enter("q", "b2").wait(5).say("Unhold", "a")


def test_that_a_consultation_is_told_with_the_customers_call_and_counts_as_no_customer() -> None:
    script = consulting()
    assert "contact.consulted" in script.kinds()
    asked = script.contact("q")
    assert (asked.direction, asked.is_customers, set(asked.parties)) == (
        "internal",
        False,
        {"PJSIP/1001", "PJSIP/1004"},
    )


def test_that_an_attended_transfer_to_a_colleague_keeps_one_contact_with_its_chain() -> None:
    script = consulting().leave("d", "b2").enter("d", "b-c", SwapUniqueid="a").leave("a", "b-c")
    script.say(
        "AttendedTransfer", Result="Success", DestType="Bridge", OrigTransfererUniqueid="a", TransfereeUniqueid="c",
        SecondTransfererUniqueid="q", TransferTargetUniqueid="d",
    )  # fmt: skip
    script.say("AgentComplete", "c", Interface="PJSIP/1001", Queue="sales", Reason="transfer").end("a", "q")
    assert script.contact().parties == ("PJSIP/1004",)
    contact = script.wait(20).hang_up("d").end("d", "c").contact()
    assert [(leg.agent, leg.to_t - leg.from_t) for leg in contact.legs] == [("PJSIP/1001", 18.0), ("PJSIP/1004", 20.0)]
    assert (contact.transfers, contact.outcome, contact.cleared_by) == (1, "answered", "agent")
    assert script.contact("q").stage == ENDED


def test_that_a_consultation_in_a_queue_that_is_given_up_is_no_lost_customer() -> None:
    script = Script().member("PJSIP/1001").served().wait(10).say("Hold", "a")
    script.channel("q", "PJSIP/1001", "1001", 4, "agents").join("q", "support", "agents").wait(9).hang_up("q")
    script.say("QueueCallerAbandon", "q", Queue="support").say("QueueCallerLeave", "q", Queue="support").end("q")
    asked = script.contact("q")
    assert (asked.consult, asked.is_customers) == (True, False)
    assert script.contact().stage == ON_HOLD


def test_that_a_customer_takes_the_place_that_was_kept_for_him_in_a_queue() -> None:
    script = Script().member("PJSIP/1001").served().wait(10).say("Hold", "a")
    script.channel("q", "PJSIP/1001", "1001", 4, "agents").join("q", "support", "agents").wait(3).say("Unhold", "a")
    script.say(
        "AttendedTransfer", Result="Success", DestType="App", DestApp="Queue", OrigTransfererUniqueid="a",
        TransfereeUniqueid="c", SecondTransfererUniqueid="q",
    ).end("a")  # fmt: skip
    contact = script.contact()
    assert (contact.stage, contact.queue, contact.transfers) == (WAITING, "support", 1)
    script.wait(2).ring("d", "PJSIP/1004", "q", "support").wait(1).answer("d", "PJSIP/1004", "q", "support")
    assert script.contact().parties == ("PJSIP/1004",)


def test_that_a_customer_is_handed_on_to_a_phone_that_still_rings() -> None:
    script = Script().member("PJSIP/1001").served().wait(10).say("Hold", "a")
    script.channel("q", "PJSIP/1001", "1001", 4, "agents").channel("d", "PJSIP/1004", "1004", 0, "agents", "q")
    script.say("DialBegin", "q", "d", DialString="1004").wait(2).say("Unhold", "a")
    script.say(
        "AttendedTransfer", Result="Success", DestType="App", DestApp="Dial", OrigTransfererUniqueid="a",
        TransfereeUniqueid="c", SecondTransfererUniqueid="q",
    ).end("a", "q")  # fmt: skip
    assert (script.contact().stage, script.contact().ringing) == (RINGING, ("PJSIP/1004",))
    script.wait(3).say("DialEnd", "c", "d", DialStatus="ANSWER").enter("d", "b3").enter("c", "b3")
    assert (script.contact().parties, script.contact().transfers) == (("PJSIP/1004",), 1)


def test_that_a_transfer_whose_arrival_is_not_seen_is_told_as_of_when_the_agent_left() -> None:
    script = Script().served().wait(10)
    script.say("BlindTransfer", Result="Success", TransfererUniqueid="a", TransfereeUniqueid="c", Extension="7002")
    left_t = script.end("a").t
    assert "contact.transferred" not in script.kinds()
    [told] = [event for event in script.wait(5).events if isinstance(event, ContactTransferred)]
    assert (told.data.to, told.time.timestamp()) == ("7002", left_t)
    assert script.hang_up("c").end("c").contact().outcome == "abandoned_after_transfer"


def test_that_a_third_person_makes_it_a_conference() -> None:
    script = Script().served().channel("d", "PJSIP/1004", "1004", 0, "agents", "c").wait(3).enter("d", "b-c")
    assert script.contact().parties == ("PJSIP/1001", "PJSIP/1004")
    assert "contact.conferenced" in script.kinds()
    assert script.hang_up("d").end("d").contact().parties == ("PJSIP/1001",)


def test_that_an_outbound_call_is_no_customers_entry() -> None:
    script = (
        Script().member("PJSIP/1001").channel("o", "PJSIP/1001", "1001", 4, "agents").goes_to("o", "out", "0035799")
    )
    script.channel("x", "PJSIP/trunk", "", 0, "from-trunk", "o").say("DialBegin", "o", "x", DialString="trunk/0035799")
    script.wait(5).enter("x", "b").enter("o", "b")
    contact = script.contact("o")
    assert (contact.direction, contact.is_customers, contact.stage) == ("outbound", False, TALKING)
    assert contact.parties == ("PJSIP/1001",)


def test_that_a_members_local_channel_is_the_phone_on_his_desk() -> None:
    script = Script().customer().join()
    local = "Local/1001@from-queue-00000001;"
    script.channel("l1", local + "1", "1001", 0, "from-queue", "c").channel(
        "l2", local + "2", "c", 4, "from-queue", "c"
    )
    script.say("AgentCalled", "c", "l1", Queue="sales", Interface="Local/1001@from-queue/n", MemberName="Alice")
    script.say("DialBegin", "c", "l1").channel("a", "PJSIP/1001", "1001", 0, "from-internal", "c")
    script.say("DialBegin", "l2", "a", DialString="1001").wait(3)
    assert script.contact().ringing == ("PJSIP/1001",)
    script.say("DialEnd", "l2", "a", DialStatus="ANSWER").enter("a", "b1").enter("l2", "b1")
    script.say("QueueCallerLeave", "c", Queue="sales")
    script.say("AgentConnect", "c", "l1", Queue="sales", Interface="Local/1001@from-queue/n", HoldTime=3)
    script.enter("l1", "b2").enter("c", "b2").wait(3).say("Hold", "a")
    assert (script.contact().stage, script.contact().parties) == (ON_HOLD, ("PJSIP/1001",))
    script.say("Unhold", "a").enter("a", "b2", SwapUniqueid="l1").end("l1", "l2").wait(5)
    assert script.contact().parties == ("PJSIP/1001",)
    assert script.hang_up("a").end("a", "c").contact().legs[0].to_t == script.t


@pytest.mark.parametrize(("options", "mode"), [("qE", "listen"), ("qwE", "whisper"), ("qBE", "barge")])
def test_that_listening_is_told_with_the_mode_that_was_asked_for(options: str, mode: str) -> None:
    script = Script().served().channel("s", "PJSIP/1900", "1900", 0, "agents")
    script.say(
        "OriginateResponse", Response="Success", Application="ChanSpy", Data=f"PJSIP/1001,{options}", Uniqueid="s"
    )
    script.say("ChanSpyStart", SpyerUniqueid="s", SpyerChannel="PJSIP/1900-00000001", SpyeeUniqueid="a")
    contact = script.contact()
    assert (contact.monitored_by, contact.monitor_mode) == ("PJSIP/1900", mode)
    script.wait(5).say("ChanSpyStop", SpyerUniqueid="s", SpyeeUniqueid="a").end("s")
    assert script.contact().monitored_by == ""
    assert script.contact().stage == TALKING


def test_that_the_mode_is_known_too_where_the_supervisor_dials_it() -> None:
    script = Script().served().channel("s", "PJSIP/1900", "1900", 4, "agents")
    script.say("Newexten", "s", Application="ChanSpy", AppData="PJSIP/1001,qBE")
    script.say("ChanSpyStart", SpyerUniqueid="s", SpyerChannel="PJSIP/1900-00000001", SpyeeUniqueid="a")
    assert script.contact().monitor_mode == "barge"


def test_that_a_menu_that_served_him_lets_him_go_by_choice() -> None:
    script = Script().customer().goes_to("c", "ivr-main").say("Newstate", "c")
    assert script.contact().stage == MENU
    script.say("UserEvent", "c", UserEvent="WallboardServed", Node="balance").wait(3).hang_up("c").end("c")
    assert script.contact().outcome == "left_by_choice"


def test_that_names_come_without_their_escapes() -> None:
    script = Script()
    script.say(
        "Newchannel", Channel="PJSIP/trunk-00000001", ChannelState=4, Uniqueid="c", CallerIDNum="35722",
        CallerIDName='Ann \\"Red\\" O\\\'Neil', Context="from-trunk", Exten="25",
    )  # fmt: skip
    script.wait(3)
    assert (script.contact().name, script.contact().caller, script.contact().dialled) == (
        'Ann "Red" O\'Neil',
        "35722",
        "25",
    )


def test_that_settings_say_who_is_a_customer_and_of_which_tier() -> None:
    settings = AsteriskSettings(entries=("from-pstn",), tiers={"vip": ("35799*",)})
    script = Script(settings).customer("x").wait(5)
    assert script.events == []
    script.channel("c", "SIP/provider", "3579900", 4, "from-pstn").wait(5)
    assert script.contact().tier == "vip"


def test_that_a_stop_clears_everybody_at_once() -> None:
    script = Script().served().customer("w").join("w").wait(5)
    for ident in ("c", "w", "a"):
        script.say("SoftHangupRequest", ident, Cause=4)
    script.say("QueueCallerAbandon", "w", Queue="sales").end("a", "w", "c").say("Shutdown", Shutdown="Cleanly")
    assert (script.contact().cleared_by, script.contact().outcome) == ("system", "answered")
    assert script.contact("w").outcome == "turned_away"
    assert script.kinds("pbx") == ["feed.lost"]


def test_that_events_of_one_moment_are_told_in_the_order_in_which_they_came() -> None:
    script = Script().served()
    own = [event for event in script.events if event.subject == "c"]
    assert [event.order for event in own] == sorted({event.order for event in own})
    assert len({event.id for event in own}) == len(own)
