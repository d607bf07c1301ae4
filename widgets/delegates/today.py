"""Today's figures of one queue or of all, read off the books: each ledger once, and only where it is asked for."""

from __future__ import annotations

from math import inf
from typing import Literal

from msgspec import Struct

from wallboard.alerts.crews import Crew
from wallboard.alerts.readings import THRESHOLDS_LONGEST
from wallboard.metrics.catalogue import DEFAULT_FORMULA, DEFAULT_TARGET, read
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import Limits, Reading
from wallboard.stream.contact_events import LIVE_CHANNELS
from widgets.i18n.names import VIP
from widgets.models.board import Board

Part = Literal["all", "vip", "menu", "direct", "people"]
"""Everybody; VIPs; through the menu; put straight through; the time of the people on duty."""


class QueueNow(Struct, frozen=True, gc=False):
    """Who waits now: `vips` among the `waiting`; the longest of their waits (seconds), None where nobody waits.

    `deferred` wait in channels that have norms in hours: they stand in the lists, and beside the figures.
    """

    waiting: int
    vips: int
    longest_s: float | None
    deferred: int


class Today:
    """Live channels of `queue`, or of the whole centre where it is empty. Made for one moment: do not keep it."""

    def __init__(self, board: Board, queue: str) -> None:
        self.board, self.queue = board, queue
        self.now_t = board.now_t()
        found = board.floor.queues.get(queue)
        limits = board.books.limits
        self.formula = found.config.formula if found else DEFAULT_FORMULA
        self.target = found.config.target if found else DEFAULT_TARGET
        self.threshold_s = found.config.threshold_s if found else _shared_threshold(limits)
        """Seconds; 0 where the queues have different ones."""
        self._limits = limits
        self._readings: dict[Part, Reading] = {}

    @property
    def longest_wait_limit_s(self) -> float:
        """The longest wait that is still normal, in seconds: as the alarms have it."""
        return THRESHOLDS_LONGEST * (self.threshold_s or self._limits.threshold_s)

    def figure(self, figure_id: str, part: Part = "all") -> float | None:
        """A figure of the catalogue; of the people's time none by queue, because nobody divides it so."""
        if part == "people" and self.queue:
            return None
        reading = self._readings.get(part)
        if reading is None:
            reading = self._readings[part] = Reading(self._ledger(part), self._limits)
        return read(figure_id, reading)

    def queue_now(self) -> QueueNow:
        """Who is in the queue, or is rung for, at this moment."""
        contacts, queues = self.board.floor.contacts, self.board.floor.queues
        waiting = vips = deferred = 0
        since_t = inf
        for found in [queues[self.queue]] if self.queue in queues else queues.values():
            for key in (*found.waiting, *found.ringing):
                contact = contacts.get(key)
                if contact is None:
                    continue
                if contact.channel not in LIVE_CHANNELS:
                    deferred += 1
                    continue
                waiting += 1
                vips += contact.tier == VIP
                entry = contact.open_entry
                since_t = min(since_t, entry.entered_t if entry else contact.since_t)
        return QueueNow(waiting, vips, max(0.0, self.now_t - since_t) if waiting else None, deferred)

    @property
    def crew(self) -> Crew:
        """Who is free of whom: own people, and the overflow apart."""
        return self.board.crews.of(self.queue)

    def _ledger(self, part: Part) -> Ledger:
        books, queue = self.board.books, self.queue or None
        if part == "people":
            return books.people(self.now_t)
        tier = "vip" if part == "vip" else None
        entry = part if part in ("menu", "direct") else None
        return books.today(queue=queue, tier=tier, entry=entry, now_t=self.now_t)


def _shared_threshold(limits: Limits) -> float:
    """The threshold that all queues have, 0 where they differ."""
    found = {threshold_s for threshold_s, _ in limits.by_queue.values()} or {limits.threshold_s}
    return found.pop() if len(found) == 1 else 0.0
