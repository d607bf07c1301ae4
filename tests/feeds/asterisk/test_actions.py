"""Commands as plays: what is asked of the PBX, what it then does, and what that says of the command."""

from __future__ import annotations

import pytest

from feeds.asterisk.actions import MOST_ORDERS, Actions
from feeds.asterisk.orders import Next, Order, Refusal
from feeds.asterisk.session import Answer
from tests.feeds.asterisk.playing import Script
from wallboard.config.asterisk import AsteriskSettings
from wallboard.stream.command_events import CommandConfirmed, CommandFailed, CommandOutcomeUnknown, Reassign
from wallboard.stream.contact_events import TargetKind
from wallboard.stream.vocabulary import LogEvent

SETTINGS = AsteriskSettings(
    agent_context="agents", queue_context="queues", outside_context="outside", queue_extensions={"vip": "7003"}
)


class Play:
    """A PBX and the commands to it. What came of them stands in `outcomes`."""

    def __init__(self, settings: AsteriskSettings = SETTINGS) -> None:
        self.script = Script(settings)
        self.actions = Actions(self.script.translator)
        self.redirects: list[dict[str, str]] = []
        self.told: list[LogEvent] = []
        self._seen = 0
        self._count = 0

    def order(self, to: str, kind: TargetKind = "agent", *, exists: str = "1", contact: str = "c") -> Play:
        """A command, up to the answer to the question whether there is such a place."""
        action = Reassign(contact, to, kind)
        plan = self.actions.plan(action)
        assert not isinstance(plan, Refusal), plan
        self.asked = dict(plan[0].fields)["Variable"]
        self._count += 1
        ident = f"wb-{self._count}"
        self.actions.sent(Order(f"k{self._count}", action, "olga", ident, self.script.t))
        return self.answer(ident, Value=exists, Variable=self.asked)

    def answer(self, ident: str, message: str = "", *, accepted: bool = True, **headers: str) -> Play:
        """The PBX answers; what follows from that is sent."""
        following = self.actions.answered(Answer(ident, accepted, message, headers), self.script.t)
        if isinstance(following, Next):
            self.redirects.append(dict(following.ask.fields))
            one = following.order
            self.actions.sent(Order(one.key, one.action, one.by, one.ident + "-redirect", one.t, is_question=False))
        else:
            self.told += following
        return self

    def outcomes(self) -> list[tuple[type, str]]:
        """What came of the commands, with the codes."""
        self.told += self.actions.saw(self.script.events[self._seen :])
        self._seen = len(self.script.events)
        return [(type(event), event.data.code) for event in self.told]  # type: ignore[union-attr]

    def goes_over(self, exten: str) -> Play:
        """The caller leaves his queue as one does who is redirected."""
        self.script.goes_to("c", "agents", exten)
        self.script.say("QueueCallerAbandon", "c", Queue="sales", Position=1, HoldTime=2)
        self.script.say("QueueCallerLeave", "c", Queue="sales", Position=1, Count=0)
        return self


def one_waits(settings: AsteriskSettings = SETTINGS) -> Play:
    play = Play(settings)
    play.script.customer().join().wait(3)
    play.outcomes()
    return play


def test_that_the_pbx_is_asked_whether_there_is_such_a_place_before_a_caller_is_sent_there() -> None:
    play = one_waits().order("vip", "queue")
    assert play.asked == "DIALPLAN_EXISTS(queues,7003,1)"
    [redirect] = play.redirects
    assert (redirect["Context"], redirect["Exten"], redirect["Priority"]) == ("queues", "7003", "1")
    assert redirect["Channel"].startswith("PJSIP/trunk-")


def test_that_a_caller_is_not_sent_where_the_dialplan_ends() -> None:
    play = one_waits().order("+357 99 123-456", "external", exists="0")
    assert play.asked == "DIALPLAN_EXISTS(outside,+35799123456,1)"
    assert play.redirects == []
    assert play.outcomes() == [(CommandFailed, "no_such_place")]


def test_that_an_account_that_may_not_ask_can_send_all_the_same() -> None:
    play = one_waits()
    action = Reassign("c", "vip", "queue")
    play.actions.sent(Order("k1", action, "olga", "wb-1", play.script.t))
    assert play.answer("wb-1", "Permission denied", accepted=False).redirects


def test_that_a_caller_who_joins_the_queue_has_been_sent_there() -> None:
    play = one_waits().order("vip", "queue")
    assert play.outcomes() == []
    play.goes_over("7003").script.join(queue="vip")
    assert play.outcomes() == [(CommandConfirmed, "")]


def test_that_a_caller_for_whom_the_agents_phone_rings_has_been_sent_to_him() -> None:
    play = one_waits()
    play.script.member("PJSIP/1002")
    play.order("PJSIP/1002")
    assert (play.redirects[0]["Context"], play.redirects[0]["Exten"]) == ("agents", "1002")
    play.goes_over("1002").script.channel("a", "PJSIP/1002", "1002", 0, "agents", "c").say("DialBegin", "c", "a")
    assert play.outcomes() == [(CommandConfirmed, "")]


