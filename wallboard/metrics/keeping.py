"""Keeps contacts that are over in columns as the log goes on, and what is told of them later. A report, kept for good.

Whatever order contacts come in, the columns hold the same. What could still change (contacts under way, the last hour
of each agent's day) is added for as long as somebody looks, and taken back when the log goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from wallboard.floor.changes import Changes
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import AFTER_CONTACT_WORK, Agent, Spell
from wallboard.floor.ticket import Ticket
from wallboard.metrics import counts as at
from wallboard.metrics.columns import AWAY, BUFFERED_ROWS, Columns, Placed
from wallboard.metrics.counts import micros, summed
from wallboard.metrics.customers import WINDOW_S, Customers
from wallboard.metrics.late_marks import LateMarks
from wallboard.metrics.marking import Marking
from wallboard.metrics.overlay import Overlay
from wallboard.metrics.peaks import Stays, stays_of
from wallboard.metrics.presence import (
    AFTER_S,
    FULL,
    NOISE_S,
    Diary,
    Work,
    end_of_work,
    followed,
    time_away,
    time_known,
    union,
)
from wallboard.metrics.promises import Promises, hear
from wallboard.metrics.row import ContactRow, row_of
from wallboard.metrics.unfinished import Unfinished
from wallboard.stream.envelope import Event

LATE_S = 3600.0
"""What is told of an agent's time later than this is left out: by then his day is in the columns."""
SETTLED_AT_ONCE = 20
VISITS_KEPT_S = 30 * 86_400.0
"""Visits are remembered until no contact that is still open can come between them, but no longer than this."""
STILL_THERE = float("inf")
NO_STAYS = Stays(None, [], [])
UNSETTLED = (-1,)
"""Where after-contact work counts that followed a contact that is not over yet."""


