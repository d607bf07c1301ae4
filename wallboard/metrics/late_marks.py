"""What is said of contacts that have long been counted (settled, marks, a promise): counted where the contact counts.

A contact that is over leaves a small record of where it counts. It is kept as long as anything may still be said of it
that the figures could hold; it is written down, which takes little more than half the room: nearly all are never read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Protocol

from msgspec import Raw, Struct, json
from msgspec.structs import replace

from wallboard.floor.marks import Marks
from wallboard.metrics import counts as at
from wallboard.metrics.counts import score_key, tally_of
from wallboard.metrics.parts import TAKEN
from wallboard.metrics.row import ContactRow, Place, Where
from wallboard.metrics.story import Share

_TOLD = tally_of((at.RESOLUTION_TOLD,))
_RESOLVED = tally_of((at.RESOLUTION_TOLD, at.RESOLVED))
_PROMISED = tally_of((at.CALLBACKS_PROMISED,))

Mark = tuple[str, tuple[str, int]]
"""For whom a mark was (empty: for who answered first), and its wait: topic and key."""


class Entry(Struct, frozen=True, gc=False, array_like=True):
    """A queue entry that was answered: by whom, when it was entered and answered (epoch seconds), in which queue."""

    agent: str
    t: float
    outcome_t: float
    queue: str


class Left(Struct, frozen=True, gc=False, array_like=True):
    """Where a contact counts that is over: `place`, and, where its parts differ, the entries that were answered.

    `agents` are those who have a part of their own, each with his queue; anybody else has `last_queue`.
    """

    place: Place
    outcome_t: float
    entry_outcome_t: float
    answered: tuple[Entry, ...] = ()
    agents: tuple[tuple[str, str], ...] = ()
    last_queue: str = ""
    spot: tuple[int, ...] = ()
    """Where it counts in columns."""
    topic: str = ""

    @property
    def where(self) -> Where:
        """Where what was said of the contact as such counts."""
        return Where(self.place, self.outcome_t, self.entry_outcome_t)

    def rated(self, agent: str) -> Where:
        """Where a mark for `agent` (empty: for who answered first) counts: the rule is that of `parts`."""
        t, tier, entry, channel, queue_t, queue, first = self.place
        outcome_t = self.entry_outcome_t
        his = [one for one in self.answered if one.agent == agent] or self.answered
        if his:
            queue_t, outcome_t, queue = his[-1].t, his[-1].outcome_t, his[-1].queue
        return Where((t, tier, entry, channel, queue_t, queue, agent or first), self.outcome_t, outcome_t)

    def queue_of(self, agent: str) -> str:
        """The queue under which what `agent` has of this contact counts."""
        return dict(self.agents).get(agent, self.last_queue) if self.agents else self.place[5]


def left_of(row: ContactRow, place: Place, spot: tuple[int, ...] = (), topic: str = "") -> Left:
    """The record of a contact that is over; `place` is that of `row`, as it is to be kept."""
    parts = row.parts
    if parts is None:
        return Left(place, row.outcome_t, row.outcome_t, spot=spot, topic=topic)
    entries = zip(parts.queues, parts.answered_by, strict=False)
    answered = tuple([Entry(by, p.t, p.outcome_t, p.queue) for p, by in entries if p.end == TAKEN])
    agents = tuple([(part.agent, part.queue) for part in parts.agents])
    last_queue = parts.queues[max(0, len(parts.answered_by) - 1)].queue
    return Left(place, row.outcome_t, parts.queues[0].outcome_t, answered, agents, last_queue, spot, topic)


Written = bytes | Raw
"""A record, written down as in a snapshot."""
_encode, _decode = json.Encoder().encode, json.Decoder(Left).decode


class Ledgers(Protocol):
    """Who counts what is said later."""

    def post_late(self, left: Left, where: Where, share: Share, sign: int) -> None:
        """Count `share` (sign 1), or take it back (-1)."""

    def promise_late(self, contact: str, left: Left, due_t: float) -> None:
        """The contact was promised a callback by `due_t` (-1: no time was named)."""

    def set_topic(self, left: Left, topic: str) -> None:
        """The contact is on another topic than was known."""


class LateMarks:
    """`left` are the records, by contact, in the order in which they were over."""

    def __init__(self, ledgers: Ledgers) -> None:
        self._ledgers = ledgers
        self.left: dict[str, Written] = {}
        self._old_t = float("-inf")

    def leave(self, row: ContactRow, place: Place, spot: tuple[int, ...] = (), topic: str = "") -> None:
        """The contact is over for good; see `left_of`."""
        if row.share is not None and not row.consult:
            self.left.pop(row.id, None)
            self.left[row.id] = _encode(left_of(row, place, spot, topic))

    def hear(self, said: Mapping[str, tuple[Marks, Marks]]) -> None:
        """All that was said of each contact, before and now."""
        for contact, (before, after) in said.items():
            written = self.left.get(contact)
            left = _decode(written) if written is not None else None
            if left is not None and left.place[0] >= self._old_t:
                self._change(contact, left, before, after)

    def _change(self, contact: str, left: Left, before: Marks, after: Marks) -> None:
        post, where = self._ledgers.post_late, left.where
        if after.topic != before.topic:
            left = replace(left, topic=after.topic)
            self.left[contact] = _encode(left)
            self._ledgers.set_topic(left, after.topic)
        tally = _tally(after) - _tally(before)
        if tally:
            post(left, where, Share(tally), 1)
        was, marks = Counter(_marks(before)), Counter(_marks(after))
        for changed, sign in ((was - marks, -1), (marks - was, 1)):
            for agent, wait in changed.elements():
                post(left, left.rated(agent), Share(0, (wait,)), sign)
        if after.promised and (not before.promised or after.due_t != before.due_t):
            self._ledgers.promise_late(contact, left, after.due_t)

    def forget(self, old_t: float) -> None:
        """Let go of contacts that came before `old_t`; one that was over late may stay, without counting."""
        self._old_t, old = old_t, []
        for contact, written in self.left.items():
            if _decode(written).place[0] >= old_t:
                break
            old.append(contact)
        for contact in old:
            del self.left[contact]


def _tally(marks: Marks) -> int:
    tally = _PROMISED if marks.promised else 0
    if marks.resolved is None:
        return tally
    return tally + (_RESOLVED if marks.resolved else _TOLD)


def _marks(marks: Marks) -> Iterator[Mark]:
    for rating in marks.ratings:
        kind = at.RATED_BY_CUSTOMER if rating.by_customer else at.RATED_BY_SUPERVISOR
        yield rating.agent, (rating.topic or marks.topic, score_key(kind, rating.share))
