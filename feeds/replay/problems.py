"""What could not be used of a recording: counted, and told of with its line while there are few."""

from __future__ import annotations

from msgspec import Struct, field

TOLD = 20


class Problem(Struct, frozen=True):
    """`line` (from 1) could not be used.

    `code`: malformed, not_json, unknown_type, absurd_time, bad_row, cut_off, too_long, unknown_zone.
    """

    line: int
    code: str
    detail: str = ""


class Problems(Struct):
    """How many there were of each code, and the first of them."""

    counts: dict[str, int] = field(default_factory=dict)
    first: list[Problem] = field(default_factory=list)

    def note(self, line: int, code: str, detail: str = "") -> None:
        """Take note of one."""
        self.counts[code] = self.counts.get(code, 0) + 1
        if len(self.first) < TOLD:
            self.first.append(Problem(line, code, detail[:200]))
