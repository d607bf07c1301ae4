"""A pause that was asked for somebody who is still busy: it begins when he is free, and his card says so until then."""

from __future__ import annotations

from wallboard.alerts.readings import talking_since
from wallboard.floor.command import CONFIRMED, Command
from wallboard.floor.people import AFTER_CONTACT_WORK, NOT_READY, READY, Agent
from wallboard.stream.command_events import Pause
from widgets.i18n.words import text
from widgets.models.board import Board


class Pauses:
    """Follows the pauses that were asked for, from the request until each has begun."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._due: dict[str, str] = {}
        """By person the command whose pause has been confirmed and has not begun."""

    def start_anew(self) -> None:
        """Another picture."""
        self._due.clear()

    def words(self, agent: Agent) -> str:
        """What his card says of a pause to come; empty where there is none."""
        is_busy = bool(agent.contacts or agent.ringing)
        command = self._board.orders.crossing(Pause(agent.id))
        if agent.state == NOT_READY:
            self._due.pop(agent.id, None)
            return text("pause", "after_contact") if is_busy else ""
        if command is None or not isinstance(command.action, Pause):
            self._due.pop(agent.id, None)
            return ""
        if command.pending:
            return text("pause", "asked_after_contact" if is_busy else "asked")
        return text("pause", "asked_after_contact") if self._is_due(agent, command) else ""

    def _is_due(self, agent: Agent, command: Command) -> bool:
        """Whether the pause was confirmed and what he had then still keeps him busy."""
        if command.status != CONFIRMED or not agent.on_duty:
            self._due.pop(agent.id, None)
            return False
        if self._has_since(agent, command.settled_t):
            self._due[agent.id] = command.key
        elif agent.state == READY and agent.since_t > command.settled_t:
            self._due.pop(agent.id, None)  # the source says that he takes contacts again
        return self._due.get(agent.id) == command.key

    def _has_since(self, agent: Agent, t: float) -> bool:
        """Whether he still does what he did at `t` (epoch seconds): the contact, or the work after one."""
        if agent.state == AFTER_CONTACT_WORK and agent.since_t <= t and not agent.contacts:
            return True
        known = self._board.floor.contacts
        found = (contact for key in agent.contacts if (contact := known.get(key)))
        return any(talking_since(contact, agent.id) <= t for contact in found)
