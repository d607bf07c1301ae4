"""What a figure on the board is about: which contacts, of which queue, in which window."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from wallboard.metrics.ledger import Ledger, merged
from wallboard.metrics.reading import Limits
from wallboard.stream.control import Query
from widgets.models.board import Board
from widgets.models.ordered import Filter

Part = Literal["all", "vip", "rest", "menu", "direct"]
"""Everybody; VIPs; the rest; through the menu; put straight through."""

PARTS: tuple[Part, ...] = ("all", "vip", "rest", "menu", "direct")
WINDOWS = (0, 15, 30, 60)
"""Today, or so many minutes."""
CONTACTS_MAX = 2000


class Scope(Struct, frozen=True):
    """`queue` empty: all. `minutes` 0: today, else the last so many, of everybody: parts are known for today alone.
    `agent`: what this person did today, in whichever queues and channels; it goes before all the others.

    `live`: the channels that wait in seconds (True), those with norms in hours (False), or both (None).
    """

    queue: str = ""
    part: Part = "all"
    minutes: int = 0
    live: bool | None = True
    threshold_s: float | None = None
    short_abandon_s: float | None = None
    """Limits that are tried instead of the queues' own."""
    agent: str = ""
    among: Filter | None = None
    """The people alone that are seen in the lists under this filter."""

    def limits(self, board: Board) -> Limits:
        """What the waits are held to."""
        return board.books.limits.tried(self.threshold_s, self.short_abandon_s)

    def ledger(self, board: Board, now_t: float) -> Ledger:
        """The contacts of this scope at `now_t`. Read it now, do not keep it."""
        books, queue = board.books, self.queue or None
        if self.agent:
            return books.person(self.agent, now_t)
        if self.minutes:
            return books.sliding(self.minutes, queue=queue, live=self.live, now_t=now_t)
        if self.part == "rest":
            rest = merged([books.today(queue=queue, live=self.live, now_t=now_t)])
            rest.take_out(books.today(queue=queue, tier="vip", live=self.live, now_t=now_t))
            return rest
        tier = "vip" if self.part == "vip" else None
        entry = self.part if self.part in ("menu", "direct") else None
        return books.today(queue=queue, tier=tier, entry=entry, live=self.live, now_t=now_t)

    def start_t(self, board: Board, now_t: float) -> float:
        """When the window began (epoch seconds): at the site's midnight, or with the first of its whole minutes."""
        if self.minutes:
            return (now_t // 60.0 - self.minutes) * 60.0
        return board.books.calendar.day_of(now_t)

    def question(self, board: Board, figure_id: str, now_t: float) -> Query:
        """Asks the hub for the contacts behind a figure of this scope."""
        where = {"queue": self.queue} if self.queue else {}
        if self.part == "vip":
            where["tier"] = "vip"
        elif self.part in ("menu", "direct"):
            where["entry"] = self.part
        if self.agent:
            where["agent"] = self.agent
        elif self.live is not None:
            where["live"] = "yes" if self.live else "no"
        if self.minutes:
            where["span"] = "outcome"
        for name, limit_s in (("threshold", self.threshold_s), ("short_abandon", self.short_abandon_s)):
            if limit_s is not None:
                where[name] = f"{limit_s:g}"
        start, end = (datetime.fromtimestamp(t, UTC) for t in (self.start_t(board, now_t), now_t + 1.0))
        return Query("contacts", figure_id, start, end, where=where, limit=CONTACTS_MAX)


LOSS_OF = {
    "offered": "offered",
    "menu": "abandoned_in_menu",
    "queue": "abandoned_in_queue",
    "ringing": "abandoned_ringing",
    "talk": "abandoned_on_hold",
}
"""By stage of the funnel, the figure that its loss is (of the beginning: who came)."""
Asked = tuple[str, Scope]
"""The id of a figure, and what it is about."""
