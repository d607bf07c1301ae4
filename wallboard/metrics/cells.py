"""The cells of the books: by half-hour of the offer, tier, entry, channel; by minute of the outcome; by agent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from wallboard.metrics.calendar import Calendar
from wallboard.metrics.cell import (
    Cell,
    Dims,
    Filters,
    Flow,
    Kind,
    Spot,
    fits,
    flow_in,
    ledger_in,
    no_flow,
    passes,
)
from wallboard.metrics.ledger import Ledger, add_to, change, merged, post
from wallboard.metrics.parts import Part
from wallboard.metrics.row import ContactRow, Place, Where
from wallboard.metrics.story import Share
from wallboard.metrics.views import View, Views
from wallboard.stream.contact_events import Channel

CHANNELS: tuple[str, ...] = get_args(Channel)
MINUTES_KEPT = 61
DAYS_KEPT = 2
FLOW_STEP_S = 300.0
SPOTS_KEPT_S = 1800.0
OUTCOMES_KEPT_MIN = 5
"""Where contacts count is looked up anew for those that came, or had their outcome, longer ago."""


class Cells:
    """What is older than the oldest day kept is passed over. What somebody looks at is kept up in `views`.

    What agents did is by day and channel; under no channel stands how they spent their time.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.views = Views()
        self.half_hours: dict[tuple[float, Dims], Cell] = {}
        self.minutes: dict[tuple[int, str], Cell] = {}
        self.flow: dict[tuple[float, str], Flow] = {}
        self.agents: dict[tuple[float, str], dict[str, Ledger]] = {}
        self.oldest_t = 0.0
        self.first_minute = 0
        self._spots: dict[tuple[float, str, str, str, str], Spot] = {}
        self._outcomes: dict[tuple[float, str, str], Spot] = {}
        self._first_outcome = 0.0
        """No outcome in `_outcomes` came in an earlier minute."""

    def post(self, row: ContactRow, sign: int) -> None:
        """Count a contact (sign 1), or take it back (-1)."""
        share = row.share
        if share is None:
            return
        spot = self._spot_at(row.place) if row.parts is None else None
        if spot is not None:
            spot.flow[0] += sign
            post(self._ledgers(row, spot, sign), share, sign)
            return
        t, tier, entry, channel, _, _, _ = row.place
        dims = tier, entry, channel
        self._post_part(Part(t, row.outcome_t, row.end, share), None, dims, sign)
        for part in row.queues:
            self._post_part(part, part.queue, dims, sign)
        for part in row.agents:
            if part.agent and part.t >= self.oldest_t:
                post((self.agent(part.t, part.agent, channel),), part.share, sign)

    def change(self, old: ContactRow, row: ContactRow) -> None:
        """Count `row` in place of `old`: what the contact was before. Mostly it has only gone on in its place."""
        was, share, place, before = old.share, row.share, row.place, old.place
        if share is not None and was is not None:
            spot = self._spot_at(place) if old.parts is None and row.parts is None else None
            if spot is not None:
                is_there = before == place
                if is_there and old.end == row.end and old.outcome_t == row.outcome_t:
                    change(self._ledgers(row, spot, 0), was, share)
                    return
                if not old.end and not before[6] and (is_there or before[:6] == place[:6]):
                    change(spot.ledgers, was, share)
                    add_to(self._from_outcome(row, spot, 1), share)
                    return
            elif self._change_parts(old, row):
                return
        self.post(old, -1)
        self.post(row, 1)

    def count(self, place: Place, tally: int) -> None:
        """Count what comes later than the contact (negative: take it back), at the contact's own place."""
        spot = self._spot_at(place)
        if spot is None:
            for ledger in self._of_place(place):
                ledger.tally += tally
            return
        for ledger in spot.ledgers:
            ledger.tally += tally
        if place[6]:
            ledger_in(spot.people, place[6]).tally += tally

    def _of_place(self, place: Place) -> list[Ledger]:
        """Where what comes later than a contact counts."""
        t, tier, entry, channel, queue_t, queue, agent = place
        if t < self.oldest_t or queue_t < self.oldest_t:
            return []
        spot = self._spot_at(place)
        if spot is not None:
            return [*spot.ledgers, ledger_in(spot.people, agent)] if agent else spot.ledgers
        dims = tier, entry, channel
        ledgers = [self.half_hour(t, dims).whole, ledger_in(self.half_hour(queue_t, dims).queues, queue)]
        ledgers += self.views.of_day(self.calendar.day_of(t), None, dims)
        ledgers += self.views.of_day(self.calendar.day_of(queue_t), queue, dims)
        return [*ledgers, self.agent(t, agent, channel)] if agent else ledgers

    def count_after(self, where: Where, tally: int) -> None:
        """Count what comes after the contact (negative: take it back), as `count` does, also among the last minutes."""
        self.count(where.place, tally)
        for ledger in self._of_outcome(where):
            ledger.tally += tally

    def post_after(self, where: Where, share: Share, sign: int) -> None:
        """Count a share that comes after the contact (sign 1), or take it back (-1): where `count_after` does."""
        post([*self._of_place(where.place), *self._of_outcome(where)], share, sign)

    def _of_outcome(self, where: Where) -> list[Ledger]:
        """Where what comes after a contact counts among the last minutes."""
        _, _, _, channel, _, queue, _ = where.place
        minute, entry_minute = where.outcome_t // 60.0, where.entry_outcome_t // 60.0
        if minute == entry_minute:
            return self._outcome_at(where.outcome_t, channel, queue).ledgers if minute >= self.first_minute else []
        found = self._in_minute(where.outcome_t, None, channel)
        return found + self._in_minute(where.entry_outcome_t, queue, channel)

    def half_hour(self, t: float, dims: Dims) -> Cell:
        """The cell of the half-hour of `t`."""
        key = (self.calendar.half_hour_of(t), dims)
        found = self.half_hours.get(key)
        if found is None:
            found = self.half_hours[key] = Cell()
        return found

    def agent(self, t: float, agent: str, channel: str = "") -> Ledger:
        """The ledger of an agent on the day of `t`: of one channel, or of his time."""
        key = self.calendar.day_of(t), channel
        found = self.agents.get(key)
        if found is None:
            found = self.agents[key] = {}
        return ledger_in(found, agent)

    def agent_day(self, agent: str, day_t: float, kind: Kind = None) -> Ledger:
        """What an agent has on the day that began at `day_t`, his time only with all channels; a copy."""
        return merged(
            [
                ledgers[agent]
                for (t, channel), ledgers in self.agents.items()
                if t == day_t and agent in ledgers and (kind is None or (channel and fits(kind, channel)))
            ]
        )

    def agent_time(self, agent: str, day_t: float) -> Ledger | None:
        """How he spent his time on the day that began at `day_t`, as far as it is summed up."""
        return self.agent_times(day_t).get(agent)

    def agent_times(self, day_t: float) -> dict[str, Ledger]:
        """The same for all agents."""
        return self.agents.get((day_t, ""), {})

    def day(self, queue: str | None, day_t: float, filters: Filters) -> Iterator[tuple[float, Ledger]]:
        """The ledgers of a day that these filters let through, each with its half-hour."""
        for (half_t, dims), cell in self.half_hours.items():
            if half_t >= day_t and passes(filters, dims) and self.calendar.day_of(half_t) == day_t:
                for ledger in cell.of(queue):
                    yield half_t, ledger

    def day_sum(self, queue: str | None, day_t: float, filters: Filters) -> Ledger:
        """The sum of a day. Read it, do not keep it."""
        found = self.views.day(queue, day_t, filters)
        if found is not None:
            return found
        self._spots.clear()
        cells = [ledger for _, ledger in self.day(queue, day_t, filters)]
        return self.views.look_at_day(queue, day_t, filters, cells)

    def window_sum(self, queue: str | None, minutes: int, now_t: float, kind: Kind) -> Ledger:
        """Outcomes of the last `minutes` whole minutes and of the present one. Read it, do not keep it."""
        first = int(now_t // 60.0) - minutes
        view = self.views.window(queue, minutes, kind)
        if view is None or view.first > first:
            last = self._minutes_between(first, int(now_t // 60.0) + 1, queue, kind)
            view = View(merged(last), first)
            self.views.look_at_window(queue, minutes, kind, view)
            self._outcomes.clear()
        elif view.first < first:
            for ledger in self._minutes_between(view.first, first, queue, kind):
                view.ledger.take_out(ledger)
            view.first = first
            if self._first_outcome < first:
                self._drop_outcomes(first)
        return view.ledger

    def forget(self, now_t: float) -> None:
        """Let go of minutes, half-hours and days that are no longer kept."""
        self.first_minute = max(self.first_minute, int(now_t // 60.0) - MINUTES_KEPT)
        for minute in [key for key in self.minutes if key[0] < self.first_minute]:
            del self.minutes[minute]
        oldest_t = self.calendar.day_of(now_t)
        for _ in range(DAYS_KEPT - 1):
            oldest_t = self.calendar.day_of(oldest_t - 1.0)
        if oldest_t > self.oldest_t:
            self.oldest_t = oldest_t
            self.half_hours = {key: cell for key, cell in self.half_hours.items() if key[0] >= oldest_t}
            self.flow = {key: flow for key, flow in self.flow.items() if key[0] >= oldest_t}
            self.agents = {key: ledgers for key, ledgers in self.agents.items() if key[0] >= oldest_t}
            self._spots.clear()
        self.views.forget(self.first_minute, self.oldest_t)
        first_step = max(oldest_t, now_t - SPOTS_KEPT_S) // FLOW_STEP_S
        self._spots = {key: spot for key, spot in self._spots.items() if key[0] >= first_step}
        self._drop_outcomes(int(now_t // 60.0) - OUTCOMES_KEPT_MIN)

    def _drop_outcomes(self, first: int) -> None:
        self._outcomes = {key: spot for key, spot in self._outcomes.items() if key[0] >= first}
        self._first_outcome = first

    def _minutes_between(self, first: float, end: int, queue: str | None, kind: Kind) -> Iterator[Ledger]:
        channels = [channel for channel in CHANNELS if fits(kind, channel)]
        for minute in range(max(int(first), self.first_minute), end):
            for channel in channels:
                cell = self.minutes.get((minute, channel))
                if cell is not None:
                    yield from cell.of(queue)

    def _spot_at(self, place: Place) -> Spot | None:
        """Where a contact counts that has one share with its queue entry, if it has one time with it: once for both."""
        t, tier, entry, channel, queue_t, queue, _ = place
        step = t // FLOW_STEP_S
        if t < self.oldest_t or (t != queue_t and step != queue_t // FLOW_STEP_S):
            return None
        return self._spots.get((step, tier, entry, channel, queue)) or self._spot(place)

    def _spot(self, place: Place) -> Spot:
        """Where a contact that counts once for all counts as long as it is there."""
        t, tier, entry, channel, _, queue, _ = place
        key = t // FLOW_STEP_S, tier, entry, channel, queue
        found = self._spots.get(key)
        if found is None:
            day_t, dims, views = self.calendar.day_of(t), (tier, entry, channel), self.views
            ledgers = [ledger_in(self.half_hour(t, dims).shared, queue)]
            ledgers += views.of_day(day_t, None, dims) + views.of_day(day_t, queue, dims)
            people = self.agents.setdefault((day_t, channel), {})
            found = self._spots[key] = Spot(ledgers, flow_in(self._flow(t, channel).shared, queue), people)
        return found

    def _ledgers(self, row: ContactRow, spot: Spot, sign: int) -> list[Ledger]:
        """All ledgers in which it counts; the outcome's flow is counted `sign` times."""
        if not row.end and not row.place[6]:
            return spot.ledgers
        return spot.ledgers + self._from_outcome(row, spot, sign)

    def _from_outcome(self, row: ContactRow, spot: Spot, sign: int) -> list[Ledger]:
        """Where it counts from its outcome on, and at its agent; the outcome's flow is counted `sign` times."""
        _, _, _, channel, _, queue, agent = row.place
        end = row.end
        if not end:
            return [ledger_in(spot.people, agent)] if agent else []
        found = self._outcome_at(row.outcome_t, channel, queue)
        found.flow[end] += sign
        if not agent:
            return found.ledgers
        people = spot.people
        return [*found.ledgers, people.get(agent) or ledger_in(people, agent)]

    def _outcome_at(self, t: float, channel: str, queue: str) -> Spot:
        """Where an outcome at `t` counts that is that of the contact and of its queue entry."""
        key = t // 60.0, channel, queue
        found = self._outcomes.get(key)
        if found is None:
            found = self._outcomes[key] = self._outcome(t, channel, queue)
            self._first_outcome = min(self._first_outcome, key[0])
        return found

    def _outcome(self, t: float, channel: str, queue: str) -> Spot:
        ledgers, minute = [], int(t // 60.0)
        if minute >= self.first_minute:
            ledgers.append(ledger_in(self._minute(minute, channel).shared, queue))
            ledgers += self.views.of_minute(minute, None, channel) + self.views.of_minute(minute, queue, channel)
        forgotten = t < self.oldest_t
        return Spot(ledgers, no_flow() if forgotten else flow_in(self._flow(t, channel).shared, queue))

    def _post_part(self, part: Part, queue: str | None, dims: Dims, sign: int) -> None:
        post(self._of_part(part, queue, dims, sign), part.share, sign)

    def _change_parts(self, old: ContactRow, row: ContactRow) -> bool:
        """Count what has changed in the shares alone of a contact that counts in several places; False: more has."""
        if old.place != row.place or (old.parts is None) is not (row.parts is None):
            return False
        if old.outcome_t != row.outcome_t or old.end != row.end or old.share is None or row.share is None:
            return False
        queues, were, agents, agents_were = row.queues, old.queues, row.agents, old.agents
        if len(queues) != len(were) or len(agents) != len(agents_were):
            return False
        entries = [pair for pair in zip(were, queues, strict=True) if pair[0] != pair[1]]
        people = [pair for pair in zip(agents_were, agents, strict=True) if pair[0] != pair[1]]
        if not all(map(_alike, entries)) or not all(map(_alike, people)):
            return False
        _, tier, entry, channel, _, _, _ = row.place
        dims = tier, entry, channel
        if old.share != row.share:
            whole = Part(row.t, row.outcome_t, row.end, row.share)
            change(self._of_part(whole, None, dims, 0), old.share, row.share)
        for before, part in entries:
            change(self._of_part(part, part.queue, dims, 0), before.share, part.share)
        for before, part in people:
            if part.agent and part.t >= self.oldest_t:
                change((self.agent(part.t, part.agent, channel),), before.share, part.share)
        return True

    def _of_part(self, part: Part, queue: str | None, dims: Dims, sign: int) -> list[Ledger]:
        """Where a part counts; its flow is counted `sign` times."""
        ledgers: list[Ledger] = []
        if part.t >= self.oldest_t:
            cell = self.half_hour(part.t, dims)
            ledgers = [cell.whole if queue is None else ledger_in(cell.queues, queue)]
            ledgers += self.views.of_day(self.calendar.day_of(part.t), queue, dims)
            flow = self._flow(part.t, dims[2])
            (flow.whole if queue is None else flow_in(flow.queues, queue))[0] += sign
        if part.end and part.outcome_t >= self.oldest_t:
            flow = self._flow(part.outcome_t, dims[2])
            (flow.whole if queue is None else flow_in(flow.queues, queue))[part.end] += sign
            ledgers += self._in_minute(part.outcome_t, queue, dims[2])
        return ledgers

    def _in_minute(self, t: float, queue: str | None, channel: str) -> list[Ledger]:
        """Where an outcome at `t` counts among the last minutes."""
        minute = int(t // 60.0)
        if minute < self.first_minute:
            return []
        cell = self._minute(minute, channel)
        return [
            cell.whole if queue is None else ledger_in(cell.queues, queue),
            *self.views.of_minute(minute, queue, channel),
        ]

    def _minute(self, minute: int, channel: str) -> Cell:
        found = self.minutes.get((minute, channel))
        if found is None:
            found = self.minutes[minute, channel] = Cell()
        return found

    def _flow(self, t: float, channel: str) -> Flow:
        key = (t // FLOW_STEP_S * FLOW_STEP_S, channel)
        found = self.flow.get(key)
        if found is None:
            found = self.flow[key] = Flow()
        return found


def _alike(parts: tuple[Part, Part]) -> bool:
    """Whether both count in the same places."""
    before, part = parts
    return (before.t, before.outcome_t, before.end, before.queue, before.agent) == (
        part.t,
        part.outcome_t,
        part.end,
        part.queue,
        part.agent,
    )
