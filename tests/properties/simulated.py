"""Days at a simulated centre as Hypothesis draws them: scenario, size, seed, what is asked for, what is not heard."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct

from feeds.simulator.loading import load
from feeds.simulator.simulation import Simulation
from wallboard.stream import command_events as co
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import Connected, FeedConnected, FeedLost, FeedSnapshot, Lost, Snapshot

ZONES = ("Europe/Moscow", "America/Denver", "America/Edmonton", "Asia/Kathmandu")
"""In America midnight comes an hour after the simulated centre has opened."""

QUEUES = ("support", "sales", "delivery", "vip", "returns")
ASKED = ("to agent", "to queue", "outside", "withdraw", "hang up", "prioritise", "pause", "log off", "remove")

LOST, BACK = "source lost", "source back"

Wish = tuple[float, str, int]
"""After how many minutes something is asked for, what, and for which contact or person of those that are there."""


class Day(Struct, frozen=True):
    """`zone` is where its figures are counted.

    `outage`: between these minutes nothing is heard of the centre, which then says what is so.
    """

    scenario: str
    agents: int
    seed: int
    minutes: float
    zone: str = ZONES[0]
    wishes: tuple[Wish, ...] = ()
    outage: tuple[float, float] = (0.0, 0.0)
    disorder: int = 0

    def events(self, source: str = "/test/simulator/1") -> list[Any]:
        """All that the centre says, in the order of time."""
        simulation = Simulation(load(self.scenario), self.agents, self.seed, source, "simulator")
        found: list[Any] = []
        first, last = (min(minute, self.minutes) for minute in sorted(self.outage))
        for number, (minute, asked, pick) in enumerate(sorted([*self.wishes, (first, LOST, 0), (last, BACK, 0)])):
            t = simulation.start_t + 60.0 * min(minute, self.minutes)
            told = simulation.advance(t)
            if asked == BACK:
                told = [_of_feed(FeedConnected, source, t, Connected("simulator"))] if first < last else told
                told += [_of_feed(FeedSnapshot, source, t, simulation.snapshot())] if first < last else []
            elif asked == LOST:
                told += [_of_feed(FeedLost, source, t, Lost("gone"))] if first < last else []
            elif action := action_of(simulation.snapshot(), asked, pick):
                told += simulation.command(t, f"wish-{number}", action)
            found += [] if first < minute < last else told
        return self._disturbed(found + simulation.advance(simulation.start_t + 60.0 * self.minutes))

    def _disturbed(self, events: list[Any]) -> list[Any]:
        """Each comes at most so many seconds late: what comes later than a contact is remembered is lost."""
        chance = Random(self.seed)
        heard = [event.time.timestamp() + chance.uniform(0.0, self.disorder) for event in events]
        return [events[i] for i in sorted(range(len(events)), key=heard.__getitem__)]


def _of_feed(kind: type[Any], source: str, t: float, data: Any) -> Any:
    return make(kind, f"{kind.__name__}-{t}", source, "simulator", t, data)


def action_of(there: Snapshot, asked: str, pick: int) -> Any:
    """What is asked of the centre now; None where there is nobody for it."""
    waiting = [c.id for c in there.contacts if c.stage in ("menu", "waiting", "ringing") and c.channel == "voice"]
    people = [agent.id for agent in there.agents]
    if not people or not waiting:
        return None
    contact, agent, queue = waiting[pick % len(waiting)], people[pick % len(people)], QUEUES[pick % len(QUEUES)]
    return {
        "to agent": co.Reassign(contact, agent),
        "to queue": co.Reassign(contact, queue, "queue"),
        "outside": co.Reassign(contact, "+74955550000", "external"),
        "withdraw": co.Withdraw(contact),
        "hang up": co.Hangup([c.id for c in there.contacts][pick % len(there.contacts)]),
        "prioritise": co.SetPriority(contact, pick % 5),
        "pause": co.Pause(agent, "coaching"),
        "log off": co.LogOff(agent),
        "remove": co.RemoveFromQueue(agent, queue),
    }[asked]


WISHES = st.lists(
    st.tuples(st.floats(1.0, 175.0), st.sampled_from(ASKED), st.integers(0, 500)), min_size=2, max_size=25
).map(tuple)

DAYS = st.builds(
    Day,
    st.sampled_from(["calm", "storm"]),
    st.integers(3, 12),
    st.integers(1, 10_000),
    st.floats(60.0, 175.0),
    st.sampled_from(ZONES),
    WISHES,
    st.one_of(st.just((0.0, 0.0)), st.tuples(st.floats(20.0, 150.0), st.floats(20.0, 150.0))),
    st.sampled_from([0, 0, 3, 12]),
)
