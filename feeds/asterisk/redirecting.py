"""Sending a waiting caller elsewhere. Before that the PBX is asked whether there is such a place: it would take the
order, and hang up on him.
"""

from __future__ import annotations

import re

from feeds.asterisk.deeds import OnContact
from feeds.asterisk.orders import Ask, Next, Order, Outcome, Refusal, failed
from feeds.asterisk.people import OUT_OF_REACH
from feeds.asterisk.rules import number_of
from feeds.asterisk.session import Answer
from wallboard.stream import contact_events as ev
from wallboard.stream.command_events import Reassign
from wallboard.stream.vocabulary import LogEvent

_NUMBER = re.compile(r"^\+?[0-9*#]{2,32}$")
_WRITTEN_AROUND = str.maketrans("", "", " -()./\u00a0")
_PLAIN = re.compile(r"^[^\s(){}$,&|]+$")
"""What may stand in a question to the dialplan without becoming another question."""


class Redirecting(OnContact[Reassign]):
    """`Reassign`, by Redirect."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        redirect = self._redirect(self.action(order))
        if isinstance(redirect, Refusal):
            return redirect
        _, (_, context), (_, extension), _ = redirect.fields
        return (Ask("Getvar", (("Variable", f"DIALPLAN_EXISTS({context},{extension},1)"),), is_question=True),)

    def sent(self, order: Order) -> None:
        if not order.is_question:
            self.calls.moved_by(self.action(order).contact, order.by)

    def answered(self, order: Order, answer: Answer) -> Next | Outcome | None:
        if order.is_question:
            return self._go_on(order, answer)
        if answer.accepted:
            return None
        self.calls.moved_by(self.action(order).contact, "")
        return self.refused(answer)

    def saw(self, order: Order, event: LogEvent) -> Outcome | None:
        if isinstance(event, ev.ContactCleared):
            return failed("contact_unknown")
        if _shows(self.action(order), event):
            return Outcome()
        return failed("contact_not_waiting") if isinstance(event, ev.ContactEstablished) else None

    def _go_on(self, order: Order, answer: Answer) -> Next | Outcome:
        """There is such a place, or the PBX does not say: some accounts may not ask."""
        if answer.accepted and answer.headers.get("Value") == "0":
            return failed("no_such_place", answer.headers.get("Variable", ""))
        redirect = self._redirect(self.action(order))
        if isinstance(redirect, Refusal):
            return failed(redirect.code, redirect.detail)
        return Next(redirect, order)

    def _redirect(self, action: Reassign) -> Ask | Refusal:
        found = self.waiting(action)
        if isinstance(found, Refusal):
            return found
        place = self._place(action)
        if isinstance(place, Refusal):
            return place
        context, extension = place
        fields = ("Channel", found[1].name), ("Context", context), ("Exten", extension), ("Priority", "1")
        return Ask("Redirect", fields)

    def _place(self, action: Reassign) -> tuple[str, str] | Refusal:
        """Where in the dialplan the target is."""
        settings, to = self.settings, action.to.strip()
        if action.to_kind == "queue":
            return _given("queue_context", settings.queue_context, settings.queue_extensions.get(to, to))
        if action.to_kind == "agent":
            person = self.people.persons.get(to)
            if person is not None and person.status in OUT_OF_REACH:
                return Refusal("agent_unreachable")  # the dialplan would dial in vain, and perhaps hang up on him
            return _given("agent_context", settings.agent_context, number_of(to))
        number = _dialled(to)
        if not _NUMBER.match(number):
            return Refusal("number_odd", to[:40])
        return _given("outside_context", settings.outside_context, number)


def _given(setting: str, context: str, extension: str) -> tuple[str, str] | Refusal:
    if not context:
        return Refusal("not_set_up", setting)
    return (context, extension) if _PLAIN.match(extension) else Refusal("number_odd", extension[:40])


def _shows(action: Reassign, event: LogEvent) -> bool:
    """Whether the contact is where the command wanted it."""
    if action.to_kind == "queue":
        return isinstance(event, ev.ContactQueued) and event.data.queue == action.to
    if action.to_kind == "agent":
        return isinstance(event, ev.ContactDelivered | ev.ContactEstablished) and event.data.agent == action.to
    if isinstance(event, ev.ContactDelivered | ev.ContactEstablished):
        return number_of(event.data.agent) == _dialled(action.to)  # a phone of ours that is nobody's in the queues
    return isinstance(event, ev.ContactDiverted) and event.data.to_kind == "external"


def _dialled(number: str) -> str:
    """A number without what people write into it to read it better."""
    return number.strip().translate(_WRITTEN_AROUND)
