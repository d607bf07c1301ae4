"""The cells of the books: by half-hour of the offer, tier, entry and liveness; by minute of the outcome; by agent and day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from wallboard.metrics.calendar import Calendar
from wallboard.metrics.cell import Cell, Dims, Filters, Flow, flow_in, ledger_in, passes
from wallboard.metrics.ledger import Ledger, merged, post
from wallboard.metrics.row import OTHER, ContactRow, Part
from wallboard.metrics.story import Share

MINUTES_KEPT = 61
DAYS_KEPT = 2
FLOW_STEP_S = 300.0

Place = tuple[float, str, str, bool, float, str, str]
"""Where a contact itself counts: its moment, tier, entry, live; the moment in its queue, the queue; the agent."""


class Watcher(Protocol):
    """Somebody who is told of everything that is posted."""

    @property
    def awake(self) -> bool:
        """Whether he wants to be told now."""
        ...

    def posted(self, row: ContactRow, dims: Dims, sign: int) -> None:
        """A contact was counted (1), or taken back (-1)."""
        ...

    def counted(self, place: Place, share: Share, sign: int) -> None:
        """Something was counted at a contact's place."""
        ...

    def forget(self, first_minute: int, oldest_t: float) -> None:
        """Minutes and days before these are gone."""
        ...


class Cells:
    """What is older than the oldest day kept is passed over."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.half_hours: dict[tuple[float, Dims], Cell] = {}
        self.minutes: dict[tuple[int, bool], Cell] = {}
        self.flow: dict[tuple[float, bool], Flow] = {}
        self.agents: dict[float, dict[str, Ledger]] = {}
        self.oldest_t = 0.0
        self.first_minute = 0
        self.watcher: Watcher | None = None

    def post(self, row: ContactRow, sign: int) -> None:
        """Count a contact (sign 1), or take it back (-1)."""
        whole = row.whole
        if whole is None:
            return
        dims = row.tier, row.entry, row.live
        part = row.queues[0]
        if row.plain and whole.t >= self.oldest_t and self._together(whole.t, part.t):
            self._post_plain(row, part, dims, sign)
        else:
            self._post_parts(row, whole, dims, sign)
        if self.watcher is not None and self.watcher.awake:
            self.watcher.posted(row, dims, sign)

    def count(self, place: Place, share: Share, sign: int = 1) -> None:
        """Count what comes later than the contact, at the contact's own place."""
        t, tier, entry, live, queue_t, queue, agent = place
        if t < self.oldest_t or queue_t < self.oldest_t:
            return
        dims = tier, entry, live
        if self._together(t, queue_t):
            ledgers = [ledger_in(self.half_hour(t, dims).shared, queue)]
        else:
            ledgers = [self.half_hour(t, dims).whole, ledger_in(self.half_hour(queue_t, dims).queues, queue)]
        if agent:
            ledgers.append(self.agent(t, agent))
        post(ledgers, share, sign)
        if self.watcher is not None and self.watcher.awake:
            self.watcher.counted(place, share, sign)

    def half_hour(self, t: float, dims: Dims) -> Cell:
        """The cell of the half-hour of `t`."""
        key = (self.calendar.half_hour_of(t), dims)
        found = self.half_hours.get(key)
        if found is None:
            found = self.half_hours[key] = Cell()
        return found

    def agent(self, t: float, agent: str) -> Ledger:
        """The ledger of an agent on the day of `t`."""
        day_t = self.calendar.day_of(t)
        of_day = self.agents.get(day_t)
        if of_day is None:
            of_day = self.agents[day_t] = {}
        return ledger_in(of_day, agent)

    def agent_day(self, agent: str, day_t: float) -> Ledger:
        """What an agent has on the day that began at `day_t`; a copy."""
        found = self.agents.get(day_t, {}).get(agent)
        return merged([found]) if found else Ledger()

    def day(self, queue: str | None, day_t: float, filters: Filters) -> Iterator[tuple[float, Ledger]]:
        """The ledgers of a day that these filters let through, each with its half-hour."""
        for (half_t, dims), cell in self.half_hours.items():
            if half_t >= day_t and passes(filters, dims) and self.calendar.day_of(half_t) == day_t:
                for ledger in cell.of(queue):
                    yield half_t, ledger

    def last_minutes(self, queue: str | None, live: bool | None) -> Iterator[tuple[int, Ledger]]:
        """The ledgers of the minutes that are kept, each with its minute."""
        for (minute, kind), cell in self.minutes.items():
            if live in (None, kind):
                for ledger in cell.of(queue):
                    yield minute, ledger

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
            self.agents = {day_t: ledgers for day_t, ledgers in self.agents.items() if day_t >= oldest_t}
        if self.watcher is not None:
            self.watcher.forget(self.first_minute, self.oldest_t)

    def _together(self, t: float, queue_t: float) -> bool:
        """Whether both moments belong to one half-hour and one step of the flow."""
        return t == queue_t or t // FLOW_STEP_S == queue_t // FLOW_STEP_S

    def _post_plain(self, row: ContactRow, part: Part, dims: Dims, sign: int) -> None:
        queue = part.queue
        ledgers = [ledger_in(self.half_hour(part.t, dims).shared, queue)]
        flow_in(self._flow(part.t, row.live).shared, queue)[0] += sign
        if part.end and part.outcome_t >= self.oldest_t:
            if part.end != OTHER:
                flow_in(self._flow(part.outcome_t, row.live).shared, queue)[part.end] += sign
            minute = int(part.outcome_t // 60.0)
            if minute >= self.first_minute:
                ledgers.append(ledger_in(self._minute(minute, row.live).shared, queue))
        agent = row.agents[0].agent if row.agents else ""
        if agent:
            ledgers.append(self.agent(row.t, agent))
        post(ledgers, part.share, sign)

    def _post_parts(self, row: ContactRow, whole: Part, dims: Dims, sign: int) -> None:
        self._post_part(whole, None, dims, sign)
        for part in row.queues:
            self._post_part(part, part.queue, dims, sign)
        for part in row.agents:
            if part.agent and part.t >= self.oldest_t:
                post((self.agent(part.t, part.agent),), part.share, sign)

    def _post_part(self, part: Part, queue: str | None, dims: Dims, sign: int) -> None:
        ledgers = []
        if part.t >= self.oldest_t:
            cell = self.half_hour(part.t, dims)
            ledgers.append(cell.whole if queue is None else ledger_in(cell.queues, queue))
            flow = self._flow(part.t, dims[2])
            (flow.whole if queue is None else flow_in(flow.queues, queue))[0] += sign
        if part.end and part.outcome_t >= self.oldest_t:
            if part.end != OTHER:
                flow = self._flow(part.outcome_t, dims[2])
                (flow.whole if queue is None else flow_in(flow.queues, queue))[part.end] += sign
            minute = int(part.outcome_t // 60.0)
            if minute >= self.first_minute:
                cell = self._minute(minute, dims[2])
                ledgers.append(cell.whole if queue is None else ledger_in(cell.queues, queue))
        post(ledgers, part.share, sign)

    def _minute(self, minute: int, live: bool) -> Cell:
        found = self.minutes.get((minute, live))
        if found is None:
            found = self.minutes[minute, live] = Cell()
        return found

    def _flow(self, t: float, live: bool) -> Flow:
        key = (t // FLOW_STEP_S * FLOW_STEP_S, live)
        found = self.flow.get(key)
        if found is None:
            found = self.flow[key] = Flow()
        return found
