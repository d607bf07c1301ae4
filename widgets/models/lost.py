"""The customers who gave up last: when, who, where, after how long."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallboard.floor.changes import Changes
from wallboard.floor.losses import Lost
from widgets.i18n.language import Language
from widgets.i18n.names import VIP, contact_title
from widgets.i18n.numbers import clock, time_of_day
from widgets.i18n.whereabouts import lost_where
from widgets.models.board import Board
from widgets.models.ordered import OrderedModel
from widgets.models.rows import Row, RowModel

translate = QCoreApplication.translate

LISTED = 200
"""So many of them, the latest."""


class LostRow(Row, frozen=True, gc=False, kw_only=True):
    """A customer who gave up at `t` (epoch seconds) after `after_s` seconds."""

    t: float
    time_text: str
    vip: bool
    title: str
    where_text: str
    after_s: float
    after_text: str
    outcome: str


class LostModel(RowModel[LostRow]):
    """The latest lost, in the order in which they went. Kept up with the rounds."""

    COLUMNS = ("time", "who", "where", "after")
    NUMBERS = frozenset({"after"})

    def __init__(self, board: Board, language: Language) -> None:
        super().__init__(board)
        self._board = board
        self._due = False
        board.changed.connect(self._on_changed)
        board.rounds.losses.connect(self._on_round)
        board.restarted.connect(self._on_restarted)
        language.changed.connect(self._on_restarted)
        self._on_restarted()

    def header(self, column: str) -> str:
        match column:
            case "time":
                return translate("LostModel", "at")
            case "who":
                return translate("LostModel", "Customer")
            case "where":
                return translate("LostModel", "where")
        return translate("LostModel", "after")

    def text(self, row: LostRow, column: str) -> str:
        match column:
            case "time":
                return row.time_text
            case "who":
                return f"★ {row.title}" if row.vip else row.title
            case "where":
                return row.where_text
        return row.after_text

    def _row(self, lost: Lost) -> LostRow:
        title, where = contact_title(lost), lost_where(self._board.floor, lost)
        return LostRow(
            id=lost.contact,
            haystack=f"{lost.name} {lost.caller} {title} {where}".casefold(),
            queues=(lost.queue,),
            t=lost.t,
            time_text=time_of_day(lost.t, self._board.timezone, seconds=True),
            vip=lost.tier == VIP,
            title=title,
            where_text=where,
            after_s=lost.after_s,
            after_text=clock(lost.after_s),
            outcome=lost.outcome,
        )

    def _on_changed(self, changes: Changes) -> None:
        self._due = self._due or changes.lost

    def _on_round(self, now_t: float) -> None:
        if self._due:
            self._due = False
            lost = {one.contact: one for one in self._board.floor.book.losses.newest(LISTED)}
            known = {row.id: row for row in self._rows}
            changed = {key: self._row(entry) for key, entry in lost.items() if not _is_told(known.get(key), entry)}
            self.apply(changed, [key for key in known if key not in lost])

    def _on_restarted(self) -> None:
        self._due = False
        self.start_anew([self._row(lost) for lost in self._board.floor.book.losses.newest(LISTED)])


def _is_told(row: LostRow | None, lost: Lost) -> bool:
    return row is not None and (row.t, row.outcome, row.after_s) == (lost.t, lost.outcome, lost.after_s)


def ordered_lost(model: LostModel) -> OrderedModel[LostRow]:
    """The lost; orders: newest, after (who waited longest before going)."""
    return OrderedModel(
        model,
        {"newest": lambda row: (-row.t, row.id), "after": lambda row: (-row.after_s, row.id)},
        parent=model,
    )
