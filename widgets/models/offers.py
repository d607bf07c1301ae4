"""Who of the free is proposed for each who waits: once in a queue, the best to the one who has waited longest."""

from __future__ import annotations

from wallboard.commands.candidates import offers
from wallboard.floor.contact import WAITING
from widgets.models.board import Board


class Offers:
    """Worked out for one queue at a time, in turn, so that no tick bears all of them."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._of: dict[str, dict[str, str]] = {}
        self._turn: list[str] = []

    def of(self, queue: str, contact: str) -> str:
        """The key of who is proposed for `contact` in `queue`; empty where nobody is free for it."""
        return self._of.get(queue, {}).get(contact, "")

    def forget(self) -> None:
        """Another picture."""
        self._of, self._turn = {}, []

    def next(self) -> list[str]:
        """Work out the queue whose turn it is: the contacts for whom somebody else is proposed now."""
        queues = self._board.floor.queues
        while self._turn and self._turn[-1] not in queues:
            self._turn.pop()
        if not self._turn:
            self._turn = [key for key, queue in queues.items() if queue.waiting or self._of.get(key)]
        if not self._turn:
            return []
        key = self._turn.pop()
        before, now = self._of.get(key, {}), self._proposed(key)
        self._of[key] = now
        return [contact for contact in before.keys() | now.keys() if before.get(contact) != now.get(contact)]

    def _proposed(self, key: str) -> dict[str, str]:
        floor, queue = self._board.floor, self._board.floor.queues[key]
        known = floor.contacts
        waiting = [c for contact in queue.waiting if (c := known.get(contact)) and c.stage == WAITING]
        if not waiting:
            return {}
        waiting.sort(key=lambda c: c.open_entry.entered_t if c.open_entry else c.since_t)
        people = offers(floor, queue, self._board.crews.idle, self._board.now_t())
        return {contact.id: agent.id for contact, agent in zip(waiting, people, strict=False)}
