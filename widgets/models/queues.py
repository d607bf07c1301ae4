"""The queues: who waits, for how long, how well they are served, who is free. Kept up with the rounds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QCoreApplication

from wallboard.floor.changes import Changes
from wallboard.floor.contact import NEVER
from wallboard.floor.people import Queue
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.norms import has_level, held_to, waiting_in, with_overdue
from wallboard.stream.contact_events import LIVE_CHANNELS
from widgets.i18n.figure_words import figure_name, figure_says
from widgets.i18n.language import Language
from widgets.i18n.numbers import DASH, clock, count, share
from widgets.i18n.words import text
from widgets.models.board import Board
from widgets.models.norms import FAR_TIMES, tone_of_wait
from widgets.models.ordered import OrderedModel
from widgets.models.rows import Row, RowModel

translate = QCoreApplication.translate

LEVELS_A_ROUND = 8
"""So many queues have their shares of today read anew at a time."""
_URGENT = {"alarm": 0, "warning": 1}


class QueueRow(Row, frozen=True, gc=False, kw_only=True):
    """A queue. `longest_since_t`: since when the one who waits longest has waited (epoch seconds), NEVER without any.

    `service_level` and `abandonment` are today's, shares 0…1 or None; `waiting` counts those who ring as well.
    `free` of `on_duty` are the queue's own people, `spare` its overflow that is free.
    """

    name: str
    channel: str
    waiting: int
    longest_since_t: float
    service_level: float | None
    abandonment: float | None
    formula: str
    target: float
    threshold_s: float
    free: int
    on_duty: int
    spare: int
    urgent: int
    live: bool


class QueueModel(RowModel[QueueRow]):
    """All queues."""

    COLUMNS = ("name", "waiting", "longest", "service", "staff")
    NUMBERS = frozenset({"waiting", "longest", "service", "staff"})

    def __init__(self, board: Board, language: Language) -> None:
        super().__init__(board)
        self._board = board
        self._levels: dict[str, tuple[float | None, float | None]] = {}
        self._due: dict[str, None] = {}
        self._level_due: dict[str, None] = {}
        board.changed.connect(self._on_changed)
        board.rounds.queues.connect(self._on_round)
        board.restarted.connect(self._on_restarted)
        board.freshness_changed.connect(self._on_freshness_changed)
        language.changed.connect(self._on_restarted)
        self._on_restarted()

    def header(self, column: str) -> str:
        match column:
            case "name":
                return translate("QueueModel", "Queue")
            case "waiting":
                return translate("QueueModel", "waiting")
            case "longest":
                return translate("QueueModel", "longest")
            case "service":
                return translate("QueueModel", "service")
        return translate("QueueModel", "free")

    def text(self, row: QueueRow, column: str) -> str:
        match column:
            case "waiting":
                return count(row.waiting)
            case "longest":
                none = row.longest_since_t < 0.0
                return DASH if none else clock(self._board.now_t() - row.longest_since_t)
            case "service":
                return share(row.service_level)
            case "staff":
                return f"{count(row.free)} / {count(row.on_duty)}"
        return row.name

    def tip(self, row: QueueRow, column: str) -> str:
        if column == "service":
            if not row.threshold_s:
                return translate("QueueModel", "No norm is set for this queue: nothing says in what time to answer")
            target = translate("QueueModel", "Target: {share} within {seconds} s").format(
                share=share(row.target), seconds=count(row.threshold_s)
            )
            if not row.live:
                late = translate("QueueModel", "Who waits beyond the norm counts as missed already")
                target = f"{target}\n{late}"
            level = f"service_level.{row.formula}"
            return "\n".join((figure_name(level), figure_says(level), target))
        if column == "staff":
            own = translate("QueueModel", "Own people free / on duty: {free} / {all}")
            spare = translate("QueueModel", "Overflow that could step in: {spare}")
            said = own.format(free=count(row.free), all=count(row.on_duty)), spare.format(spare=count(row.spare))
            return "\n".join(said)
        if column == "longest":
            limit_s = row.threshold_s * FAR_TIMES
            target = translate("QueueModel", "Target: at most {limit}, three thresholds").format(limit=clock(limit_s))
            return "\n".join((self.explained(column), target)) if row.live else self.explained(column)
        if column == "waiting":
            return self.explained(column)
        return f"{row.name} · {text('channel', row.channel)}"

    def explained(self, column: str) -> str:
        match column:
            case "waiting":
                return translate("QueueModel", "Who is in the queue or rings, now")
            case "longest":
                return translate("QueueModel", "The longest wait of those who are there now: now − entered the queue")
            case "service":
                return translate("QueueModel", "Service level of today, by the queue's own formula and target")
            case "staff":
                return translate("QueueModel", "Own people free / on duty, and + the overflow that is free")
        return ""

    def _row(self, queue: Queue, now_t: float) -> QueueRow:
        floor, config = self._board.floor, queue.config
        inside = (*queue.waiting, *queue.ringing)
        since = [c.open_entry.entered_t if c.open_entry else c.since_t for k in inside if (c := floor.contacts.get(k))]
        longest_since_t = min(since, default=NEVER)
        crew = self._board.crews.of(queue.id)
        waited_s = max(0.0, now_t - longest_since_t) if since else 0.0
        tone = "alarm" if since and not crew.on_duty + crew.lent else tone_of_wait(config, waited_s)
        level, lost = self._levels.get(queue.id, (None, None))
        return QueueRow(
            id=queue.id,
            tone=tone,
            stale=self._board.stale_queue(queue.id),
            haystack=queue.name.casefold(),
            queues=(queue.id,),
            name=queue.name,
            channel=config.channel,
            waiting=len(inside),
            longest_since_t=longest_since_t,
            service_level=level,
            abandonment=lost,
            formula=config.formula,
            target=config.target,
            threshold_s=held_to(config)[0] if has_level(queue) else 0.0,
            free=crew.free,
            on_duty=crew.on_duty,
            spare=crew.spare,
            urgent=_URGENT.get(tone, 2),
            live=config.channel in LIVE_CHANNELS,
        )

    def _rows_of(self, keys: Iterable[str]) -> dict[str, QueueRow]:
        queues, now_t = self._board.floor.queues, self._board.now_t()
        return {key: self._row(queues[key], now_t) for key in keys if key in queues}

    def _measure(self, keys: Iterable[str]) -> None:
        books, queues = self._board.books, self._board.floor.queues
        for key in keys:
            if key in queues:
                ledger = books.today(queue=key, live=None, now_t=self._board.now_t())
                self._levels[key] = (
                    level_of(self._board, queues[key], ledger),
                    books.figure("abandonment_rate", ledger),
                )

    def _on_changed(self, changes: Changes) -> None:
        self._due |= dict.fromkeys(changes.queues)
        self._level_due |= {contact.queue: None for contact in changes.contacts.values()}

    def _on_round(self, now_t: float) -> None:
        measured = list(islice(self._level_due, LEVELS_A_ROUND))
        for key in measured:
            del self._level_due[key]
        self._measure(measured)
        due, self._due = self._due, {}
        due |= dict.fromkeys(measured)
        due |= {row.id: None for row in self._rows if row.waiting and row.tone != "alarm"}
        self._level_due |= {row.id: None for row in self._rows if row.waiting and not row.live and row.threshold_s}
        self.apply(self._rows_of(due))

    def _on_freshness_changed(self) -> None:
        self.apply(self._rows_of(self._board.floor.queues))

    def _on_restarted(self) -> None:
        floor = self._board.floor
        self._levels.clear()
        self._due, self._level_due = {}, {}
        self._measure(floor.queues)
        self.start_anew(self._rows_of(floor.queues).values())


def level_of(board: Board, queue: Queue, ledger: Ledger) -> float | None:
    """Today's service level: see `norms` for a deferred queue."""
    if not has_level(queue):
        return None
    held = with_overdue(ledger, board.floor, waiting_in(board.floor, queue, board.now_t()))
    return board.books.figure(f"service_level.{queue.config.formula}", held)


def ordered_queues(model: QueueModel) -> OrderedModel[QueueRow]:
    """The queues; orders: attention (what is wrong first, then as the source named them), and each column."""
    return OrderedModel(
        model,
        {
            "attention": lambda row: (row.urgent, model.row_of(row.id)),
            "name": lambda row: (row.name, row.id),
            "waiting": lambda row: (-row.waiting, row.name, row.id),
            "longest": lambda row: (row.longest_since_t < 0.0, row.longest_since_t, row.name, row.id),
            "service": lambda row: (row.service_level is None, row.service_level or 0.0, row.name, row.id),
            "staff": lambda row: (row.free, row.on_duty, row.name, row.id),
        },
        parent=model,
    )
