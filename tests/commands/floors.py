"""Small floors for the tests of commands: events are made as a source would make them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wallboard.floor.floor import Floor
from wallboard.stream import agent_events as ag
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream import feed_events as fe
from wallboard.stream import queue_events as qu
from wallboard.stream.envelope import Event, make

SOURCE = "/office/pbx"
START_T = 1_750_000_000.0


class Story:
    """Events in order, each with an id of its own; times in seconds after `START_T`."""

    def __init__(self) -> None:
        self.events: list[Any] = []

    def tell(self, kind: type[Event], subject: str, at_s: float, data: object) -> Story:
        """Adds one event."""
        ident = str(len(self.events))
        self.events.append(make(kind, ident, SOURCE, subject, START_T + at_s, data, order=len(self.events)))
        return self

    def queue(
        self,
        key: str,
        at_s: float = 0.0,
        *,
        channel: ev.Channel = "voice",
        skills: Iterable[str] = (),
        overflow: Iterable[str] = (),
        talk_norm_s: float = 0.0,
        hold_norm_s: float = 0.0,
    ) -> Story:
        """A queue is configured."""
        config = qu.Configured(
            name=key.title(),
            channel=channel,
            skills=tuple(skills),
            overflow=tuple(overflow),
            talk_norm_s=talk_norm_s,
            hold_norm_s=hold_norm_s,
        )
        return self.tell(qu.QueueConfigured, key, at_s, config)

    def agent(
        self,
        key: str,
        at_s: float = 0.0,
        *,
        queues: Iterable[str] = (),
        state: ag.ReportedState = "ready",
        skills: Iterable[str] = (),
        capacity: dict[str, int] | None = None,
        overflow: bool = False,
        team: str = "",
    ) -> Story:
        """A person comes on duty in a state and serves queues."""
        data = ag.LoggedOn(key.title(), skills=tuple(skills), capacity=capacity or {}, overflow=overflow, team=team)
        self.tell(ag.AgentLoggedOn, key, at_s, data)
        for queue in queues:
            self.tell(ag.AgentMembership, key, at_s, ag.Membership(queue))
        return self if state == "ready" else self.tell(ag.AgentState, key, at_s, ag.State(state))

    def waiting(self, key: str, at_s: float = 0.0, *, queue: str = "support", channel: ev.Channel = "voice") -> Story:
        """A customer comes and waits in a queue."""
        self.tell(ev.ContactOffered, key, at_s, ev.Offered(channel=channel, caller="+79161234567"))
        return self.tell(ev.ContactQueued, key, at_s, ev.Queued(queue))

    def rings(self, key: str, at_s: float, agent: str) -> Story:
        """It rings at an agent."""
        return self.tell(ev.ContactDelivered, key, at_s, ev.Delivered(agent))

    def talks(self, key: str, at_s: float, agent: str) -> Story:
        """An agent answers."""
        return self.tell(ev.ContactEstablished, key, at_s, ev.Established(agent))

    def asked(self, key: str, at_s: float, contact: str, to: str) -> Story:
        """A supervisor asks for a contact to be sent to an agent."""
        return self.tell(co.CommandRequested, key, at_s, co.Requested(co.Reassign(contact, to)))

    def lost_feed(self, at_s: float) -> Story:
        """The source is not reached any more."""
        return self.tell(fe.FeedLost, "pbx", at_s, fe.Lost("closed"))

    def replayed(self, at_s: float = 0.0, *, speed: float = 60.0) -> Story:
        """The source is a recording."""
        said = fe.Connected("replay", takes_commands=False, recording="day.jsonl", speed=speed)
        return self.tell(fe.FeedConnected, "replay", at_s, said)

    @classmethod
    def of(cls, events: Iterable[Any]) -> Story:
        """A story that is there already."""
        story = cls()
        story.events = list(events)
        return story

    def floor(self) -> Floor:
        """What the events make."""
        floor = Floor()
        floor.fold(self.events)
        return floor
