"""Several who wait, each to somebody of his own: at once over all who are free, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterable

from wallboard.commands.candidates import offers
from wallboard.floor.contact import Contact
from wallboard.floor.people import Agent
from widgets.models.attention import weight_of
from widgets.models.board import Board
from widgets.models.crowding import room_for
from widgets.models.waiting import is_waiting

Plan = tuple[tuple[str, str], ...]
"""Contacts, each with the person it is to be sent to."""


def spread(board: Board, contacts: Iterable[str]) -> Plan:
    """Who of `contacts` would go to whom: the competent who are free, one's own people before the overflow.

    Nobody is to have more than he has room for. Those for whom nobody is left stay where they are.
    """
    known, now_t = board.floor.contacts, board.now_t()
    waiting = [contact for key in contacts if (contact := known.get(key)) and is_waiting(contact)]
    waiting.sort(key=lambda c: (-c.waited_s(now_t) * weight_of(board.floor.queues.get(c.queue), c), c.id))
    able: dict[str, list[Agent]] = {}
    found: dict[str, Agent] = {}
    for contact in waiting:
        queue = board.floor.queues.get(contact.queue)
        if queue is None:
            continue
        if queue.id not in able:
            able[queue.id] = offers(board.floor, queue, board.crews.idle, now_t)
        person = next((agent for agent in able[queue.id] if _fits(board, contact, agent, found)), None)
        if person is not None:
            found[contact.id] = person
    return tuple((key, agent.id) for key, agent in found.items())


def _fits(board: Board, contact: Contact, agent: Agent, found: dict[str, Agent]) -> bool:
    """Whether he can be sent this one as well as those that are planned for him."""
    known = board.floor.contacts
    others = [known[key].channel for key, person in found.items() if person is agent]
    if any(channel != contact.channel for channel in others):
        return False
    has_room = room_for(board.floor, board.orders, agent, contact.channel) > len(others)
    return has_room and not board.refusal(contact.id, "agent", agent.id)
