"""What people ask of the PBX: from a command to the AMI action, and from what follows to its outcome. Pure.

An action that the PBX has taken is not done yet: it is confirmed by what then happens to the contact. Before a caller
is sent anywhere the PBX is asked whether there is such a place: it would take the order, and hang up on him.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from feeds.asterisk.rules import number_of
from feeds.asterisk.session import Answer
from feeds.asterisk.translator import Translator
from wallboard.stream import command_events as cmd
from wallboard.stream import contact_events as ev
from wallboard.stream.envelope import make
from wallboard.stream.vocabulary import LogEvent

FORGOTTEN_S = 60.0
"""So long after it was asked a command can still be confirmed."""
MOST_ORDERS = 100
_NUMBER = re.compile(r"^\+?[0-9*#]{2,32}$")
_WRITTEN_AROUND = str.maketrans("", "", " -()./\u00a0")
_PLAIN = re.compile(r"^[^\s(){}$,&|]+$")
"""What may stand in a question to the dialplan without becoming another question."""
_GONE = "does not exist"


class Ask(Struct, frozen=True):
    """An action of AMI's."""

    name: str
    fields: tuple[tuple[str, str], ...]


class Refusal(Struct, frozen=True):
    """Why nothing is sent. `detail` names the setting that is missing, or what was odd."""

    code: str
    detail: str = ""


class Order(Struct, frozen=True):
    """A command on its way; `ident` is the ActionID of what was asked last: whether there is such a place, at first."""

    key: str
    action: cmd.Action
    by: str
    ident: str
    t: float
    is_question: bool = True


class Next(Struct, frozen=True):
    """To be asked now for `order`."""

    ask: Ask
    order: Order


class Actions:
    """The commands of one feed. `plan` says what is to be asked; `sent`, `answered`, `saw` and `lost` follow it."""

    def __init__(self, translator: Translator) -> None:
        self._translator, self._settings = translator, translator.rules.settings
        self._orders: dict[str, Order] = {}

    def plan(self, action: cmd.Action) -> Ask | Refusal:
        """The question that comes first, if `action` makes sense as the PBX stands."""
        redirect = self._redirect(action)
        if isinstance(redirect, Refusal):
            return redirect
        if len(self._orders) >= MOST_ORDERS:
            return Refusal("overloaded", f"{MOST_ORDERS} orders are open")
        _, (_, context), (_, extension), _ = redirect.fields
        return Ask("Getvar", (("Variable", f"DIALPLAN_EXISTS({context},{extension},1)"),))

    def _redirect(self, action: cmd.Action) -> Ask | Refusal:
        call = self._translator.calls.calls.get(action.contact)
        channel = self._translator.board.channels.get(action.contact)
        if call is None or channel is None or call.is_over:
            return Refusal("contact_unknown")
        if call.parties or not (call.queue or call.ringing):
            return Refusal("contact_not_waiting")
        place = self._place(action)
        if isinstance(place, Refusal):
            return place
        context, extension = place
        fields = ("Channel", channel.name), ("Context", context), ("Exten", extension), ("Priority", "1")
        return Ask("Redirect", fields)

    def sent(self, order: Order) -> None:
        """It is on its way to the PBX."""
        self._orders = {ident: one for ident, one in self._orders.items() if order.t - one.t <= FORGOTTEN_S}
        self._orders[order.ident] = order
        if not order.is_question:
            self._translator.calls.moved_by(order.action.contact, order.by)

    def answered(self, answer: Answer, t: float) -> Next | list[LogEvent]:
        """The PBX answers: what is to be sent next, or what that means for the command."""
        order = self._orders.get(answer.ident)
        if order is None:
            return []
        if order.is_question:
            return self._go_on(order, answer, t)
        if answer.accepted:
            return []
        self._translator.calls.moved_by(order.action.contact, "")
        code = "contact_unknown" if _GONE in answer.message else ""
        return [self._settle(order, cmd.CommandFailed, t, code, answer.message)]

    def _go_on(self, order: Order, answer: Answer, t: float) -> Next | list[LogEvent]:
        """There is such a place, or the PBX does not say: some accounts may not ask."""
        if answer.accepted and answer.headers.get("Value") == "0":
            return [self._settle(order, cmd.CommandFailed, t, "no_such_place", answer.headers.get("Variable", ""))]
        redirect = self._redirect(order.action)
        if isinstance(redirect, Refusal):
            return [self._settle(order, cmd.CommandFailed, t, redirect.code, redirect.detail)]
        del self._orders[order.ident]
        return Next(redirect, order)

    def saw(self, events: Iterable[LogEvent]) -> list[LogEvent]:
        """What the PBX's events mean for the commands that are open."""
        if not self._orders:
            return []
        found: list[LogEvent] = []
        for event in events:
            for order in [one for one in self._orders.values() if one.action.contact == event.subject]:
                outcome = _outcome(order.action, event)
                if outcome is not None:
                    found.append(self._settle(order, outcome[0], event.time.timestamp(), outcome[1]))
        return found

    def lost(self, t: float) -> list[LogEvent]:
        """The connection is gone: nobody knows what became of what was on its way."""
        return [
            self._settle(order, cmd.CommandOutcomeUnknown, t, "feed_failed") for order in list(self._orders.values())
        ]

    def _place(self, action: cmd.Action) -> tuple[str, str] | Refusal:
        """Where in the dialplan the target is."""
        settings, to = self._settings, action.to.strip()
        if action.to_kind == "queue":
            return _given("queue_context", settings.queue_context, settings.queue_extensions.get(to, to))
        if action.to_kind == "agent":
            return _given("agent_context", settings.agent_context, number_of(to))
        number = _dialled(to)
        if not _NUMBER.match(number):
            return Refusal("number_odd", to[:40])
        return _given("outside_context", settings.outside_context, number)

    def _settle(self, order: Order, kind: type, t: float, code: str = "", detail: str = "") -> LogEvent:
        self._orders.pop(order.ident, None)
        ident = f"{order.key}#{kind.__name__}@{t:.3f}"
        event: LogEvent = make(
            kind,
            ident,
            self._translator.source,
            order.key,
            t,
            cmd.CommandOutcome(code, detail),
            correlationid=order.key,
        )
        return event


def _given(setting: str, context: str, extension: str) -> tuple[str, str] | Refusal:
    if not context:
        return Refusal("not_set_up", setting)
    return (context, extension) if _PLAIN.match(extension) else Refusal("number_odd", extension[:40])


def _outcome(action: cmd.Action, event: LogEvent) -> tuple[type, str] | None:
    """What an event about the contact says of the command: its word and code; None where it says nothing."""
    if isinstance(event, ev.ContactCleared):
        return cmd.CommandFailed, "contact_unknown"
    if _shows(action, event):
        return cmd.CommandConfirmed, ""
    if isinstance(event, ev.ContactEstablished):
        return cmd.CommandFailed, "contact_not_waiting"
    return None


def _shows(action: cmd.Action, event: LogEvent) -> bool:
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
