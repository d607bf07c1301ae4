"""What can be asked for a waiting contact or a person, and why something cannot now: what a menu is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from wallboard.commands.people import call_of
from wallboard.commands.room import capacity_of
from wallboard.floor.people import NOT_READY, Agent
from wallboard.stream import command_events as co
from wallboard.stream.command_events import Action
from widgets.i18n.names import agent_name, contact_name, queue_name
from widgets.i18n.orders import order_what
from widgets.i18n.plurals import plurals
from widgets.i18n.words import first_upper, text
from widgets.models.board import Board

translate = QCoreApplication.translate

PRIORITY_STEP = 10
OVERFLOW_PENALTY = 1
"""Who steps in at peaks is asked after a queue's own people."""
REASONS = ("break", "lunch", "training", "meeting", "coaching", "paperwork")
QUEUES_LISTED = 40


class Deed(Struct, frozen=True):
    """An entry: `actions` are asked for, unless `refusal` (a code) says why not; one with `entries` leads to others.

    Before something that cannot be undone `question` is asked.
    """

    words: str
    actions: tuple[Action, ...] = ()
    refusal: str = ""
    question: str = ""
    entries: tuple[Deed, ...] = ()


def deeds_for_contacts(board: Board, contacts: Sequence[str]) -> list[Deed]:
    """For those who wait."""
    floor = board.floor
    known = [contact for key in contacts if (contact := floor.contacts.get(key))]
    keys = [contact.id for contact in known]
    who = contact_name(floor, keys[0]) if len(keys) == 1 else plurals.contacts(len(keys))
    earlier = [co.SetPriority(c.id, c.priority + PRIORITY_STEP) for c in known]
    later = [co.SetPriority(c.id, max(0, c.priority - PRIORITY_STEP)) for c in known]
    out = translate(
        "Deeds", "Take {who} out of the queue? What follows is what the telephone system has for such ones."
    )
    return [
        _deed(board, translate("Deeds", "Serve earlier"), earlier),
        _deed(board, translate("Deeds", "Serve later"), later),
        _deed(
            board,
            translate("Deeds", "Take out of the queue…"),
            [co.Withdraw(key) for key in keys],
            out.format(who=who),
        ),
        _hang_up(board, keys, who),
    ]


def deeds_for_agent(board: Board, key: str) -> list[Deed]:
    """For a person on duty, or one who can be called in."""
    agent = board.floor.agents.get(key)
    if agent is None:
        return []
    name = agent_name(board.floor, key)
    call = call_of(board.floor, agent)
    off = translate("Deeds", "Log {who} off? No queue knows this person then.").format(who=name)
    talk = [*_joining(board, agent, call), _hang_up(board, [call], contact_name(board.floor, call))] if call else []
    help_words = first_upper(text("action", "answer_help" if call else "call_to_help"))
    return [
        *([_deed(board, help_words, [co.AnswerHelp(key)])] if agent.help_t >= 0.0 else []),
        *talk,
        *_duty(board, agent),
        _places(board, translate("Deeds", "Add to a queue"), _added(board, agent)),
        _places(board, translate("Deeds", "Take out of a queue"), _removed(board, agent)),
        _places(board, translate("Deeds", "Ask earlier or later"), _penalties(board, agent)),
        _deed(board, translate("Deeds", "Log off…"), [co.LogOff(key)], off),
    ]


def _deed(board: Board, words: str, actions: Sequence[Action], question: str = "") -> Deed:
    """An entry that is off only if nothing of it can be done."""
    refusals = [board.hindrance(action) for action in actions] or ["contact_unknown"]
    refusal = "" if "" in refusals else refusals[0]
    return Deed(words, tuple(actions), refusal, question)


def _hang_up(board: Board, keys: Sequence[str], who: str) -> Deed:
    question = translate("Deeds", "Hang up {who}? The call ends for everybody who is in it.").format(who=who)
    return _deed(board, translate("Deeds", "Hang up…"), [co.Hangup(key) for key in keys], question)


def _joining(board: Board, agent: Agent, call: str) -> list[Deed]:
    return [
        _deed(board, first_upper(text("action", mode)), [co.Monitor(call, mode, agent.id)])
        for mode in ("listen", "whisper", "barge")
    ]


def _duty(board: Board, agent: Agent) -> list[Deed]:
    if agent.state == NOT_READY:
        return [_deed(board, translate("Deeds", "End the pause"), [co.Unpause(agent.id)])]
    entries = tuple(
        _deed(board, first_upper(text("reason", reason)), [co.Pause(agent.id, reason)]) for reason in REASONS
    )
    return [Deed(translate("Deeds", "Pause"), refusal=_common(entries), entries=entries)]


def _places(board: Board, words: str, actions: Iterable[tuple[str, Action]]) -> Deed:
    """Entries by queue."""
    entries = tuple(_deed(board, said, [action]) for said, action in actions)
    return Deed(words, refusal=_common(entries), entries=entries)


def _common(entries: Sequence[Deed]) -> str:
    """Why none of them can be done."""
    refusals = [entry.refusal for entry in entries] or ["queue_unknown"]
    return "" if "" in refusals else refusals[0]


def _added(board: Board, agent: Agent) -> list[tuple[str, Action]]:
    penalty = OVERFLOW_PENALTY if agent.overflow else 0
    others = [
        key
        for key, queue in board.floor.queues.items()
        if (key not in agent.memberships or not agent.on_duty) and capacity_of(agent, queue.config.channel)
    ]
    actions = [co.AddToQueue(agent.id, queue, penalty) for queue in others[:QUEUES_LISTED]]
    return [(first_upper(order_what(board.floor, action)), action) for action in actions]


def _removed(board: Board, agent: Agent) -> list[tuple[str, Action]]:
    queues = list(agent.memberships)[:QUEUES_LISTED]
    return [(queue_name(board.floor, queue), co.RemoveFromQueue(agent.id, queue)) for queue in queues]


def _penalties(board: Board, agent: Agent) -> list[tuple[str, Action]]:
    """One step later in each of his queues, and one earlier where there is an earlier one."""
    actions = [
        co.SetPenalty(agent.id, queue, place.penalty + step)
        for queue, place in list(agent.memberships.items())[:QUEUES_LISTED]
        for step in (-1, 1)
        if place.penalty + step >= 0
    ]
    return [(first_upper(order_what(board.floor, action)), action) for action in actions]
