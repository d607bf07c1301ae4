"""Commands beside reassigning, as plays: what is asked of the PBX, what it then says, and what that is taken for."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from feeds.asterisk.actions import HEARD, Actions
from feeds.asterisk.orders import Next, Order, Refusal
from feeds.asterisk.parser import Message
from feeds.asterisk.session import Answer
from tests.feeds.asterisk.playing import Script, folded
from wallboard.config.asterisk import AsteriskSettings
from wallboard.stream import command_events as co
from wallboard.stream.contact_events import ContactMonitored, ContactPrioritized
from wallboard.stream.vocabulary import LogEvent

ALICE = "PJSIP/1001"
SETTINGS = AsteriskSettings(supervisors={"olga": "1900", "ivan": "PJSIP/1901"})
SETTLED = co.CommandConfirmed | co.CommandFailed | co.CommandOutcomeUnknown
CONFIRMED = [(co.CommandConfirmed, "")]


class Play:
    """A PBX, and one command to it. What was asked stands in `asked`, what came of it in `outcomes`."""

    def __init__(self) -> None:
        self.script = Script(SETTINGS)
        self.actions = Actions(self.script.translator)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.told: list[LogEvent] = []
        self._seen = 0

    def order(self, action: co.Action, by: str = "olga") -> Play:
        """A command, and what is asked for it."""
        plan = self.actions.plan(action, "k1", by)
        assert not isinstance(plan, Refusal), plan
        self.outcomes()
        for count, ask in enumerate(plan):
            self.asked.append((ask.name, dict(ask.fields)))
            self.actions.sent(Order("k1", action, by, f"wb-{count}", self.script.t, ask.is_question))
        return self

    def answer(self, message: str = "", ident: str = "wb-0", *, accepted: bool = True, **headers: str) -> Play:
        """The PBX answers; what follows from that is sent."""
        following = self.actions.answered(Answer(ident, accepted, message, headers), self.script.t)
        if isinstance(following, Next):
            self.asked.append((following.ask.name, dict(following.ask.fields)))
            self.actions.sent(structs.replace(following.order, ident=f"{ident}-next", is_question=False))
        else:
            self.told += following
        return self

    def says(self, name: str, at: str = "", dest: str = "", /, **headers: Any) -> Play:
        """The PBX sends an event; the commands hear it as the feed lets them."""
        channels = self.script._channels
        said = {**channels.get(at, {})} | {key: str(value) for key, value in headers.items()}
        self.script.say(name, at, dest, **headers)
        if name in HEARD:
            self.told += self.actions.heard(Message(name, said), self.script.t)
        return self

    def member(self, event: str = "QueueMemberAdded", phone: str = ALICE, queue: str = "sales", **more: Any) -> Play:
        """It speaks of a member."""
        told: dict[str, Any] = {
            "Queue": queue,
            "MemberName": "Alice Adams",
            "Interface": phone,
            "StateInterface": phone,
        }
        return self.says(event, **(told | {"Penalty": 0, "Status": 1, "Paused": 0} | more))

    def outcomes(self) -> list[tuple[type, str]]:
        """What came of the commands, with the codes."""
        self.told += self.actions.saw(self.script.events[self._seen :])
        self._seen = len(self.script.events)
        return [(type(event), event.data.code) for event in self.told if isinstance(event, SETTLED)]


def one_waits() -> Play:
    play = Play()
    play.script.customer().join().wait(3)
    return play


def one_talks() -> Play:
    play = Play()
    play.member()
    play.script.served()
    return play


def the_leg(play: Play) -> str:
    return play.script.translator.board.channels["a"].name


def spies(play: Play, key: str = "k1") -> Play:
    """The supervisor's phone is answered, and he hears the agent."""
    play.script.channel(f"wb-{key}", "PJSIP/1900", "1900", 6, "agents")
    spyer = {f"Spyer{name}": value for name, value in play.script._channels[f"wb-{key}"].items()}
    return play.says("ChanSpyStart", **spyer, SpyeeUniqueid="a")


# Priority


