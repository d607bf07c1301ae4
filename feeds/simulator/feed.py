"""The feed that brings a simulated centre: runs it at any speed, and hands it what people ask for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.simulator.interludes import SUPERVISOR
from feeds.simulator.pace import Pace
from feeds.simulator.past import past_days
from feeds.simulator.scenario import Scenario
from feeds.simulator.simulation import Simulation
from wallboard.hub.ports import Dispatch, Sink
from wallboard.stream.command_events import Action
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import Connected, FeedSnapshot
from wallboard.stream.vocabulary import LogEvent

STEP_S = 0.05
"""Real time between two looks at the clock; an event is late by so much at most."""
SLICE_EVENTS = 1000
"""About so many events at most are made in one go, so that the loop is never held up for long."""
HANDED_OVER = 4000
"""So many are published together where there are many."""
CATCH_UP_STEP_S = 30.0
MOST_COMMANDS = 100


class SimulatorFeed:
    """A run of `scenario` with `agents` people (None: as the scenario says), `speed` times as fast as life (0: it
    stands).

    It is simulated from opening to `start_at` (a time of day like "10:42"; None: as the scenario says) as fast as
    possible, and lives on from there. A feed that is run again goes on where it was. Raises ValueError where
    `start_at` is no time of day or lies before opening, or `speed` or `agents` make no sense.
    """

    def __init__(
        self,
        scenario: Scenario,
        agents: int | None = None,
        seed: int = 7,
        speed: float = 1.0,
        start_at: str | None = None,
        *,
        site: str = "demo",
        name: str = "simulator",
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name
        self.source = f"/{site}/{name}/{scenario.name}-{agents or scenario.agents}-{seed}"
        self.zone = scenario.zone
        self._scenario, self._agents, self._seed = scenario, agents, seed
        self.start_t = scenario.moment(start_at or scenario.start_at)
        self._simulation = Simulation(scenario, agents, seed, self.source, name)
        if self.start_t < self._simulation.start_t:
            raise ValueError(f"{start_at} is before {scenario.name} opens, at {scenario.opens}")
        self._pace = Pace(self.start_t, speed, clock)
        self._sleep = sleep
        self._unpublished: list[LogEvent] = []
        self._commands: list[tuple[str, Action, str]] = []
        self._is_closed = False

    async def run(self, sink: Sink) -> None:
        """Bring the events until cancelled. An error of the sink escapes; what it had not taken comes with the next
        run.
        """
        await self._hand_over(sink)
        await self._advance(sink, self.start_t)
        self._pace.begin()
        while not self._is_closed:
            self._obey()
            await self._advance(sink, self._pace.now_t())
            waits = self._pace.waits
            self._pace.told(self._simulation.now_t)
            await self._sleep(0.0 if waits else STEP_S)

    @property
    def begun(self) -> bool:
        """Whether the day up to the start has been made."""
        return self._pace.has_begun

    def introduction(self) -> Connected:
        """A simulated centre."""
        return Connected("simulator")

    async def dispatch(self, command: str, action: Action, by: str = "") -> Dispatch:
        """Give the exchange an order; it answers with an event after a moment of simulated time."""
        if not self._pace.has_begun:
            return Dispatch(False, "not_live", "the day up to the start is still being simulated")
        if len(self._commands) >= MOST_COMMANDS:
            return Dispatch(False, "overloaded", f"{MOST_COMMANDS} orders are waiting already")
        self._commands.append((command, action, by or SUPERVISOR))
        return Dispatch(True)

    def now_t(self) -> float:
        """The run's clock (epoch seconds, UTC)."""
        return self._pace.now_t() if self._pace.has_begun else self._simulation.now_t

    def past(self, weeks_ago: int, until_t: float) -> list[LogEvent]:
        """The same centre's day so many weeks ago, up to `until_t` on that day, simulated anew each time."""
        clock = datetime.fromtimestamp(until_t, ZoneInfo(self.zone))
        days = past_days(
            self._scenario,
            self._agents,
            self._seed,
            f"{self.source}/past",
            days_ago=(7 * weeks_ago,),
            until=f"{clock.hour:02d}:{clock.minute:02d}",
        )
        return next(days).events

    def snapshot(self) -> FeedSnapshot:
        """What is true at the centre now."""
        now_t = self._simulation.now_t
        ident = f"snapshot-{now_t:.3f}"
        return make(FeedSnapshot, ident, self.source, self.name, now_t, self._simulation.snapshot())

    async def close(self) -> None:
        """End `run`."""
        self._is_closed = True

    def _obey(self) -> None:
        """Give the simulation what was ordered, at the run's time."""
        for command, action, by in self._commands:
            self._unpublished += self._simulation.command(self._pace.now_t(), command, action, by)
        self._commands.clear()

    async def _advance(self, sink: Sink, until_t: float) -> None:
        """Simulate up to `until_t`, in slices that neither hold up the loop nor run ahead of the log."""
        step_s = STEP_S
        while self._simulation.now_t < until_t and not self._is_closed:
            events = self._simulation.advance(min(until_t, self._simulation.now_t + step_s))
            step_s = _next_step(step_s, len(events))
            self._unpublished += events
            if len(self._unpublished) >= HANDED_OVER:
                await self._hand_over(sink)
            await self._sleep(0.0)
        await self._hand_over(sink)

    async def _hand_over(self, sink: Sink) -> None:
        if self._unpublished:
            events: Sequence[LogEvent] = tuple(self._unpublished)
            await sink.publish(events)
            del self._unpublished[: len(events)]


def _next_step(step_s: float, events: int) -> float:
    """Longer steps while little happens, shorter ones while much does."""
    if events > SLICE_EVENTS:
        return max(STEP_S, step_s / 2.0)
    return min(CATCH_UP_STEP_S, step_s * 2.0) if events < SLICE_EVENTS // 4 else step_s
