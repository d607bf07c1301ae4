"""A month of the bank: our figures, split in any way, and its contacts one by one, all from one fold."""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from feeds.replay.source import open_source
from tests.bank import sql, truth
from wallboard.floor.changes import Callback
from wallboard.floor.floor import Floor
from wallboard.floor.people import Spell
from wallboard.metrics.asked import limits_of
from wallboard.metrics.catalogue import FIGURES, read
from wallboard.metrics.catalogue.callbacks import CALLBACKS
from wallboard.metrics.catalogue.quality import QUALITY
from wallboard.metrics.figures import document, fold_into
from wallboard.metrics.group import Group
from wallboard.metrics.peaks import Stays
from wallboard.metrics.reading import Limits, Reading
from wallboard.metrics.report import Report
from wallboard.metrics.row import ContactRow
from wallboard.metrics.spans import Clockwork, moment_of
from wallboard.metrics.ticket_ledger import TICKET_FIGURES

Figures = dict[str, float | None]
Groups = dict[tuple[str | None, ...], Figures]
Split = tuple[str, ...]
Span = tuple[str, str]
K = TypeVar("K")
V = TypeVar("V")

ALWAYS: Figures = {
    **dict.fromkeys(
        ["ended_in_menu", "abandoned_on_hold", "abandoned_after_transfer", "diverted", "left_by_choice", "turned_away"],
        0,
    ),
    **dict.fromkeys(["unknown", "in_progress", "consults", "consults_given_up", "refused_rings", "transfers"], 0),
    **dict.fromkeys(["handoff_chains", "ping_pong", "callbacks_promised", "callbacks_kept", "self_service"], 0),
    **dict.fromkeys(["ring_mean_s", "fcr_declared"]),
    **{figure.id: 0 if figure.unit == "count" else None for figure in (*CALLBACKS, *QUALITY)},
}
"""What the bank's data say nothing of."""
BESIDE = {*TICKET_FIGURES, "ticket_pace_s", "not_ready_s", "cost_per_contact"}
"""What is not told of contacts: tickets, the time of people, money."""


class Kept(Report):
    """A report that keeps all that it is given, for others."""

    def __init__(self, floor: Floor, clockwork: Clockwork) -> None:
        super().__init__(floor, clockwork, (), None, None, spans_by_offer=True)
        self.contacts: list[tuple[ContactRow, Stays]] = []
        self.spells: list[Spell] = []

    def note(self, spells: Iterable[Spell], callbacks: Iterable[Callback] = ()) -> None:
        self.spells += spells

    def take(self, row: ContactRow, stays: Stays) -> None:
        self.contacts.append((row, stays))


class Lazily(dict[K, V]):
    """What is asked for is made when it is asked for, once."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        self[key] = made = self._make(key)
        return made


class Month:
    """The month in `path`: our figures by any split and in any span, its contacts, and its rows beside them."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path, self._folder = path, folder
        source = open_source(path)
        self.zone = source.zone
        self.floor, self._clockwork = Floor(), Clockwork(source.zone)
        self._kept = Kept(self.floor, self._clockwork)
        fold_into([self._kept], self.floor, source.batches)
        self._spans_by_offer = source.spans_by_offer
        self._limits = limits_of(self.floor)
        self.problems = source.problems
        self.contacts = self._kept.contacts
        self.groups = Lazily(self._groups)
        self.by = Lazily(self._by)
        self.spans = Lazily(self._span)

    def _report(self, by: Split, start_t: float | None = None, end_t: float | None = None) -> Report:
        report = Report(self.floor, self._clockwork, by, start_t, end_t, spans_by_offer=self._spans_by_offer)
        report.note(self._kept.spells)
        for row, stays in self.contacts:
            report.take(row, stays)
        return report

    def _groups(self, by: Split) -> dict[tuple[str | None, ...], Group]:
        return dict(self._report(by).close())

    def _by(self, by: Split) -> Groups:
        return {key: _figures(group, self._limits) for key, group in self.groups[by].items()}

    def _span(self, span: Span) -> dict[str, Any]:
        start_t, end_t = (moment_of(text, self.zone) for text in span)
        return document(self._report((), start_t, end_t), self._limits)

    @property
    def all(self) -> Figures:
        return self.by[()][()]

    @cached_property
    def rows(self) -> list[truth.Row]:
        return truth.rows_of(self.path)

    @cached_property
    def database(self) -> duckdb.DuckDBPyConnection:
        text = self._folder / f"{self.path.name}.txt"
        text.write_bytes(
            lzma.decompress(self.path.read_bytes()) if self.path.suffix == ".xz" else self.path.read_bytes()
        )
        return sql.bank(text)


def _figures(group: Group, limits: Limits) -> Figures:
    reading = Reading(group.ledger, limits)
    return {figure: read(figure, reading) for figure in FIGURES} | group.peaks()


def groups_in(found: dict[str, Any]) -> Groups:
    return {tuple(group["key"].values()): group["figures"] for group in found["groups"]}


def differences(found: Groups, expected: Groups) -> list[str]:
    """Where our figures are not those that another count gives, to the last contact and the last microsecond."""
    told = [f"only ours has {key}" for key in found.keys() - expected.keys()]
    told += [f"only theirs has {key}" for key in expected.keys() - found.keys()]
    for key in found.keys() & expected.keys():
        told += [
            f"{key} {name}: {found[key][name]} is to be {value}"
            for name, value in expected[key].items()
            if not _same(found[key][name], value)
        ]
    return sorted(told)


def _same(ours: float | None, theirs: float | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= 1e-9 * max(1.0, abs(ours))
