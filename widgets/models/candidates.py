"""Who could take a waiting contact, as ranked rows with a digit each. The places stay while somebody is choosing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject

from wallboard.commands.candidates import Candidate
from wallboard.commands.outside import dialled
from wallboard.stream.contact_events import TargetKind
from widgets.i18n.names import agent_name, short_name
from widgets.i18n.numbers import count, duration
from widgets.i18n.plurals import plurals
from widgets.i18n.words import text
from widgets.models.board import Board
from widgets.models.rows import Row, RowModel
from widgets.models.spreading import Plan, spread

translate = QCoreApplication.translate

DIGITS = 9
OUTSIDE = "external"
"""The id of the row for an outside number: there is one at most."""
SPREAD = "spread"
"""The id of the row for sending each to somebody of his own: there is one where several are to be sent."""


class CandidateRow(Row, frozen=True, gc=False, kw_only=True):
    """A person, a queue, an outside number, or several people. `digit`: 1 to 9, or 0 for who comes after.

    `refusal`: why it is not possible, or not any more.
    """

    digit: int
    kind: Literal["agent", "queue", "external", "spread"]
    key: str
    name: str
    why: str
    state: str
    competent: bool
    free: bool
    overflow: bool
    refusal: str
    presence: str = ""


class CandidateModel(RowModel[CandidateRow]):
    """The candidates for `contacts`, ranked once, and again when the text filter changes; details follow the time."""

    COLUMNS = ("digit", "name", "state")

    def __init__(self, board: Board, contacts: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._contacts = list(contacts)
        self._text = ""
        self.plan: Plan = ()
        """Who would go to whom, each to somebody of his own."""
        self.rank()

    def rank(self, wanted: str = "") -> None:
        """Rank anew, and show those alone whose name or reasons hold all words of `wanted`."""
        self._text = wanted
        words = wanted.casefold().split()
        found = [c for c in self._board.candidates(self._contacts) if all(word in _haystack(c) for word in words)]
        apart = self._apart() if not words else []
        first = 1 + len(apart)
        rows = [self._row(c, place if place <= DIGITS else 0, "") for place, c in enumerate(found, first)]
        self.start_anew([*self._outside(wanted), *apart, *rows])

    def _apart(self) -> list[CandidateRow]:
        """Each to somebody of his own, where several are to be sent and more than one person is free."""
        self.plan = spread(self._board, self._contacts) if len(self._contacts) > 1 else ()
        return [self._row_apart("")] if len({agent for _, agent in self.plan}) > 1 else []

    def _row_apart(self, refusal: str) -> CandidateRow:
        people = list(dict.fromkeys(agent for _, agent in self.plan))
        return CandidateRow(
            id=SPREAD,
            kind="spread",
            key="",
            name=translate("CandidateModel", "Each to somebody who is free"),
            why=", ".join(short_name(agent_name(self._board.floor, key)) for key in people),
            state=translate("CandidateModel", "{some} of {all} at once").format(
                some=count(len(self.plan)), all=count(len(self._contacts))
            ),
            digit=1,
            competent=True,
            free=True,
            overflow=False,
            refusal=refusal,
        )

    def _outside(self, typed: str) -> list[CandidateRow]:
        """An outside number, where something is typed that looks like one."""
        bare = typed.strip()
        if not bare.startswith("+") and not dialled(bare):
            return []
        contact = self._contacts[0] if self._contacts else ""
        code = self._board.refusal(contact, "external", dialled(bare) or bare)
        return [
            CandidateRow(
                id=OUTSIDE,
                kind="external",
                key=dialled(bare) or bare,
                name=bare,
                why=translate("CandidateModel", "an outside number"),
                state="",
                digit=0,
                competent=False,
                free=False,
                overflow=False,
                refusal=text("refusal", code) if code else "",
            )
        ]

    def follow(self) -> None:
        """Time has passed: bring the details up to date, and say who is not possible any more."""
        now = {_id(c): c for c in self._board.candidates(self._contacts)}
        changed: dict[str, CandidateRow] = {}
        for row in self._rows:
            if row.id == OUTSIDE:
                changed |= {found.id: found for found in self._outside(row.name)}
                continue
            if row.id == SPREAD:
                self.plan = spread(self._board, self._contacts)
                nobody = "" if self.plan else translate("CandidateModel", "Nobody is free any more.")
                changed[row.id] = self._row_apart(nobody)
                continue
            candidate = now.get(row.id)
            if candidate is not None:
                changed[row.id] = self._row(candidate, row.digit, "")
            else:
                code = self._board.refusal(self._contacts[0], target_of(row), row.key) if self._contacts else ""
                changed[row.id] = _refused(row, text("refusal", code) if code else "")
        self.apply(changed)

    def by_digit(self, digit: int) -> int:
        """The place of the row with this digit, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.digit == digit), -1)

    def header(self, column: str) -> str:
        match column:
            case "digit":
                return ""
            case "name":
                return translate("CandidateModel", "Who")
        return translate("CandidateModel", "Now")

    def text(self, row: CandidateRow, column: str) -> str:
        if column == "digit":
            return str(row.digit) if row.digit else ""
        return row.name if column == "name" else row.refusal or row.state

    def tip(self, row: CandidateRow, column: str) -> str:
        return self.spoken(row, column)

    def spoken(self, row: CandidateRow, column: str) -> str:
        return ", ".join(part for part in (row.name, row.why, row.refusal or row.state) if part)

    def _row(self, candidate: Candidate, digit: int, refusal: str) -> CandidateRow:
        return CandidateRow(
            id=_id(candidate),
            tone="overflow" if candidate.overflow else "",
            digit=digit,
            kind=candidate.kind,
            key=candidate.key,
            name=candidate.name,
            why=_why(candidate),
            state=_state(candidate),
            competent=candidate.competent,
            free=candidate.free,
            overflow=candidate.overflow,
            refusal=refusal,
            presence=candidate.presence,
        )


