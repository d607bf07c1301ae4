"""What people, queues and customers are called on the screen; a customer without a name by the masked address."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from wallboard.floor.floor import Floor
from widgets.i18n.numbers import DASH, masked
from widgets.i18n.words import text

VIP = "vip"


class Named(Protocol):
    """A contact, or the record of a lost one."""

    @property
    def name(self) -> str:
        """The customer's name, empty where it is not known."""
        ...

    @property
    def caller(self) -> str:
        """The customer's address on the channel."""
        ...

    @property
    def channel(self) -> str:
        """Voice, chat, …"""
        ...


def contact_title(contact: Named) -> str:
    """Name, or masked number; the channel before it where it is no call."""
    who = contact.name or (masked(contact.caller) if contact.caller else "")
    if contact.channel == "voice":
        return who or DASH
    channel = text("channel", contact.channel)
    return f"{channel} · {who}" if who else channel


def contact_name(floor: Floor, key: str) -> str:
    """The same for a contact's key; the key where the floor has forgotten the contact."""
    contact = floor.contacts.get(key) or floor.book.lost.get(key)
    return contact_title(contact) if contact else key


def agent_name(floor: Floor, key: str) -> str:
    """An agent's name; the key where it is not known."""
    agent = floor.agents.get(key)
    return (agent.name if agent else "") or key


@lru_cache(maxsize=4096)
def short_name(name: str) -> str:
    """First name and initial, where there is no room for more: Anna K."""
    words = name.split()
    return name if len(words) < 2 else f"{words[0]} {words[-1][0]}."


def queue_name(floor: Floor, key: str) -> str:
    """A queue's name; the key where it is not known."""
    queue = floor.queues.get(key)
    return queue.name if queue else key


def target_name(floor: Floor, kind: str, key: str) -> str:
    """Whom or where a contact is sent to: an agent, a queue or an outside number."""
    if kind == "agent":
        return agent_name(floor, key)
    return queue_name(floor, key) if kind == "queue" else masked(key)
