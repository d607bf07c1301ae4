"""A floor that was met in its midst, told as events: what a recording that starts from a snapshot begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from wallboard.floor.contact import MENU, ON_HOLD, RINGING, TALKING, WAITING, Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent
from wallboard.stream import agent_events as ag
from wallboard.stream.envelope import Event, make, moment
from wallboard.stream.feed_events import FeedSnapshot, Snapshot, SnapshotAgent, SnapshotContact, SnapshotStage
from wallboard.stream.queue_events import QueueConfigured
from wallboard.stream.vocabulary import LogEvent

OPEN_STAGES = {MENU, WAITING, RINGING, TALKING, ON_HOLD}


def opening(floor: Floor) -> Iterator[LogEvent]:
    """The queues, the people, and what is open now at each source of `floor`, at its time."""
    t = floor.now_t
    sources = dict.fromkeys(
        [*floor.feeds, *(a.source for a in floor.agents.values()), *(c.source for c in floor.contacts.values())]
    )
    any_source = next(iter(sources), "/recording")
    for queue in floor.queues.values():
        yield _event(QueueConfigured, any_source, queue.id, t, queue.config)
    for agent in floor.agents.values():
        if agent.on_duty:
            yield from _person(agent, t)
    for source in sources:
        name = floor.feeds[source].name if source in floor.feeds else source
        yield _event(FeedSnapshot, source, name, t, _snapshot(floor, source))


def _person(agent: Agent, t: float) -> Iterator[LogEvent]:
    on = ag.LoggedOn(
        agent.name, agent.team, agent.site, cast(ag.Place, agent.place), agent.skills, agent.capacity, agent.overflow
    )
    yield _event(ag.AgentLoggedOn, agent.source, agent.id, t, on)
    for queue, member in agent.memberships.items():
        yield _event(
            ag.AgentMembership, agent.source, agent.id, t, ag.Membership(queue, member.penalty, member.overflow)
        )


def _snapshot(floor: Floor, source: str) -> Snapshot:
    contacts = (c for c in floor.contacts.values() if c.source == source and c.stage in OPEN_STAGES)
    agents = (a for a in floor.agents.values() if a.source == source and a.on_duty)
    return Snapshot(tuple(_contacts(contacts)), tuple(_agents(agents)))


def _contacts(contacts: Iterable[Contact]) -> Iterator[SnapshotContact]:
    for contact in contacts:
        with_agent = contact.parties or contact.ringing
        yield SnapshotContact(
            contact.id,
            cast(SnapshotStage, contact.stage),
            cast(Any, contact.channel),
            cast(Any, contact.direction),
            cast(Any, contact.entry or "direct"),
            contact.queue,
            with_agent[0] if with_agent else "",
            moment(contact.offered_t) if contact.start_known and contact.offered_t >= 0.0 else None,
            moment(contact.since_t) if contact.since_t >= 0.0 else None,
            contact.caller,
            contact.customer,
            contact.tier,
            contact.priority,
        )


def _agents(agents: Iterable[Agent]) -> Iterator[SnapshotAgent]:
    for a in agents:
        since = moment(a.since_t) if a.since_t >= 0.0 else None
        state, place = cast(ag.ReportedState, a.state), cast(ag.Place, a.place)
        yield SnapshotAgent(a.id, state, a.reason, since, a.name, a.team, a.site, place, a.skills, a.overflow)


def _event(kind: type[Event], source: str, subject: str, t: float, data: Any) -> LogEvent:
    ident = f"opening-{kind.__struct_config__.tag}-{subject}-{t:.3f}"
    if kind is ag.AgentMembership:
        ident += f"-{data.queue}"
    return cast(LogEvent, make(kind, ident, source, subject, t, data))
