"""A floor under load: as many agents, queues and events a second as asked for, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from random import Random
from typing import Any

from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ct
from wallboard.stream import queue_events as qu
from wallboard.stream.envelope import Event, make
from wallboard.stream.feed_events import Connected, FeedConnected
from wallboard.stream.vocabulary import LogEvent

EVENTS_A_CONTACT = 9
RING_S = 2.0
TALK_S = 12.0
AFTER_S = 1.5
SOURCE = "/bench/load"

Step = tuple[type[Event], str, Any]


class Traffic:
    """Contacts come evenly, `rate` events a second once the first calls have ended. Times are epoch seconds (UTC).

    There are so many different `customers`; 0: each contact is one more.
    """

    def __init__(self, agents: int, queues: int, rate: float, seed: int, start_t: float, *, customers: int = 0) -> None:
        self._customers = customers
        self._random = Random(seed)
        self._agents = [f"a{number:04d}" for number in range(agents)]
        self._free = list(self._agents)
        self._queues = [f"q{number:02d}" for number in range(queues)]
        self._gap_s = EVENTS_A_CONTACT / rate
        self._next_t = start_t
        self._due: list[tuple[float, int, Step]] = []
        self._made = 0
        self._contacts = 0
        self._start_t = start_t

    def staff(self) -> list[LogEvent]:
        """The queues and the people, who are all ready."""
        t = self._start_t
        events = [self._event(FeedConnected, "load", t, Connected("load"))]
        events += [
            self._event(qu.QueueConfigured, queue, t, qu.Configured(f"Queue {queue}", skills=(queue,)))
            for queue in self._queues
        ]
        for number, agent in enumerate(self._agents):
            queue = self._queues[number % len(self._queues)]
            on = ag.LoggedOn(f"Agent {number}", f"team {number % 20}", "north", skills=(queue,), capacity={"voice": 1})
            events.append(self._event(ag.AgentLoggedOn, agent, t, on))
            events.append(self._event(ag.AgentMembership, agent, t, ag.Membership(queue)))
            events.append(self._event(ag.AgentState, agent, t, ag.State("ready")))
        return events

    def advance(self, until_t: float) -> list[LogEvent]:
        """What happens up to `until_t`, in the order of time."""
        events: list[LogEvent] = []
        while True:
            due_t = self._due[0][0] if self._due else until_t
            if self._next_t <= min(due_t, until_t):
                self._arrive(self._next_t)
                self._next_t += self._gap_s
            elif self._due and due_t <= until_t:
                t, _, (kind, subject, data) = heappop(self._due)
                if kind is ag.AgentState and data.state == "ready":
                    self._free.append(subject)
                events.append(self._event(kind, subject, t, data))
            else:
                return events

    def _arrive(self, t: float) -> None:
        self._contacts += 1
        contact = f"c{self._contacts:08d}"
        queue = self._queues[self._contacts % len(self._queues)]
        agent = self._free.pop(self._random.randrange(len(self._free))) if self._free else ""
        for after_s, step in self._course(contact, queue, agent):
            self._made += 1
            heappush(self._due, (t + after_s, self._made, step))

    def _course(self, contact: str, queue: str, agent: str) -> Iterator[tuple[float, Step]]:
        """One contact from the first ring to the last, with what its agent reports."""
        wait_s = self._random.uniform(0.3, 2.5)
        customer = f"k{self._contacts % self._customers}" if self._customers else contact
        yield 0.0, (ct.ContactOffered, contact, ct.Offered(caller=f"+7900{contact[2:]}", entry="menu", queue=queue))
        yield 0.1, (ct.ContactIdentified, contact, ct.Identified(customer, "vip" if contact[-1] == "7" else "regular"))
        yield 0.5, (ct.ContactQueued, contact, ct.Queued(queue))
        if not agent:
            yield 0.5 + wait_s, (ct.ContactCleared, contact, ct.Cleared("customer"))
            return
        end_s = wait_s + RING_S + self._random.uniform(0.5, 1.5) * TALK_S
        yield wait_s, (ct.ContactDelivered, contact, ct.Delivered(agent))
        yield wait_s + RING_S, (ct.ContactEstablished, contact, ct.Established(agent))
        yield wait_s + RING_S, (ag.AgentState, agent, ag.State("busy"))
        yield end_s, (ct.ContactCleared, contact, ct.Cleared("customer"))
        yield end_s, (ag.AgentState, agent, ag.State("after_contact_work"))
        yield end_s + AFTER_S, (ag.AgentState, agent, ag.State("ready"))

    def _event(self, kind: type[Event], subject: str, t: float, data: Any) -> Any:
        self._made += 1
        return make(kind, f"e{self._made}", SOURCE, subject, t, data)
