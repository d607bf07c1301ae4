"""Who may be promised a callback."""

from __future__ import annotations

import pytest

from tests.commands.floors import START_T, Story
from tests.commands.test_decide import office, refusal
from wallboard.commands.concern import concern_of
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream import feed_events as fe
from wallboard.stream.envelope import moment


def promise(contact: str = "c0", due_s: float = 3600.0) -> co.PromiseCallback:
    return co.PromiseCallback(contact, moment(START_T + due_s))


def lost(caller: str) -> Story:
    story = office().tell(ev.ContactOffered, "c5", 31.0, ev.Offered(caller=caller, queue="support"))
    return story.tell(ev.ContactCleared, "c5", 40.0, ev.Cleared("customer"))


def test_that_who_gave_up_can_be_called_back_and_nobody_else() -> None:
    assert refusal(office(), promise()) == ""
    assert refusal(office(), promise("c1")) == "contact_unknown"


@pytest.mark.parametrize("caller", ["", "anonymous", "104", "Anna"])
def test_that_nobody_can_be_called_without_a_number(caller: str) -> None:
    assert refusal(lost(caller), promise("c5")) == "number_unknown"


@pytest.mark.parametrize("due_s", [-10.0, 0.0, 8 * 86_400.0])
def test_that_the_time_lies_ahead_and_within_a_week(due_s: float) -> None:
    assert refusal(office(), promise(due_s=due_s)) == "due_invalid"


def test_that_who_has_come_again_is_left_alone() -> None:
    again = office().tell(ev.ContactOffered, "c6", 50.0, ev.Offered(caller="8 495 000 00 01"))
    assert refusal(again, promise()) == "came_again"
    here = lost("+7 800 555-35-35").tell(ev.ContactOffered, "c6", 35.0, ev.Offered(caller="+7 800 555-35-35"))
    assert refusal(here, promise("c5")) == "came_again"


def test_that_nobody_is_promised_twice_or_after_he_was_called() -> None:
    told = office().tell(ev.ContactCallbackRequested, "c0", 50.0, ev.CallbackRequested())
    assert refusal(told, promise()) == "already_promised"
    kept = told.tell(ev.ContactCallbackKept, "c0", 55.0, ev.CallbackKept())
    assert refusal(kept, promise()) == "already_called"


def test_that_a_source_that_takes_no_commands_stands_not_in_the_way() -> None:
    deaf = office().tell(fe.FeedConnected, "pbx", 50.0, fe.Connected("asterisk", takes_commands=False))
    assert refusal(deaf, promise()) == ""
    assert refusal(deaf, co.Withdraw("c1")) == "takes_no_commands"


def test_that_a_promise_crosses_no_command_but_another_promise() -> None:
    assert concern_of(promise()) == concern_of(promise(due_s=60.0))
    assert concern_of(promise()) != concern_of(co.Withdraw("c0"))
