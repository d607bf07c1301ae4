"""The action log: what was asked for from any board, by whom, what became of it, and how long that took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from PySide6.QtCore import QCoreApplication

from wallboard.floor.changes import Changes
from wallboard.floor.command import CONFIRMED, DISPATCHED, FAILED, OUTCOME_UNKNOWN, REFUSED, REQUESTED, Command
from wallboard.floor.contact import NEVER
from wallboard.stream.command_events import Monitor, PromiseCallback, contact_of
from widgets.i18n.language import Language
from widgets.i18n.names import contact_title
from widgets.i18n.numbers import time_of_day
from widgets.i18n.orders import order_brief, order_reason, order_sentence, order_status, order_subject, order_what
from widgets.models.board import Board
from widgets.models.ordered import OrderedModel
from widgets.models.rows import Row, RowModel

translate = QCoreApplication.translate

TITLES_KEPT = 1000
AT_ONCE_S = 1.0
"""What one person asks of several within so many seconds is one deed."""
MANY_S = 120.0
"""Callbacks are asked for a few at a time."""
STATUSES = (CONFIRMED, REQUESTED, OUTCOME_UNKNOWN, REFUSED, FAILED)
_TONES = {CONFIRMED: "", REFUSED: "warning", FAILED: "alarm", OUTCOME_UNKNOWN: "warning"}


class ActionRow(Row, frozen=True, gc=False, kw_only=True):
    """A command. `status` as the stream tells it; `status_text` has the time it took, or the reason; `own`: ours."""

    t: float
    time_text: str
    who: str
    title: str
    target: str
    status: str
    status_text: str
    sentence: str
    brief: str
    own: bool
    contact: str = ""
    reason: str = ""
    many: bool = False
    settled_t: float = NEVER


class ActionModel(RowModel[ActionRow]):
    """All commands that the floor remembers, in the order in which they were asked for. Kept up with the frame."""

    COLUMNS = ("time", "who", "what", "target", "status")

    def __init__(self, board: Board, language: Language) -> None:
        super().__init__(board)
        self._board = board
        self._titles: dict[str, str] = {}
        board.changed.connect(self._on_changed)
        board.orders_changed.connect(self._on_orders_changed)
        board.restarted.connect(self._on_restarted)
        language.changed.connect(self._on_restarted)
        self._on_restarted()

    def header(self, column: str) -> str:
        match column:
            case "time":
                return translate("ActionModel", "at")
            case "who":
                return translate("ActionModel", "by")
            case "what":
                return translate("ActionModel", "about")
            case "target":
                return translate("ActionModel", "what")
        return translate("ActionModel", "outcome")

    def text(self, row: ActionRow, column: str) -> str:
        return {
            "time": row.time_text,
            "who": row.who,
            "what": row.title,
            "target": row.target,
            "status": row.status_text,
        }[column]

    def spoken(self, row: ActionRow, column: str) -> str:
        return row.sentence

    def _row(self, command: Command) -> ActionRow:
        board = self._board
        contact = "" if isinstance(command.action, Monitor) and command.action.agent else contact_of(command.action)
        title = self._title(contact) if contact else order_subject(board.floor, command.action)
        what = order_what(board.floor, command.action, board.timezone)
        is_own = board.orders.is_own(command.key)
        return ActionRow(
            id=command.key,
            tone=_TONES.get(command.status, "link"),
            haystack=f"{title} {what} {command.by}".casefold(),
            t=command.requested_t,
            time_text=time_of_day(command.requested_t, board.timezone, seconds=True),
            who=command.by,
            title=title,
            target=what,
            status=command.status,
            status_text=order_status(command),
            sentence=order_sentence(command, title, what, own=is_own),
            brief=order_brief(command, title, what),
            own=is_own,
            contact=contact_of(command.action),
            reason=order_reason(command),
            many=isinstance(command.action, PromiseCallback),
            settled_t=command.settled_t,
        )

    def _title(self, key: str) -> str:
        """Who it was about; remembered, because the floor forgets contacts that have ended."""
        contact = self._board.floor.contacts.get(key) or self._board.floor.book.lost.get(key)
        if contact is not None:
            self._titles[key] = contact_title(contact)
            while len(self._titles) > TITLES_KEPT:
                del self._titles[next(iter(self._titles))]
        return self._titles.get(key) or key

    def _refresh(self) -> None:
        rows = {command.key: self._row(command) for command in self._board.orders.all(self._board.floor)}
        self.apply(rows, [row.id for row in self._rows if row.id not in rows])

    def _on_changed(self, changes: Changes) -> None:
        if changes.commands:
            self._refresh()

    def _on_orders_changed(self) -> None:
        self._refresh()

    def _on_restarted(self) -> None:
        self._titles = {key: title for key, title in self._titles.items() if key != title}
        self.start_anew([self._row(command) for command in self._board.orders.all(self._board.floor)])


def asked_at_once(rows: Sequence[ActionRow]) -> list[ActionRow]:
    """Of `rows`, the newest first, those that were asked for together with the newest: by the same person, the same.

    Of each contact its newest alone.
    """
    within_s = MANY_S if rows and rows[0].many else AT_ONCE_S
    recent = takewhile(lambda row: rows[0].t - row.t <= within_s, rows)
    newest: dict[str, ActionRow] = {}
    for row in recent:
        if _is_of(row, rows[0]):
            newest.setdefault(row.contact, row)
    return list(newest.values())


def _is_of(row: ActionRow, newest: ActionRow) -> bool:
    if not row.contact or not newest.contact:
        return row is newest
    return (row.who, row.own, row.target) == (newest.who, newest.own, newest.target)


def outcomes(rows: Sequence[ActionRow]) -> Iterator[tuple[str, int, list[str]]]:
    """What has become of several: each status that there is, the worst last, with how many and why."""
    for status in STATUSES:
        found = [row for row in rows if row.status == status or (status == REQUESTED and row.status == DISPATCHED)]
        if found:
            yield status, len(found), list(dict.fromkeys(row.reason for row in found if row.reason))


def ordered_actions(model: ActionModel) -> OrderedModel[ActionRow]:
    """The action log, the newest first."""
    return OrderedModel(model, {"newest": lambda row: (-row.t, row.id)}, parent=model)
