"""Whether what a person asks for may be done, as the floor stands. The hub decides by it, the display asks it first."""

from __future__ import annotations

from wallboard.commands.outside import dialled
from wallboard.floor.contact import RINGING, WAITING, Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import UNREACHABLE, Agent
from wallboard.stream.command_events import Action

REFUSALS = (
    "contact_unknown",
    "contact_not_waiting",
    "replay",
    "takes_no_commands",
    "already_asked",
    "feed_lost",
    "target_empty",
    "number_invalid",
    "agent_unknown",
    "agent_off_duty",
    "agent_unreachable",
    "agent_at_capacity",
    "agent_rings_already",
    "channel_not_served",
    "queue_unknown",
    "same_queue",
)
"""Every code that `decide` gives besides the empty one."""

DEFAULT_CAPACITY = 1


def decide(floor: Floor, action: Action, now_t: float, *, stale: bool, key: str = "") -> str:
    """Why `action` is refused at `now_t` (epoch seconds, UTC), one of `REFUSALS`; empty where it is allowed.

    `stale` says that nobody vouches for the contact's source now. `key` is the command's own: with it, a second command
    for a contact whose first one is still pending is refused.
    """
    contact = floor.contacts.get(action.contact)
    if contact is None:
        return "contact_unknown"
    feed = floor.feeds.get(contact.source)
    if feed is not None and feed.refusal:
        return feed.refusal
    if contact.stage not in (WAITING, RINGING):
        return "contact_not_waiting"
    if key and _is_asked_already(floor, action.contact, key, now_t):
        return "already_asked"
    if stale or (feed is not None and not feed.connected):
        return "feed_lost"
    return _refusal_of_target(floor, contact, action)


def contacts_at(floor: Floor, agent: Agent, channel: str) -> int:
    """How many contacts of `channel` he has or hears ringing."""
    known = floor.contacts
    return sum(1 for key in (*agent.contacts, *agent.ringing) if (c := known.get(key)) and c.channel == channel)


def capacity_of(agent: Agent, channel: str) -> int:
    """How many contacts of `channel` he may have at a time; 0 where he does not serve it."""
    return agent.capacity.get(channel, 0) if agent.capacity else DEFAULT_CAPACITY


ASKED_FOR_S = 10.0
"""A command without any word of its outcome stands in the way of another for so long."""


def _is_asked_already(floor: Floor, contact: str, key: str, now_t: float) -> bool:
    for command in reversed(floor.commands.values()):
        if command.key != key and command.action.contact == contact and command.pending:
            return now_t - command.requested_t < ASKED_FOR_S
    return False


def _refusal_of_target(floor: Floor, contact: Contact, action: Action) -> str:
    if not action.to.strip():
        return "target_empty"
    if action.to_kind == "queue":
        return _refusal_of_queue(floor, contact, action.to)
    if action.to_kind == "agent":
        return _refusal_of_agent(floor, contact, action.to)
    return _refusal_of_number(contact, action.to)


def _refusal_of_number(contact: Contact, to: str) -> str:
    if contact.channel != "voice":
        return "channel_not_served"
    return "" if dialled(to) else "number_invalid"


def _refusal_of_queue(floor: Floor, contact: Contact, to: str) -> str:
    queue = floor.queues.get(to)
    if queue is None:
        return "queue_unknown"
    if queue.id == contact.queue:
        return "same_queue"
    return "" if queue.config.channel == contact.channel else "channel_not_served"


def _refusal_of_agent(floor: Floor, contact: Contact, to: str) -> str:
    agent = floor.agents.get(to)
    if agent is None:
        return "agent_unknown"
    if not agent.on_duty:
        return "agent_off_duty"
    if agent.state == UNREACHABLE:
        return "agent_unreachable"
    if agent.id in contact.ringing:
        return "agent_rings_already"
    capacity = capacity_of(agent, contact.channel)
    if not capacity:
        return "channel_not_served"
    return "agent_at_capacity" if contacts_at(floor, agent, contact.channel) >= capacity else ""
