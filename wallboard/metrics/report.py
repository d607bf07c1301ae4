"""Contacts, agents and customers of a span, sorted into groups: what `figures` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec.structs import replace

from wallboard.floor.changes import Callback, Changes, Earlier
from wallboard.floor.floor import Floor
from wallboard.floor.marks import Marks
from wallboard.floor.people import AFTER_CONTACT_WORK, Spell
from wallboard.floor.ticket import Ticket
from wallboard.metrics import counts as at
from wallboard.metrics.asked import NOTHING_ASKED, Asked
from wallboard.metrics.calendar import HALF_HOUR_S
from wallboard.metrics.counts import is_offer, micros, summed
from wallboard.metrics.customers import WINDOW_S, Customers
from wallboard.metrics.group import Group
from wallboard.metrics.late_marks import LateMarks, Left
from wallboard.metrics.ledger import post
from wallboard.metrics.parts import OPEN, Part
from wallboard.metrics.peaks import Stays, latest
from wallboard.metrics.presence import Diary, Interval, end_of_work, followed, time_away, time_known
from wallboard.metrics.promises import Promises, hear
from wallboard.metrics.row import ContactRow, Where
from wallboard.metrics.spans import PEOPLE_KEYS, TICKET_KEYS, TIME_KEYS, Clockwork, check_split
from wallboard.metrics.story import Share
from wallboard.metrics.ticket_ledger import pieces_of, standing

Key = tuple[str | None, ...]
Place = tuple[Group, ...]
"""The groups of a span in which a contact counts; none where it is outside of the span."""

NO_TIME_KEYS = frozenset({"queue", "tier", "entry", "channel", "topic", "priority"})
"""By these nobody's time can be divided."""
PURGE_EVERY_S = 3600.0
STILL_THERE = float("inf")
"""When an agent leaves a contact that is still with him: no after-contact work follows it yet."""