def test_that_a_callers_priority_is_confirmed_by_the_list_of_his_queue() -> None:
    play = one_waits().order(co.SetPriority("c", 10))
    name, fields = play.asked[0]
    assert (name, fields["Queue"], fields["Priority"]) == ("QueueChangePriorityCaller", "sales", "10")
    assert fields["Caller"].startswith("PJSIP/trunk-")
    play.answer()
    assert play.asked[1] == ("QueueStatus", {"Queue": "sales"})
    assert play.outcomes() == []
    play.says("QueueEntry", Queue="sales", Uniqueid="c", Priority=10, ActionID="wb-0-next")
    assert play.outcomes() == CONFIRMED
    [told] = [event for event in play.told if isinstance(event, ContactPrioritized)]
    assert (told.data.priority, told.data.by) == (10, "olga")
    assert folded([*play.script.events, told])[1]["c"].priority == 10


def test_that_somebody_elses_list_of_the_queue_confirms_nothing() -> None:
    play = one_waits().order(co.SetPriority("c", 10)).answer()
    play.says("QueueEntry", Queue="sales", Uniqueid="c", Priority=10, ActionID="other-1")
    assert play.outcomes() == []


def test_that_a_priority_that_the_list_does_not_show_was_not_set() -> None:
    play = one_waits().order(co.SetPriority("c", 10)).answer()
    play.says("QueueEntry", Queue="sales", Uniqueid="c", Priority=0, ActionID="wb-0-next")
    assert play.outcomes() == [(co.CommandFailed, "")]


def test_that_one_who_has_left_the_queue_meanwhile_has_no_priority_any_more() -> None:
    play = one_waits().order(co.SetPriority("c", 10)).answer()
    play.says("QueueStatusComplete", ActionID="wb-0-next")
    assert play.outcomes() == [(co.CommandFailed, "contact_not_waiting")]


# Withdrawing and hanging up


def test_that_who_leaves_his_queue_without_hanging_up_was_withdrawn() -> None:
    play = one_waits().order(co.Withdraw("c"))
    assert play.asked[0][0] == "QueueWithdrawCaller"
    assert play.asked[0][1]["WithdrawInfo"] == "wallboard olga"
    play.answer().says("QueueCallerAbandon", "c", Queue="sales")
    assert play.outcomes() == CONFIRMED


def test_that_one_who_is_withdrawn_and_then_ends_is_no_lost_customer() -> None:
    play = one_waits().order(co.Withdraw("c")).answer().says("QueueCallerAbandon", "c", Queue="sales")
    play.says("QueueCallerLeave", "c", Queue="sales").says("VarSet", "c", Variable="QUEUESTATUS", Value="WITHDRAW")
    play.script.end("c")
    contact = play.script.contact()
    assert (contact.cleared_by, contact.outcome) == ("supervisor", "turned_away")


def test_that_one_who_hangs_up_himself_was_not_withdrawn() -> None:
    play = one_waits().order(co.Withdraw("c")).says("HangupRequest", "c")
    play.says("QueueCallerAbandon", "c", Queue="sales")
    assert play.outcomes() == [(co.CommandFailed, "contact_unknown")]


def test_that_one_who_is_answered_meanwhile_was_not_withdrawn() -> None:
    play = one_waits()
    play.script.ring("a", ALICE)
    play.order(co.Withdraw("c")).script.answer("a", ALICE)
    assert play.outcomes() == [(co.CommandFailed, "contact_not_waiting")]


def test_that_a_call_that_we_end_ends_by_the_supervisor() -> None:
    play = one_talks().order(co.Hangup("c"))
    name, fields = play.asked[0]
    assert (name, fields["Cause"]) == ("Hangup", "16")
    assert fields["Channel"].startswith("PJSIP/trunk-")
    play.answer()
    assert play.outcomes() == []
    play.script.end("c")
    assert play.outcomes() == CONFIRMED
    assert play.script.contact().cleared_by == "supervisor"


def test_that_a_call_that_the_pbx_would_not_end_ends_as_it_ends() -> None:
    play = one_talks().order(co.Hangup("c")).answer("Permission denied", accepted=False)
    assert play.outcomes() == [(co.CommandFailed, "")]
    play.script.end("c")
    assert play.script.contact().cleared_by == "system"


# Members


def test_that_somebody_is_added_by_the_interface_that_other_queues_know() -> None:
    play = Play().member(phone="Local/1001@agents/n", StateInterface=ALICE)
    play.order(co.AddToQueue(ALICE, "vip", 3))
    assert play.asked == [
        (
            "QueueAdd",
            {
                "Queue": "vip",
                "Interface": "Local/1001@agents/n",
                "Penalty": "3",
                "MemberName": "Alice Adams",
                "StateInterface": ALICE,
            },
        )
    ]
    play.answer().member(queue="support", phone="Local/1001@agents/n", StateInterface=ALICE)
    assert play.outcomes() == []
    play.member(queue="vip", phone="Local/1001@agents/n", StateInterface=ALICE, Penalty=3)
    assert play.outcomes() == CONFIRMED


