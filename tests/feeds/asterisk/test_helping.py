"""Coming to the aid of somebody who has asked for it."""

from __future__ import annotations

import pytest

from feeds.asterisk.orders import Refusal
from tests.feeds.asterisk.playing import folded
from tests.feeds.asterisk.test_other_actions import ALICE, CONFIRMED, Play, one_talks, spies, the_leg
from wallboard.stream import command_events as co
from wallboard.stream.agent_events import AgentHelpAnswered


def test_that_who_comes_to_help_whispers_and_the_request_is_answered() -> None:
    play = one_talks().says("UserEvent", "a", UserEvent="WallboardHelp", Agent=ALICE)
    assert play.script.agent().help_t > 0.0
    play.order(co.AnswerHelp(ALICE))
    assert play.asked[0][1]["Data"] == f"{the_leg(play)},qwE"
    assert spies(play).outcomes() == CONFIRMED
    [told] = [event for event in play.told if isinstance(event, AgentHelpAnswered)]
    assert told.data.supervisor == "olga"
    assert folded([*play.script.events, told])[0].agents[ALICE].help_t < 0.0


def one_asks_for_help() -> Play:
    """Alice, who talks to nobody, has asked for help; the supervisor's phone is called."""
    play = Play().member().says("UserEvent", UserEvent="WallboardHelp", Agent=ALICE)
    play.order(co.AnswerHelp(ALICE)).answer("Originate successfully queued")
    play.script.channel("wb-k1", "PJSIP/1900", "1900", 6, "agents").channel("d", ALICE, "1001", 5, "agents", "wb-k1")
    return play


def test_that_who_asks_for_help_without_a_talk_is_called() -> None:
    play = one_asks_for_help()
    name, fields = play.asked[0]
    assert (name, fields["Channel"], fields["Application"]) == ("Originate", "PJSIP/1900", "Dial")
    assert fields["Data"] == f"{ALICE},20"
    play.answer(accepted=True, Reason="4")
    assert play.outcomes() == []
    play.says("DialEnd", "another", Uniqueid="another", DialStatus="ANSWER")
    assert play.outcomes() == []
    assert play.says("DialEnd", "wb-k1", "d", DialStatus="ANSWER").outcomes() == CONFIRMED
    [told] = [event for event in play.told if isinstance(event, AgentHelpAnswered)]
    assert told.data.supervisor == "olga"


@pytest.mark.parametrize("status", ["NOANSWER", "BUSY", "CANCEL"])
def test_that_help_which_the_agent_does_not_pick_up_has_not_come(status: str) -> None:
    play = one_asks_for_help().says("DialEnd", "wb-k1", "d", DialStatus=status)
    assert play.outcomes() == [(co.CommandFailed, "agent_unanswered")]
    assert play.script.agent().help_t > 0.0


def test_that_nobody_calls_a_phone_that_is_not_there() -> None:
    play = Play().member(Status=5)
    assert play.actions.plan(co.AnswerHelp(ALICE), "k", "olga") == Refusal("agent_unreachable")
    assert play.actions.plan(co.AnswerHelp("Local/1@trunk"), "k", "olga") == Refusal("agent_unknown", "Local/1@trunk")
