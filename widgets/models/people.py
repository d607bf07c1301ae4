"""How all people stand today, beside the norm and the median of their team: read a few at a time, so that no frame
bears all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from wallboard.floor.people import Agent
from wallboard.metrics.agent_ledger import AgentLedger
from wallboard.metrics.catalogue import CATALOGUE
from wallboard.metrics.standing import FIGURES, Standing
from widgets.i18n.figure_words import figure_name, figure_says
from widgets.i18n.names import agent_name
from widgets.i18n.numbers import clock
from widgets.models.board import Board
from widgets.models.ordered import OrderedModel
from widgets.models.rows import Row, RowModel
from widgets.models.standings import KEPT_S, NORMS, figure_words, standing_words

translate = QCoreApplication.translate

SLICE_S = 0.003
"""So long the people are read at a time."""
NORM, MEDIAN = "norm", "median"
"""The ids of the rows that are nobody: they stay on top."""

Values = tuple[float | None, ...]
"""One for each of `FIGURES`, in their order and own units; None where there is nothing to say."""


class StandingRow(Row, frozen=True, gc=False, kw_only=True):
    """A person, or the norm, or the median of all who are shown. `medians` are those of the person's team."""

    kind: Literal["norm", "median", "person"]
    name: str
    values: Values
    medians: Values

    def standing(self, figure_id: str) -> Standing:
        """One of the figures."""
        place = PLACES[figure_id]
        return Standing(self.values[place], NORMS.get(figure_id), self.medians[place])


PLACES = {figure_id: place for place, figure_id in enumerate(FIGURES)}
NONE: Values = (None,) * len(FIGURES)


