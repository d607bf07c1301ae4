"""Whether a contact may be served earlier, taken out of its queue, listened to, or ended, as the floor stands."""

from __future__ import annotations

import re

from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.stream import command_events as co

MOST_PRIORITY = 1000
_PHONE = re.compile(r"^[0-9A-Za-z*#._-]{2,32}$")


def set_priority(floor: Floor, contact: Contact, action: co.SetPriority) -> str:
    """Why it may not be given that priority."""
    if not 0 <= action.priority <= MOST_PRIORITY:
        return "priority_invalid"
    return "contact_not_waiting" if contact.open_entry is None else ""


def withdraw(floor: Floor, contact: Contact, action: co.Withdraw) -> str:
    """Why it may not be taken out of its queue."""
    return "contact_not_waiting" if contact.open_entry is None else ""


def hang_up(floor: Floor, contact: Contact, action: co.Hangup) -> str:
    """Whatever is there can be ended."""
    return ""


def monitor(floor: Floor, contact: Contact, action: co.Monitor) -> str:
    """Why nobody may join its talk."""
    if contact.channel != "voice":
        return "channel_not_served"
    if action.agent and action.agent not in contact.parties:
        return "contact_not_talking"
    return refusal_of_phone(action.phone)


def refusal_of_phone(phone: str) -> str:
    """Why `phone` (empty: the one in the settings) is no telephone inside the house."""
    return "" if not phone or _PHONE.match(phone) else "number_invalid"
