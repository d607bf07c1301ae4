"""Who was lost today, at one stage or at any: where, after how long, and what has come of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from wallboard.commands.promises import hindrance, is_here
from wallboard.floor.changes import Changes
from wallboard.floor.losses import CALLED, Lost
from wallboard.metrics.points import STAGE_OF
from widgets.i18n.language import Language
from widgets.i18n.names import VIP, contact_title, queue_name
from widgets.i18n.numbers import clock, time_of_day
from widgets.i18n.whereabouts import lost_since, lost_where, lost_where_brief
from widgets.i18n.words import text
from widgets.models.board import Board
from widgets.models.ordered import OrderedModel
from widgets.models.rows import Row, RowModel

translate = QCoreApplication.translate


class GoneRow(Row, frozen=True, gc=False, kw_only=True):
    """A customer who gave up at `t`. `hindrance` says why he is not to be called back, as a code; empty: he may be."""

    t: float
    time_text: str
    title: str
    vip: bool
    tier_text: str
    queue: str
    where_text: str
    where_brief: str
    after_s: float
    after_text: str
    since_text: str
    hindrance: str
    told: Lost


class GoneModel(RowModel[GoneRow]):
    """Those of today, in the order in which they went, of one `stage` and `queue` (empty: of any). Kept up with the
    rounds."""

    COLUMNS = ("time", "who", "queue", "where", "after", "tier", "since")
    NUMBERS = frozenset({"after"})

    def __init__(self, board: Board, language: Language | None = None) -> None:
        super().__init__(board)
        self._board = board
        self._due = False
        self.stage, self.queue = "", ""
        board.changed.connect(self._on_changed)
        board.rounds.losses.connect(self._on_round)
        board.restarted.connect(self.read_anew)
        if language is not None:
            language.changed.connect(self.read_anew)
        self.read_anew()

    def look_at(self, stage: str, queue: str) -> None:
        """Show those of this stage and queue; empty for any."""
        if (stage, queue) != (self.stage, self.queue):
            self.stage, self.queue = stage, queue
            self.read_anew()

    def lost(self) -> list[Lost]:
        """Those who are shown, as the floor remembers them."""
        return [row.told for row in self._rows]

    def header(self, column: str) -> str:
        match column:
            case "time":
                return translate("GoneModel", "at")
            case "who":
                return translate("GoneModel", "Customer")
            case "queue":
                return translate("GoneModel", "queue")
            case "where":
                return translate("GoneModel", "where")
            case "after":
                return translate("GoneModel", "after")
            case "tier":
                return translate("GoneModel", "tier")
        return translate("GoneModel", "since then")

    def text(self, row: GoneRow, column: str) -> str:
        return {
            "time": row.time_text,
            "who": f"★ {row.title}" if row.vip else row.title,
            "queue": row.queue,
            "where": row.where_text,
            "after": row.after_text,
            "tier": row.tier_text,
            "since": row.since_text,
        }[column]

    def read_anew(self) -> None:
        """Everything, as it is now."""
        self._due = False
        self.start_anew(self._row(lost) for lost in self._wanted().values())

    def _wanted(self) -> dict[str, Lost]:
        day_t = self._board.books.calendar.day_of(self._board.now_t())
        return {one.contact: one for one in self._board.floor.book.lost.values() if self._is_wanted(one, day_t)}

    def _is_wanted(self, one: Lost, day_t: float) -> bool:
        if one.offered_t < day_t or (self.queue and one.queue != self.queue):
            return False
        return not self.stage or STAGE_OF.get(one.outcome) == self.stage

    def _row(self, one: Lost) -> GoneRow:
        floor, zone = self._board.floor, self._board.timezone
        title, where, code = contact_title(one), lost_where(floor, one), hindrance(one)
        queue = queue_name(floor, one.queue)
        return GoneRow(
            id=one.contact,
            tone="" if one.is_open else "quiet",
            haystack=f"{one.name} {one.caller} {title} {where} {queue}".casefold(),
            queues=(one.queue,),
            t=one.t,
            time_text=time_of_day(one.t, zone, seconds=True),
            title=title,
            vip=one.tier == VIP,
            tier_text=text("tier", one.tier) if one.tier else "",
            queue=queue,
            where_text=where,
            where_brief=lost_where_brief(floor, one),
            after_s=one.after_s,
            after_text=clock(one.after_s),
            since_text=lost_since(one, zone) or (text("callback", code) if code else ""),
            hindrance=code,
            told=one,
        )

    def _on_changed(self, changes: Changes) -> None:
        self._due = self._due or changes.lost

    def _on_round(self, now_t: float) -> None:
        if self._due:
            self._due = False
            wanted = self._wanted()
            known = {row.id: row for row in self._rows}
            changed = {key: self._row(one) for key, one in wanted.items() if key not in known or known[key].told != one}
            self.apply(changed, [key for key in known if key not in wanted])


def callable_among(board: Board, lost: list[Lost]) -> tuple[list[str], dict[str, int]]:
    """The contacts of those who can be called back, the oldest first; and how many are left out, by the reason's code.

    Of several losses of one customer only the last is left, as he came again after the others.
    """
    here = is_here(board.floor, [one for one in lost if one.is_open])
    found: list[str] = []
    left_out: dict[str, int] = {}
    for one in lost:
        code = hindrance(one) or ("came_again" if one.contact in here else "")
        if code:
            left_out[code] = left_out.get(code, 0) + 1
        else:
            found.append(one.contact)
    return found, left_out


def ordered_gone(model: GoneModel) -> OrderedModel[GoneRow]:
    """Who was lost; the newest first, or by a column."""
    orders: dict[str, Callable[[GoneRow], Any]] = {
        "newest": lambda row: (-row.t, row.id),
        "who": lambda row: (row.title.casefold(), -row.t),
        "queue": lambda row: (row.queue.casefold(), -row.t),
        "where": lambda row: (row.where_text.casefold(), -row.t),
        "after": lambda row: (-row.after_s, row.id),
        "tier": lambda row: (not row.vip, row.tier_text, -row.t),
        "since": lambda row: (bool(row.hindrance), row.told.callback == CALLED, row.since_text, -row.t),
    }
    return OrderedModel(model, orders, parent=model)
