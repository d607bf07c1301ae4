"""Who should take a waiting contact: people ranked by skill, free time and load, then queues that it could wait in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from wallboard.commands.decide import decide
from wallboard.commands.room import capacity_of, contacts_at
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import AFTER_CONTACT_WORK, READY, Agent, Queue
from wallboard.stream.command_events import Reassign


class Candidate(Struct, frozen=True, gc=False):
    """Somebody (`kind` agent) or a queue that could take the contact, and why it stands where it stands.

    `competent`: he serves the contact's queue or has all its skills; `missing` are the skills that he lacks. `free_s`:
    seconds for which he has been free, negative while he is not. `load` of `capacity` contacts of this channel are
    with him. For a queue `load` is how many wait there, and `capacity` how many of its own people are free.
    """

    kind: Literal["agent", "queue"]
    key: str
    name: str
    competent: bool
    overflow: bool
    missing: tuple[str, ...]
    free_s: float
    load: int
    capacity: int
    presence: str = ""

    @property
    def free(self) -> bool:
        """Whether he could answer at once."""
        return self.free_s >= 0.0


def rank(floor: Floor, contact: Contact, now_t: float) -> list[Candidate]:
    """All who may take `contact` at `now_t` (epoch seconds, UTC), the best first.

    The competent before the rest; among them the free before the busy, one's own people before the overflow, who has
    been free for longest, the least loaded; queues last, the emptiest for its free people first. Who would be refused
    is left out.
    """
    queue = floor.queues.get(contact.queue)
    people = [
        _person(floor, agent, contact, queue, now_t)
        for agent in floor.agents.values()
        if agent.on_duty and _is_allowed(floor, contact, agent.id, "agent", now_t)
    ]
    queues = [
        _queue(floor, other) for other in floor.queues.values() if _is_allowed(floor, contact, other.id, "queue", now_t)
    ]
    return [*sorted(people, key=_order_of_people), *sorted(queues, key=_order_of_queues)]


def offers(floor: Floor, queue: Queue, idle: Iterable[str], now_t: float) -> list[Agent]:
    """Who of the `idle` (keys of free people) would be offered for this queue at `now_t`, the best first.

    The competent alone, one's own people before the overflow, who has been free for longest before the rest.
    """
    people = (agent for key in idle if (agent := floor.agents.get(key)))
    able = [agent for agent in people if _could_serve(floor, agent, queue)]
    return sorted(able, key=lambda a: (a.is_overflow_of(queue), a.idle_since_t, a.name or a.id))


def _could_serve(floor: Floor, agent: Agent, queue: Queue) -> bool:
    asked, channel = queue.config.skills, queue.config.channel
    if queue.id not in agent.memberships and not (asked and all(skill in agent.skills for skill in asked)):
        return False
    return agent.presence == READY and contacts_at(floor, agent, channel) < capacity_of(agent, channel)


def _is_allowed(floor: Floor, contact: Contact, to: str, kind: Literal["agent", "queue"], now_t: float) -> bool:
    return not decide(floor, Reassign(contact.id, to, kind), now_t, stale=False)


def _person(floor: Floor, agent: Agent, contact: Contact, queue: Queue | None, now_t: float) -> Candidate:
    asked = queue.config.skills if queue else ()
    missing = tuple(skill for skill in asked if skill not in agent.skills)
    member = contact.queue in agent.memberships
    is_overflow = agent.is_overflow_of(queue) if queue else agent.overflow
    is_free = agent.presence == READY
    return Candidate(
        "agent",
        agent.id,
        agent.name or agent.id,
        member or (bool(asked) and not missing),
        is_overflow,
        missing,
        max(0.0, now_t - agent.idle_since_t) if is_free else -1.0,
        contacts_at(floor, agent, contact.channel),
        capacity_of(agent, contact.channel),
        agent.presence,
    )


def _queue(floor: Floor, queue: Queue) -> Candidate:
    members = (a for a in floor.agents.values() if queue.id in a.memberships)
    free = sum(1 for a in members if a.presence == READY and not a.is_overflow_of(queue))
    return Candidate("queue", queue.id, queue.name, False, False, (), -1.0, len(queue.waiting), free)


def _order_of_people(c: Candidate) -> tuple[bool, int, bool, float, float, str]:
    return not c.competent, _availability(c), c.overflow, -c.free_s, c.load / c.capacity, c.name


def _availability(c: Candidate) -> int:
    if c.free:
        return 0
    if c.presence == "talking":
        return 1  # a chat agent with room for one more
    return 2 if c.presence == AFTER_CONTACT_WORK else 3


def _order_of_queues(c: Candidate) -> tuple[float, str]:
    return c.load / (c.capacity + 1), c.name
