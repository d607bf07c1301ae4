"""How people stand today: their own figures beside the norm and the median of their team."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from wallboard.metrics.catalogue import CATALOGUE
from wallboard.metrics.standing import Standing, standings
from widgets.i18n.numbers import count, share
from widgets.i18n.passports import value_words
from widgets.models.board import Board

translate = QCoreApplication.translate

KEPT_S = 5.0
"""A team is looked at anew after so long: it costs more than one person."""
ALWAYS = frozenset({"handled", "aht_s", "occupancy"})
"""Told also where there is nothing to tell yet."""
TEAM_MAX = 60
"""Of a larger team so many are looked at where only one person is asked about."""
NORMS = {figure.id: figure.target for figure in CATALOGUE.values() if figure.target is not None}
"""By the figure's id."""


class Standings:
    """Of one agent, kept for a few seconds."""

    def __init__(self, board: Board, agent: str) -> None:
        self._board, self._agent = board, agent
        self._found: dict[str, Standing] = {}
        self._at_t = float("-inf")

    def told(self, now_t: float) -> Iterator[tuple[str, str]]:
        """Each figure's id, and his own · norm · team."""
        if not 0.0 <= now_t - self._at_t < KEPT_S:
            self._at_t, self._found = now_t, self._look(now_t)
        for figure_id, standing in self._found.items():
            if figure_id in ALWAYS or standing.own is not None or standing.median is not None:
                yield figure_id, standing_words(figure_id, standing)

    def _look(self, now_t: float) -> dict[str, Standing]:
        books, agents = self._board.books, self._board.floor.agents
        person = agents.get(self._agent)
        team = books.named(team=person.team)[:TEAM_MAX] if person is not None and person.team else []
        own = books.agent(self._agent, now_t)
        others = [books.agent(name, now_t) for name in team if name != self._agent]
        there = [ledger for ledger in others if ledger.logged_on_s or ledger.handled]
        return standings(own, [own, *there], NORMS)


def standing_words(figure_id: str, standing: Standing) -> str:
    """A person's own figure, the norm, and the median of the team."""
    parts = [figure_words(figure_id, standing.own)]
    if standing.norm is not None:
        parts.append(translate("Standings", "norm {value}").format(value=figure_words(figure_id, standing.norm)))
    if standing.median is not None:
        parts.append(translate("Standings", "team {value}").format(value=figure_words(figure_id, standing.median)))
    return " · ".join(parts)


def figure_words(figure_id: str, value: float | None) -> str:
    """The value of a figure, short: a share in whole percent."""
    unit = CATALOGUE[figure_id].unit
    if unit == "share":
        return share(value)
    return count(value) if unit == "count" else value_words(value, unit)
