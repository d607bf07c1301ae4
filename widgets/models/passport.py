"""A figure's passport, kept up while somebody looks at it, and the contacts behind it, asked of the hub."""

from __future__ import annotations

from functools import partial
from typing import Literal

import msgspec
from msgspec import structs
from PySide6.QtCore import QObject, Signal

from wallboard.floor.contact import Contact
from wallboard.metrics import counts as at
from wallboard.metrics import norms
from wallboard.metrics.behind import Behind
from wallboard.metrics.catalogue import CATALOGUE, Figure
from wallboard.metrics.catalogue.left_out import NO_NORM
from wallboard.metrics.catalogue.levels import LEVELS
from wallboard.metrics.ledger import Ledger, merged
from wallboard.metrics.norms import has_level, with_overdue
from wallboard.metrics.passport import LeftOut, Passport, passport
from wallboard.metrics.reading import Reading
from wallboard.metrics.ticket_ledger import figures_of_tickets
from wallboard.stream.contact_events import LIVE_CHANNELS
from wallboard.stream.control import Refusal, Result
from widgets.models.at_work import OF_PEOPLE, Worker, people_behind
from widgets.models.board import Board
from widgets.models.scope import PARTS, Part, Scope

DEFERRED = "deferred"
"""Why one who waits is left out: his channel has norms in hours."""
TICKS_A_LOOK = 4
"""The numbers are put in anew once a second."""
TICKS_ASKED = 20
"""The contacts are asked for anew every five seconds."""


def look(board: Board, figure: Figure, scope: Scope) -> Passport:
    """The passport of a figure of `scope` as things stand."""
    now_t = board.now_t()
    if figure.basis == "time":
        found = passport(figure.id, _time(board, figure, scope, now_t), board.books.limits)
        if figure.id == "cost_per_contact":
            people = (scope.agent,) if scope.agent else None
            return structs.replace(found, value=board.books.cost(board.rates, people, now_t))
        return found
    if figure.basis == "tickets":
        found = passport(figure.id, Ledger(), board.books.limits)
        return structs.replace(found, value=_of_tickets(board, figure, scope, now_t))
    if figure in LEVELS:
        return _level(board, figure, scope, now_t)
    found = passport(figure.id, scope.ledger(board, now_t), scope.limits(board))
    return structs.replace(found, value=_now(board, figure, scope, now_t)) if figure.basis == "now" else found


def _time(board: Board, figure: Figure, scope: Scope, now_t: float) -> Ledger:
    """The time of one person, or of all."""
    if scope.agent:
        return board.books.person(scope.agent, now_t)
    ledger = board.books.people(now_t)
    return merged([ledger, board.books.away(now_t)]) if figure.id == "not_ready_s" else ledger


def _level(board: Board, figure: Figure, scope: Scope, now_t: float) -> Passport:
    """A service level: those who wait beyond a deferred queue's norm count as missed; without a norm there is none."""
    floor = board.floor
    queue = floor.queues.get(scope.queue)
    ledger = scope.ledger(board, now_t)
    if queue is not None and not has_level(queue):
        found = passport(figure.id, ledger, scope.limits(board))
        number = int(NO_NORM.number(Reading(ledger)))
        return structs.replace(found, value=None, left_out=(LeftOut(NO_NORM, number), *found.left_out), others=())
    if queue is not None and scope.part == "all" and not scope.minutes:
        ledger = with_overdue(ledger, floor, norms.waiting_in(floor, queue, now_t))
    return passport(figure.id, ledger, scope.limits(board))


def _of_tickets(board: Board, figure: Figure, scope: Scope, now_t: float) -> float | None:
    books = board.books
    ledger = books.tickets_today(queue=scope.queue or None, owner=scope.agent or None, now_t=now_t)
    if figure.id != "ticket_pace_s":
        return figures_of_tickets(ledger, now_t)[figure.id]
    logged_on_us = 0 if scope.queue else _time(board, figure, scope, now_t).sums[at.LOGGED_ON_US]
    return logged_on_us / 1e6 / ledger.closed if logged_on_us and ledger.closed else None


def waiting_in(board: Board, scope: Scope) -> list[Contact]:
    """Who waits now, or for whom it rings."""
    floor = board.floor
    queues = [floor.queues[scope.queue]] if scope.queue in floor.queues else [*floor.queues.values()]
    keys = [key for queue in queues for key in (*queue.waiting, *queue.ringing)]
    found = [c for key in keys if (c := floor.contacts.get(key))]
    return [c for c in found if scope.live is None or (c.channel in LIVE_CHANNELS) is scope.live]


def _now(board: Board, figure: Figure, scope: Scope, now_t: float) -> float | None:
    if figure.id in OF_PEOPLE:
        return float(len(people_behind(board, figure.id, scope)))
    waits = [c.waited_s(now_t) for c in waiting_in(board, scope)]
    return float(len(waits)) if figure.id == "waiting" else max(waits, default=None)


