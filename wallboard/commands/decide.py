"""Whether what a person asks for may be done, as the floor stands. The hub decides by it, the display asks it first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wallboard.commands import people, promises, talks
from wallboard.commands.concern import concern_of, outcome_within_s, subject_of
from wallboard.commands.targets import refusal_of_target
from wallboard.floor.contact import ENDED, RINGING, WAITING, Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import Feed
from wallboard.stream import command_events as co
from wallboard.stream.command_events import Action, ContactAction

REFUSALS = (
    "contact_unknown",
    "contact_not_waiting",
    "contact_not_talking",
    "replay",
    "takes_no_commands",
    "already_asked",
    "feed_lost",
    "target_empty",
    "number_invalid",
    "priority_invalid",
    "agent_unknown",
    "agent_off_duty",
    "agent_unreachable",
    "agent_at_capacity",
    "agent_rings_already",
    "no_help_asked",
    "channel_not_served",
    "queue_unknown",
    "same_queue",
    "already_member",
    "not_a_member",
    "penalty_invalid",
    "came_again",
    "already_promised",
    "already_called",
    "number_unknown",
    "due_invalid",
)
"""Every code that `decide` gives besides the empty one."""

ASKED_FOR_S = 10.0
"""A command without any word of its outcome stands in the way of another for so long."""

WAITS: tuple[str, ...] = (WAITING, RINGING)


def decide(floor: Floor, action: Action, now_t: float, *, stale: bool, key: str = "") -> str:
    """Why `action` is refused at `now_t` (epoch seconds, UTC), one of `REFUSALS`; empty where it is allowed.

    `stale` says that nobody vouches for the source now of what it is about. `key` is the command's own: with it, a
    command that crosses another one (see `concern_of`) which is still pending is refused.
    """
    subject = subject_of(floor, action)
    if subject is None:
        return "contact_unknown" if isinstance(action, ContactAction) else "agent_unknown"
    feed = floor.feeds.get(subject.source)
    if feed is not None and (code := _refusal_of_source(feed, action)):
        return code
    if isinstance(subject, Contact) and (code := _refusal_of_stage(subject, action)):
        return code
    if key and _is_asked_already(floor, action, key, now_t):
        return "already_asked"
    if stale or (feed is not None and not feed.connected):
        return "feed_lost"
    return _RULES[type(action)](floor, subject, action)


def _refusal_of_source(feed: Feed, action: Action) -> str:
    """Whether the source can be acted upon; a promise can be kept beside one that takes no commands, if it lives."""
    if isinstance(action, co.PromiseCallback) and feed.refusal == "takes_no_commands":
        return ""
    return feed.refusal


def _refusal_of_stage(contact: Contact, action: Action) -> str:
    """Whether the contact is where such an action can reach it at all."""
    if isinstance(action, co.Monitor):
        return "" if contact.parties else "contact_not_talking"
    if isinstance(action, co.Hangup):
        return "contact_unknown" if contact.stage == ENDED else ""
    return "" if contact.stage in WAITS else "contact_not_waiting"


def _is_asked_already(floor: Floor, action: Action, key: str, now_t: float) -> bool:
    concern = concern_of(action)
    for command in reversed(floor.commands.values()):
        if command.key != key and command.pending and concern_of(command.action) == concern:
            return now_t - command.requested_t < outcome_within_s(command.action, ASKED_FOR_S)
    return False


_RULES: dict[type, Callable[[Floor, Any, Any], str]] = {
    co.Reassign: refusal_of_target,
    co.SetPriority: talks.set_priority,
    co.Withdraw: talks.withdraw,
    co.Hangup: talks.hang_up,
    co.Monitor: talks.monitor,
    co.AddToQueue: people.add_to_queue,
    co.RemoveFromQueue: people.remove_from_queue,
    co.SetPenalty: people.set_penalty,
    co.Pause: people.pause,
    co.Unpause: people.pause,
    co.LogOff: people.log_off,
    co.AnswerHelp: people.answer_help,
    co.PromiseCallback: promises.promise_callback,
}
"""For each kind of action what decides about it, once what it is about is known to be there and vouched for."""
