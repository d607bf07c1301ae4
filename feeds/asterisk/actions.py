"""What people ask of the PBX: from a command to the AMI action, and from what follows to its outcome. Pure.

An action that the PBX has taken is not done yet: it is confirmed by what the PBX then says has happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from feeds.asterisk import calling, staffing
from feeds.asterisk.helping import Helping
from feeds.asterisk.orders import Ask, Deed, Next, Order, Outcome, Refusal
from feeds.asterisk.parser import Message
from feeds.asterisk.redirecting import Redirecting
from feeds.asterisk.session import Answer
from feeds.asterisk.spying import Spying
from feeds.asterisk.translator import Translator
from wallboard.stream import command_events as cmd
from wallboard.stream.envelope import make
from wallboard.stream.vocabulary import LogEvent

FORGOTTEN_S = 60.0
"""So long after it was asked a command can still be confirmed."""
MOST_ORDERS = 100

HEARD = (
    "QueueMemberAdded", "QueueMemberRemoved", "QueueMemberPenalty", "QueueMemberPause",
    "QueueEntry", "QueueStatusComplete", "QueueCallerAbandon", "HangupRequest", "ChanSpyStart", "DialEnd",
)  # fmt: skip
"""Messages that say of commands what no event of the stream does."""

_KINDS: dict[type, Any] = {
    cmd.Reassign: Redirecting,
    cmd.SetPriority: calling.Prioritizing,
    cmd.Withdraw: calling.Withdrawing,
    cmd.Hangup: calling.HangingUp,
    cmd.Monitor: Spying,
    cmd.AnswerHelp: Helping,
    cmd.AddToQueue: staffing.Adding,
    cmd.RemoveFromQueue: staffing.Removing,
    cmd.SetPenalty: staffing.Penalizing,
    cmd.Pause: staffing.Pausing,
    cmd.Unpause: staffing.Pausing,
    cmd.LogOff: staffing.LoggingOff,
}


class Actions:
    """The commands of one feed. `plan` says what is to be asked; `sent`, `answered`, `saw`, `heard`, `lost` follow it.

    An order for which several actions are asked is known by each of their idents.
    """

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._orders: dict[str, Order] = {}
        self._deeds: dict[type, Deed] = {kind: deed(translator) for kind, deed in _KINDS.items()}

    def plan(self, action: cmd.Action, key: str = "", by: str = "") -> tuple[Ask, ...] | Refusal:
        """What is asked first, if `action` makes sense as the PBX stands."""
        deed = self._deeds.get(type(action))
        if deed is None:
            return Refusal("not_supported")
        asks = deed.asks(Order(key, action, by, "", 0.0))
        if isinstance(asks, Refusal):
            return asks
        if any(sign < " " for ask in asks for _, value in ask.fields for sign in value):
            return Refusal("number_odd")  # another action could hide behind a line break
        if len(self._orders) >= MOST_ORDERS:
            return Refusal("overloaded", f"{MOST_ORDERS} orders are open")
        return asks

    def sent(self, order: Order) -> None:
        """It is on its way to the PBX."""
        self._orders = {ident: one for ident, one in self._orders.items() if order.t - one.t <= FORGOTTEN_S}
        self._orders[order.ident] = order
        self._deed(order).sent(order)

    def answered(self, answer: Answer, t: float) -> Next | list[LogEvent]:
        """The PBX answers: what is to be sent next, or what that means for the command."""
        order = self._orders.get(answer.ident)
        if order is None:
            return []
        following = self._deed(order).answered(order, answer)
        if isinstance(following, Next):
            del self._orders[order.ident]
            return following
        return [] if following is None else [self._settle(order, following, t)]

    def saw(self, events: Iterable[LogEvent]) -> list[LogEvent]:
        """What the events of the stream mean for the commands that are open."""
        if not self._orders:
            return []
        found: list[LogEvent] = []
        for event in events:
            for order in [one for one in self._orders.values() if cmd.contact_of(one.action) == event.subject]:
                outcome = self._deed(order).saw(order, event)
                if outcome is not None:
                    found.append(self._settle(order, outcome, event.time.timestamp()))
        return found

    def heard(self, message: Message, t: float) -> list[LogEvent]:
        """What one of the messages `HEARD` means for them."""
        found: list[LogEvent] = []
        for order in list(self._orders.values()):
            if order.ident not in self._orders:
                continue  # settled by this very message
            outcome = self._deed(order).heard(order, message.name, message.headers, t)
            if outcome is not None:
                found += [*self._translator.told(), self._settle(order, outcome, t)]
        return found

    def lost(self, t: float) -> list[LogEvent]:
        """The connection is gone: nobody knows what became of what was on its way."""
        unknown = Outcome(cmd.CommandOutcomeUnknown, "feed_failed")
        open_orders = {order.key: order for order in self._orders.values()}
        return [self._settle(order, unknown, t) for order in open_orders.values()]

    def _deed(self, order: Order) -> Deed:
        return self._deeds[type(order.action)]

    def _settle(self, order: Order, outcome: Outcome, t: float) -> LogEvent:
        self._orders = {ident: one for ident, one in self._orders.items() if one.key != order.key}
        told = cmd.CommandOutcome(outcome.code, outcome.detail)
        ident = f"{order.key}#{outcome.kind.__name__}@{t:.3f}"
        source = self._translator.source
        event: LogEvent = make(outcome.kind, ident, source, order.key, t, told, correlationid=order.key)
        return event
