"""The cells of the books: by half-hour of the offer, tier, entry, live or not; by minute of the outcome; by agent."""

from __future__ import annotations

from collections.abc import Iterator

from wallboard.metrics.calendar import Calendar
from wallboard.metrics.cell import Cell, Dims, Filters, Flow, flow_in, ledger_in, passes
from wallboard.metrics.ledger import Ledger, add_to, change, merged, post
from wallboard.metrics.parts import OTHER, Part
from wallboard.metrics.row import ContactRow, Place
from wallboard.metrics.story import Share
from wallboard.metrics.views import View, Views

MINUTES_KEPT = 61
DAYS_KEPT = 2
FLOW_STEP_S = 300.0


class Cells:
    """What is older than the oldest day kept is passed over. What somebody looks at is kept up in `views`."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.views = Views()
        self.half_hours: dict[tuple[float, Dims], Cell] = {}
        self.minutes: dict[tuple[int, bool], Cell] = {}
        self.flow: dict[tuple[float, bool], Flow] = {}
        self.agents: dict[float, dict[str, Ledger]] = {}
        self.oldest_t = 0.0
        self.first_minute = 0
        self._by_day: dict[tuple[float, Dims, str], list[Ledger]] = {}
        self._by_outcome: dict[tuple[int, bool, str], list[Ledger]] = {}

    def post(self, row: ContactRow, sign: int) -> None:
        """Count a contact (sign 1), or take it back (-1)."""
        share = row.share
        if share is None:
            return
        if self._is_together(row):
            flow_in(self._flow(row.t, row.live).shared, row.queue)[0] += sign
            self._flow_outcome(row, sign)
            post(self._day_ledgers(row) + self._outcome_ledgers(row), share, sign)
        else:
            dims = row.tier, row.entry, row.live
            self._post_part(Part(row.t, row.outcome_t, row.end, share), None, dims, sign)
            for part in row.queues:
                self._post_part(part, part.queue, dims, sign)
            for part in row.agents:
                if part.agent and part.t >= self.oldest_t:
                    post((self.agent(part.t, part.agent),), part.share, sign)

    def change(self, old: ContactRow, row: ContactRow) -> None:
        """Count `row` in place of `old`: what the contact was before. Mostly it has only gone on in its place."""
        if row.share is None or old.share is None or not self._goes_on(old, row):
            self.post(old, -1)
            self.post(row, 1)
        elif old.end:
            change(self._day_ledgers(row) + self._outcome_ledgers(row), old.share, row.share)
        else:
            change(self._day_ledgers(row), old.share, row.share)
            if row.end or row.agent:
                add_to(self._outcome_ledgers(row), row.share)
                self._flow_outcome(row, 1)

    def count(self, place: Place, share: Share, sign: int = 1) -> None:
        """Count what comes later than the contact, at the contact's own place."""
        t, tier, entry, live, queue_t, queue, agent = place
        if t < self.oldest_t or queue_t < self.oldest_t:
            return
        dims = tier, entry, live
        if _same_step(t, queue_t):
            ledgers = self._shared_by_day(t, dims, queue)
        else:
            ledgers = [self.half_hour(t, dims).whole, ledger_in(self.half_hour(queue_t, dims).queues, queue)]
            ledgers += self.views.of_day(self.calendar.day_of(t), None, dims)
            ledgers += self.views.of_day(self.calendar.day_of(queue_t), queue, dims)
        post(ledgers, share, sign)
        if agent:
            post((self.agent(t, agent),), share, sign)

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

    def day_sum(self, queue: str | None, day_t: float, filters: Filters) -> Ledger:
        """The sum of a day. Read it, do not keep it."""
        found = self.views.day(queue, day_t, filters)
        if found is not None:
            return found
        self._by_day.clear()
        cells = [ledger for _, ledger in self.day(queue, day_t, filters)]
        return self.views.look_at_day(queue, day_t, filters, cells)

    def window_sum(self, queue: str | None, minutes: int, now_t: float, live: bool | None) -> Ledger:
        """Outcomes of the last `minutes` whole minutes and of the present one. Read it, do not keep it."""
        first = int(now_t // 60.0) - minutes
        view = self.views.window(queue, minutes, live)
        if view is None or view.first > first:
            last = self._minutes_between(first, int(now_t // 60.0) + 1, queue, live)
            view = View(merged(last), first)
            self.views.look_at_window(queue, minutes, live, view)
            self._by_outcome.clear()
        elif view.first < first:
            for ledger in self._minutes_between(view.first, first, queue, live):
                view.ledger.take_out(ledger)
            view.first = first
            self._by_outcome.clear()
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
            self.agents = {day_t: ledgers for day_t, ledgers in self.agents.items() if day_t >= oldest_t}
        self.views.forget(self.first_minute, self.oldest_t)
        self._by_day.clear()
        self._by_outcome.clear()

    def _minutes_between(self, first: float, end: int, queue: str | None, live: bool | None) -> Iterator[Ledger]:
        for minute in range(max(int(first), self.first_minute), end):
            for kind in (True, False) if live is None else (live,):
                cell = self.minutes.get((minute, kind))
                if cell is not None:
                    yield from cell.of(queue)

    def _is_together(self, row: ContactRow) -> bool:
        """Whether the contact and its queue entry count with one share, at one time: so once for both."""
        return row.parts is None and row.t >= self.oldest_t and _same_step(row.t, row.queue_t)

    def _goes_on(self, old: ContactRow, row: ContactRow) -> bool:
        """Whether a contact that counts once for all still counts where it did, with the same outcome if it had one."""
        if old.end and (old.end != row.end or old.outcome_t != row.outcome_t or old.agent != row.agent):
            return False
        return (
            old.parts is None
            and old.t == row.t
            and (old.queue_t == row.queue_t or _same_step(old.t, old.queue_t))
            and old.queue == row.queue
            and old.tier == row.tier
            and old.entry == row.entry
            and old.live is row.live
            and (old.agent == row.agent or not old.agent)
            and self._is_together(row)
        )

    def _day_ledgers(self, row: ContactRow) -> list[Ledger]:
        """Where a contact that counts once for all counts as long as it is there."""
        return self._shared_by_day(row.t, (row.tier, row.entry, row.live), row.queue)

    def _shared_by_day(self, t: float, dims: Dims, queue: str) -> list[Ledger]:
        key = self.calendar.half_hour_of(t), dims, queue
        found = self._by_day.get(key)
        if found is None:
            day_t, views = self.calendar.day_of(t), self.views
            found = [ledger_in(self.half_hour(t, dims).shared, queue)]
            found += views.of_day(day_t, None, dims) + views.of_day(day_t, queue, dims)
            self._by_day[key] = found
        return found

    def _outcome_ledgers(self, row: ContactRow) -> list[Ledger]:
        """Where it counts from its outcome on, and at its agent."""
        ledgers: list[Ledger] = []
        if row.end:
            key = int(row.outcome_t // 60.0), row.live, row.queue
            found = self._by_outcome.get(key)
            ledgers = (self._of_minute(*key) if found is None else found).copy()
        if row.agent:
            ledgers.append(self.agent(row.t, row.agent))
        return ledgers

    def _of_minute(self, minute: int, live: bool, queue: str) -> list[Ledger]:
        found: list[Ledger] = []
        if minute >= self.first_minute:
            found.append(ledger_in(self._minute(minute, live).shared, queue))
            found += self.views.of_minute(minute, None, live) + self.views.of_minute(minute, queue, live)
        self._by_outcome[minute, live, queue] = found
        return found

    def _flow_outcome(self, row: ContactRow, sign: int) -> None:
        if row.end and row.end != OTHER and row.outcome_t >= self.oldest_t:
            flow_in(self._flow(row.outcome_t, row.live).shared, row.queue)[row.end] += sign

    def _post_part(self, part: Part, queue: str | None, dims: Dims, sign: int) -> None:
        ledgers = []
        if part.t >= self.oldest_t:
            cell = self.half_hour(part.t, dims)
            ledgers = [cell.whole if queue is None else ledger_in(cell.queues, queue)]
            ledgers += self.views.of_day(self.calendar.day_of(part.t), queue, dims)
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
                ledgers += self.views.of_minute(minute, queue, dims[2])
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


def _same_step(t: float, queue_t: float) -> bool:
    """Whether both moments belong to one step of the flow, and so to one half-hour."""
    return t == queue_t or t // FLOW_STEP_S == queue_t // FLOW_STEP_S
