"""Whether an agent may be given another place in a queue, a pause, or help, as the floor stands."""

from __future__ import annotations

from wallboard.commands.talks import refusal_of_phone
from wallboard.floor.floor import Floor
from wallboard.floor.people import UNREACHABLE, Agent
from wallboard.stream import command_events as co

MOST_PENALTY = 1000


def add_to_queue(floor: Floor, agent: Agent, action: co.AddToQueue) -> str:
    """Why he may not be added to the queue. He need not be on duty: in some houses that is how he comes on duty."""
    if action.queue not in floor.queues:
        return "queue_unknown"
    if action.queue in agent.memberships and agent.on_duty:
        return "already_member"
    return _refusal_of_penalty(action.penalty)


def remove_from_queue(floor: Floor, agent: Agent, action: co.RemoveFromQueue) -> str:
    """Why he may not be taken out of the queue."""
    return "" if action.queue in agent.memberships else "not_a_member"


def set_penalty(floor: Floor, agent: Agent, action: co.SetPenalty) -> str:
    """Why he may not be given that penalty."""
    return _refusal_of_penalty(action.penalty) if action.queue in agent.memberships else "not_a_member"


def pause(floor: Floor, agent: Agent, action: co.Pause | co.Unpause) -> str:
    """Why he may not be paused, or given contacts again."""
    if not agent.on_duty:
        return "agent_off_duty"
    return "not_a_member" if action.queue and action.queue not in agent.memberships else ""


def log_off(floor: Floor, agent: Agent, action: co.LogOff) -> str:
    """Why he may not be taken off duty."""
    return "" if agent.on_duty else "agent_off_duty"


def answer_help(floor: Floor, agent: Agent, action: co.AnswerHelp) -> str:
    """Why nobody may come to his aid now, into his talk or, where he has none, by a call to him."""
    if agent.help_t < 0.0:
        return "no_help_asked"
    if agent.state == UNREACHABLE:
        return "agent_unreachable"
    return refusal_of_phone(action.phone)


def call_of(floor: Floor, agent: Agent) -> str:
    """The call that he is in; empty where he is in none."""
    known = floor.contacts
    return next((key for key in agent.contacts if (c := known.get(key)) and c.channel == "voice"), "")


def _refusal_of_penalty(penalty: int) -> str:
    return "" if 0 <= penalty <= MOST_PENALTY else "penalty_invalid"
