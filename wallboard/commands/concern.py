"""What a command is about: whose source carries it out, and which other commands it would cross."""

from __future__ import annotations

from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.losses import Lost
from wallboard.floor.people import Agent
from wallboard.stream import command_events as co
from wallboard.stream.command_events import Action, ContactAction

Concern = tuple[str, ...]

MORE_S: dict[type, float] = {co.Monitor: 20.0, co.AnswerHelp: 40.0, co.Withdraw: 15.0}
"""Seconds that a person needs to pick up his telephone (who asked for help picks up after him), and for which a caller
whose agent is being rung stays where he is: a telephone system withdraws him only when that ring is over."""

_MEMBERSHIP = (co.AddToQueue, co.RemoveFromQueue, co.SetPenalty)


def subject_of(floor: Floor, action: Action) -> Contact | Lost | Agent | None:
    """The contact, the lost one or the agent that `action` is about; None where the floor does not know it."""
    if isinstance(action, co.PromiseCallback):
        return floor.book.lost.get(action.contact)
    if isinstance(action, ContactAction):
        return floor.contacts.get(action.contact)
    return floor.agents.get(action.agent)


def source_of(floor: Floor, action: Action) -> str:
    """The source of what `action` is about, which has to carry it out; empty where nothing is known of it."""
    subject = subject_of(floor, action)
    return subject.source if subject is not None else ""


def outcome_within_s(action: Action, usual_s: float) -> float:
    """How long the outcome of `action` may take before it counts as unknown, where `usual_s` is enough for most."""
    return usual_s + MORE_S.get(type(action), 0.0)


def concern_of(action: Action) -> Concern:
    """A key that two commands share where one would undo, or get in the way of, the other."""
    if isinstance(action, co.Monitor):
        return ("monitor", action.contact)
    if isinstance(action, co.PromiseCallback):
        return ("callback", action.contact)
    if isinstance(action, ContactAction):
        return ("contact", action.contact)
    if isinstance(action, _MEMBERSHIP):
        return ("membership", action.agent, action.queue)
    return ("help" if isinstance(action, co.AnswerHelp) else "duty", action.agent)
