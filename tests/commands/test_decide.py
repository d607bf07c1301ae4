"""What may be asked for, case by case."""

from __future__ import annotations

import pytest

from tests.commands.floors import START_T, Story
from wallboard.commands.decide import REFUSALS, decide
from wallboard.stream import contact_events as ev
from wallboard.stream.command_events import Action, Reassign
from wallboard.stream.feed_events import Connected, FeedConnected

NOW_T = START_T + 60.0


def office() -> Story:
    """Two voice queues, one chat queue, one caller who waits for support, and one who has given up."""
    story = Story().queue("support").queue("sales").queue("chat", channel="chat")
    story.tell(ev.ContactOffered, "c0", 1.0, ev.Offered(caller="+7 495 000-00-01", queue="support"))
    story.tell(ev.ContactQueued, "c0", 2.0, ev.Queued("support"))
    story.tell(ev.ContactCleared, "c0", 20.0, ev.Cleared("customer"))
    return story.agent("anna", queues=["support"]).agent("boris", queues=["support"]).waiting("c1", 30.0)


def refusal(story: Story, action: Action, *, stale: bool = False, key: str = "") -> str:
    """What is decided on `action`; every refusal is a declared one."""
    code = decide(story.floor(), action, NOW_T, stale=stale, key=key)
    assert not code or code in REFUSALS
    return code


def test_that_a_waiting_caller_may_be_sent_to_somebody_who_is_free() -> None:
    assert refusal(office(), Reassign("c1", "anna")) == ""


def test_that_a_caller_who_rings_elsewhere_may_be_sent_on() -> None:
    assert refusal(office().rings("c1", 40.0, "boris"), Reassign("c1", "anna")) == ""


def test_that_nobody_is_sent_to_where_it_rings_already() -> None:
    assert refusal(office().rings("c1", 40.0, "anna"), Reassign("c1", "anna")) == "agent_rings_already"


def test_that_what_has_happened_cannot_be_changed_any_more() -> None:
    assert refusal(office().replayed(), Reassign("c1", "anna")) == "replay"


def test_that_a_source_that_takes_no_commands_gets_none() -> None:
    story = office().tell(FeedConnected, "pbx", 0.0, Connected("pbx", takes_commands=False))
    assert refusal(story, Reassign("c1", "anna")) == "takes_no_commands"
    assert refusal(story.tell(FeedConnected, "pbx", 1.0, Connected("pbx")), Reassign("c1", "anna")) == ""


def test_that_a_contact_that_nobody_knows_is_refused() -> None:
    assert refusal(office(), Reassign("c9", "anna")) == "contact_unknown"


def test_that_a_caller_who_talks_is_not_waiting() -> None:
    assert refusal(office().talks("c1", 40.0, "boris"), Reassign("c1", "anna")) == "contact_not_waiting"


def test_that_a_caller_who_has_gone_is_not_waiting() -> None:
    gone = office().tell(ev.ContactCleared, "c1", 50.0, ev.Cleared("customer"))
    assert refusal(gone, Reassign("c1", "anna")) == "contact_not_waiting"


def test_that_a_caller_who_waits_again_after_a_transfer_may_be_sent_on() -> None:
    story = office().talks("c1", 40.0, "boris")
    story.tell(ev.ContactTransferred, "c1", 45.0, ev.Transferred("boris", "sales", "queue"))
    story.tell(ev.ContactQueued, "c1", 45.0, ev.Queued("sales"))
    assert refusal(story, Reassign("c1", "anna")) == ""


def test_that_nothing_is_done_while_the_source_is_lost() -> None:
    assert refusal(office().lost_feed(50.0), Reassign("c1", "anna")) == "feed_lost"
    assert refusal(office(), Reassign("c1", "anna"), stale=True) == "feed_lost"


@pytest.mark.parametrize("kind", ["agent", "queue", "external"])
def test_that_a_target_without_a_name_is_refused(kind: ev.TargetKind) -> None:
    assert refusal(office(), Reassign("c1", " ", kind)) == "target_empty"


def test_that_an_outside_number_is_left_to_the_source() -> None:
    assert refusal(office(), Reassign("c1", "+74950000000", "external")) == ""


