"""What people ask of the PBX: from a command to the AMI action, and from what follows to its outcome. Pure.

An action that the PBX has taken is not done yet: it is confirmed by what then happens to the contact.
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
    """A command on its way; `ident` is its ActionID."""

    key: str
    action: cmd.Action
    ident: str
    t: float


class Actions:
    """The commands of one feed. `plan` says what is to be sent; `sent`, `answered`, `saw` and `lost` follow it."""

    def __init__(self, translator: Translator) -> None:
        self._translator, self._settings = translator, translator.rules.settings
        self._orders: dict[str, Order] = {}

    def plan(self, action: cmd.Action) -> Ask | Refusal:
        """What has to be sent for `action` as the PBX stands."""
        call = self._translator.calls.calls.get(action.contact)
        channel = self._translator.board.channels.get(action.contact)
        if call is None or channel is None or call.is_over:
            return Refusal("contact_unknown")
        if call.parties or not (call.queue or call.ringing):
            return Refusal("contact_not_waiting")
        if len(self._orders) >= MOST_ORDERS:
            return Refusal("overloaded", f"{MOST_ORDERS} orders are open")
        place = self._place(action)
        if isinstance(place, Refusal):
            return place
        context, extension = place
        fields = ("Channel", channel.name), ("Context", context), ("Exten", extension), ("Priority", "1")
        return Ask("Redirect", fields)

    def sent(self, order: Order, by: str) -> None:
        """It is on its way to the PBX."""
        self._orders = {ident: one for ident, one in self._orders.items() if order.t - one.t <= FORGOTTEN_S}
        self._orders[order.ident] = order
        self._translator.calls.moved_by(order.action.contact, by)

    def answered(self, answer: Answer, t: float) -> list[LogEvent]:
        """The PBX says whether it has taken an action."""
        order = self._orders.get(answer.ident)
        if order is None or answer.accepted:
            return []
        self._translator.calls.moved_by(order.action.contact, "")
        code = "contact_unknown" if _GONE in answer.message else ""
        return [self._settle(order, cmd.CommandFailed, t, code, answer.message)]

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
        number = to.translate(_WRITTEN_AROUND)
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
    return (context, extension) if context else Refusal("not_set_up", setting)


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
    return isinstance(event, ev.ContactDiverted) and event.data.to_kind == "external"
