"""Who is behind a figure, as rows: contacts, with when, queue, how long and what became of them, or why they are left
out; or people, with what they do, since when, and for which queue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject

from wallboard.metrics.behind import Behind
from widgets.i18n.names import VIP, agent_name, contact_title, queue_name
from widgets.i18n.numbers import DASH, clock, time_of_day
from widgets.i18n.passports import outcome_words, reason_words
from widgets.i18n.words import text
from widgets.models.at_work import Worker
from widgets.models.board import Board
from widgets.models.rows import Row, RowModel

translate = QCoreApplication.translate


SEVERAL = ("in_progress", "left_by_choice")
"""Reasons that name several cases: in short, and which of them it is."""


class BehindRow(Row, frozen=True, gc=False, kw_only=True):
    """One contact, by queue one entry, so that it may stand there twice; or one person. `key` is what it is called."""

    kind: Literal["contact", "agent"] = "contact"
    key: str
    time_text: str
    title: str
    vip: bool
    queue_text: str
    wait_text: str
    outcome_text: str
    agent_text: str
    explained: str = ""
    """Why it is left out, at length."""


class BehindModel(RowModel[BehindRow]):
    """The newest first."""

    COLUMNS = ("time", "who", "queue", "wait", "outcome")
    NUMBERS = frozenset({"wait"})

    def __init__(self, board: Board, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._of_people = False

    def header(self, column: str) -> str:
        match column:
            case "time":
                return translate("Behind", "since") if self._of_people else translate("Behind", "at")
            case "who":
                return translate("Behind", "name") if self._of_people else translate("Behind", "customer")
            case "queue":
                return translate("Behind", "queue")
            case "wait":
                return translate("Behind", "for") if self._of_people else translate("Behind", "waited")
        return translate("Behind", "state") if self._of_people else translate("Behind", "outcome, or why left out")

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
        return (row.explained or row.outcome_text) if column == "outcome" else ""

    def show(self, found: Iterable[Behind]) -> None:
        """Show these contacts."""
        self._of_people = False
        self.start_anew(self._row(place, behind) for place, behind in enumerate(found))

    def show_people(self, found: Iterable[Worker]) -> None:
        """Show these people."""
        self._of_people = True
        self.start_anew(self._person(worker, self._board.now_t()) for worker in found)

    def _person(self, worker: Worker, now_t: float) -> BehindRow:
        since_t, state = worker.since_t, text("presence", worker.presence)
        return BehindRow(
            id=worker.id,
            kind="agent",
            key=worker.id,
            time_text=time_of_day(since_t, self._board.timezone, seconds=True) if since_t > 0.0 else DASH,
            title=worker.name,
            vip=False,
            queue_text=queue_name(self._board.floor, worker.queue) if worker.queue else DASH,
            wait_text=clock(now_t - since_t) if since_t > 0.0 else DASH,
            outcome_text=f"{state} · {text('reason', worker.reason)}" if worker.reason else state,
            agent_text="",
        )

    def _row(self, place: int, behind: Behind) -> BehindRow:
        floor = self._board.floor
        what, why = outcome_words(behind.outcome), reason_words(behind.reason) if behind.reason else ""
        if why:
            what = f"{why.partition(': ')[0]} · {what}" if behind.reason in SEVERAL and what else why
        who = agent_name(floor, behind.agent) if behind.agent else ""
        return BehindRow(
            id=f"{behind.contact}\n{place}",
            key=behind.contact,
            time_text=time_of_day(behind.t, self._board.timezone, seconds=True),
            title=contact_title(behind),
            vip=behind.tier == VIP,
            queue_text=queue_name(floor, behind.queue) if behind.queue else DASH,
            wait_text=clock(behind.wait_s) if behind.wait_s >= 0.0 else DASH,
            outcome_text=what,
            agent_text=who,
            explained=f"{what}\n{why}" if why else "",
        )
