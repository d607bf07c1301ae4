"""How callers are talked to, held, consulted about and handed on, as a PBX tells it case by case."""

from __future__ import annotations

import pytest

from tests.feeds.asterisk.playing import Script
from wallboard.floor.contact import ENDED, ON_HOLD, RINGING, TALKING, WAITING
from wallboard.stream.contact_events import ContactTransferred


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


def test_that_a_blind_transfer_counts_although_its_word_comes_after_the_arrival() -> None:
    script = Script().served().wait(10).leave("c", "b-c").join("c", "support", "agents")
    script.say("BlindTransfer", Result="Success", TransfererUniqueid="a", TransfereeUniqueid="c", Extension="7002")
    contact = script.leave("a", "b-c").end("a").wait(3).contact()
    assert (contact.stage, contact.queue, contact.transfers) == (WAITING, "support", 1)
    assert [leg.to_t - leg.from_t for leg in contact.legs] == [10.0]
    script.ring("d", "PJSIP/1001", "c", "support").answer("d", "PJSIP/1001", "c", "support")
    assert script.contact().parties == ("PJSIP/1001",)


def test_that_a_blind_transfer_to_a_colleague_counts_although_its_word_comes_after_the_ring() -> None:
    script = Script().served().wait(10).channel("d", "PJSIP/1004", "1004", 0, "agents", "c")
    script.say("DialBegin", "c", "d", DialString="1004")
    script.say("BlindTransfer", Result="Success", TransfererUniqueid="a", TransfereeUniqueid="c", Extension="1004")
    contact = script.end("a").wait(5).contact()
    assert (contact.stage, contact.ringing, contact.transfers, contact.parties) == (RINGING, ("PJSIP/1004",), 1, ())


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
    script.channel("d", "PJSIP/1004", "1004", 0, "agents", "q")
    script.say(
        "AttendedTransfer", Result="Fail", OrigTransfererUniqueid="a", TransfereeUniqueid="c", DestType="Fail",
        TransferTargetUniqueid="d",
    )  # fmt: skip
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
    assert (script.contact("q").stage, script.contact("q").cleared_by) == (ENDED, "agent")


def test_that_a_colleague_who_was_reached_through_a_queue_hears_the_customer_by_way_of_two_local_channels() -> None:
    script = Script().member("PJSIP/1001").served().wait(10).say("Hold", "a")
    script.channel("q", "PJSIP/1001", "1001", 4, "agents").join("q", "support", "agents").wait(2)
    script.ring("d", "PJSIP/1004", "q", "support").wait(1).answer("d", "PJSIP/1004", "q", "support", "b2").wait(5)
    script.say("Unhold", "a").channel("l1", "Local/_attended@transfer-00000000;1", "", 0, "transfer", "c")
    script.channel("l2", "Local/_attended@transfer-00000000;2", "", 4, "transfer", "c")
    script.leave("q", "b2").enter("l2", "b2", SwapUniqueid="q").leave("a", "b-c").enter("l1", "b-c", SwapUniqueid="a")
    script.say("AgentComplete", "q", Interface="PJSIP/1004", Queue="support", Reason="caller")
    script.say(
        "AttendedTransfer", Result="Success", DestType="Link", OrigTransfererUniqueid="a", TransfereeUniqueid="c",
        SecondTransfererUniqueid="q", TransferTargetUniqueid="d",
    ).end("q", "a").wait(20)  # fmt: skip
    assert script.contact().parties == ("PJSIP/1004",)
    contact = script.hang_up("d").end("d", "l2", "l1", "c").contact()
    assert [(leg.agent, leg.to_t - leg.from_t) for leg in contact.legs] == [("PJSIP/1001", 18.0), ("PJSIP/1004", 20.0)]
    assert (contact.transfers, contact.cleared_by) == (1, "agent")


def test_that_a_consultation_that_the_agent_ends_is_cleared_by_him() -> None:
    assert consulting().hang_up("q").end("q", "d").contact("q").cleared_by == "agent"


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
