"""The agents' part of the books: what each did today, and the time of all of them. Times in epoch seconds (UTC)."""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterable, Mapping, Set
from itertools import islice

from wallboard.floor.changes import Changes
from wallboard.floor.contact import Contact
from wallboard.floor.people import AFTER_CONTACT_WORK, Agent, Spell
from wallboard.metrics import counts as at
from wallboard.metrics.afterwards import Afterwards
from wallboard.metrics.agent_ledger import away_of
from wallboard.metrics.calendar import Calendar
from wallboard.metrics.cells import Cells
from wallboard.metrics.counts import micros, summed, tally_told
from wallboard.metrics.in_turn import InTurn
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.presence import (
    AFTER_S,
    AWAY_STATES,
    FULL,
    NOISE_S,
    Diary,
    Interval,
    Sum,
    Work,
    end_of_work,
    followed,
    length_s,
    time_away,
    time_spent,
)
from wallboard.metrics.row import ContactRow, Where, row_of

SUMMED_AT_ONCE = 20
"""So many full diaries are summed up at a time, so that it never takes long."""
OPEN_S = 600.0
"""What was less than so long ago is left open for late facts. What is asked of it is computed on the spot."""
SETTLED_S = 180.0
"""After-contact work that did not follow its contact at once is given so long after it: then the contact is settled."""
KEPT_S = 600.0
"""Work that is summed up is kept so long, for after-contact work that is still to be given to it."""
NEAR_S = 2.0
"""What begins within this after the end of a contact follows it at once."""

Rows = Mapping[str, ContactRow]


