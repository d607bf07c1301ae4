"""What was measured, as rows of one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One figure: `value` in `unit`, held to at most `target` (None: told for information alone)."""

    name: str
    value: float
    unit: str
    target: float | None = None
    remark: str = ""

    @property
    def over(self) -> bool:
        """Whether it misses its target."""
        return self.target is not None and self.value > self.target

    @property
    def verdict(self) -> str:
        """ok, OVER, or nothing where there is no target."""
        if self.target is None:
            return ""
        return "OVER" if self.over else "ok"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value whose cumulative share reaches `share` (0…1); 0 without values."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


def show(rows: Sequence[Row]) -> str:
    """The rows as text, one a line, in columns."""
    cells = [("what", "measured", "target", "", "")]
    for row in rows:
        target = "" if row.target is None else f"≤ {row.target:g} {row.unit}"
        cells.append((row.name, f"{row.value:.3g} {row.unit}", target, row.verdict, row.remark))
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join([lines[0], "─" * max(map(len, lines)), *lines[1:]])
