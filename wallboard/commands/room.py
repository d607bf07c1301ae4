"""How many contacts a person has, and how many he may have."""

from __future__ import annotations

from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent

DEFAULT_CAPACITY = 1


def contacts_at(floor: Floor, agent: Agent, channel: str) -> int:
    """How many contacts of `channel` he has or hears ringing."""
    known = floor.contacts
    return sum(1 for key in (*agent.contacts, *agent.ringing) if (c := known.get(key)) and c.channel == channel)


def capacity_of(agent: Agent, channel: str) -> int:
    """How many contacts of `channel` he may have at a time; 0 where he does not serve it."""
    return agent.capacity.get(channel, 0) if agent.capacity else DEFAULT_CAPACITY
