"""How many more contacts a person has room for, counting those that are on their way to him."""

from __future__ import annotations

from wallboard.commands.room import capacity_of, contacts_at
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent
from wallboard.stream.command_events import Action, Reassign
from widgets.models.orders import Orders


def crowded(floor: Floor, orders: Orders, action: Action) -> str:
    """`agent_at_capacity` where `action` would bring a person more than he may have, once all that is asked is done."""
    if not isinstance(action, Reassign) or action.to_kind != "agent":
        return ""
    contact, agent = floor.contacts.get(action.contact), floor.agents.get(action.to)
    if contact is None or agent is None or room_for(floor, orders, agent, contact.channel) > 0:
        return ""
    return "agent_at_capacity"


def room_for(floor: Floor, orders: Orders, agent: Agent, channel: str) -> int:
    """How many more contacts of `channel` he may be sent; 0 at least."""
    coming = sum(1 for contact in _on_their_way(floor, orders, agent) if contact.channel == channel)
    return max(0, capacity_of(agent, channel) - contacts_at(floor, agent, channel) - coming)


def _on_their_way(floor: Floor, orders: Orders, agent: Agent) -> list[Contact]:
    """Who was sent to him and has not reached him yet."""
    asked = (order.action for order in orders.pending())
    keys = {a.contact for a in asked if isinstance(a, Reassign) and a.to_kind == "agent" and a.to == agent.id}
    there = keys - agent.contacts.keys() - agent.ringing.keys()
    return [contact for key in there if (contact := floor.contacts.get(key))]