class Keeping:
    """`floor` and `columns` hold the log up to where `fold` was told it."""

    def __init__(self, floor: Floor | None = None, columns: Columns | None = None) -> None:
        self.floor = floor if floor is not None else Floor()
        self.columns = columns if columns is not None else Columns()
        self.customers = Customers(self._post)
        self.promises = Promises(self._post)
        self.tickets: list[Ticket] = []
        """Those of which nothing new will come."""
        self.marks = LateMarks(Marking(self.columns, self.promises))
        self.diaries: dict[str, Diary] = {}
        self.done_t: dict[str, float] = {}
        """Up to when each agent's time is in the columns."""
        self._unfinished = Unfinished(self.floor)
        self._full: dict[str, None] = {}
        self._overlay: Overlay | None = None

    def fold(self, events: Sequence[Event]) -> None:
        """The log goes on."""
        self.take_back()
        told = self._unfinished.fold(events)
        now_t = self.floor.now_t
        hear(self.promises, told.callbacks)
        self.promises.pass_time(now_t)
        self.note(told.spells)
        self.tickets += told.gone_tickets
        for earlier in told.earlier:
            if earlier.contact is not None:
                self.take(row_of(earlier.contact), stays_of(earlier.contact, now_t))
            if earlier.marks is not None:
                self.marks.hear({earlier.name: earlier.marks})
        for contact in told.gone:
            self.take(row_of(contact), stays_of(contact, now_t))
        self._note_late(told.changes)
        if len(self._full) >= SETTLED_AT_ONCE:
            self._settle_some(SETTLED_AT_ONCE)
        self.columns.flush(BUFFERED_ROWS)

    @property
    def open_tickets(self) -> Iterable[Ticket]:
        """Those of which something may still be heard."""
        return self._unfinished.tickets.values()

    @property
    def open_contacts(self) -> Iterable[Contact]:
        """The same of contacts."""
        return self._unfinished.contacts.values()

    def look(self) -> Columns:
        """The columns with what could still change; as they are until `fold` is called."""
        if self._overlay is None:
            self.settle()
            self.columns.flush()
            self._overlay = overlay = Overlay(self.columns)
            self._add_open(overlay)
            for name in dict.fromkeys([*self.diaries, *overlay.works, *self.floor.agents]):
                self._add_pending(overlay, name)
            overlay.finish()
        return self.columns

    def settle(self) -> None:
        """Put into the columns what of the agents' time will not change any more."""
        self.take_back()
        self._full.update(dict.fromkeys(self.diaries))
        self._settle_some(len(self._full))

    def take_back(self) -> None:
        """Take out of the columns what could still change."""
        if self._overlay is not None:
            self._overlay.take_back(self.customers, self.promises)
            self._overlay = None

    def _post(self, places: tuple[int, ...], tally: int, sign: int) -> None:
        if self._overlay is not None:
            self._overlay.post(places, sign * tally)
        else:
            self.columns.patch(places, sign * tally)

    def note(self, spells: Iterable[Spell]) -> None:
        """Stretches of agents' states that are over."""
        for spell in spells:
            diary = self._diary(spell.agent)
            diary.spells.append(spell)
            if len(diary.spells) >= diary.full_at:
                self._full[spell.agent] = None

    def _note_late(self, changes: Changes) -> None:
        """What is said of contacts that are in the columns, and whom a call of ours has reached."""
        self.marks.hear(changes.marks)
        for contact, t in changes.called.items():
            self.promises.keep(contact, t)

    def take(self, row: ContactRow, stays: Stays) -> None:
        """A contact of which nothing new will come."""
        if row.share is None or row.consult:
            for name, from_t, to_t in row.legs:
                self._diary(name).work.append((to_t if to_t >= 0.0 else STILL_THERE, from_t, ()))
        if row.share is None:
            return
        placed = self.columns.add(row, NO_STAYS if row.consult else stays, customer_number(row.customer))
        if row.customer:
            self.customers.come(customer_key(row.customer), row.t, row.id, placed.heads)
        if row.promised:
            self.promises.make(row.id, row.t, row.due_t, placed.heads)
        self.marks.leave(row, row.place, (self.columns.contacts - 1, *placed.heads), row.topic)
        if not row.consult:
            for name, work in works_of(row, placed):
                self._diary(name).work.append(work)

    def _settle_some(self, most: int) -> None:
        now_t = self.floor.now_t
        open_work = self._open_work()
        for name in [*islice(self._full, most)]:
            del self._full[name]
            self._settle(name, now_t - LATE_S, open_work.get(name, []))
        oldest_t = min([c.offered_t for c in self._unfinished.contacts.values() if c.offered_t > 0.0], default=now_t)
        if self.customers.forget(max(oldest_t, now_t - VISITS_KEPT_S)):
            self.marks.forget(now_t - WINDOW_S)

    def _settle(self, name: str, until_t: float, open_work: list[Work]) -> None:
        diary, start_t = self._diary(name), self.done_t.get(name, 0.0)
        if until_t > start_t:
            work = sorted([*diary.work, *open_work], key=end_of_work)
            diary.spells.sort(key=_begin)
            self._add_times(self.columns, name, self._spells(name), work, start_t, until_t)
            self.done_t[name] = until_t
            diary.spells = [spell for spell in diary.spells if not self._is_given(spell, work, until_t)]
            needed_t = min([until_t, *[s.from_t for s in diary.spells]]) - AFTER_S - NOISE_S
            diary.work = [leg for leg in diary.work if leg[0] > needed_t]
        diary.full_at = max(FULL, 2 * len(diary.spells))

    def _is_given(self, spell: Spell, work: list[Work], until_t: float) -> bool:
        """Whether `spell` is done with; after-contact work is given to its contact then."""
        if spell.to_t > until_t:
            return False
        if spell.state == AFTER_CONTACT_WORK:
            leg = followed(spell, work)
            if leg is not None and leg[2] == UNSETTLED:
                return False
            if leg is not None:
                self.columns.patch(leg[2], _work_of(spell))
        return True

    def _add_times(
        self, columns: Columns | Overlay, name: str, spells: list[Spell], work: list[Work], start_t: float, end_t: float
    ) -> None:
        legs = [(from_t, min(to_t, self.floor.now_t)) for to_t, from_t, _ in work if to_t > start_t]
        for place, intervals in time_known(spells, legs, start_t, end_t):
            for from_t, to_t in union(intervals, start_t, end_t) if place == at.LOGGED_ON_US else intervals:
                columns.add_time(name, place, from_t, to_t)
        for reason, stretches in time_away(spells, legs, start_t, end_t).items():
            for from_t, to_t in stretches:
                columns.add_time(name, AWAY, from_t, to_t, reason)

    def _spells(self, name: str) -> list[Spell]:
        """The stretches of an agent's states that are not in the columns yet, with the present one."""
        agent: Agent | None = self.floor.agents.get(name)
        spells, now_t = self._diary(name).spells, self.floor.now_t
        if agent is None or not agent.on_duty or not 0.0 <= agent.since_t < now_t:
            return spells
        return [*spells, Spell(name, agent.state, agent.reason, agent.since_t, now_t)]

    def _open_work(self) -> dict[str, list[Work]]:
        """By agent, the legs of contacts that are not over for good."""
        found: dict[str, list[Work]] = {}
        for contact in self._unfinished.contacts.values():
            for leg in contact.legs:
                place = UNSETTLED if contact.is_customers else ()
                to_t = leg.to_t if leg.to_t >= 0.0 else STILL_THERE
                found.setdefault(leg.agent, []).append((to_t, leg.from_t, place))
        return found

    def _add_open(self, overlay: Overlay) -> None:
        now_t = self.floor.now_t
        for contact in self._unfinished.contacts.values():
            row, stays = row_of(contact), stays_of(contact, now_t)
            if row.share is None or row.consult:
                for name, from_t, to_t in row.legs:
                    overlay.work(name).append((to_t if to_t >= 0.0 else STILL_THERE, from_t, ()))
            if row.share is None:
                continue
            placed = overlay.add(row, NO_STAYS if row.consult else stays, customer_number(row.customer))
            if row.customer:
                key = customer_key(row.customer)
                self.customers.come(key, row.t, row.id, placed.heads)
                overlay.visits.append((key, row.t, row.id))
            if row.promised and row.id not in self.promises.made:
                self.promises.make(row.id, row.t, row.due_t, placed.heads)
                overlay.promised.append(row.id)
            if not row.consult:
                for name, work in works_of(row, placed):
                    overlay.work(name).append(work)

    def _add_pending(self, overlay: Overlay, name: str) -> None:
        diary, start_t = self._diary(name), self.done_t.get(name, 0.0)
        work = sorted([*diary.work, *overlay.work(name)], key=end_of_work)
        diary.spells.sort(key=_begin)
        for spell in diary.spells:
            if spell.state == AFTER_CONTACT_WORK:
                leg = followed(spell, work)
                if leg is not None:
                    overlay.post(leg[2], _work_of(spell))
        self._add_times(overlay, name, self._spells(name), work, start_t, float("inf"))

    def _diary(self, name: str) -> Diary:
        found = self.diaries.get(name)
        if found is None:
            found = self.diaries[name] = Diary()
        return found


def works_of(row: ContactRow, placed: Placed) -> Iterator[tuple[str, Work]]:
    """Each agent's work with the contact: when it was over and began, and the rows where what follows it counts."""
    for (name, from_t, to_t), places in zip(row.legs, placed.talks, strict=True):
        if name:
            yield name, (to_t if to_t >= 0.0 else STILL_THERE, from_t, places)


def customer_number(customer: str) -> int:
    """A number by which a customer is known again; 0 for nobody. The columns hold nobody's name."""
    return int.from_bytes(blake2b(customer.encode("utf-8", "surrogatepass"), digest_size=8).digest()) if customer else 0


def customer_key(customer: str) -> str:
    """The same as a key."""
    return f"{customer_number(customer):x}"


def _work_of(spell: Spell) -> int:
    return summed(at.ACW_US, micros(spell.to_t - spell.from_t))


def _begin(spell: Spell) -> float:
    return spell.from_t