class PassportModel(QObject):
    """`changed`: the numbers may be others; `told`: the contacts are.

    Contacts are asked for once, and on demand, unless they are not to be `listed`.
    """

    changed = Signal()
    told = Signal()

    def __init__(
        self, board: Board, figure_id: str, scope: Scope, parent: QObject | None = None, *, listed: bool = True
    ) -> None:
        super().__init__(parent)
        self._board, self.listed = board, listed
        self.figure, self.scope = CATALOGUE[figure_id], scope
        self.state: Literal["asking", "told", "failed"] = "asking"
        self.code = ""
        self.rows: list[Behind] = []
        self.people: list[Worker] = []
        self.more = False
        self._ticks = self._asked = 0
        self.asked_t = 0.0
        """When the contacts were asked for, epoch seconds."""
        board.ticked.connect(self._on_ticked)
        board.restarted.connect(self.ask)
        self.ask()

    def look(self) -> Passport:
        """The passport as things stand."""
        return look(self._board, self.figure, self.scope)

    @property
    def has_list(self) -> bool:
        """Whether there are contacts to be listed behind it."""
        return self.listed and self.figure.basis in ("contacts", "now")

    @property
    def is_of_people(self) -> bool:
        """Whether those behind it are `people`, and no contacts."""
        return self.figure.id in OF_PEOPLE

    @property
    def has_limits(self) -> bool:
        """Whether the figure holds waits to a threshold, so that others can be tried."""
        return any(term.id in ("a_t", "b_t", "b_s") for term in self.figure.terms)

    @property
    def is_tried(self) -> bool:
        """Whether limits are tried that are not the queues' own."""
        return self.scope.threshold_s is not None or self.scope.short_abandon_s is not None

    def attempt(self, figure_id: str, threshold_s: float | None, short_abandon_s: float | None) -> None:
        """Look at another formula or at other limits (seconds; None: each queue's own), for what is past as well."""
        scope = structs.replace(self.scope, threshold_s=threshold_s, short_abandon_s=short_abandon_s)
        if (figure_id, scope) != (self.figure.id, self.scope):
            self.figure, self.scope = CATALOGUE[figure_id], scope
            self.changed.emit()
            self.ask()

    def split(self) -> list[tuple[Part, float | None]]:
        """The same figure of each part of the contacts; empty where it is not split so."""
        scope = self.scope
        if self.figure.basis != "contacts" or scope.minutes or scope.part != "all" or scope.agent:
            return []
        board, now_t = self._board, self._board.now_t()
        limits, queue, live = self.scope.limits(board), self.scope.queue, self.scope.live
        scopes = [(part, Scope(queue, part, live=live)) for part in PARTS if part != "all"]
        return [(part, passport(self.figure.id, scope.ledger(board, now_t), limits).value) for part, scope in scopes]

    def ask(self) -> None:
        """Ask for the contacts, anew."""
        self.asked_t = self._board.now_t()
        if not self.has_list or self.figure.basis == "now":
            self._look_around()
            return
        self.state = "asking"
        self.told.emit()
        self._ask_hub()

    def _ask_hub(self) -> None:
        self._asked += 1
        answered = partial(self._on_answered, self._asked, self._board.now_t())
        self._board.query(self.scope.question(self._board, self.figure.id, self._board.now_t()), answered)

    def _on_answered(self, asked: int, asked_t: float, answer: Result | Refusal) -> None:
        if asked != self._asked:
            return  # something else has been asked since
        self.asked_t = asked_t
        if isinstance(answer, Refusal) or answer.code:
            self.state, self.code = "failed", answer.code
            self.told.emit()
            return
        try:
            rows = msgspec.json.decode(answer.rows, type=list[Behind])
        except msgspec.DecodeError:
            self.state, self.code = "failed", "not_readable"
            self.told.emit()
            return
        self._take([row for row in rows if self.scope.part != "rest" or row.tier != "vip"], more=answer.more)

    def _take(self, rows: list[Behind], *, more: bool = False) -> None:
        self.rows, self.more, self.state = rows, more, "told"
        self.told.emit()

    def _look_around(self) -> None:
        """Those behind a figure of this moment are known here."""
        if self.is_of_people:
            self.people = people_behind(self._board, self.figure.id, self.scope)
        self._take(self._there() if self.has_list and not self.is_of_people else [])

    def _there(self) -> list[Behind]:
        now_t, everybody = self._board.now_t(), structs.replace(self.scope, live=None)
        waiting = sorted(waiting_in(self._board, everybody), key=lambda c: -c.waited_s(now_t))
        counted = {c.id for c in waiting_in(self._board, self.scope)}
        return [
            Behind(
                c.id,
                c.offered_t,
                counts=c.id in counted,
                reason="" if c.id in counted else DEFERRED,
                outcome=c.stage,
                wait_s=c.waited_s(now_t),
                queue=c.queue,
                agent=next(iter(c.ringing), ""),
                tier=c.tier,
                channel=c.channel,
                caller=c.caller,
                name=c.name,
            )
            for c in waiting
        ]

    def _on_ticked(self, now_t: float) -> None:
        self._ticks += 1
        if self._ticks % TICKS_A_LOOK == 0:
            if self.has_list and self.figure.basis == "now":
                self._look_around()
            self.changed.emit()
        is_told = self.state == "told" and self.has_list and self.figure.basis == "contacts"
        if is_told and self._ticks % TICKS_ASKED == 0:
            self._ask_hub()