class PeopleModel(RowModel[StandingRow]):
    """Everybody who was on duty today; of a team or a queue where one is chosen. Read anew every few seconds."""

    COLUMNS = ("name", "team", *FIGURES)
    NUMBERS = frozenset(FIGURES)

    def __init__(self, board: Board, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self.team, self.queue = "", ""
        self.read = False
        """Whether everybody has been read once."""
        self._to_read: list[str] = []
        self._found: dict[str, AgentLedger] = {}
        self._reading: dict[str, AgentLedger] = {}
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._on_slice)
        self._next = QTimer(self, interval=int(KEPT_S * 1000), singleShot=True)
        self._next.timeout.connect(self.begin)
        board.restarted.connect(self.begin)
        self.begin()

    def begin(self) -> None:
        """Read everybody anew, from now on."""
        self._to_read, self._reading = self._board.books.named()[::-1], {}
        self._slices.start()

    def choose(self, team: str, queue: str) -> None:
        """Show the people of a team and of a queue; empty for any."""
        if (team, queue) != (self.team, self.queue):
            self.team, self.queue = team, queue
            self.show_found()

    def header(self, column: str) -> str:
        match column:
            case "name":
                return translate("People", "Who")
            case "team":
                return translate("People", "Team")
        shorter = {
            "hold_mean_s": translate("People", "Hold"),
            "transfer_rate": translate("People", "Transferred"),
            "quality_customer": translate("People", "★ customers"),
            "quality_supervisor": translate("People", "★ supervisors"),
            "ticket_pace_s": translate("People", "A ticket"),
        }
        return shorter.get(column) or figure_name(column, short=True)

    def explained(self, column: str) -> str:
        return f"{figure_name(column)}: {figure_says(column)}" if column in FIGURES else ""

    def text(self, row: StandingRow, column: str) -> str:
        if column in FIGURES:
            return cell_words(column, row.values[PLACES[column]])
        return row.name if column == "name" else row.team or ""

    def tip(self, row: StandingRow, column: str) -> str:
        if column not in FIGURES or row.kind != "person":
            return ""
        return f"{row.name} · {figure_name(column)}: {standing_words(column, row.standing(column))}"

    def spoken(self, row: StandingRow, column: str) -> str:
        return self.tip(row, column) or f"{row.name}, {self.header(column)}: {self.text(row, column)}"

    def show_found(self) -> None:
        """Rows of what was read last."""
        agents = self._board.floor.agents
        people = {key: agents[key] for key in self._found if key in agents}
        values = {key: tuple(of(self._found[key]) for of in FIGURES.values()) for key in people}
        teams: dict[str, list[Values]] = {}
        for key, agent in people.items():
            teams.setdefault(agent.team, []).append(values[key])
        medians = {team: _medians(found) for team, found in teams.items() if team}
        shown = {key: agent for key, agent in people.items() if self._is_asked(agent)}
        rows = {row.id: row for row in self._top([values[key] for key in shown])}
        rows |= {key: self._row(agent, values[key], medians.get(agent.team, NONE)) for key, agent in shown.items()}
        self.apply(rows, [row.id for row in self.rows if row.id not in rows])

    def _is_asked(self, agent: Agent) -> bool:
        return (not self.team or agent.team == self.team) and (not self.queue or self.queue in agent.memberships)

    def _top(self, shown: Sequence[Values]) -> Iterable[StandingRow]:
        if not shown:
            return
        norms = tuple(NORMS.get(figure_id) for figure_id in FIGURES)
        of_all = (
            translate("People", "Median of the team") if self.team else translate("People", "Median of those shown")
        )
        yield StandingRow(id=NORM, kind="norm", name=translate("People", "Norm"), values=norms, medians=NONE)
        yield StandingRow(id=MEDIAN, kind="median", name=of_all, values=_medians(shown), medians=NONE)

    def _row(self, agent: Agent, values: Values, medians: Values) -> StandingRow:
        name = agent_name(self._board.floor, agent.id)
        return StandingRow(
            id=agent.id,
            kind="person",
            name=name,
            team=agent.team,
            haystack=f"{name} {agent.team}".casefold(),
            values=values,
            medians=medians,
        )

    def _on_slice(self) -> None:
        books, now_t, end_s = self._board.books, self._board.now_t(), time.perf_counter() + SLICE_S
        while self._to_read:
            key = self._to_read.pop()
            ledger = books.agent(key, now_t)
            if ledger.logged_on_s or ledger.handled:
                self._reading[key] = ledger
            if time.perf_counter() >= end_s:
                return
        self._slices.stop()
        self._found, self.read = self._reading, True
        self.show_found()
        self.settled.emit()
        self._next.start()


def cell_words(figure_id: str, value: float | None) -> str:
    """A figure as short as a column of many has room for: times as on a clock."""
    return clock(value) if CATALOGUE[figure_id].unit == "seconds" else figure_words(figure_id, value)


def _medians(found: Iterable[Values]) -> Values:
    """Of each figure; who has none is left out."""
    columns = ([value for value in column if value is not None] for column in zip(*found, strict=True))
    return tuple(float(median(column)) if column else None for column in columns) or NONE


def ordered_people(model: PeopleModel) -> OrderedModel[StandingRow]:
    """By name, or by a figure: the worst first, or the largest where neither is worse. The norm stays on top."""
    orders: dict[str, Callable[[StandingRow], Any]] = {
        "name": lambda row: (_rank(row), row.name.casefold()),
        "team": lambda row: (_rank(row), row.team or "", row.name.casefold()),
    }
    orders |= {figure_id: _order_of(figure_id) for figure_id in FIGURES}
    return OrderedModel(model, orders, parent=model)


def _rank(row: StandingRow) -> int:
    return ("norm", "median", "person").index(row.kind)


def _order_of(figure_id: str) -> Callable[[StandingRow], Any]:
    place, sign = PLACES[figure_id], 1.0 if CATALOGUE[figure_id].good == "up" else -1.0

    def key(row: StandingRow) -> tuple[int, bool, float, str]:
        value = row.values[place]
        return _rank(row), value is None, sign * (value or 0.0), row.name.casefold()

    return key
