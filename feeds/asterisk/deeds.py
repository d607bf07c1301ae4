"""What all commands to the PBX have in common: its state as it is known, and the meaning of its refusals."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, cast

from feeds.asterisk.call import Call
from feeds.asterisk.channels import Channel
from feeds.asterisk.orders import Headers, Next, Order, Outcome, Refusal, failed
from feeds.asterisk.session import Answer
from feeds.asterisk.translator import Translator
from wallboard.stream.command_events import AgentAction, ContactAction
from wallboard.stream.vocabulary import LogEvent

A = TypeVar("A")
C = TypeVar("C", bound=ContactAction)
P = TypeVar("P", bound=AgentAction)

MEANING = {
    "does not exist": "contact_unknown",
    "No such channel": "contact_unknown",
    "Already there": "already_member",
    "Not there": "not_a_member",
    "Interface not found": "not_a_member",
    "Member not dynamic": "agent_permanent",
    "No such queue": "queue_unknown",
}
"""What the PBX means by its words; others are handed on as they are."""


class OnAnything(Generic[A]):
    """A command of one kind. What is not said here differs from kind to kind."""

    def __init__(self, translator: Translator) -> None:
        self.translator = translator
        self.rules, self.settings = translator.rules, translator.rules.settings
        self.calls, self.board, self.people = translator.calls, translator.board, translator.people

    def action(self, order: Order) -> A:
        """The order's action, which is of this kind."""
        return cast(A, order.action)

    def sent(self, order: Order) -> None:
        """Nothing is to be remembered."""

    def answered(self, order: Order, answer: Answer) -> Next | Outcome | None:
        """What the PBX has taken is not done yet; what it refuses has failed."""
        return None if answer.accepted else self.refused(answer)

    def refused(self, answer: Answer) -> Outcome:
        """The PBX does not want to, in its own words."""
        code = next((code for said, code in MEANING.items() if said in answer.message), "")
        return failed(code, answer.message)

    def saw(self, order: Order, event: LogEvent) -> Outcome | None:
        """The stream says nothing of it."""
        return None

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        """The PBX says nothing of it."""
        return None


class OnContact(OnAnything[C]):
    """A command about a contact."""

    def open(self, action: Any) -> tuple[Call, Channel] | Refusal:
        """The contact and its channel, if it is not over."""
        call, channel = self.calls.calls.get(action.contact), self.board.channels.get(action.contact)
        if call is None or channel is None or call.is_over:
            return Refusal("contact_unknown")
        return call, channel

    def waiting(self, action: Any) -> tuple[Call, Channel] | Refusal:
        """The same, if it waits for somebody to answer."""
        found = self.open(action)
        if isinstance(found, Refusal):
            return found
        call = found[0]
        return found if not call.parties and (call.queue or call.ringing) else Refusal("contact_not_waiting")