class Report:
    """Give it contacts that are over (or are as they are at the end), and all that agents did; then `close` it.

    Raises ValueError for a key that is not in `KEYS`, or a span that ends before it begins.
    """

    def __init__(
        self,
        floor: Floor,
        clockwork: Clockwork,
        by: Sequence[str],
        start_t: float | None,
        end_t: float | None,
        *,
        spans_by_offer: bool,
        asked: Asked = NOTHING_ASKED,
    ) -> None:
        check_split(by, start_t, end_t)
        self.by = tuple(by)
        self.clockwork = clockwork
        self.start_t = start_t
        self.end_t = end_t
        self.asked = asked
        self.queues: set[str] = set()
        """The queues that contacts name."""
        self.first_t, self.last_t = float("inf"), float("-inf")
        """When the first and the last of all contacts came, in the span or not (epoch seconds)."""
        self.floor = floor
        self._start_t = float("-inf") if start_t is None else start_t
        self._end_t = float("inf") if end_t is None else end_t
        self._spans_by_offer = spans_by_offer
        self._by_agent = bool(PEOPLE_KEYS & set(by))
        self._by_queue = "queue" in by
        self._by_time = bool(TIME_KEYS & set(by))
        self._groups: dict[Key, Group] = {} if by else {(): Group()}
        self._customers = Customers(_count, asked.fcr_window_s)
        self._promises = Promises(_count)
        self._diaries: dict[str, Diary] = {}
        self._marks = LateMarks(self)
        self._purge_t = 0.0
        self._by_topic = "topic" in by
        self._held: dict[str, tuple[ContactRow, Stays]] = {}
        """By topic, contacts are taken a week later: until then somebody may say what they were about."""
        self._said: dict[str, tuple[Marks, Marks]] = {}

    def note_late(self, changes: Changes) -> None:
        """What is said of contacts that are over and were taken, and whom a call of ours has reached."""
        self._hear(changes.marks)
        for contact, t in changes.called.items():
            self._promises.keep(contact, t)
        if self.floor.now_t >= self._purge_t:
            self._purge_t = self.floor.now_t + PURGE_EVERY_S
            self._marks.forget(self.floor.now_t - WINDOW_S)
            self._take_held(self.floor.now_t - WINDOW_S)

    def begin_anew(self, earlier: Earlier) -> None:
        """The name of a contact that was taken is another's from now on: what was said of it until then."""
        if earlier.marks is not None:
            self._hear({earlier.name: earlier.marks})

    def _hear(self, marks: Mapping[str, tuple[Marks, Marks]]) -> None:
        if self._by_topic:
            for contact, (before, after) in marks.items():
                self._said[contact] = self._said.get(contact, (before, after))[0], after
        else:
            self._marks.hear(marks)

    def note(self, spells: Iterable[Spell], callbacks: Iterable[Callback] = ()) -> None:
        """Stretches of agents' states that are over, and what has become of promised callbacks."""
        hear(self._promises, callbacks)
        for spell in spells:
            self._diary(spell.agent).spells.append(spell)

    def take(self, row: ContactRow, stays: Stays) -> None:
        """A contact that is over. An agent's consultation is in no queue of customers."""
        if self._by_topic and row.share is not None and not row.consult:
            if row.id in self._held:  # another one with this name
                self._take_one_held(row.id)
            self._held[row.id] = row, stays
        else:
            self._take(row, stays)

    def take_open(self, row: ContactRow) -> None:
        """A contact that is under way, taken for what is asked of those who still wait: whatever it is about."""
        self._take(row, Stays(None, [], []))

    def _take_held(self, before_t: float) -> None:
        """Take those that came before `before_t`, each on the topic that it has by now."""
        for contact in [contact for contact, (row, _) in self._held.items() if row.t < before_t]:
            self._take_one_held(contact)

    def _take_one_held(self, contact: str) -> None:
        row, stays = self._held.pop(contact)
        said = self._said.pop(contact, None)
        self._take(replace(row, topic=said[1].topic) if said else row, stays)
        if said:
            self._marks.hear({contact: said})

    def _take(self, row: ContactRow, stays: Stays) -> None:
        whole = row.whole
        self.queues.add(row.queue)
        self.first_t, self.last_t = min(row.t, self.first_t), max(row.t, self.last_t)
        if whole is None or row.consult:
            for name, from_t, to_t in row.legs:
                self._diary(name).work.append((to_t if to_t >= 0.0 else STILL_THERE, from_t, ()))
            stays = Stays(None, [], [])
        if whole is None:
            return
        if self.asked.channels is not None and row.channel not in self.asked.channels:
            places: list[Place] = [()] * (1 + len(stays.talks))
        elif self._by_agent:
            places = self._take_by_agent(row, stays)
        elif self._by_queue:
            places = self._take_by_queue(row, stays)
        else:
            places = self._take_whole(row, whole, stays)
        self._follow(row, places[0])
        for i, (name, from_t, to_t) in enumerate(stays.talks):
            if name:
                known_t = to_t if row.legs[i][2] >= 0.0 else STILL_THERE
                self._diary(name).work.append((known_t, from_t, places[1 + i]))

    def _follow(self, row: ContactRow, place: Place) -> None:
        """What may come after it: another contact of the customer, the callback that he was promised, or will be."""
        if row.customer:
            self._customers.come(row.customer, row.t, row.id, place)
            for group in place:
                group.identified_t = max(group.identified_t, row.t)
        if row.promised:
            self._promises.make(row.id, row.t, row.due_t, place)
        self._marks.leave(row, row.place, topic=row.topic if self._by_topic else "")

    def post_late(self, left: Left, where: Where, share: Share, sign: int) -> None:
        """Count what is said of a contact that is over (sign 1), or take it back (-1)."""
        for group in self._late_place(left, where):
            post((group.ledger,), share, sign)

    def promise_late(self, contact: str, left: Left, due_t: float) -> None:
        """A contact that is over was promised a callback by `due_t` (-1: no time was named)."""
        self._promises.make(contact, left.place[0], due_t, self._late_place(left, left.where))

    def set_topic(self, left: Left, topic: str) -> None:
        """A contact that is over is on another topic than was known; see `_take_held`."""

    def _late_place(self, left: Left, where: Where) -> Place:
        place = where.place
        t, _, _, channel, queue_t, queue, agent = place
        if self.asked.channels is not None and channel not in self.asked.channels:
            return ()
        if self._by_queue and not self._by_agent and not self._spans_by_offer:
            t = queue_t
        if not self._start_t <= t < self._end_t:
            return ()
        queue = left.queue_of(agent) if self._by_agent else queue
        row = ContactRow("", place, "", False, -1.0, 0, None, (), topic=left.topic)
        return (self._group(self._key(row, agent, queue, t) if self.by else ()),)

    @property
    def groups(self) -> dict[Key, Group]:
        """The groups as far as anything has been taken into them."""
        return self._groups

    def take_tickets(self, tickets: Iterable[Ticket]) -> None:
        """All tickets, as they are at the end. By what tickets do not have they are not counted at all."""
        if not self.counts_tickets:
            return
        for ticket in tickets:
            for t, piece in pieces_of(ticket):
                if self._start_t <= t < self._end_t:
                    self._group(self._ticket_key(ticket, t)).tickets.merge(piece)
            here = None if self._by_time else standing(ticket, self._end_t)
            if here is not None:
                self._group(self._ticket_key(ticket, ticket.created_t)).tickets.merge(here)

    @property
    def counts_tickets(self) -> bool:
        """Whether tickets can be split so: they have a queue, a priority and an owner, who stands for the agent."""
        return self.asked.channels is None and not set(self.by) - TICKET_KEYS

    @property
    def end_t_known(self) -> float:
        """The end of the span, or of the data where it has none or a later one."""
        return min(self._end_t, self.floor.now_t)

    @property
    def provisional_t(self) -> float:
        """From when on it is not known yet whether customers come again within the window: as much before the end."""
        return self.floor.now_t - self.asked.fcr_window_s

    def close(self) -> list[tuple[Key, Group]]:
        """The groups in order, complete with after-contact work and the agents' time."""
        self._take_held(float("inf"))
        self._promises.pass_time(self.floor.now_t)
        for name in self.floor.agents:
            self._diary(name)
        for name, diary in self._diaries.items():
            diary.work.sort(key=end_of_work)
            diary.spells.sort(key=attrgetter("from_t"))
            self._close(name, diary)
        return sorted(self._groups.items(), key=lambda pair: [(part is None, part or "") for part in pair[0]])

    def _close(self, name: str, diary: Diary) -> None:
        agent = self.floor.agents.get(name)
        now_t = self.floor.now_t
        for spell in diary.spells:
            if spell.state == AFTER_CONTACT_WORK:
                leg = followed(spell, diary.work)
                tally = summed(at.ACW_US, micros(spell.to_t - spell.from_t))
                for group in leg[2] if leg is not None else ():
                    group.ledger.tally += tally
        spells = diary.spells
        if agent is not None and agent.on_duty and 0.0 <= agent.since_t < now_t:
            spells = [*spells, Spell(name, agent.state, agent.reason, agent.since_t, now_t)]
        if not NO_TIME_KEYS & set(self.by):
            legs = [(from_t, min(to_t, now_t)) for to_t, from_t, _ in diary.work]
            self._count_time(name, spells, legs)

    def _count_time(self, name: str, spells: list[Spell], legs: list[Interval]) -> None:
        for place, intervals in time_known(spells, legs, self._start_t, self._end_t):
            for group, spent_us in self._spread(name, intervals):
                group.ledger.tally += summed(place, spent_us)
                if place == at.LOGGED_ON_US:
                    group.paid.add(spent_us / 1e6, self._rate(name))
        for reason, intervals in time_away(spells, legs, self._start_t, self._end_t).items():
            for group, spent_us in self._spread(name, intervals):
                group.ledger.add_away(reason, spent_us)

    def _rate(self, name: str) -> float | None:
        agent = self.floor.agents.get(name)
        return self.asked.rates.of(name, agent.team if agent else "", agent.site if agent else "")

    def _spread(self, agent: str, intervals: Iterable[Interval]) -> Iterator[tuple[Group, int]]:
        """Stretches of an agent's time (µs) by group, cut into the site's half-hours where groups go by time.

        Their ends are rounded, and not their lengths, so that the parts make up the whole however it is cut.
        """
        half_hour_of = self.clockwork.calendar.half_hour_of
        for start_t, until_t in intervals:
            from_t = start_t
            while from_t < until_t:
                to_t = min(until_t, half_hour_of(from_t) + HALF_HOUR_S) if self._by_time else until_t
                key = self._key(None, agent, "", from_t)
                group = self._groups.get(key)
                if group is None and self._by_agent:
                    group = self._groups[key] = Group()
                if group is not None:
                    yield group, micros(to_t) - micros(from_t)
                from_t = to_t

    def _take_whole(self, row: ContactRow, whole: Part, stays: Stays) -> list[Place]:
        group = self._counted(row, whole)
        if group is None:
            return [()] * (1 + len(stays.talks))
        _at_once(group, stays, range(len(stays.waits)), range(len(stays.talks)))
        return [(group,)] * (1 + len(stays.talks))

    def _take_by_queue(self, row: ContactRow, stays: Stays) -> list[Place]:
        places: list[Place] = []
        entered = [wait[0] for wait in stays.waits] or [row.t]
        at_entry = [latest(entered, talk[1]) for talk in stays.talks]
        for i, part in enumerate(row.queues):
            group = self._counted(row, part)
            places.append(() if group is None else (group,))
            if group is not None:
                waits = [i] if i < len(stays.waits) else []
                _at_once(group, stays, waits, [k for k, entry in enumerate(at_entry) if entry == i], in_menu=i == 0)
        return [places[0], *(places[entry] for entry in at_entry)]

    def _take_by_agent(self, row: ContactRow, stays: Stays) -> list[Place]:
        places: dict[str, Place] = {}
        for i, part in enumerate(row.agents):
            group = self._counted(row, part)
            places[part.agent] = () if group is None else (group,)
            if group is not None:
                talks = [k for k, talk in enumerate(stays.talks) if talk[0] == part.agent]
                waits = range(len(stays.waits)) if i == 0 else range(0)
                _at_once(group, stays, waits, talks, in_menu=i == 0)
        return [places[row.agent], *(places.get(talk[0], ()) for talk in stays.talks)]

    def _counted(self, row: ContactRow, part: Part) -> Group | None:
        """The group in which `part` counts, with `part` counted; None where it is outside of the span."""
        t = row.t if self._spans_by_offer else part.t
        if not self._start_t <= t < self._end_t:
            return None
        key = self._key(row, part.agent, part.queue, t) if self.by else ()
        group = self._group(key)
        post((group.ledger,), part.share, 1)
        _note_waiting(group, part, self.floor.now_t)
        if is_offer(part.share.tally):
            group.arrive(t)
        return group

    def _group(self, key: Key) -> Group:
        found = self._groups.get(key)
        if found is None:
            found = self._groups[key] = Group()
        return found

    def _ticket_key(self, ticket: Ticket, t: float) -> Key:
        key = self._key(None, ticket.owner, ticket.queue, t)
        return tuple(
            (ticket.priority or None) if name == "priority" else value for name, value in zip(self.by, key, strict=True)
        )

    def _key(self, row: ContactRow | None, agent: str, queue: str, t: float) -> Key:
        found: list[str | None] = []
        person = self.floor.agents.get(agent)
        times = self.clockwork.keys_of(t) if self._by_time else {}
        for name in self.by:
            if name in times:
                value = times[name]
            elif name == "agent":
                value = agent
            elif name == "queue":
                value = queue
            elif name in PEOPLE_KEYS:
                value = getattr(person, name) if person else ""
            else:
                value = getattr(row, name, "") if row is not None else ""
            found.append(value or None)
        return tuple(found)

    def _diary(self, name: str) -> Diary:
        found = self._diaries.get(name)
        if found is None:
            found = self._diaries[name] = Diary()
        return found


def _count(place: Place, tally: int, sign: int) -> None:
    for group in place:
        group.ledger.tally += sign * tally


def _note_waiting(group: Group, part: Part, now_t: float) -> None:
    """One who has neither been answered nor gone yet may wait beyond the norm of his queue."""
    if part.end == OPEN and is_offer(part.share.tally):
        group.still_waiting.append((part.queue, now_t - part.t))


def _at_once(group: Group, stays: Stays, waits: Iterable[int], talks: Iterable[int], *, in_menu: bool = True) -> None:
    if in_menu and stays.menu is not None:
        group.in_menu.add(*stays.menu)
    for i in waits:
        group.waiting.add(*stays.waits[i])
    talked = [stays.talks[k] for k in talks]
    group.agents.update([agent for agent, _, _ in talked if agent])
    if talked:
        group.talking.add_united([(from_t, to_t) for _, from_t, to_t in talked])
