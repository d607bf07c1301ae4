"""Messages about queues: callers come, ring at agents, are answered, and leave."""

from __future__ import annotations

from collections.abc import Callable

from feeds.asterisk.calls import Calls, call_of_ours
from feeds.asterisk.channels import Channel, Switchboard
from feeds.asterisk.numbers import whole
from feeds.asterisk.rules import Rules
from feeds.asterisk.tracing import Tracing

Headers = dict[str, str]
Handler = Callable[[Headers, float], None]


class Queueing:
    """Handles the messages named in `handlers`."""

    def __init__(self, board: Switchboard, calls: Calls, rules: Rules, trace: Tracing) -> None:
        self._board, self._calls, self._rules, self._trace = board, calls, rules, trace

    def handlers(self) -> dict[str, Handler]:
        """By the event's name."""
        return {
            "VarSet": self._varset,
            "QueueCallerJoin": self._join,
            "QueueCallerAbandon": self._abandon,
            "QueueCallerLeave": self._leave,
            "AgentCalled": self._agent_called,
            "AgentConnect": self._agent_connect,
            "AgentComplete": self._agent_complete,
            "AgentRingNoAnswer": self._ring_no_answer,
        }

    def _varset(self, m: Headers, t: float) -> None:
        call = self._calls.calls.get(m.get("Uniqueid", ""))
        if call is not None and m.get("Variable") == "QUEUESTATUS" and not call.queue:
            self._calls.queue_status(call, m.get("Value", ""), t)

    def _join(self, m: Headers, t: float) -> None:
        channel = self._board.add(m, t)
        queue = m.get("Queue", "")
        if channel is None or not queue:
            return
        call = self._trace.call_at(channel)
        if call is None and channel.person and not self._trace.is_customers(channel):
            call = self._calls.begin(call_of_ours(channel, t, "internal", queue, consult=True), channel)
        call = call or self._trace.own_call(m, t)
        if call is not None:
            self._calls.queued(call, queue, t, whole(m.get("Position")), channel.context)

    def _abandon(self, m: Headers, t: float) -> None:
        call = self._trace.own_call(m, t)
        if call is not None:
            self._calls.abandoned(call)

    def _leave(self, m: Headers, t: float) -> None:
        call = self._trace.own_call(m, t)
        if call is not None:
            self._calls.left_queue(call, m.get("Context", ""), t)

    def _agent_called(self, m: Headers, t: float) -> None:
        call, leg = self._trace.own_call(m, t), self._board.add(m, t, "Dest")
        if call is not None and leg is not None:
            if not call.queue and not call.parties and not call.is_over:
                call.queue, call.context = m.get("Queue", ""), m.get("Context", "")
            self._calls.rings(call, self._person_leg(leg, m), t)

    def _person_leg(self, leg: Channel, m: Headers) -> Channel:
        leg.person = self._rules.person_of(m.get("Interface", "")) or leg.person
        if not leg.is_half:
            self._board.know_phone(leg.device)
        return leg

    def _agent_connect(self, m: Headers, t: float) -> None:
        call = self._trace.own_call(m, t)
        person = self._rules.person_of(m.get("Interface", ""))
        if call is None or not person:
            return
        leg = self._board.add(m, t, "Dest")
        if leg is not None:
            self._person_leg(leg, m)
            leg.call, leg.is_leg = call.id, True
        self._calls.answered(call, person, m.get("DestUniqueid", ""), m.get("Queue", ""), t)

    def _agent_complete(self, m: Headers, t: float) -> None:
        """It says less than the legs do: it is missing after some transfers, and untrue after others."""
        call = self._calls.calls.get(m.get("Uniqueid", ""))
        person = self._rules.person_of(m.get("Interface", ""))
        if call is not None:
            self._calls.completed(call, person, self._board.channels, t)

    def _ring_no_answer(self, m: Headers, t: float) -> None:
        call = self._trace.own_call(m, t)
        if call is not None:
            self._calls.refused(call, self._rules.person_of(m.get("Interface", "")), "no_answer", t)
