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


def table(document: dict[str, Any]) -> str:
    """The document `wallboard.figures/1` as text."""
    groups = document["groups"]
    names = [_name(group["key"]) for group in groups]
    if len(groups) <= COLUMNS_MAX:
        ids = list(groups[0]["figures"]) if groups else []
        rows = [["", *names], *([key, *(shown(key, group["figures"][key]) for group in groups)] for key in ids)]
    else:
        lines = ([shown(key, group["figures"][key]) for key in ESSENTIAL] for group in groups)
        heads = [key.removeprefix("service_level.") for key in ESSENTIAL]
        rows = [["", *heads], *([name, *line] for name, line in zip(names, lines, strict=True))]
    return _aligned(rows)


def shown(figure_id: str, value: float | None) -> str:
    """A figure with its unit, in English."""
    if value is None:
        return NOTHING
    figure = FIGURES.get(figure_id)
    unit = figure.unit if figure else "count"
    if unit == "share":
        return f"{100 * value:.1f} %"
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
