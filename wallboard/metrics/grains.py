"""Rows of a chunk that fall into the same group whatever is asked, taken together: there are far fewer of them.

Which rows belong together never changes, and is worked out at the first question; what they count can be patched.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from wallboard.metrics.calendar import QUARTER_S
from wallboard.metrics.columns import BY_AGENT, BY_QUEUE, WHOLE, Array, Chunk, Table, narrowed
from wallboard.metrics.group import BUSIEST_S

QUARTER = "quarter"
"""The key of a grain's quarter-hour of epoch time."""
DENSE = 1 << 22
"""Up to so many places are counted in an array that holds them all."""
DENSE_PER_CODE, LEAST_DENSE = 8, 1 << 14
"""Up to so many places for each code, or in all, it is quicker to number codes in an array than to sort them."""
OF_VIEW: dict[int, list[tuple[str, ...]]] = {
    WHOLE: [("tier", "entry", "channel", "topic", QUARTER)],
    BY_QUEUE: [("queue", "tier", "entry", "channel", "topic", QUARTER)],
    BY_AGENT: [("agent", QUARTER), ("agent", "queue")],
}
"""What the grains of a view are told apart by: the first that has all that is asked; more is asked of agents seldom."""


class Grains:
    """Some rows of `chunk`. `values` are those of the `size` grains under each key; `of` the grain of each row.

    The number of a row that belongs to none of them is `size`.
    """

    def __init__(self, chunk: Chunk, moment: str, values: Table, of: Array, size: int) -> None:
        self.values, self.of, self.size = values, of, size
        self._chunk, self._moment = chunk, moment
        self._of_waits: Array | None = None
        self._counted: tuple[Array, Array, Array] | None = None
        self._sums: dict[int, Array] | None = None
        self._offers: tuple[Array, Array, Array] | None = None
        self._seen: tuple[Array, Array] | None = None

    def of_waits(self, row: Array) -> Array:
        """The grain of each wait; `row` are the waits' rows, the same at every call."""
        if self._of_waits is None:
            self._of_waits = self.of[row]
        return self._of_waits

    @property
    def counted(self) -> tuple[Array, Array, Array]:
        """Which grains have which shapes, and so many times."""
        if self._counted is None:
            shape = self._chunk.tables["rows"]["shape"]
            shapes = int(shape.max()) + 1 if len(shape) else 1
            pairs = self.of.astype(np.int64) * shapes + shape
            if (self.size + 1) * shapes <= DENSE:
                number = np.bincount(pairs, minlength=self.size * shapes)[: self.size * shapes]
                known = np.flatnonzero(number)
                number = number[known]
            else:
                known, number = np.unique(pairs[pairs < self.size * shapes], return_counts=True)
            grain, of_shape = np.divmod(known, shapes)
            self._counted = _small(grain), _small(of_shape), number.astype(np.float64)
        return self._counted

    @property
    def sums(self) -> dict[int, Array]:
        """What the rows of each grain sum up to, by place of `counts.SUMS`; whole numbers in float64."""
        if self._sums is None:
            sums = self._chunk.sums
            self._sums = {lane: np.bincount(self.of, sums[lane], self.size + 1)[: self.size] for lane in sums}
        return self._sums

    def offers(self, is_offer: Array) -> tuple[Array, Array, Array]:
        """How many are offered: the grain, the number of the five minutes of epoch time, and so many.

        `is_offer` says of each shape whether it is that of somebody offered.
        """
        if self._offers is None:
            grain, step = self._offered(is_offer)
            low = int(step.min()) if len(step) else 0
            span = int(step.max()) - low + 1 if len(step) else 1
            known, number = np.unique(grain * np.int64(span) + (step - low), return_counts=True)
            grain, step = np.divmod(known, span)
            self._offers = _small(grain), step + low, number
        return self._offers

    def _offered(self, is_offer: Array) -> tuple[Array, Array]:
        rows = self._chunk.tables["rows"]
        those = np.flatnonzero(is_offer[rows["shape"]] & (self.of < self.size))
        return self.of[those], (rows[self._moment][those] // BUSIEST_S).astype(np.int64)

    @property
    def seen(self) -> tuple[Array, Array]:
        """Which agents were with the contacts of which grain."""
        if self._seen is None:
            grain, agent = self._with_agents()
            agents = int(agent.max(initial=0)) + 1
            grain, agent = np.divmod(np.unique(grain * np.int64(agents) + agent), agents)
            self._seen = _small(grain), _small(agent)
        return self._seen

    def _with_agents(self) -> tuple[Array, Array]:
        stays = self._chunk.tables["stays"]
        grain = self.of[stays["row"]]
        those = np.flatnonzero((stays["agent"] > 0) & (grain < self.size))
        return grain[those], stays["agent"][those]

    def forget_amounts(self) -> None:
        """A row counts something else."""
        self._counted = self._sums = self._offers = None


class _Rows(Grains):
    """Rows each for itself: of a span that begins or ends in the chunk, or split by what no grains are kept for."""

    def __init__(self, chunk: Chunk, those: Array, moment: str, keys: frozenset[str]) -> None:
        rows = chunk.tables["rows"]
        self._those = np.flatnonzero(those)
        values = {name: rows[name][self._those] for name in keys if name != QUARTER}
        if QUARTER in keys:
            values[QUARTER] = _quarters(rows[moment][self._those])
        of = np.where(those, np.cumsum(those) - 1, len(self._those))
        super().__init__(chunk, moment, values, of, len(self._those))

    @cached_property
    def counted(self) -> tuple[Array, Array, Array]:
        return np.arange(self.size), self._chunk.tables["rows"]["shape"][self._those], np.ones(self.size)

    @cached_property
    def sums(self) -> dict[int, Array]:
        return {lane: amounts[self._those] for lane, amounts in self._chunk.sums.items()}

    def offers(self, is_offer: Array) -> tuple[Array, Array, Array]:
        grain, step = self._offered(is_offer)
        return grain, step, np.ones(len(grain))

    @property
    def seen(self) -> tuple[Array, Array]:
        return self._with_agents()


def grains(chunk: Chunk, view: int, moment: str, keys: frozenset[str]) -> Grains:
    """The grains of the rows that count in `view`, split by `keys`: of `NAMED`, and `QUARTER` for that of `moment`."""
    told_apart = next((names for names in OF_VIEW[view] if keys <= {*names}), None)
    if told_apart is None:
        return _Rows(chunk, (chunk.tables["rows"]["views"] & view) != 0, moment, keys)
    found: Grains | None = chunk.grains.get((view, moment, told_apart))
    if found is None:
        found = chunk.grains[view, moment, told_apart] = _grains(chunk, view, moment, told_apart)
    return found


def grains_in_span(chunk: Chunk, view: int, moment: str, keys: frozenset[str], from_t: float, to_t: float) -> Grains:
    """The same for a span that begins or ends somewhere in the chunk: each row is one."""
    rows = chunk.tables["rows"]
    t = rows[moment]
    return _Rows(chunk, ((rows["views"] & view) != 0) & (t >= from_t) & (t < to_t), moment, keys)


def _grains(chunk: Chunk, view: int, moment: str, told_apart: tuple[str, ...]) -> Grains:
    rows = chunk.tables["rows"]
    columns = {name: _quarters(rows[moment]) if name == QUARTER else rows[name] for name in told_apart}
    counts = (rows["views"] & view) != 0
    code, size = np.zeros(len(counts), np.int64), 1
    for values in columns.values():
        low = int(values.min()) if len(values) else 0
        card = int(values.max()) - low + 1 if len(values) else 1
        if size * card > DENSE:
            known, code = np.unique(code, return_inverse=True)
            size = len(known)
        code = code * card + (values - low)
        size *= card
    known, of = numbered(code, counts)
    first = np.zeros(len(known) + 1, np.intp)
    first[of] = np.arange(len(of))
    of_grains = {name: column[first[:-1]] for name, column in columns.items()}
    return Grains(chunk, moment, of_grains, _small(of), len(known))


def numbered(codes: Array, counts: Array) -> tuple[Array, Array]:
    """The different codes of what counts, in order, and for each item the place of its code; the last for none."""
    if not len(codes):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    low, high = int(codes.min()), int(codes.max())
    if high - low >= max(DENSE_PER_CODE * len(codes), LEAST_DENSE):
        found, place = np.unique(codes[counts], return_inverse=True)
        local = np.full(len(codes), len(found), np.int64)
        local[counts] = place
        return found, local
    if low == high:
        some = int(counts.any())
        return np.full(some, low, np.int64), np.where(counts, 0, some)
    none = high - low + 1
    shifted = np.where(counts, codes - low, none)
    there = np.bincount(shifted, minlength=none + 1)[:none] > 0
    numbers = np.cumsum(there, dtype=np.intp)
    return np.flatnonzero(there) + low, np.append(numbers - 1, numbers[-1])[shifted]


def _quarters(t: Array) -> Array:
    return t.astype(np.int64) // QUARTER_S


def _small(values: Array) -> Array:
    return narrowed("row", values)
