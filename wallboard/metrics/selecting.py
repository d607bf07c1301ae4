"""Which rows of the columns count in which group of a question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct, field

from wallboard.floor.people import Agent
from wallboard.metrics.agent_time import agent_time
from wallboard.metrics.calendar import QUARTER_S
from wallboard.metrics.columns import BY_AGENT, BY_QUEUE, WHOLE, Array, Chunk, Columns, Names, Table
from wallboard.metrics.grains import DENSE, QUARTER, Grains, grains, grains_in_span
from wallboard.metrics.report import NO_TIME_KEYS
from wallboard.metrics.spans import PEOPLE_KEYS, TIME_KEYS, Clockwork, check_split

Key = tuple[str | None, ...]

NONE_OF_CONTACTS = frozenset({"priority"})
"""What tickets alone have."""


class Question(Struct, frozen=True):
    """[start_t, end_t) in epoch seconds (None: open), split `by` keys of `spans.KEYS`.

    `only` lets through what has one of these values under a key that is no time. `spans_by_offer`: also queue entries
    belong to the span of the contact's offer.
    """

    by: tuple[str, ...] = ()
    start_t: float | None = None
    end_t: float | None = None
    only: Mapping[str, Collection[str]] = field(default_factory=dict)
    spans_by_offer: bool = False
    with_time: bool = False
    """Whether there are groups in which nothing but agents' time counts, also where it is not split by people."""

    @property
    def view(self) -> int:
        """In which of their splits rows count."""
        keys = {*self.by, *self.only}
        if keys & PEOPLE_KEYS:
            return BY_AGENT
        return BY_QUEUE if "queue" in keys else WHOLE

    @property
    def moment(self) -> str:
        """The column by which rows belong to a span."""
        return "queue_t" if self.view == BY_QUEUE and not self.spans_by_offer else "t"

    @property
    def from_t(self) -> float:
        """The beginning of the span."""
        return float("-inf") if self.start_t is None else self.start_t

    @property
    def to_t(self) -> float:
        """The end of the span."""
        return float("inf") if self.end_t is None else self.end_t


def check(asked: Question) -> None:
    """Raises ValueError for a key that is not known, stands twice or cannot be asked for, or a span that ends early."""
    check_split(asked.by, asked.start_t, asked.end_t, asked.only)
    if TIME_KEYS & set(asked.only):
        raise ValueError("hours and days are chosen with the span")


class Selector:
    """Finds the group of each row; `people` say which agent belongs to which team and site now."""

    def __init__(self, columns: Columns, asked: Question, clockwork: Clockwork, people: Mapping[str, Agent]) -> None:
        check(asked)
        self._asked, self._clockwork = asked, clockwork
        self._dictionaries: dict[str, Names] = {}
        self._codes: dict[str, Array] = {}
        """For team and site: the number of each agent's."""
        self._let: dict[str, Array] = {}
        self._columns = frozenset(map(_column_of, {*asked.by, *asked.only} - NONE_OF_CONTACTS))
        for name in (*asked.by, *asked.only):
            if name in TIME_KEYS:
                self._dictionaries[name] = Names()
            elif name in ("team", "site"):
                self._dictionaries[name] = belonging = Names()
                agents = [people.get(agent) for agent in columns.names["agent"].names]
                codes = [belonging.code(getattr(agent, name) if agent else "") for agent in agents]
                self._codes[name] = np.array(codes, dtype=np.int64)
            else:
                self._dictionaries[name] = Names() if name in NONE_OF_CONTACTS else columns.names[name]
        for name, values in asked.only.items():
            names = self._dictionaries[name].names
            self._let[name] = np.array([value in values for value in names], dtype=bool)

    @cached_property
    def cards(self) -> list[int]:
        """How many values each key has; asked for once all rows have been looked at."""
        return [len(self._dictionaries[key].names) for key in self._asked.by]

    def touches(self, chunk: Chunk) -> bool:
        """Whether anything of the chunk may be in the span."""
        return chunk.low_t < self._asked.to_t and chunk.high_t >= self._asked.from_t

    def grains(self, chunk: Chunk) -> Grains:
        """The rows of the chunk that are in the span, those that stay together taken as one."""
        asked = self._asked
        if chunk.low_t < asked.from_t or chunk.high_t >= asked.to_t:
            return grains_in_span(chunk, asked.view, asked.moment, self._columns, asked.from_t, asked.to_t)
        return grains(chunk, asked.view, asked.moment, self._columns)

    def of_grains(self, grains: Grains) -> tuple[list[Array], Array]:
        """For each key the values of the grains, as numbers, and which of them count at all."""
        counts = np.ones(grains.size, dtype=bool)
        for name, let in self._let.items():
            counts &= let[self._column(grains.values, name, grains.size)]
        return [self._values(name, grains.values, grains.size) for name in self._asked.by], counts

    def of_times(self, chunk: Chunk) -> tuple[list[Array], Array, Table] | None:
        """The same of agents' time, and the pieces of it; None where no time belongs."""
        asked = self._asked
        if NO_TIME_KEYS & {*asked.by, *asked.only}:
            return None
        pieces = agent_time(chunk, asked.from_t, asked.to_t, self._clockwork.calendar)
        size = len(pieces["agent"])
        counts = np.ones(size, dtype=bool)
        for name, let in self._let.items():
            counts &= let[self._column(pieces, name, size)]
        return [self._values(name, pieces, size) for name in asked.by], counts, pieces

    def key_of(self, group: int) -> Key:
        """The names behind a group's number."""
        found: list[str | None] = []
        for name, card in zip(reversed(self._asked.by), reversed(self.cards), strict=True):
            group, code = divmod(group, card)
            found.append(self._dictionaries[name].names[code] or None)
        return tuple(reversed(found))

    def code(self, keys: Sequence[Array], size: int) -> Array:
        """A number for the group of each of `size` rows or pieces of time, from their values under each key."""
        code = np.zeros(size, np.int64)
        for values, card in zip(keys, self.cards, strict=True):
            code *= card
            code += values
        return code

    def _values(self, name: str, table: Table, size: int) -> Array:
        return self._times(name, table[QUARTER]) if name in TIME_KEYS else self._column(table, name, size)

    def _column(self, table: Table, name: str, size: int) -> Array:
        if name in NONE_OF_CONTACTS:
            return np.zeros(size, np.int64)
        values: Array = self._codes[name][table["agent"]] if name in self._codes else table[name]
        return values

    def _times(self, name: str, quarters: Array) -> Array:
        if not len(quarters):
            return quarters
        first, last = int(quarters.min()), int(quarters.max())
        if last - first > DENSE:
            known, at = np.unique(quarters, return_inverse=True)
            named: Array = self._named(name, known.tolist())[at]
            return named
        there = np.bincount(quarters - first) > 0
        codes = np.zeros(len(there), np.int64)
        codes[there] = self._named(name, [first + int(quarter) for quarter in np.flatnonzero(there)])
        found: Array = codes[quarters - first]
        return found

    def _named(self, name: str, quarters: Iterable[int]) -> Array:
        code = self._dictionaries[name].code
        return np.array([code(self._clockwork.keys_of(quarter * QUARTER_S)[name]) for quarter in quarters], np.int64)


def _column_of(key: str) -> str:
    """The column by which a key tells rows apart."""
    if key in TIME_KEYS:
        return QUARTER
    return "agent" if key in PEOPLE_KEYS else key
