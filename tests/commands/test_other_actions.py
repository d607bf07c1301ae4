"""What may be asked for besides reassigning, kind by kind."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.commands.floors import START_T, Story
from tests.commands.test_decide import office, refusal
from wallboard.commands.concern import concern_of, outcome_within_s, source_of
from wallboard.commands.decide import _RULES
from wallboard.stream import command_events as co
from wallboard.stream.agent_events import (
    AgentHelpAnswered,
    AgentHelpRequested,
    AgentLoggedOff,
    AgentState,
    HelpAnswered,
    HelpRequested,
    LoggedOff,
    State,
)
from wallboard.stream.contact_events import Cleared, ContactCleared, ContactPrioritized, Prioritized
from wallboard.stream.envelope import moment

ONE_OF_EACH: tuple[co.Action, ...] = (
    co.Reassign("c1", "anna"),
    co.SetPriority("c1", 5),
    co.Withdraw("c1"),
    co.Hangup("c1"),
    co.Monitor("c1"),
    co.AddToQueue("anna", "sales", 3),
    co.RemoveFromQueue("anna", "support"),
    co.SetPenalty("anna", "support", 2),
    co.Pause("anna", "lunch"),
    co.Unpause("anna"),
    co.LogOff("anna"),
    co.AnswerHelp("anna"),
    co.PromiseCallback("c0", moment(START_T + 3600.0)),
)


def talking() -> Story:
    """The caller talks with Anna."""
    return office().talks("c1", 40.0, "anna")


def asked_for_help() -> Story:
    return talking().tell(AgentHelpRequested, "anna", 45.0, HelpRequested("c1"))


def test_that_every_kind_of_action_is_decided() -> None:
    kinds = set(get_args(co.Action))
    assert set(_RULES) == kinds == {type(action) for action in ONE_OF_EACH}


@pytest.mark.parametrize("action", ONE_OF_EACH, ids=lambda action: type(action).__name__)
def test_that_nothing_is_done_in_a_recording_or_at_a_lost_source(action: co.Action) -> None:
    joins = isinstance(action, co.Monitor | co.AnswerHelp)
    story = asked_for_help() if joins else office()
    assert refusal(story, action) == ""
    assert refusal(story, action, stale=True) == "feed_lost"
    assert refusal(story.lost_feed(50.0), action) == "feed_lost"
    assert refusal(story.replayed(51.0), action) == "replay"


@pytest.mark.parametrize("action", ONE_OF_EACH, ids=lambda action: type(action).__name__)
def test_that_what_is_not_there_cannot_be_acted_upon(action: co.Action) -> None:
    code = "contact_unknown" if co.contact_of(action) else "agent_unknown"
    assert refusal(Story(), action) == code
    assert source_of(Story().floor(), action) == ""
    assert source_of(office().floor(), action) == "/office/pbx"


@pytest.mark.parametrize("action", [co.SetPriority("c1", 1), co.Withdraw("c1")])
def test_that_only_who_waits_in_a_queue_has_a_place_in_it(action: co.Action) -> None:
    assert refusal(office().rings("c1", 40.0, "anna"), action) == ""
    assert refusal(talking(), action) == "contact_not_waiting"


@pytest.mark.parametrize("priority", [-1, 1001])
def test_that_a_priority_has_bounds(priority: int) -> None:
    assert refusal(office(), co.SetPriority("c1", priority)) == "priority_invalid"


def test_that_the_floor_knows_the_priority_that_was_set() -> None:
    story = office().tell(ContactPrioritized, "c1", 50.0, Prioritized(7, "olga"))
    assert story.floor().contacts["c1"].priority == 7


def test_that_whoever_is_there_can_be_hung_up() -> None:
    assert refusal(talking(), co.Hangup("c1")) == ""
    over = talking().tell(ContactCleared, "c1", 50.0, Cleared("customer"))
    assert refusal(over, co.Hangup("c1")) == "contact_unknown"


def test_that_only_a_talk_by_telephone_can_be_listened_to() -> None:
    assert refusal(office(), co.Monitor("c1")) == "contact_not_talking"
    assert refusal(talking(), co.Monitor("c1", "barge", "anna", "1900")) == ""
    assert refusal(talking(), co.Monitor("c1", agent="boris")) == "contact_not_talking"
    chat = office().waiting("h1", queue="chat", channel="chat").talks("h1", 40.0, "anna")
    assert refusal(chat, co.Monitor("h1")) == "channel_not_served"


@pytest.mark.parametrize("phone", ["7", "1900@trunk", "Local/1", "19 00"])
def test_that_a_supervisors_phone_is_one_of_the_house(phone: str) -> None:
    assert refusal(talking(), co.Monitor("c1", phone=phone)) == "number_invalid"
    assert refusal(asked_for_help(), co.AnswerHelp("anna", phone=phone)) == "number_invalid"


def test_that_a_place_in_a_queue_is_given_once_and_taken_where_it_is() -> None:
    assert refusal(office(), co.AddToQueue("anna", "support")) == "already_member"
    assert refusal(office(), co.AddToQueue("anna", "legal")) == "queue_unknown"
    assert refusal(office(), co.AddToQueue("anna", "sales", -1)) == "penalty_invalid"
    assert refusal(office(), co.RemoveFromQueue("anna", "sales")) == "not_a_member"
    assert refusal(office(), co.SetPenalty("anna", "sales", 1)) == "not_a_member"
    assert refusal(office(), co.SetPenalty("anna", "support", 1001)) == "penalty_invalid"
    assert refusal(office(), co.Pause("anna", queue="sales")) == "not_a_member"


@pytest.mark.parametrize("action", [co.Pause("vera"), co.Unpause("vera"), co.LogOff("vera")])
def test_that_somebody_off_duty_has_no_duty_to_be_taken_from(action: co.Action) -> None:
    story = office().agent("vera").tell(AgentLoggedOff, "vera", 5.0, LoggedOff())
    assert refusal(story, action) == "agent_off_duty"


def test_that_somebody_off_duty_can_be_called_to_a_queue() -> None:
    story = office().agent("vera", queues=["sales"]).tell(AgentLoggedOff, "vera", 5.0, LoggedOff())
    assert refusal(story, co.AddToQueue("vera", "sales")) == ""


def test_that_help_goes_to_who_has_asked_for_it_whether_he_talks_or_not() -> None:
    assert refusal(talking(), co.AnswerHelp("anna")) == "no_help_asked"
    assert refusal(asked_for_help(), co.AnswerHelp("anna")) == ""
    over = asked_for_help().tell(ContactCleared, "c1", 50.0, Cleared("customer"))
    assert refusal(over, co.AnswerHelp("anna")) == ""
    gone = over.tell(AgentState, "anna", 51.0, State("unreachable"))
    assert refusal(gone, co.AnswerHelp("anna")) == "agent_unreachable"
    came = asked_for_help().tell(AgentHelpAnswered, "anna", 50.0, HelpAnswered("olga"))
    assert refusal(came, co.AnswerHelp("anna")) == "no_help_asked"


def test_that_an_answer_older_than_the_request_leaves_it_open() -> None:
    story = asked_for_help().tell(AgentHelpAnswered, "anna", 44.0, HelpAnswered("olga"))
    assert story.floor().agents["anna"].help_t == START_T + 45.0


def test_that_what_waits_for_a_person_or_a_ring_is_waited_for_longer() -> None:
    assert outcome_within_s(co.Pause("anna"), 5.0) == 5.0
    assert (outcome_within_s(co.Monitor("c1"), 5.0), outcome_within_s(co.AnswerHelp("anna"), 5.0)) == (25.0, 45.0)
    assert outcome_within_s(co.Withdraw("c1"), 5.0) == 20.0
    asked = office().tell(co.CommandRequested, "k1", 45.0, co.Requested(co.Withdraw("c1")))
    assert refusal(asked, co.Hangup("c1"), key="k2") == "already_asked"
    asked = office().tell(co.CommandRequested, "k1", 45.0, co.Requested(co.SetPriority("c1", 1)))
    assert refusal(asked, co.Hangup("c1"), key="k2") == ""


def test_that_commands_that_cross_each_other_wait_and_others_do_not() -> None:
    def asked(story: Story, action: co.Action) -> Story:
        return story.tell(co.CommandRequested, "k1", 55.0, co.Requested(action))

    assert refusal(asked(office(), co.Withdraw("c1")), co.SetPriority("c1", 1), key="k2") == "already_asked"
    assert refusal(asked(office(), co.Pause("anna")), co.LogOff("anna"), key="k2") == "already_asked"
    assert refusal(asked(office(), co.Pause("anna")), co.Pause("boris"), key="k2") == ""
    assert refusal(asked(office(), co.AddToQueue("anna", "sales")), co.Pause("anna"), key="k2") == ""
    assert refusal(asked(talking(), co.Monitor("c1")), co.Hangup("c1"), key="k2") == ""
    assert len({concern_of(action) for action in ONE_OF_EACH}) == 7
