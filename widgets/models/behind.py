"""The contacts behind a figure as rows: when, who, queue, how long, what became of them, or why they are left out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject

from wallboard.metrics.behind import Behind
from widgets.i18n.names import VIP, agent_name, contact_title, queue_name
from widgets.i18n.numbers import DASH, clock, time_of_day
from widgets.i18n.passports import outcome_words, reason_words
from widgets.models.board import Board
from widgets.models.rows import Row, RowModel

translate = QCoreApplication.translate


class BehindRow(Row, frozen=True, gc=False, kw_only=True):
    """One contact; by queue one entry, so that `contact` may stand there twice."""

    contact: str
    time_text: str
    title: str
    vip: bool
    queue_text: str
    wait_text: str
    outcome_text: str
    agent_text: str


class BehindModel(RowModel[BehindRow]):
    """The newest first."""

    COLUMNS = ("time", "who", "queue", "wait", "outcome")
    NUMBERS = frozenset({"wait"})

    def __init__(self, board: Board, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board

    def header(self, column: str) -> str:
        match column:
            case "time":
                return translate("Behind", "at")
            case "who":
                return translate("Behind", "customer")
            case "queue":
                return translate("Behind", "queue")
            case "wait":
                return translate("Behind", "waited")
        return translate("Behind", "outcome, or why left out")

    def text(self, row: BehindRow, column: str) -> str:
        match column:
            case "time":
                return row.time_text
            case "who":
                return row.title
            case "queue":
                return row.queue_text
            case "wait":
                return row.wait_text
        return row.outcome_text

    def tip(self, row: BehindRow, column: str) -> str:
        return row.outcome_text if column == "outcome" else ""

    def show(self, found: Iterable[Behind]) -> None:
        """Show these."""
        self.start_anew(self._row(place, behind) for place, behind in enumerate(found))

    def _row(self, place: int, behind: Behind) -> BehindRow:
        floor = self._board.floor
        what = outcome_words(behind.outcome) if not behind.reason else reason_words(behind.reason)
        who = agent_name(floor, behind.agent) if behind.agent else ""
        return BehindRow(
            id=f"{behind.contact}\n{place}",
            contact=behind.contact,
            time_text=time_of_day(behind.t, self._board.timezone, seconds=True),
            title=contact_title(behind),
            vip=behind.tier == VIP,
            queue_text=queue_name(floor, behind.queue) if behind.queue else DASH,
            wait_text=clock(behind.wait_s) if behind.wait_s >= 0.0 else DASH,
            outcome_text=what,
            agent_text=who,
        )