def target_of(row: CandidateRow) -> TargetKind:
    """What kind of target a row is, that is one."""
    return "agent" if row.kind == "spread" else row.kind


def _refused(row: CandidateRow, refusal: str) -> CandidateRow:
    return CandidateRow(
        id=row.id,
        tone="quiet",
        digit=row.digit,
        kind=row.kind,
        key=row.key,
        name=row.name,
        why=row.why,
        state=row.state,
        competent=row.competent,
        free=False,
        overflow=row.overflow,
        refusal=refusal,
    )


def _id(candidate: Candidate) -> str:
    return f"{candidate.kind}:{candidate.key}"


def _haystack(candidate: Candidate) -> str:
    return f"{candidate.name} {_why(candidate)}".casefold()


def _why(c: Candidate) -> str:
    """Why it stands where it stands: skills, overflow."""
    if c.kind == "queue":
        return translate("CandidateModel", "another queue")
    parts = []
    if c.competent:
        parts.append(translate("CandidateModel", "serves this queue"))
    elif c.missing:
        parts.append(translate("CandidateModel", "lacks: {skills}").format(skills=", ".join(c.missing)))
    else:
        parts.append(translate("CandidateModel", "serves other queues"))
    if c.overflow:
        parts.append(translate("CandidateModel", "overflow"))
    return " · ".join(parts)


def _state(c: Candidate) -> str:
    """What he does, for how long he has been free, and what he has already."""
    if c.kind == "queue":
        return f"{plurals.waiting(c.load)} · {plurals.free(c.capacity)}"
    if c.free:
        said = translate("CandidateModel", "free for {time}").format(time=duration(c.free_s))
    else:
        said = text("presence", c.presence)
    if c.capacity > 1:
        load = translate("CandidateModel", "{load} of {capacity}").format(
            load=count(c.load), capacity=count(c.capacity)
        )
        return f"{said} · {load}"
    return said