class Staffing:
    """Keeps a diary of each agent, and gives after-contact work to the contact that it followed."""

    def __init__(self, calendar: Calendar, cells: Cells, afterwards: Afterwards) -> None:
        self.calendar = calendar
        self.cells = cells
        self.afterwards = afterwards
        self.agents: dict[str, Agent] = {}
        self.diaries: dict[str, Diary] = {}
        self.done_t: dict[str, float] = {}
        """Up to when each agent's time is in the cells."""
        self.fresh: list[Spell] = []
        self.after: deque[Spell] = deque()
        """After-contact work that is not given to a contact yet: new, and looked at once."""
        self.is_settled = False
        """Whether nothing has changed since work was given and lent: whoever asks next need not do it again."""
        self.lent: list[tuple[Where, int]] = []
        """What of `after` counts for the time being where it would go if nothing more were heard of its contact."""
        self.full: dict[str, None] = {}
        """Whose diaries have grown so long that they are to be summed up."""
        self._times = InTurn()
        """Everybody's time today that is not in the cells."""
        self._times_of_t = 0.0
        """The day that they are of."""
        self._kept: tuple[float, int, Ledger] | None = None
        """What is in the cells of the time of all agents: of which day, and of how many agents."""

    def note(self, changes: Changes) -> None:
        """Take note of agents and of what they have done."""
        self.agents.update(changes.agents)
        diaries, full, fresh = self.diaries, self.full, self.fresh
        for spell in changes.spells:
            name = spell.agent
            diary = diaries.get(name) or self._diary(name)
            spells = diary.spells
            spells.append(spell)
            if len(spells) >= diary.full_at:
                full[name] = None
            if spell.state == AFTER_CONTACT_WORK:
                fresh.append(spell)

    def enter(self, row: ContactRow, sign: int) -> None:
        """Take the legs of a contact that is over into the diaries (sign 1), or out again (-1)."""
        plain = row.parts is None and row.share is not None and not row.consult
        for name, from_t, to_t in row.legs:
            if name:
                if plain and name == row.place[6]:
                    place: Where | None = Where(row.place, row.outcome_t, row.outcome_t)
                else:
                    place = None if row.share is None or row.consult else place_of(row, name, from_t)
                work = (self.diaries.get(name) or self._diary(name)).work
                if sign > 0 and (not work or work[-1][0] <= to_t):
                    work.append((to_t, from_t, place))
                elif sign > 0:
                    insort(work, (to_t, from_t, place), key=end_of_work)
                else:
                    work.remove((to_t, from_t, place))

    def sweep(self, now_t: float, noted: Mapping[str, Contact], handed_on: Rows) -> None:
        """Give after-contact work to its contacts."""
        self.take_back()
        self._give_fresh(handed_on, noted)
        if self.after and self.after[0].to_t < now_t - SETTLED_S:
            open_work = _open_work(handed_on, noted, {spell.agent for spell in self.after})
            while self.after and self.after[0].to_t < now_t - SETTLED_S:
                spell = self.after.popleft()
                self._give(spell, self._followed(spell, open_work))

    def give_near(self, handed_on: Rows, noted: Mapping[str, Contact]) -> None:
        """Give the after-contact work that is new to its contact where it followed at once; lend what waits."""
        if self.is_settled:
            return
        self.take_back()
        self._give_fresh(handed_on, noted)
        if self.after:
            open_work = _open_work(handed_on, noted, {spell.agent for spell in self.after})
            for spell in self.after:
                leg = self._followed(spell, open_work)
                if leg is not None and leg[2] is not None:
                    self.lent.append((leg[2], _work_of(spell)))
            for place, tally in self.lent:
                self.afterwards.count(place, tally)
        self.is_settled = True

    def take_back(self) -> None:
        """Let what is only lent count nowhere: before it is given for good, or written down."""
        self.is_settled = False
        lent, self.lent = self.lent, []
        for place, tally in lent:
            self.afterwards.count(place, -tally)

    def _give_fresh(self, handed_on: Rows, noted: Mapping[str, Contact]) -> None:
        fresh, self.fresh = self.fresh, []
        late: list[Spell] = []
        diaries = self.diaries
        for spell in fresh:
            leg = followed(spell, diaries[spell.agent].work)
            if leg is not None and leg[0] >= spell.from_t - NEAR_S:
                self._give(spell, leg)
            else:
                late.append(spell)
        if late:
            open_work = _open_work(handed_on, noted, {spell.agent for spell in late})
            for spell in late:
                leg = self._followed(spell, open_work)
                if leg is not None and leg[0] >= spell.from_t - NEAR_S:
                    self._give(spell, leg)
                else:
                    self.after.append(spell)

    def _followed(self, spell: Spell, open_work: Mapping[str, list[Work]]) -> Work | None:
        """The contact that `spell` followed, also among those that are still open with somebody else."""
        work, still_open = self._diary(spell.agent).work, open_work.get(spell.agent)
        return followed(spell, sorted([*work, *still_open], key=end_of_work) if still_open else work)

    def _give(self, spell: Spell, leg: Work | None) -> None:
        if leg is not None and leg[2] is not None:
            self.afterwards.count(leg[2], _work_of(spell))

    def agent(self, agent_id: str, now_t: float, posted: Rows, handed_on: Rows) -> Ledger:
        """What an agent did today, up to `now_t`."""
        day_t = self.calendar.day_of(now_t)
        ledger = self.cells.agent_day(agent_id, day_t)
        legs = self._legs_of([agent_id], posted, handed_on, now_t)
        _add(ledger, self._pending(agent_id, day_t, now_t, legs))
        self._add_pending_away(ledger, agent_id, day_t, now_t, legs)
        return ledger

    def away(self, now_t: float, posted: Rows) -> Ledger:
        """The time that all agents were not ready and without a contact today, by reason."""
        day_t = self.calendar.day_of(now_t)
        legs, total = _open_legs(posted, now_t), Ledger()
        for name in self.agents:
            self._add_pending_away(total, name, day_t, now_t, legs)
            kept = self.cells.agent_time(name, day_t)
            for reason, seconds in away_of(kept) if kept is not None else ():
                total.add_away(reason, micros(seconds))
        return total

    def _add_pending_away(
        self, ledger: Ledger, name: str, day_t: float, now_t: float, open_legs: Mapping[str, list[Interval]]
    ) -> None:
        diary = self._diary(name)
        spells = self._spells(name, diary, now_t)
        if not any(spell.state in AWAY_STATES for spell in spells):
            return
        start_t = max(day_t, self.done_t.get(name, 0.0))
        legs = [(from_t, to_t) for to_t, from_t, _ in diary.work if to_t > start_t] + open_legs.get(name, [])
        _add_away(ledger, time_away(spells, legs, start_t, now_t))

    def logged_on_s(self, name: str, now_t: float) -> float:
        """How long an agent has been logged on today, up to `now_t`."""
        day_t = self.calendar.day_of(now_t)
        kept, start_t = self.cells.agent_time(name, day_t), max(day_t, self.done_t.get(name, 0.0))
        spells = self._spells(name, self._diary(name), now_t)
        spent_s = sum([max(0.0, min(s.to_t, now_t) - max(s.from_t, start_t)) for s in spells])
        return spent_s + (kept.sums[at.LOGGED_ON_US] / 1e6 if kept is not None else 0.0)

    def people(self, now_t: float, posted: Rows, handed_on: Rows) -> Ledger:
        """The time of all agents today."""
        day_t = self.calendar.day_of(now_t)
        if day_t != self._times_of_t:
            self._times.begin_anew()
            self._times_of_t = day_t
        turn = self._times.next(self.agents)
        legs = self._legs_of(turn, posted, handed_on, now_t)
        for name in turn:
            self._times.put(name, now_t, tally_told((), self._pending(name, day_t, now_t, legs)))
        total, kept = Ledger(self._times.total), self._time_kept(day_t)
        _add(total, [(i, kept.sums[i]) for i in (at.LOGGED_ON_US, at.READY_US, at.OCCUPIED_US)])
        return total

    def _time_kept(self, day_t: float) -> Ledger:
        """The time of all agents that is in the cells."""
        agents, known = self.agents, self._kept
        if known is not None and known[:2] == (day_t, len(agents)):
            return known[2]
        ledgers = self.cells.agent_times(day_t)
        kept = Ledger(sum([ledger.tally for name, ledger in ledgers.items() if name in agents]))
        self._kept = day_t, len(agents), kept
        return kept

    def _legs_of(self, names: list[str], posted: Rows, handed_on: Rows, now_t: float) -> dict[str, list[Interval]]:
        """The legs of these people with contacts that are not over: those that they have, and those they handed on."""
        found: dict[str, list[Interval]] = {}
        for name in names:
            agent = self.agents.get(name)
            rows = [row for key in agent.contacts if (row := posted.get(key))] if agent is not None else []
            if rows:
                found[name] = [(a, b if b >= 0.0 else now_t) for row in rows for who, a, b in row.legs if who == name]
        asked = set(names)
        for key, row in handed_on.items():
            for name, from_t, to_t in row.legs:
                if name in asked and ((agent := self.agents.get(name)) is None or key not in agent.contacts):
                    found.setdefault(name, []).append((from_t, to_t if to_t >= 0.0 else now_t))
        return found

    def _diary(self, name: str) -> Diary:
        found = self.diaries.get(name)
        if found is None:
            found = self.diaries[name] = Diary()
        return found

    def _pending(
        self, name: str, day_t: float, now_t: float, open_legs: Mapping[str, list[Interval]]
    ) -> tuple[Sum, ...]:
        diary = self._diary(name)
        start_t = max(day_t, self.done_t.get(name, 0.0))
        legs = [(from_t, to_t) for to_t, from_t, _ in diary.work if to_t > start_t] + open_legs.get(name, [])
        return time_spent(self._spells(name, diary, now_t), legs, start_t, now_t)

    def _spells(self, name: str, diary: Diary, now_t: float) -> list[Spell]:
        agent = self.agents.get(name)
        if agent is None or not agent.on_duty or not 0.0 <= agent.since_t < now_t:
            return diary.spells
        return [*diary.spells, Spell(name, agent.state, agent.reason, agent.since_t, now_t)]

    @property
    def many_full(self) -> bool:
        """Whether so many diaries are full that summing up is worth its while before the next sweep."""
        return len(self.full) >= SUMMED_AT_ONCE

    def sum_up(self, now_t: float, posted: Rows, noted: Mapping[str, Contact]) -> None:
        """Sum some of the full diaries up; the agents' ledgers hold then what the diaries held."""
        if not self.full:
            return
        names, closing_t = [*islice(self.full, SUMMED_AT_ONCE)], now_t - OPEN_S
        first = _first_open(posted, noted, set(names))
        for name in names:
            del self.full[name]
            self._sum_up(name, min(closing_t, first.get(name, closing_t)), now_t)

    def _sum_up(self, name: str, until_t: float, now_t: float) -> None:
        diary, start_t = self._diary(name), self.done_t.get(name, 0.0)
        if until_t > start_t:
            legs = [(from_t, to_t) for to_t, from_t, _ in diary.work if to_t > start_t]
            spells = self._spells(name, diary, now_t)
            settled = self._by_days(name, spells, legs, start_t, until_t)
            self._times.settle(name, until_t, settled.get(self._times_of_t, 0))
            self._kept = None
            self.done_t[name] = until_t
            diary.spells = [s for s in diary.spells if s.to_t > until_t]
            keep_t = min([until_t - KEPT_S, *[s.from_t - AFTER_S - NOISE_S for s in spells if s.to_t > until_t]])
            diary.work = [leg for leg in diary.work if leg[0] > keep_t]
        diary.full_at = max(FULL, 2 * len(diary.spells))

    def _by_days(
        self, name: str, spells: list[Spell], legs: list[Interval], start_t: float, until_t: float
    ) -> dict[float, int]:
        """Put that stretch into the cells. The tallies by day."""
        settled: dict[float, int] = {}
        times = [s.from_t for s in spells] + [leg[0] for leg in legs]
        from_t = max(start_t, min(times)) if times else until_t
        while from_t < until_t:
            day_t = self.calendar.day_of(from_t)
            to_t = min(until_t, self.calendar.next_day(day_t))
            if from_t >= self.cells.oldest_t:
                ledger, tally = self.cells.agent(from_t, name), tally_told((), time_spent(spells, legs, from_t, to_t))
                ledger.tally += tally
                settled[day_t] = tally
                _add_away(ledger, time_away(spells, legs, from_t, to_t))
            from_t = to_t
        return settled


