"""Coming to the aid of somebody who has asked for it: into his talk, or by a call where he has none."""

from __future__ import annotations

from feeds.asterisk.orders import Ask, Headers, Order, Outcome, Refusal, failed
from feeds.asterisk.people import OUT_OF_REACH
from feeds.asterisk.spying import RINGS_S, Spying, channel_of, is_phone
from wallboard.stream import command_events as co


class Helping(Spying):
    """`AnswerHelp`. The PBX calls the supervisor's phone, and once he has it in his hand the agent's."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        action = self.action(order)
        if self.is_in_talk(action):
            return super().asks(order)
        person = self.people.persons.get(action.agent)
        if person is None or not is_phone(action.agent):
            return Refusal("agent_unknown", action.agent[:40])
        if person.status in OUT_OF_REACH:
            return Refusal("agent_unreachable")
        return self.calls_phone(order, "Dial", f"{action.agent},{RINGS_S}")

    def sent(self, order: Order) -> None:
        if self.is_in_talk(self.action(order)):
            super().sent(order)

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        """He listens to the talk, or the agent has picked up."""
        if name == "DialEnd" and headers.get("Uniqueid") == channel_of(order):
            status = headers.get("DialStatus", "")
            outcome: Outcome | None = Outcome() if status == "ANSWER" else failed("agent_unanswered", status)
        else:
            outcome = super().heard(order, name, headers, t)
        if outcome == Outcome():
            action = self.action(order)
            assert isinstance(action, co.AnswerHelp)
            self.people.helped(action.agent, order.by, t)
        return outcome
