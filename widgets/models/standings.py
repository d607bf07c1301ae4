"""How an agent stands today: his own figures beside the norm and the median of his team."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from wallboard.metrics.catalogue import CATALOGUE
from wallboard.metrics.standing import Standing, standings
from widgets.i18n.figure_words import figure_name
from widgets.i18n.numbers import count, share
from widgets.i18n.passports import value_words
from widgets.models.board import Board

translate = QCoreApplication.translate

Pair = tuple[str, str]
KEPT_S = 5.0
"""A team is looked at anew after so long: it costs more than one person."""
ALWAYS = frozenset({"handled", "aht_s", "occupancy"})
"""Told also where there is nothing to tell yet."""
TEAM_MAX = 60
"""Of a larger team so many are looked at."""


class Standings:
    """Of one agent, kept for a few seconds."""

    def __init__(self, board: Board, agent: str) -> None:
        self._board, self._agent = board, agent
        self._found: dict[str, Standing] = {}
        self._at_t = float("-inf")

    def pairs(self, now_t: float) -> Iterator[Pair]:
        """Each figure's name, and his own · norm · team."""
        if not 0.0 <= now_t - self._at_t < KEPT_S:
            self._at_t, self._found = now_t, self._look(now_t)
        for figure_id, standing in self._found.items():
            if figure_id in ALWAYS or standing.own is not None or standing.median is not None:
                yield figure_name(figure_id), _words(figure_id, standing)

    def _look(self, now_t: float) -> dict[str, Standing]:
        books, agents = self._board.books, self._board.floor.agents
        person = agents.get(self._agent)
        team = books.named(team=person.team)[:TEAM_MAX] if person is not None and person.team else []
        norms = {figure.id: figure.target for figure in CATALOGUE.values() if figure.target is not None}
        everybody = [books.agent(name, now_t) for name in {self._agent, *team}]
        return standings(books.agent(self._agent, now_t), everybody, norms)


def _words(figure_id: str, standing: Standing) -> str:
    parts = [_value(figure_id, standing.own)]
    if standing.norm is not None:
        parts.append(translate("Standings", "norm {value}").format(value=_value(figure_id, standing.norm)))
    if standing.median is not None:
        parts.append(translate("Standings", "team {value}").format(value=_value(figure_id, standing.median)))
    return " · ".join(parts)


def _value(figure_id: str, value: float | None) -> str:
    unit = CATALOGUE[figure_id].unit
    if unit == "share":
        return share(value)
    return count(value) if unit == "count" else value_words(value, unit)
