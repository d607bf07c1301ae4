"""What else a PBX tells: listening, menus, names, settings, and its end."""

from __future__ import annotations

import pytest

from tests.feeds.asterisk.playing import Script
from wallboard.config.asterisk import AsteriskSettings
from wallboard.floor.contact import MENU, TALKING


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


def test_that_colleagues_are_the_customers_of_an_internal_help_desk_but_its_own_people_are_not() -> None:
    script = Script(AsteriskSettings(entries=("from-internal",))).member("PJSIP/1001")
    script.channel("c", "PJSIP/2001", "2001", 4, "from-internal").join("c", "sales", "from-internal")
    script.channel("q", "PJSIP/1001", "1001", 4, "from-internal").join("q", "sales", "from-internal")
    assert (script.contact("c").is_customers, script.contact("q").is_customers) == (True, False)
    script.wait(4).ring("a", "PJSIP/1002", "c").wait(1).answer("a", "PJSIP/1002", "c")
    assert script.contact("c").parties == ("PJSIP/1002",)


def test_that_a_stop_clears_everybody_at_once() -> None:
    script = Script().served().customer("w").join("w").wait(5)
    for ident in ("c", "w", "a"):
        script.say("SoftHangupRequest", ident, Cause=4)
    script.say("QueueCallerAbandon", "w", Queue="sales").end("a", "w", "c").say("Shutdown", Shutdown="Cleanly")
    assert (script.contact().cleared_by, script.contact().outcome) == ("system", "answered")
    assert script.contact("w").outcome == "turned_away"
    assert script.kinds("pbx") == ["feed.lost"]
    told = len(script.events)
    assert script.say("QueueCallerLeave", "w", Queue="sales").events[told:] == []


def test_that_events_of_one_moment_are_told_in_the_order_in_which_they_came() -> None:
    script = Script().served()
    own = [event for event in script.events if event.subject == "c"]
    assert [event.order for event in own] == sorted({event.order for event in own})
    assert len({event.id for event in own}) == len(own)
