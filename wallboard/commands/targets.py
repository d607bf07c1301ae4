"""Whether a waiting contact may be sent to a target, as the floor stands."""

from __future__ import annotations

from wallboard.commands.outside import dialled
from wallboard.commands.room import capacity_of, contacts_at
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import UNREACHABLE
from wallboard.stream.command_events import Reassign


def refusal_of_target(floor: Floor, contact: Contact, action: Reassign) -> str:
    """Why `contact` may not go where `action` sends it."""
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
