"""The last hour by tier, entry and agent: of contacts that are over for good, kept as they are until somebody asks.

The fold pays an entry in a list for it and nothing else. Who asks has the entries of each minute summed up, once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from msgspec import Raw, Struct, field

from wallboard.metrics.cell import Filters, Kind, fits, ledger_in, passes
from wallboard.metrics.counts import divided, joined
from wallboard.metrics.ledger import Ledger, add_to, post
from wallboard.metrics.ledger_text import ledger_in as ledger_told
from wallboard.metrics.row import ContactRow, Place, Where
from wallboard.metrics.story import Share

Waits = tuple[tuple[str, int], ...]
Entry = tuple[str | None, str, str, int, int, Waits]
"""Tier and entry (None: it counts at the agent alone), the agent (empty: at nobody), and the counts, sums and waits.

Of all but the sums there are few, and each is kept once: an hour of a large centre is forty thousand of these.
"""
KEPT_ONCE = 50_000


class Minute(Struct, gc=False):
    """Outcomes of one minute and channel: those not summed up yet, and sums by tier and entry, and by agent."""

    pending: list[Entry] = field(default_factory=list)
    after: list[tuple[Place, int]] = field(default_factory=list)
    """Places and tallies of after-contact work that is not summed up yet."""
    whole: dict[tuple[str, str], Ledger] = field(default_factory=dict)
    people: dict[str, Ledger] = field(default_factory=dict)
    unread: list[tuple[str, Raw]] = field(default_factory=list)
    """Agents and their ledgers as a snapshot has told them: nobody has asked yet."""

    def of(self, tier: str, entry: str) -> Ledger:
        """The sum by tier and entry, made where there is none."""
        found = self.whole.get((tier, entry))
        if found is None:
            found = self.whole[tier, entry] = Ledger()
        return found

    def read(self) -> None:
        """Nothing is unread any more."""
        unread, self.unread = self.unread, []
        for agent, told in unread:
            ledger_in(self.people, agent).merge(ledger_told(told))

    def sum_up(self) -> None:
        """Nothing is pending any more."""
        pending, self.pending = self.pending, []
        for tier, entry, agent, counts, sums, waits in pending:
            share = Share(joined(counts, sums), waits)
            if tier is not None:
                add_to((self.of(tier, entry),), share)
            if agent:
                add_to((ledger_in(self.people, agent),), share)
        after, self.after = self.after, []
        for (_, tier, entry, _, _, _, agent), tally in after:
            self.of(tier, entry).tally += tally
            if agent:
                ledger_in(self.people, agent).tally += tally


class Lately:
    """By minute of the outcome and channel. Rows that may still change are given with each question."""

    def __init__(self) -> None:
        self.minutes: dict[tuple[int, str], Minute] = {}
        self._once: dict[Any, Any] = {}

    def note(self, row: ContactRow) -> None:
        """A contact that will not change any more."""
        if not row.end:
            return
        minute = self._minute(row.outcome_t, row.place[3])
        if row.parts is None and row.share is not None:
            place = row.place
            minute.pending.append(self._entry(place[1], place[2], place[6], row.share))
            return
        if row.share is not None:
            minute.pending.append(self._entry(row.tier, row.entry, "", row.share))
        minute.pending += [self._entry(None, "", part.agent, part.share) for part in row.agents if part.agent]

    def count_after(self, where: Where, tally: int) -> None:
        """Count what comes after a contact, as its after-contact work (negative: take it back)."""
        if where.outcome_t >= 0.0:
            self._minute(where.outcome_t, where.place[3]).after.append((where.place, tally))

    def post_after(self, where: Where, share: Share, sign: int) -> None:
        """Count a share that comes after a contact (sign 1), or take it back (-1)."""
        post(self._of_outcome(where), share, sign)

    def _of_outcome(self, where: Where) -> list[Ledger]:
        if where.outcome_t < 0.0:
            return []
        _, tier, entry, channel, _, _, agent = where.place
        minute = self._minute(where.outcome_t, channel)
        ledgers = [minute.of(tier, entry)]
        if agent:
            ledgers.append(ledger_in(minute.people, agent))
        return ledgers

    def _minute(self, t: float, channel: str) -> Minute:
        key = int(t // 60.0), channel
        found = self.minutes.get(key)
        if found is None:
            found = self.minutes[key] = Minute()
        return found

    def _entry(self, tier: str | None, entry: str, agent: str, share: Share) -> Entry:
        once = self._once.setdefault
        (counts, sums), waits = divided(share.tally), share.waits  # `entry` is a word of the vocabulary: there is one
        return once(tier, tier), entry, once(agent, agent), once(counts, counts), sums, once(waits, waits)

    def forget(self, first_minute: int) -> None:
        """Let go of minutes before `first_minute` (whole minutes since the epoch)."""
        for key in [key for key in self.minutes if key[0] < first_minute]:
            del self.minutes[key]
        if len(self._once) > KEPT_ONCE:
            self._once.clear()

    def whole(self, rows: Iterable[ContactRow], first: int, last: int, filters: Filters) -> Ledger:
        """Contacts whose outcome came in the minutes `first` to `last`, as these filters let them through."""
        total = Ledger()
        for channel, minute in self._between(rows, first, last, filters[2]):
            for (tier, entry), ledger in minute.whole.items():
                if passes(filters, (tier, entry, channel)):
                    total.merge(ledger)
        return total

    def people(self, rows: Iterable[ContactRow], first: int, last: int, names: Collection[str], kind: Kind) -> Ledger:
        """What agents did for contacts whose outcome came in those minutes."""
        total = Ledger()
        for _, minute in self._between(rows, first, last, kind):
            minute.read()
            for name in names:
                if name in minute.people:
                    total.merge(minute.people[name])
        return total

    def _between(self, rows: Iterable[ContactRow], first: int, last: int, kind: Kind) -> Iterator[tuple[str, Minute]]:
        still = Lately()
        for row in rows:
            still.note(row)
        for minutes in (self.minutes, still.minutes):
            for (number, channel), minute in minutes.items():
                if first <= number <= last and fits(kind, channel):
                    if minute.pending or minute.after:
                        minute.sum_up()
                    yield channel, minute
