"""Commands about one call: its place in the queue, out of the queue, its end."""

from __future__ import annotations

from msgspec import structs

from feeds.asterisk.deeds import OnContact
from feeds.asterisk.orders import Ask, Headers, Next, Order, Outcome, Refusal, failed
from feeds.asterisk.session import Answer
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream.vocabulary import LogEvent

WITHDRAWN = "wallboard"
"""What queue_log is told of why a caller was withdrawn."""


class Prioritizing(OnContact[co.SetPriority]):
    """`SetPriority`. No event tells of it: the queue is asked how it stands now."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        action = self.action(order)
        found = self.waiting(action)
        if isinstance(found, Refusal):
            return found
        call, channel = found
        if not call.queue:
            return Refusal("contact_not_waiting")
        place = ("Queue", call.queue), ("Caller", channel.name)
        return (Ask("QueueChangePriorityCaller", (*place, ("Priority", str(action.priority)), ("Immediate", "yes"))),)

    def answered(self, order: Order, answer: Answer) -> Next | Outcome | None:
        if not answer.accepted:
            return self.refused(answer)
        if order.is_poll:
            return None
        call = self.calls.calls.get(self.action(order).contact)
        if call is None or not call.queue:
            return failed("contact_not_waiting")
        return Next(Ask("QueueStatus", (("Queue", call.queue),)), structs.replace(order, is_poll=True))

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        if not order.is_poll or headers.get("ActionID") != order.ident:
            return None
        action = self.action(order)
        if name == "QueueEntry" and headers.get("Uniqueid") == action.contact:
            shown = headers.get("Priority", "")
            if shown != str(action.priority):
                return failed("", f"Priority: {shown}")
            self.calls.prioritized(action.contact, action.priority, order.by, t)
            return Outcome()
        return failed("contact_not_waiting") if name == "QueueStatusComplete" else None


class Withdrawing(OnContact[co.Withdraw]):
    """`Withdraw`. What the dialplan has for him after the queue comes next."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        found = self.waiting(self.action(order))
        if isinstance(found, Refusal):
            return found
        call, channel = found
        if not call.queue:
            return Refusal("contact_not_waiting")
        why = f"{WITHDRAWN} {_one_line(order.by)}".strip()
        return (Ask("QueueWithdrawCaller", (("Queue", call.queue), ("Caller", channel.name), ("WithdrawInfo", why))),)

    def sent(self, order: Order) -> None:
        self.calls.moved_by(self.action(order).contact, order.by)

    def answered(self, order: Order, answer: Answer) -> Next | Outcome | None:
        if answer.accepted:
            return None
        self.calls.moved_by(self.action(order).contact, "")
        return self.refused(answer)

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        """Who hangs up asks for his end before he leaves the queue; who is withdrawn does not."""
        if headers.get("Uniqueid") != self.action(order).contact:
            return None
        if name == "HangupRequest":
            return failed("contact_unknown")
        return Outcome() if name == "QueueCallerAbandon" else None

    def saw(self, order: Order, event: LogEvent) -> Outcome | None:
        if isinstance(event, ev.ContactEstablished):
            return failed("contact_not_waiting")
        return failed("contact_unknown") if isinstance(event, ev.ContactCleared) else None


class HangingUp(OnContact[co.Hangup]):
    """`Hangup`, of the customer's own channel: whoever talks with him is then free."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        found = self.open(self.action(order))
        if isinstance(found, Refusal):
            return found
        return (Ask("Hangup", (("Channel", found[1].name), ("Cause", "16"))),)

    def sent(self, order: Order) -> None:
        self.calls.hung_up_by(self.action(order).contact, order.by)

    def answered(self, order: Order, answer: Answer) -> Next | Outcome | None:
        if answer.accepted:
            return None
        self.calls.hung_up_by(self.action(order).contact, "")
        return self.refused(answer)

    def saw(self, order: Order, event: LogEvent) -> Outcome | None:
        return Outcome() if isinstance(event, ev.ContactCleared) else None


def _one_line(text: str) -> str:
    return " ".join(text.split())[:60]
