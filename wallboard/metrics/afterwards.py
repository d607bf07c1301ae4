"""What comes after a contact counts where the contact counts: in its day, and among the last minutes."""

from __future__ import annotations

from wallboard.metrics.cells import Cells
from wallboard.metrics.late_marks import Left
from wallboard.metrics.lately import Lately
from wallboard.metrics.promises import Promises
from wallboard.metrics.row import Where
from wallboard.metrics.story import Share


class Afterwards:
    """After-contact work, and what is said of contacts that are over, in the live books."""

    def __init__(self, cells: Cells, lately: Lately, promises: Promises) -> None:
        self._cells, self._lately, self._promises = cells, lately, promises

    def count(self, where: Where, tally: int) -> None:
        """Count `tally` (negative: take it back)."""
        self._cells.count_after(where, tally)
        self._lately.count_after(where, tally)

    def post_late(self, left: Left, where: Where, share: Share, sign: int) -> None:
        """Count `share` (sign 1), or take it back (-1)."""
        self._cells.post_after(where, share, sign)
        self._lately.post_after(where, share, sign)

    def promise_late(self, contact: str, left: Left, due_t: float) -> None:
        """A callback was promised, by `due_t` (-1: no time was named)."""
        self._promises.make(contact, left.place[0], due_t, left.place)

    def set_topic(self, left: Left, topic: str) -> None:
        """The books have no topics but those of marks, which are counted anew."""