def test_that_a_caller_for_whom_a_number_outside_is_dialled_has_been_sent_there() -> None:
    play = one_waits().order("99123456", "external")
    play.goes_over("99123456").script.channel("o", "PJSIP/trunk", "99123456", 0, "outside", "c").say(
        "DialBegin", "c", "o", DialString="99123456@trunk"
    )
    assert play.outcomes() == [(CommandConfirmed, "")]


def test_that_a_phone_of_ours_that_was_named_by_its_number_counts_as_well() -> None:
    play = one_waits().order("1900", "external")
    play.goes_over("1900").script.channel("s", "PJSIP/1900", "1900", 0, "agents", "c").say("DialBegin", "c", "s")
    assert play.outcomes() == [(CommandConfirmed, "")]


def test_that_a_caller_who_gives_up_meanwhile_was_not_sent() -> None:
    play = one_waits().order("vip", "queue")
    play.script.hang_up("c").end("c")
    assert play.outcomes() == [(CommandFailed, "contact_unknown")]


def test_that_a_caller_who_is_answered_meanwhile_was_not_sent() -> None:
    play = one_waits()
    play.script.ring("a", "PJSIP/1001")
    play.order("vip", "queue").script.answer("a", "PJSIP/1001")
    assert play.outcomes() == [(CommandFailed, "contact_not_waiting")]


def test_that_one_who_was_answered_while_the_pbx_was_asked_is_left_where_he_is() -> None:
    play = one_waits()
    play.script.ring("a", "PJSIP/1001")
    action = Reassign("c", "vip", "queue")
    play.actions.sent(Order("k1", action, "olga", "wb-1", play.script.t))
    play.script.answer("a", "PJSIP/1001")
    assert play.answer("wb-1", Value="1").redirects == []
    assert play.outcomes() == [(CommandFailed, "contact_not_waiting")]


@pytest.mark.parametrize(
    ("said", "code"), [("Channel 'PJSIP/trunk-1' does not exist", "contact_unknown"), ("Permission denied", "")]
)
def test_that_a_refusal_bears_the_pbxs_own_words(said: str, code: str) -> None:
    play = one_waits().order("vip", "queue").answer("wb-1-redirect", said, accepted=False)
    assert play.outcomes() == [(CommandFailed, code)]
    assert play.told[0].data.detail == said  # type: ignore[union-attr]


def test_that_an_order_whose_connection_is_lost_is_of_unknown_outcome() -> None:
    play = one_waits().order("vip", "queue")
    play.told += play.actions.lost(play.script.t)
    play.goes_over("7003").script.join(queue="vip")
    assert play.outcomes() == [(CommandOutcomeUnknown, "feed_failed")]


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (Reassign("nobody", "vip", "queue"), "contact_unknown"),
        (Reassign("c", "call me", "external"), "number_odd"),
        (Reassign("c", "1,1)\r\nAction: Command", "external"), "number_odd"),
        (Reassign("c", "vip,1)}", "queue"), "number_odd"),
        (Reassign("c", "7", "external"), "number_odd"),
    ],
)
def test_that_what_makes_no_sense_is_not_sent(action: Reassign, code: str) -> None:
    plan = one_waits().actions.plan(action)
    assert isinstance(plan, Refusal)
    assert plan.code == code


@pytest.mark.parametrize(
    ("kind", "to", "setting"),
    [
        ("queue", "vip", "queue_context"),
        ("agent", "PJSIP/1", "agent_context"),
        ("external", "99123456", "outside_context"),
    ],
)
def test_that_a_place_that_the_settings_do_not_know_is_refused_by_its_name(
    kind: TargetKind, to: str, setting: str
) -> None:
    assert one_waits(AsteriskSettings()).actions.plan(Reassign("c", to, kind)) == Refusal("not_set_up", setting)


def test_that_nobody_is_sent_to_a_phone_that_is_not_there() -> None:
    play = one_waits()
    play.script.member("PJSIP/1002", Status=5)
    assert play.actions.plan(Reassign("c", "PJSIP/1002")) == Refusal("agent_unreachable")


def test_that_one_who_talks_is_not_sent_away() -> None:
    play = Play()
    play.script.served()
    assert play.actions.plan(Reassign("c", "vip", "queue")) == Refusal("contact_not_waiting")


def test_that_orders_are_bounded_and_old_ones_forgotten() -> None:
    play = one_waits()
    for _ in range(MOST_ORDERS):
        play.order("vip", "queue")
    full = play.actions.plan(Reassign("c", "vip", "queue"))
    assert isinstance(full, Refusal)
    assert full.code == "overloaded"
    play.script.t += 61.0
    play.actions.sent(Order("late", Reassign("c", "vip", "queue"), "", "late", play.script.t))
    assert not isinstance(play.actions.plan(Reassign("c", "vip", "queue")), Refusal)
