"""The books: every figure of today and of the last hour, kept up from what changes on the floor.

Changes are only noted when they come, and counted when somebody asks or when a contact leaves the floor's memory:
a contact that nobody looked at in between is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice

from wallboard.floor.changes import Changes, Earlier
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import Queue
from wallboard.metrics import counts as at
from wallboard.metrics.afterwards import Afterwards
from wallboard.metrics.agent_ledger import AgentLedger, agent_ledger
from wallboard.metrics.calendar import HALF_HOUR_S, Calendar
from wallboard.metrics.catalogue import read
from wallboard.metrics.cell import Filters
from wallboard.metrics.cells import Cells
from wallboard.metrics.cost import Paid, Rates
from wallboard.metrics.course import Point, course
from wallboard.metrics.customers import Customers
from wallboard.metrics.late_marks import LateMarks
from wallboard.metrics.lately import Lately
from wallboard.metrics.ledger import Ledger, merged
from wallboard.metrics.menus import Menus
from wallboard.metrics.norms import held_to
from wallboard.metrics.promises import Promises, hear
from wallboard.metrics.reading import Limits, Reading
from wallboard.metrics.row import ContactRow, Place, row_of
from wallboard.metrics.staffing import Staffing
from wallboard.metrics.ticket_books import TicketBooks
from wallboard.metrics.ticket_ledger import TicketLedger

SWEEP_S = 60.0
SUM_UP_S = 0.25


class Books:
    """See the module. `zone` is the site's time zone; `limits` are its queues' thresholds, as configured now."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.calendar = Calendar(zone)
        self.cells = Cells(self.calendar)
        self.customers = Customers(self._post_tally)
        self.promises = Promises(self._post_tally)
        self.lately = Lately()
        afterwards = Afterwards(self.cells, self.lately, self.promises)
        self.marks = LateMarks(afterwards)
        self.menus = Menus(self.calendar)
        self.staffing = Staffing(self.calendar, self.cells, afterwards)
        self.tickets = TicketBooks()
        self.limits = Limits()
        self.now_t = 0.0
        self._reading: Reading | None = None
        self._words: dict[str, str] = {}
        self._noted: dict[str, Contact] = {}
        self._posted: dict[str, ContactRow] = {}
        self._over: dict[str, ContactRow] = {}
        self._handed_on: dict[str, ContactRow] = {}
        self.sweep_t = self.sum_up_t = 0.0

    def post(self, changes: Changes, now_t: float) -> None:
        """Take note of what has changed by `now_t` (epoch seconds)."""
        if now_t > self.now_t:
            self.now_t = now_t
        self.staffing.is_settled = False
        noted = self._noted
        for earlier in changes.earlier:
            self._begin_anew(earlier)
        for key, contact in changes.contacts.items():
            if contact.ended_t >= 0.0:
                self._end(key, contact)
            else:
                noted[key] = contact
        for key in changes.gone_contacts:
            self._let_go(key)
        if changes.marks or changes.called or changes.callbacks:
            self._hear_late(changes)
        if changes.tickets or changes.gone_tickets:
            self.tickets.post(changes.tickets, changes.gone_tickets)
        if changes.spells or changes.agents:
            self.staffing.note(changes)
        if changes.queues:
            self._configure(changes.queues)
        if now_t >= self.sweep_t:
            self._sweep(now_t)
        if self.staffing.many_full and now_t >= self.sum_up_t:  # after the sweep, which needs what the diaries hold
            self.sum_up_t = now_t + SUM_UP_S
            self.staffing.sum_up(now_t, self._posted, self._noted)

    def _let_go(self, key: str) -> None:
        gone = self._over.pop(key, None)
        if gone is not None:
            self.lately.note(gone)
            self.marks.leave(gone, self._lasting(gone.place))
        self.menus.let_go(key)

    def _begin_anew(self, earlier: Earlier) -> None:
        if earlier.contact is not None:
            self._end(earlier.name, earlier.contact)
            self._let_go(earlier.name)
        if earlier.marks is not None:
            self.marks.hear({earlier.name: earlier.marks})

    def _hear_late(self, changes: Changes) -> None:
        """What is said of contacts that are over, and what has become of promised callbacks."""
        hear(self.promises, changes.callbacks)
        self.marks.hear(changes.marks)
        for contact, t in changes.called.items():
            self.promises.keep(contact, t)

    def today(
        self,
        *,
        queue: str | None = None,
        tier: str | None = None,
        entry: str | None = None,
        live: bool | None = True,
        channel: str | None = None,
        agents: Iterable[str] | None = None,
        now_t: float | None = None,
    ) -> Ledger:
        """Contacts offered today, or entries of `queue`; None for any. The ledger is the books' own: read it now.

        `channel` goes before `live`. `agents` (see `named`): what they did, of contacts offered today. Raises
        ValueError where that is asked together with queue, tier or entry.
        """
        kind = live if channel is None else channel
        return self._of_today(queue, (tier, entry, kind), agents, self._at(now_t))

    def _of_today(self, queue: str | None, filters: Filters, agents: Iterable[str] | None, now_t: float) -> Ledger:
        self.count_noted()
        self.promises.pass_time(now_t)
        day_t = self.calendar.day_of(now_t)
        if agents is None:
            return self.cells.day_sum(queue, day_t, filters)
        _check_alone(queue, *filters[:2])
        return merged([self.cells.agent_day(name, day_t, filters[2]) for name in agents])

    def sliding(
        self,
        minutes: int,
        *,
        queue: str | None = None,
        tier: str | None = None,
        entry: str | None = None,
        live: bool | None = True,
        channel: str | None = None,
        agents: Iterable[str] | None = None,
        now_t: float | None = None,
    ) -> Ledger:
        """Contacts (or entries of `queue`) whose outcome came in the last `minutes` (60 at most) or the present one.

        As in `today`. Raises ValueError where tier or entry is asked of a queue.
        """
        self.count_noted()
        now, kind, most = self._at(now_t), live if channel is None else channel, min(minutes, 60)
        last = int(now // 60.0)
        open_rows = chain(self._over.values(), self._posted.values())
        if agents is not None:
            _check_alone(queue, tier, entry)
            return self.lately.people(open_rows, last - most, last, list(agents), kind)
        if tier is None and entry is None:
            return self.cells.window_sum(queue, most, now, kind)
        if queue is not None:
            raise ValueError("the last minutes of a queue are not kept by tier or entry")
        return self.lately.whole(open_rows, last - most, last, (tier, entry, kind))

    def named(self, *, team: str | None = None, site: str | None = None) -> list[str]:
        """The agents of a team, of a site, or of both, as they belong to it now; None for any."""
        return [
            name
            for name, agent in self.staffing.agents.items()
            if (team is None or agent.team == team) and (site is None or agent.site == site)
        ]

    def tickets_today(
        self,
        *,
        queue: str | None = None,
        priority: str | None = None,
        owner: str | None = None,
        now_t: float | None = None,
    ) -> TicketLedger:
        """What was done to tickets today, and which are open now; None for any. Read it now."""
        day_t = self.calendar.day_of(self._at(now_t))
        return self.tickets.since(day_t, queue=queue, priority=priority, owner=owner)

    def figure(self, figure_id: str, ledger: Ledger) -> float | None:
        """A figure of the catalogue from one of these ledgers, with the queues' own thresholds."""
        reading = self._reading
        if reading is None or not reading.is_of(ledger, self.limits):
            reading = self._reading = Reading(ledger, self.limits)
        return read(figure_id, reading)

    def series(
        self, step_s: int, start_t: float, end_t: float, *, queue: str | None = None, live: bool = True
    ) -> list[Point]:
        """Offered, answered and lost in each step of [start_t, end_t); `step_s` is a multiple of 300."""
        self.count_noted()
        return course(self.cells.flow, step_s, start_t, end_t, queue, live=live)

    def trend(
        self,
        figure_id: str,
        now_t: float | None = None,
        points: int = 40,
        *,
        queue: str | None = None,
        live: bool = True,
    ) -> list[float | None]:
        """Today's course of a figure: by half-hours since midnight, the present one last, `points` at most."""
        self.count_noted()
        now = self._at(now_t)
        day_t = self.calendar.day_of(now)
        halves: dict[float, Ledger] = {}
        for half_t, ledger in self.cells.day(queue, day_t, (None, None, live)):
            halves.setdefault(half_t, Ledger()).merge(ledger)
        last = int((now - day_t) // HALF_HOUR_S)
        first = max(0, last + 1 - points)
        empty = Ledger()
        return [self.figure(figure_id, halves.get(day_t + i * HALF_HOUR_S, empty)) for i in range(first, last + 1)]

    def agent(self, agent_id: str, now_t: float | None = None) -> AgentLedger:
        """What an agent did today, up to `now_t`."""
        closed = self.tickets_today(owner=agent_id, now_t=now_t).closed
        return agent_ledger(self.person(agent_id, now_t), closed)

    def person(self, agent_id: str, now_t: float | None = None) -> Ledger:
        """The contacts and the time that this comes from."""
        self.count_noted()
        return self.staffing.agent(agent_id, self._at(now_t), self._posted, self._handed_on)

    def people(self, now_t: float | None = None) -> Ledger:
        """Logged-on, ready and occupied time of all agents today: occupancy and utilisation come from this."""
        self.count_noted()
        return self.staffing.people(self._at(now_t), self._posted, self._handed_on)

    def away(self, now_t: float | None = None) -> Ledger:
        """The time that all agents were not ready today, without a contact: by reason, see `agent_ledger.away_of`."""
        self.count_noted()
        return self.staffing.away(self._at(now_t), self._posted)

    def cost(self, rates: Rates, agents: Iterable[str] | None = None, now_t: float | None = None) -> float | None:
        """(hours logged on × rate) / handled contacts today, of all, or of some agents; None where no rate is known."""
        now, people = self._at(now_t), self.staffing.agents
        names = list(people) if agents is None else [name for name in agents if name in people]
        paid = Paid()
        for name in names:
            agent = people[name]
            paid.add(self.staffing.logged_on_s(name, now), rates.of(name, agent.team, agent.site))
            if not paid.is_whole:
                return None
        did = self._of_today(None, (None, None, None), None if agents is None else names, now)
        return paid.per_contact(did.n[at.HANDLED])

    def _at(self, now_t: float | None) -> float:
        return self.now_t if now_t is None else max(now_t, self.now_t)

    def count_noted(self) -> None:
        """Count what was only noted so far. Whoever asks for a figure need not call this."""
        if self._noted:
            noted, self._noted = self._noted, {}
            for key, contact in noted.items():
                self._count(key, contact)
        self.give_work()

    def count_some(self, most: int) -> bool:
        """Count `most` of what was only noted so far: for who has no time to count all at once. Whether more waits."""
        for key in [*islice(self._noted, most)]:
            self._count(key, self._noted.pop(key))
        return bool(self._noted)

    def give_work(self) -> None:
        """Give after-contact work to its contacts as far as that is known: the next count does it otherwise."""
        self.staffing.give_near(self._handed_on, self._noted)

    def _count(self, key: str, contact: Contact) -> None:
        over = self._over.pop(key, None)
        if over is not None:  # it was not over after all
            self.staffing.enter(over, -1)
            self.menus.take_back(key)
        old = self._posted.get(key, over)
        self._posted[key] = row = row_of(contact)
        if row != old:
            self._swap(old, row)
            self._note_handed_on(row)

    def _note_handed_on(self, row: ContactRow) -> None:
        """Remember an open contact from which an agent has gone: his after-contact work belongs to it."""
        legs = row.legs
        if legs and (legs[0][2] >= 0.0 or (len(legs) > 1 and any(leg[2] >= 0.0 for leg in legs))):
            self._handed_on[row.id] = row
        elif self._handed_on:
            self._handed_on.pop(row.id, None)

    def adopt(self, floor: Floor) -> None:
        """These books are a snapshot's, in which the contacts of `floor` are counted already."""
        for key, contact in floor.contacts.items():
            row = row_of(contact)
            if contact.ended_t >= 0.0:
                self._over[key] = row
            else:
                self._posted[key] = row
                self._note_handed_on(row)
        self.tickets.post(floor.tickets, ())
        self.staffing.agents.update(floor.agents)
        self._configure(floor.queues)

    def _end(self, key: str, contact: Contact) -> None:
        """Count a contact that is over, at once: it is in the processor's cache now, and seldom changes again."""
        self._noted.pop(key, None)
        self._handed_on.pop(key, None)
        row = row_of(contact)
        old = self._posted.pop(key, None)
        over = self._over.get(key)
        if contact.menu or over is not None:  # a step that is told late, or that was none, may change nothing else
            self.menus.take(contact)
        if over is not None:
            if row == over:
                return
            self.staffing.enter(over, -1)
            old = over
        self._over[key] = row
        self._swap(old, row)
        self.staffing.enter(row, 1)

    def _swap(self, old: ContactRow | None, row: ContactRow) -> None:
        if old is None:
            self.cells.post(row, 1)
            if row.customer or row.promised:
                self._follow(None, row)
            return
        self.cells.change(old, row)
        if not (old.customer or row.customer or old.promised or row.promised):
            return  # nobody knows him: as with most
        if (
            old.customer != row.customer
            or old.promised is not row.promised
            or old.place != row.place
            or old.due_t != row.due_t
        ):
            self._follow(old, row)

    def _follow(self, old: ContactRow | None, row: ContactRow) -> None:
        """What goes on after a contact: his next one, and the callback that he was promised."""
        place = row.place
        if old is not None and (old.customer or old.promised):
            if old.customer == row.customer and old.promised is row.promised and not old.promised:
                if old.place != place:
                    self.customers.move(row.customer, old.place[0], place[0], row.id, self._lasting(place))
                return
            self.customers.undo(old.customer, old.place[0], old.id)
            self.promises.undo(old.id)
        place = self._lasting(place)
        if row.customer:
            self.customers.come(row.customer, place[0], row.id, place)
        if row.promised:
            self.promises.make(row.id, row.t, row.due_t, place)

    def _lasting(self, place: Place) -> Place:
        """`place` for keeping: the same few words each time, as the vocabulary's are, not those of each event."""
        (t, tier, entry, channel, queue_t, queue, agent), word = place, self._words.setdefault
        return t, word(tier, tier), entry, channel, queue_t, word(queue, queue), word(agent, agent)

    def _post_tally(self, place: Place, tally: int, sign: int) -> None:
        self.cells.count(place, tally if sign > 0 else -tally)

    def _configure(self, queues: Mapping[str, Queue]) -> None:
        own = dict(self.limits.by_queue)
        for queue in queues.values():
            own[queue.id] = held_to(queue.config)
        if own != self.limits.by_queue:
            self.limits = Limits(self.limits.threshold_s, self.limits.short_abandon_s, own)

    def _sweep(self, now_t: float) -> None:
        self.sweep_t = now_t + SWEEP_S
        self.cells.forget(now_t)
        self.lately.forget(self.cells.first_minute)
        self.tickets.forget(self.cells.oldest_t)
        self.menus.forget(self.cells.oldest_t)
        if self.customers.forget(now_t):
            self.promises.forget(now_t)
            self.marks.forget(self.cells.oldest_t)
        self.staffing.sweep(now_t, self._noted, self._handed_on)
        self.staffing.sum_up(now_t, self._posted, self._noted)


def _check_alone(*others: str | None) -> None:
    if others != (None,) * len(others):
        raise ValueError("what agents did is kept by channel alone, not by queue, tier or entry")
