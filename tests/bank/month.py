"""A month of the bank: our figures, split in many ways, and its contacts one by one, all from one fold."""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from feeds.replay.source import open_source
from tests.bank import sql, truth
from wallboard.floor.floor import Floor
from wallboard.metrics.figures import document, fold_into, limits_of
from wallboard.metrics.group import Group
from wallboard.metrics.peaks import Stays
from wallboard.metrics.report import Report
from wallboard.metrics.row import ContactRow
from wallboard.metrics.spans import Clockwork, moment_of

Figures = dict[str, float | None]
Groups = dict[tuple[str | None, ...], Figures]
Split = tuple[str, ...]
Span = tuple[str, str]

ALWAYS: Figures = {
    **dict.fromkeys(
        ["ended_in_menu", "abandoned_on_hold", "abandoned_after_transfer", "diverted", "left_by_choice", "turned_away"],
        0,
    ),
    **dict.fromkeys(["unknown", "in_progress", "consults", "consults_given_up", "refused_rings", "transfers"], 0),
    **dict.fromkeys(["handoff_chains", "ping_pong", "callbacks_promised", "callbacks_kept", "self_service"], 0),
    **dict.fromkeys(["ring_mean_s", "fcr_declared"]),
}
"""What the bank's data say nothing of."""


class Kept(Report):
    """A report that also keeps each contact: its row and where it stayed."""

    def __init__(self, floor: Floor, clockwork: Clockwork) -> None:
        super().__init__(floor, clockwork, (), None, None, spans_by_offer=True)
        self.contacts: list[tuple[ContactRow, Stays]] = []

    def take(self, row: ContactRow, stays: Stays) -> None:
        self.contacts.append((row, stays))
        super().take(row, stays)


class Month:
    """Our figures of the month in `path`, by each of `splits` and in each of `spans`; its rows beside them."""

    def __init__(self, path: Path, folder: Path, splits: Iterable[Split], spans: Iterable[Span] = ()) -> None:
        self.path, self._folder = path, folder
        source = open_source(path)
        self.zone = source.zone
        self.floor, clockwork = Floor(), Clockwork(source.zone)

        def report(by: Split, start: str = "", end: str = "") -> Report:
            start_t, end_t = (moment_of(text, source.zone) if text else None for text in (start, end))
            return Report(self.floor, clockwork, by, start_t, end_t, spans_by_offer=source.spans_by_offer)

        reports = {by: report(by) for by in splits}
        within = {span: report((), *span) for span in spans}
        kept = Kept(self.floor, clockwork)
        fold_into([*reports.values(), *within.values(), kept], self.floor, source.batches)
        limits = limits_of(self.floor)
        self.problems = source.problems
        self.contacts = kept.contacts
        self.by = {by: groups_in(document(report, limits)) for by, report in reports.items()}
        self.spans = {span: document(report, limits) for span, report in within.items()}
        self.groups: dict[Split, dict[tuple[str | None, ...], Group]] = {
            by: dict(report._groups) for by, report in reports.items()
        }

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
