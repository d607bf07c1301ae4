"""What a command is about: whose source carries it out, and which other commands it would cross."""

from __future__ import annotations

from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent
from wallboard.stream import command_events as co
from wallboard.stream.command_events import Action, ContactAction

Concern = tuple[str, ...]

_MEMBERSHIP = (co.AddToQueue, co.RemoveFromQueue, co.SetPenalty)


def subject_of(floor: Floor, action: Action) -> Contact | Agent | None:
    """The contact or the agent that `action` is about; None where the floor does not know it."""
    if isinstance(action, ContactAction):
        return floor.contacts.get(action.contact)
    return floor.agents.get(action.agent)


def source_of(floor: Floor, action: Action) -> str:
    """The source of what `action` is about, which has to carry it out; empty where nothing is known of it."""
    subject = subject_of(floor, action)
    return subject.source if subject is not None else ""


def concern_of(action: Action) -> Concern:
    """A key that two commands share where one would undo, or get in the way of, the other."""
    if isinstance(action, co.Monitor):
        return ("monitor", action.contact)
    if isinstance(action, ContactAction):
        return ("contact", action.contact)
    if isinstance(action, _MEMBERSHIP):
        return ("membership", action.agent, action.queue)
    return ("help" if isinstance(action, co.AnswerHelp) else "duty", action.agent)