@pytest.mark.parametrize("to", ["112", "anna", "+7 495 000 00 00;2"])
def test_that_what_is_no_number_is_not_dialled(to: str) -> None:
    assert refusal(office(), Reassign("c1", to, "external")) == "number_invalid"


def test_that_a_chat_cannot_be_sent_to_a_telephone() -> None:
    story = office().waiting("h1", 30.0, queue="chat", channel="chat")
    assert refusal(story, Reassign("h1", "+74950000000", "external")) == "channel_not_served"


def test_that_an_agent_whom_nobody_knows_is_refused() -> None:
    assert refusal(office(), Reassign("c1", "zoe")) == "agent_unknown"


def test_that_somebody_who_went_home_is_off_duty() -> None:
    from wallboard.stream.agent_events import AgentLoggedOff, LoggedOff

    assert refusal(office().tell(AgentLoggedOff, "anna", 5.0, LoggedOff()), Reassign("c1", "anna")) == "agent_off_duty"


def test_that_somebody_who_cannot_be_reached_is_refused() -> None:
    assert refusal(office().agent("vera", state="unreachable"), Reassign("c1", "vera")) == "agent_unreachable"


def test_that_somebody_on_a_break_may_be_called_back_from_it() -> None:
    assert refusal(office().agent("vera", state="not_ready"), Reassign("c1", "vera")) == ""


def test_that_one_call_fills_a_person_where_the_source_tells_no_capacity() -> None:
    assert refusal(office().waiting("c2").talks("c2", 5.0, "anna"), Reassign("c1", "anna")) == "agent_at_capacity"
    assert refusal(office().waiting("c2").rings("c2", 5.0, "anna"), Reassign("c1", "anna")) == "agent_at_capacity"


def test_that_capacity_is_counted_by_channel() -> None:
    story = office().agent("vera", capacity={"chat": 2, "voice": 1}).waiting("h1", queue="chat", channel="chat")
    story.talks("h1", 5.0, "vera").waiting("h2", queue="chat", channel="chat")
    assert refusal(story, Reassign("h2", "vera")) == ""
    assert refusal(story, Reassign("c1", "vera")) == ""
    story.talks("h2", 6.0, "vera").waiting("h3", queue="chat", channel="chat")
    assert refusal(story, Reassign("h3", "vera")) == "agent_at_capacity"


def test_that_somebody_who_only_chats_gets_no_call() -> None:
    assert refusal(office().agent("vera", capacity={"chat": 3}), Reassign("c1", "vera")) == "channel_not_served"


def test_that_a_caller_may_be_sent_to_another_queue_of_his_channel_alone() -> None:
    assert refusal(office(), Reassign("c1", "sales", "queue")) == ""
    assert refusal(office(), Reassign("c1", "support", "queue")) == "same_queue"
    assert refusal(office(), Reassign("c1", "chat", "queue")) == "channel_not_served"
    assert refusal(office(), Reassign("c1", "legal", "queue")) == "queue_unknown"


def test_that_a_second_command_waits_for_the_first_ones_answer() -> None:
    story = office().asked("k1", 55.0, "c1", "anna").asked("k2", 56.0, "c1", "boris")
    assert refusal(story, Reassign("c1", "anna"), key="k1") == "already_asked"
    assert refusal(office().asked("k1", 55.0, "c1", "anna"), Reassign("c1", "anna"), key="k1") == ""


def test_that_a_command_nobody_ever_answered_does_not_stand_in_the_way_for_ever() -> None:
    story = office().asked("k1", 31.0, "c1", "anna")
    assert refusal(story, Reassign("c1", "boris"), key="k2") == ""


def test_that_who_is_on_the_telephone_takes_no_mail_beside_it() -> None:
    story = Story().queue("support").agent("anna", queues=["support"], capacity={"voice": 1, "email": 2, "chat": 3})
    story.waiting("mail", 1.0, channel="email").waiting("call", 2.0)
    assert decide(story.floor(), Reassign("mail", "anna"), START_T + 9.0, stale=False) == ""
    story.talks("call", 3.0, "anna")
    assert decide(story.floor(), Reassign("mail", "anna"), START_T + 9.0, stale=False) == "agent_at_capacity"
