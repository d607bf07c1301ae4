"""Whether what somebody asked for is so, as the floor stands: for a command of which nobody knows what became."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wallboard.floor.contact import ENDED, RINGING, WAITING, Contact
from wallboard.floor.floor import Floor
from wallboard.floor.losses import Lost
from wallboard.floor.people import NOT_READY, UNREACHABLE, Agent
from wallboard.stream import command_events as co
from wallboard.stream.command_events import Action, ContactAction

COMPARED_WITHIN_S = 300.0
"""Seconds after the request; what is so much later may have become so by itself."""

_QUEUED: tuple[str, ...] = (WAITING, RINGING)


def is_so(floor: Floor, action: Action) -> bool:
    """Whether the floor shows that `action` was done. False: it was not, or that cannot be seen.

    A snapshot shows no outside number that was called, no listening, no promise.
    """
    subject: Contact | Lost | Agent | None
    if isinstance(action, co.PromiseCallback):
        subject = floor.book.lost.get(action.contact)
    elif isinstance(action, ContactAction):
        subject = floor.contacts.get(action.contact)
    else:
        subject = floor.agents.get(action.agent)
    look = _LOOKS.get(type(action))
    return subject is not None and look is not None and look(subject, action)


def _reassigned(contact: Contact, action: co.Reassign) -> bool:
    if action.to_kind == "queue":
        return contact.stage in _QUEUED and contact.queue == action.to
    return action.to_kind == "agent" and action.to in (*contact.ringing, *contact.parties)


def _prioritized(contact: Contact, action: co.SetPriority) -> bool:
    return contact.stage in _QUEUED and contact.priority == action.priority


def _withdrawn(contact: Contact, action: co.Withdraw) -> bool:
    """He is there still, but in no queue, and nobody has answered him."""
    return contact.stage not in (ENDED, *_QUEUED) and not contact.parties


def _hung_up(contact: Contact, action: co.Hangup) -> bool:
    return contact.stage == ENDED


def _added(agent: Agent, action: co.AddToQueue | co.SetPenalty) -> bool:
    member = agent.memberships.get(action.queue) if agent.on_duty else None
    return member is not None and member.penalty == action.penalty


def _removed(agent: Agent, action: co.RemoveFromQueue) -> bool:
    return not agent.on_duty or action.queue not in agent.memberships


def _paused(agent: Agent, action: co.Pause) -> bool:
    """A source may keep less of a reason than was given."""
    reason = " ".join(action.reason.split())
    return _is_all_he_serves(agent, action.queue) and agent.state == NOT_READY and reason.startswith(agent.reason)


def _unpaused(agent: Agent, action: co.Unpause) -> bool:
    is_free = agent.on_duty and agent.state not in (NOT_READY, UNREACHABLE)
    return _is_all_he_serves(agent, action.queue) and is_free


def _is_all_he_serves(agent: Agent, queue: str) -> bool:
    """The state of a person is that of all his queues; of one among others it says nothing."""
    return not queue or agent.memberships.keys() <= {queue}


def _logged_off(agent: Agent, action: co.LogOff) -> bool:
    return not agent.on_duty


def _promised(lost: Lost, action: co.PromiseCallback) -> bool:
    return bool(lost.callback)


_LOOKS: dict[type, Callable[[Any, Any], bool]] = {
    co.Reassign: _reassigned,
    co.SetPriority: _prioritized,
    co.Withdraw: _withdrawn,
    co.Hangup: _hung_up,
    co.AddToQueue: _added,
    co.SetPenalty: _added,
    co.RemoveFromQueue: _removed,
    co.Pause: _paused,
    co.Unpause: _unpaused,
    co.LogOff: _logged_off,
    co.PromiseCallback: _promised,
}