def place_of(row: ContactRow, agent: str, from_t: float) -> Where:
    """Where the work of `agent` that began at `from_t` counts."""
    if row.parts is None and agent == row.agent:
        return Where(row.place, row.outcome_t, row.outcome_t)
    queues = row.queues
    part = next((p for p in reversed(queues) if p.t <= from_t), queues[0])
    place = row.t, row.tier, row.entry, row.channel, part.t, part.queue, agent
    return Where(place, row.outcome_t, part.outcome_t)


def _work_of(spell: Spell) -> int:
    return summed(at.ACW_US, micros(spell.to_t - spell.from_t))


def _add(ledger: Ledger, sums: Iterable[Sum]) -> None:
    for i, amount in sums:
        ledger.tally += summed(i, amount)


def _add_away(ledger: Ledger, away: Mapping[str, list[Interval]]) -> None:
    for reason, intervals in away.items():
        ledger.add_away(reason, micros(length_s(intervals)))


def _open_legs(posted: Rows, now_t: float) -> dict[str, list[Interval]]:
    """By agent the legs of contacts that are not over."""
    legs: dict[str, list[Interval]] = {}
    for row in posted.values():
        for name, from_t, to_t in row.legs:
            legs.setdefault(name, []).append((from_t, to_t if to_t >= 0.0 else now_t))
    return legs


