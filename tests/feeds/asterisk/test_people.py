"""Members of queues as people on duty."""

from __future__ import annotations

from tests.feeds.asterisk.playing import Script
from wallboard.config.asterisk import AsteriskSettings
from wallboard.stream.agent_events import AgentHelpRequested, AgentState

ALICE = "PJSIP/1001"


def states(script: Script) -> list[tuple[str, str]]:
    return [(event.data.state, event.data.reason) for event in script.events if isinstance(event, AgentState)]


def test_that_a_member_is_on_duty_in_his_queues_and_goes_home_when_he_serves_none() -> None:
    script = Script().member(ALICE).member(ALICE, "vip", Penalty=2)
    assert set(script.agent().memberships) == {"sales", "vip"}
    assert (script.agent().state, script.agent().name) == ("ready", "Alice Adams")
    script.member(ALICE, "sales", "QueueMemberRemoved")
    assert set(script.agent().memberships) == {"vip"}
    script.member(ALICE, "vip", "QueueMemberRemoved")
    assert script.agent().state == "logged_off"


def test_that_a_pause_is_told_with_its_reason_and_its_echoes_are_not() -> None:
    script = Script().member(ALICE).member(ALICE, "vip").wait(1)
    script.member(ALICE, event="QueueMemberPause", Paused=1, PausedReason="Lunch")
    assert states(script) == []  # he still serves the other queue
    script.member(ALICE, "vip", "QueueMemberPause", Paused=1, PausedReason="Lunch")
    for _ in range(3):
        script.member(ALICE, "vip", "QueueMemberPause", Paused=1, PausedReason="Lunch")
    script.wait(60).member(ALICE, event="QueueMemberPause", Paused=0, PausedReason="back early")
    script.member(ALICE, "vip", "QueueMemberPause", Paused=0, PausedReason="back early")
    assert states(script) == [("not_ready", "Lunch"), ("ready", "")]


def test_that_an_unpause_of_one_who_was_not_paused_changes_nothing() -> None:
    script = Script().member(ALICE).wait(1).member(ALICE, event="QueueMemberPause", Paused=0)
    assert states(script) == []


def test_that_a_lost_phone_makes_him_unreachable_until_it_is_back() -> None:
    script = Script().member(ALICE).wait(1).member(ALICE, event="QueueMemberStatus", Status=5)
    script.wait(9).member(ALICE, event="QueueMemberStatus", Status=1)
    assert states(script) == [("unreachable", ""), ("ready", "")]


def test_that_after_call_work_is_reckoned_from_the_end_of_the_queues_call() -> None:
    script = Script(AsteriskSettings(wrapup_s={"sales": 4.0})).member(ALICE).served().wait(30)
    script.hang_up("c").end("c", "a").wait(2).wait(10)
    told = [(event.time.timestamp(), event.data.state) for event in script.events if isinstance(event, AgentState)]
    ended_t = script.contact().ended_t
    assert told == [(ended_t, "after_contact_work"), (ended_t + 4.0, "ready")]


def test_that_a_pause_during_after_call_work_wins() -> None:
    script = Script(AsteriskSettings(wrapup_s={"*": 4.0})).member(ALICE).served().wait(30).hang_up("c").end("c", "a")
    script.wait(1).member(ALICE, event="QueueMemberPause", Paused=1, PausedReason="Break").wait(10)
    assert states(script) == [("after_contact_work", ""), ("not_ready", "Break")]


def test_that_overflow_is_by_penalty_or_by_name() -> None:
    script = Script(AsteriskSettings(overflow=("Alice Adams",), overflow_penalty=5))
    script.member(ALICE).member("PJSIP/1002", MemberName="Bruno").member("PJSIP/1007", MemberName="Grace", Penalty=5)
    overflow = {key: script.agent(key).memberships["sales"].overflow for key in (ALICE, "PJSIP/1002", "PJSIP/1007")}
    assert overflow == {ALICE: True, "PJSIP/1002": False, "PJSIP/1007": True}
    assert script.agent().overflow


def test_that_a_new_penalty_is_told() -> None:
    script = Script().member(ALICE).wait(1).member(ALICE, event="QueueMemberPenalty", Penalty=3)
    assert script.agent().memberships["sales"].penalty == 3


def test_that_teams_and_sites_are_by_extension_interface_or_name() -> None:
    settings = AsteriskSettings(teams={"gold": ("1001",), "blue": ("Bruno",)}, sites={"Lyon": (ALICE,)})
    script = Script(settings).member(ALICE).member("PJSIP/1002", MemberName="Bruno")
    assert (script.agent().team, script.agent().site) == ("gold", "Lyon")
    assert (script.agent("PJSIP/1002").team, script.agent("PJSIP/1002").site) == ("blue", "")


def test_that_a_call_for_help_names_the_call() -> None:
    script = Script().member(ALICE).served().say("UserEvent", "a", UserEvent="WallboardHelp", Agent=ALICE)
    [asked] = [event for event in script.events if isinstance(event, AgentHelpRequested)]
    assert (asked.subject, asked.data.contact) == (ALICE, "c")
    assert Script().member(ALICE).say("UserEvent", UserEvent="WallboardHelp", Agent=ALICE).agent().help_t > 0.0


def test_that_a_poll_that_misses_a_member_takes_him_off_that_queue_alone() -> None:
    script = Script().member(ALICE).member(ALICE, "vip").member("PJSIP/1002", MemberName="Bruno").wait(1)
    script.say("QueueParams", Queue="sales", ServiceLevel=20)
    script.say("QueueMember", Queue="sales", Name="Bruno", Location="PJSIP/1002", Status=1, Paused=0)
    script.say("QueueStatusComplete")
    assert set(script.agent().memberships) == {"vip"}
    assert set(script.agent("PJSIP/1002").memberships) == {"sales"}


def test_that_an_answer_about_a_queue_that_is_not_there_takes_nobody_off() -> None:
    script = Script().member(ALICE).wait(1).say("QueueStatusComplete")
    assert set(script.agent().memberships) == {"sales"}


def test_that_a_reload_asks_for_the_members_again() -> None:
    script = Script().say("Reload", Module="app_queue.so", Status=0)
    assert script.translator.wanted == {"QueueStatus"}