def test_that_somebody_who_serves_no_queue_is_added_by_his_phone() -> None:
    play = Play().order(co.AddToQueue("PJSIP/1007", "sales", 5))
    assert play.asked == [("QueueAdd", {"Queue": "sales", "Interface": "PJSIP/1007", "Penalty": "5"})]


def test_that_somebody_is_taken_out_of_one_queue() -> None:
    play = Play().member().member(queue="vip").order(co.RemoveFromQueue(ALICE, "vip"))
    assert play.asked == [("QueueRemove", {"Queue": "vip", "Interface": ALICE})]
    play.answer().member("QueueMemberRemoved", queue="vip")
    assert play.outcomes() == CONFIRMED


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Unable to add interface: Already there", "already_member"),
        ("Unable to remove interface: Not there", "not_a_member"),
        ("Member not dynamic", "agent_permanent"),
        ("No such queue", "queue_unknown"),
        ("Permission denied", ""),
    ],
)
def test_that_a_refusal_is_understood_where_it_can_be_and_bears_the_pbxs_own_words(said: str, code: str) -> None:
    play = Play().member().order(co.RemoveFromQueue(ALICE, "sales")).answer(said, accepted=False)
    assert play.outcomes() == [(co.CommandFailed, code)]
    assert play.told[0].data.detail == said  # type: ignore[union-attr]


def test_that_a_penalty_is_changed_in_that_queue_alone() -> None:
    play = Play().member().member(queue="vip").order(co.SetPenalty(ALICE, "vip", 4))
    assert play.asked == [("QueuePenalty", {"Queue": "vip", "Interface": ALICE, "Penalty": "4"})]
    play.answer().member("QueueMemberPenalty", queue="vip", Penalty=2)
    assert play.outcomes() == []
    play.member("QueueMemberPenalty", queue="vip", Penalty=4)
    assert play.outcomes() == CONFIRMED
    assert play.script.agent().memberships["vip"].penalty == 4


def test_that_a_pause_counts_once_all_his_queues_know_of_it() -> None:
    play = Play().member().member(queue="vip").order(co.Pause(ALICE, "lunch"))
    assert play.asked == [("QueuePause", {"Interface": ALICE, "Paused": "true", "Reason": "lunch"})]
    play.answer().member("QueueMemberPause", Paused=1, PausedReason="lunch")
    assert play.outcomes() == []
    play.member("QueueMemberPause", queue="vip", Paused=1, PausedReason="lunch")
    assert play.outcomes() == CONFIRMED
    assert (play.script.agent().state, play.script.agent().reason) == ("not_ready", "lunch")


def test_that_a_pause_in_one_queue_waits_for_that_one() -> None:
    play = Play().member().member(queue="vip").order(co.Pause(ALICE, "", "vip"))
    assert play.asked == [("QueuePause", {"Queue": "vip", "Interface": ALICE, "Paused": "true"})]
    play.member("QueueMemberPause", Paused=1)
    assert play.outcomes() == []
    assert play.member("QueueMemberPause", queue="vip", Paused=1).outcomes() == CONFIRMED


def test_that_the_end_of_a_pause_is_confirmed_even_where_there_was_none() -> None:
    play = Play().member().order(co.Unpause(ALICE)).answer()
    assert play.asked == [("QueuePause", {"Interface": ALICE, "Paused": "false"})]
    assert play.member("QueueMemberPause", Paused=0).outcomes() == CONFIRMED


def test_that_a_reason_cannot_bear_another_action() -> None:
    play = Play().member().order(co.Pause(ALICE, "lunch\r\nAction: Command\r\n"))
    assert play.asked[0][1]["Reason"] == "lunch Action: Command"
    play = Play().member()
    assert play.actions.plan(co.AddToQueue(ALICE, "x\r\nAction: Command")) == Refusal("number_odd")


def test_that_who_is_logged_off_is_out_of_every_queue() -> None:
    play = Play().member().member(queue="vip").order(co.LogOff(ALICE))
    assert play.asked == [
        ("QueueRemove", {"Queue": "sales", "Interface": ALICE}),
        ("QueueRemove", {"Queue": "vip", "Interface": ALICE}),
    ]
    play.answer().answer(ident="wb-1").member("QueueMemberRemoved")
    assert play.outcomes() == []
    assert play.member("QueueMemberRemoved", queue="vip").outcomes() == CONFIRMED
    assert not play.script.agent().on_duty


