"""The figures as a table for people: a line each, a column for each group; many groups get a line each instead."""

from __future__ import annotations

from typing import Any

from wallboard.metrics.catalogue import FIGURES

COLUMNS_MAX = 6
ESSENTIAL = (
    "offered",
    "queued",
    "answered",
    "abandoned_in_queue",
    "service_level.short_abandons_excluded",
    "abandonment_rate",
    "asa_s",
    "wait_max_s",
    "talk_mean_s",
)
NOTHING = "—"
PROVISIONAL = "*"


def table(document: dict[str, Any]) -> str:
    """The document `wallboard.figures/1` as text."""
    groups = document["groups"]
    names = [_name(group["key"]) for group in groups]
    if len(groups) <= COLUMNS_MAX:
        ids = list(groups[0]["figures"]) if groups else []
        rows = [["", *names], *([key, *(_cell(key, group) for group in groups)] for key in ids)]
    else:
        lines = ([_cell(key, group) for key in ESSENTIAL] for group in groups)
        heads = [key.removeprefix("service_level.") for key in ESSENTIAL]
        rows = [["", *heads], *([name, *line] for name, line in zip(names, lines, strict=True))]
    return "\n".join([_aligned(rows), *_remarks(document)])


def _cell(figure_id: str, group: dict[str, Any]) -> str:
    mark = PROVISIONAL if figure_id in group.get("provisional", ()) else ""
    return shown(figure_id, group["figures"][figure_id]) + mark


def _remarks(document: dict[str, Any]) -> list[str]:
    groups = document["groups"]
    pairs = [f"{_where(p)}: {p['number']:,}" for group in groups for p in group.get("pairs", ())]
    remarks = ["", f"handed on: {'; '.join(pairs)}"] if len(groups) == 1 and pairs else []
    if len(groups) <= COLUMNS_MAX and any(group.get("provisional") for group in groups):
        days = document["fcr_window_days"]
        remarks += ["", f"{PROVISIONAL} provisional: who came last may still come again within {days:g} days"]
    return remarks


def _where(pair: dict[str, Any]) -> str:
    return f"{pair['from'] or NOTHING} → {pair['to'] or 'a person or outside'}"


def shown(figure_id: str, value: float | None) -> str:
    """A figure with its unit, in English."""
    if value is None:
        return NOTHING
    figure = FIGURES.get(figure_id)
    unit = figure.unit if figure else "count"
    if unit == "share":
        return f"{100 * value:.1f} %"
    if unit == "money":
        return f"{value:,.2f}"
    return f"{value:,.1f} s" if unit == "seconds" else f"{value:,.0f}"


def _name(key: dict[str, str | None]) -> str:
    return " · ".join(value or NOTHING for value in key.values()) if key else "all"


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([lines[0], "─" * max(map(len, lines)), *lines[1:]])
