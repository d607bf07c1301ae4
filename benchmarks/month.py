"""A month of a million contacts, made from one simulated day: its contacts come again every day, as others'."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct, structs

from feeds.simulator.loading import load
from feeds.simulator.simulation import Simulation
from wallboard.floor.people import LOGGED_OFF, Spell
from wallboard.metrics.keeping import Keeping
from wallboard.metrics.parts import Part
from wallboard.metrics.peaks import Stays, stays_of
from wallboard.metrics.row import ContactRow, Parts, row_of
from wallboard.metrics.story import Share
from wallboard.metrics.unfinished import Unfinished

SCENARIO, AGENTS, SEED = "storm", 1000, 7
HOURS, QUICK_HOURS = 3.25, 0.75
DAYS = 30
DAY_S = 86_400.0
ZONE = "Europe/Moscow"
STEP_S = 60.0
SITES = 7
"""So many times are the scenario's queues there."""

Interval = tuple[float, float]


class Day(Struct):
    """What a simulated day has brought: its contacts, in the order in which they were over, and its agents' states."""

    rows: list[tuple[ContactRow, Stays]]
    spells: list[Spell]
    keeping: Keeping


def simulated(hours: float) -> Day:
    """A day of the simulator, `hours` long."""
    simulation = Simulation(load(SCENARIO), AGENTS, SEED, "/bench/month", "month")
    day = Day([], [], Keeping())
    unfinished, t = Unfinished(day.keeping.floor), simulation.start_t
    while t < simulation.start_t + hours * 3600.0:
        t += STEP_S
        told = unfinished.fold(simulation.advance(t))
        day.spells += told.spells
        day.rows += [
            (_spread(row_of(contact), len(day.rows) + i), stays_of(contact, t)) for i, contact in enumerate(told.gone)
        ]
    for agent in unfinished.floor.agents.values():  # they go home at the end of the day
        if agent.on_duty:
            day.spells.append(Spell(agent.id, agent.state, agent.reason, agent.since_t, t))
            agent.enter(LOGGED_OFF, "", t)
    return day


def shifted(day: Day, number: int) -> Iterator[tuple[ContactRow, Stays]]:
    """The contacts of the day that comes `number` days later, of customers of their own."""
    by_s = number * DAY_S
    for row, stays in day.rows:
        t, tier, entry, live, queue_t, queue, agent = row.place
        yield (
            structs.replace(
                row,
                id=f"{row.id}/{number}",
                place=(t + by_s, tier, entry, live, queue_t + by_s, queue, agent),
                customer=f"{row.customer}/{number // 3}" if row.customer else "",
                outcome_t=row.outcome_t + by_s,
                legs=tuple([(name, from_t + by_s, to_t + by_s) for name, from_t, to_t in row.legs]),
                parts=None if row.parts is None else _both(row.parts, lambda part: _later(part, by_s)),
            ),
            Stays(
                None if stays.menu is None else _interval(stays.menu, by_s),
                [_interval(wait, by_s) for wait in stays.waits],
                [(name, from_t + by_s, to_t + by_s) for name, from_t, to_t in stays.talks],
            ),
        )


def month(day: Day, days: int = DAYS) -> Keeping:
    """What history keeps of a month of such days."""
    keeping = day.keeping
    for number in range(days):
        for row, stays in shifted(day, number):
            keeping.take(row, stays)
        spells = [
            structs.replace(s, from_t=s.from_t + number * DAY_S, to_t=s.to_t + number * DAY_S) for s in day.spells
        ]
        keeping.note(spells)
        keeping.floor.pass_time(max(spell.to_t for spell in spells) + 2 * 3600.0)
        keeping.settle()
        keeping.columns.flush()
    return keeping


def _spread(row: ContactRow, number: int) -> ContactRow:
    """The same contact in queues of one of the sites."""
    site = f" {number % SITES}"
    t, tier, entry, live, queue_t, queue, agent = row.place
    parts = row.parts
    if parts is not None:
        parts = _both(parts, lambda p: structs.replace(p, queue=_at(p.queue, site), share=_share(p.share, site)))
    place = (t, tier, entry, live, queue_t, _at(queue, site), agent)
    return structs.replace(row, place=place, parts=parts, share=None if row.share is None else _share(row.share, site))


def _share(share: Share, site: str) -> Share:
    return Share(share.tally, tuple([(_at(queue, site), key) for queue, key in share.waits]))


def _at(queue: str, site: str) -> str:
    return queue + site if queue else ""


def _both(parts: Parts, change: Callable[[Part], Part]) -> Parts:
    return structs.replace(parts, queues=tuple(map(change, parts.queues)), agents=tuple(map(change, parts.agents)))


def _later(part: Part, by_s: float) -> Part:
    return structs.replace(part, t=part.t + by_s, outcome_t=part.outcome_t + by_s)


def _interval(interval: Interval, by_s: float) -> Interval:
    return interval[0] + by_s, interval[1] + by_s