def test_that_nobody_is_logged_off_by_half() -> None:
    play = Play().member(Membership="dynamic").member(queue="vip", Membership="static")
    assert play.actions.plan(co.LogOff(ALICE)) == Refusal("agent_permanent", "vip")
    play.member("QueueMemberPause", queue="vip", Paused=1)
    assert play.actions.plan(co.LogOff(ALICE)) == Refusal("agent_permanent", "vip")


def test_that_who_cannot_be_taken_out_of_one_of_his_queues_is_not_logged_off() -> None:
    play = Play().member().member(queue="vip").order(co.LogOff(ALICE)).member("QueueMemberRemoved")
    play.answer("Member not dynamic", "wb-1", accepted=False)
    assert play.outcomes() == [(co.CommandFailed, "agent_permanent")]
    assert play.member("QueueMemberRemoved", queue="vip").outcomes() == [(co.CommandFailed, "agent_permanent")]


# Listening


@pytest.mark.parametrize(("mode", "options"), [("listen", "qE"), ("whisper", "qwE"), ("barge", "qBE")])
def test_that_the_supervisors_phone_is_called_and_joined_to_the_agents_leg(mode: Any, options: str) -> None:
    play = one_talks().order(co.Monitor("c", mode))
    name, fields = play.asked[0]
    assert (name, fields["Channel"], fields["Application"]) == ("Originate", "PJSIP/1900", "ChanSpy")
    assert fields["Data"] == f"{the_leg(play)},{options}"
    play.answer("Originate successfully queued")
    assert play.outcomes() == []
    assert spies(play).outcomes() == CONFIRMED
    [told] = [event for event in play.script.events if isinstance(event, ContactMonitored)]
    assert (told.data.supervisor, told.data.agent, told.data.mode) == ("olga", ALICE, mode)
    play.says("ChanSpyStop", SpyerUniqueid="wb-k1", SpyeeUniqueid="a")
    assert play.script.contact().monitored_by == ""


def test_that_somebody_elses_listening_confirms_nothing() -> None:
    play = one_talks().order(co.Monitor("c")).answer("Originate successfully queued")
    assert spies(play, "another").outcomes() == []


def test_that_a_phone_can_be_named_and_one_of_the_settings_can_be_a_device() -> None:
    assert one_talks().order(co.Monitor("c", phone="1955")).asked[0][1]["Channel"] == "PJSIP/1955"
    assert one_talks().order(co.Monitor("c"), "ivan").asked[0][1]["Channel"] == "PJSIP/1901"


@pytest.mark.parametrize("phone", ["00357991234@trunk", "Local/1@x", "1;2", "1\r\nAction: Command"])
def test_that_nothing_but_a_phone_of_the_house_is_called(phone: str) -> None:
    assert one_talks().actions.plan(co.Monitor("c", phone=phone), "k", "olga") == Refusal("number_odd", phone)


def test_that_somebody_without_a_phone_in_the_settings_has_to_name_one() -> None:
    assert one_talks().actions.plan(co.Monitor("c"), "k", "petr") == Refusal("not_set_up", "supervisors")


@pytest.mark.parametrize(("reason", "code"), [("0", "phone_unreachable"), ("3", "phone_unanswered")])
def test_that_a_phone_that_is_not_answered_is_told(reason: str, code: str) -> None:
    play = one_talks().order(co.Monitor("c")).answer("Originate successfully queued")
    play.answer(accepted=False, Reason=reason)
    assert play.outcomes() == [(co.CommandFailed, code)]


def test_that_a_talk_that_ends_while_the_phone_rings_is_not_listened_to() -> None:
    play = one_talks().order(co.Monitor("c")).answer()
    play.script.hang_up("c").end("c")
    assert play.outcomes() == [(co.CommandFailed, "contact_not_talking")]


def test_that_nobody_listens_to_one_who_waits() -> None:
    assert one_waits().actions.plan(co.Monitor("c"), "k", "olga") == Refusal("contact_not_talking")


def test_that_an_order_of_several_actions_is_lost_once() -> None:
    play = Play().member().member(queue="vip").order(co.LogOff(ALICE))
    play.told += play.actions.lost(play.script.t)
    assert play.outcomes() == [(co.CommandOutcomeUnknown, "feed_failed")]