def _open_work(handed_on: Rows, noted: Mapping[str, Contact], names: Set[str]) -> dict[str, list[Work]]:
    """By agent, of `names` alone, the legs that are over of contacts that are not: he has handed them on."""
    rows = [row for key, row in handed_on.items() if key not in noted]
    rows += [row_of(c) for c in noted.values() if _may_have_left(c) and _has_left(c, names)]
    found: dict[str, list[Work]] = {}
    for row in rows:
        if row.share is not None and not row.consult:
            for name, from_t, to_t in row.legs:
                if to_t >= 0.0 and name and name in names:
                    found.setdefault(name, []).append((to_t, from_t, place_of(row, name, from_t)))
    return found


def _may_have_left(contact: Contact) -> bool:
    legs = contact.legs
    return bool(legs) and (legs[0].to_t >= 0.0 or len(legs) > 1)


def _has_left(contact: Contact, names: Set[str]) -> bool:
    return any(leg.to_t >= 0.0 and leg.agent in names for leg in contact.legs)


def _first_open(posted: Rows, noted: Mapping[str, Contact], names: Set[str]) -> dict[str, float]:
    """For each agent of `names` the start of his earliest leg with a contact that is not settled yet."""
    first: dict[str, float] = {}
    for key, row in posted.items():
        for name, from_t, _ in row.legs:
            if name in names and key not in noted:
                first[name] = min(from_t, first.get(name, from_t))
    for contact in noted.values():
        for leg in contact.legs:
            if leg.agent in names:
                first[leg.agent] = min(leg.from_t, first.get(leg.agent, leg.from_t))
    return first
