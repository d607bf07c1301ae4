"""How many contacts a person has, and how many he may have."""

from __future__ import annotations

from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent

DEFAULT_CAPACITY = 1
VOICE = "voice"


def contacts_at(floor: Floor, agent: Agent, channel: str) -> int:
    """How many contacts of `channel` he has or hears ringing; who is on the telephone has no room for anything else."""
    known = floor.contacts
    channels = [c.channel for key in (*agent.contacts, *agent.ringing) if (c := known.get(key))]
    if channel != VOICE and VOICE in channels:
        return max(capacity_of(agent, channel), channels.count(channel))
    return channels.count(channel)


def capacity_of(agent: Agent, channel: str) -> int:
    """How many contacts of `channel` he may have at a time; 0 where he does not serve it."""
    return agent.capacity.get(channel, 0) if agent.capacity else DEFAULT_CAPACITY
