"""What was done in a span, and by whom: contacts as a whole and by queue, each person's time; live channels alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent
from wallboard.metrics import counts as at
from wallboard.metrics.agent_ledger import agent_ledger
from wallboard.metrics.calendar import HALF_HOUR_S
from wallboard.metrics.figures import fold_into
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.report import Report
from wallboard.metrics.selecting import Key, Question
from wallboard.metrics.spans import Clockwork
from wallboard.stream.contact_events import LIVE_CHANNELS
from wallboard.stream.envelope import Event

if TYPE_CHECKING:
    from wallboard.metrics.past import Past


class Time(Struct, frozen=True):
    """One person's time in the span, in seconds: logged on, of that not ready, and with contacts or after them."""

    logged_on_s: float
    away_s: float
    occupied_s: float


class Effort(Struct):
    """`whole` holds all contacts, `queues` their entries by queue; `work` the handle time by queue and agent.

    `members` are the people who served a queue at the end of the span, or had a contact of it within. `busy_s` is how
    much of the span had contacts at all: the half-hours, in seconds, in which somebody came.
    """

    whole: Ledger = field(default_factory=Ledger)
    queues: dict[str, Ledger] = field(default_factory=dict)
    times: dict[str, Time] = field(default_factory=dict)
    work: dict[tuple[str, str], float] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    busy_s: float = 0.0


_SPLITS = (("channel",), ("queue", "channel"), ("agent",), ("queue", "agent", "channel"), ("half_hour", "channel"))


def effort_of(batches: Iterable[Sequence[Event]], start_t: float, end_t: float, zone: str) -> Effort:
    """Fold `batches` and give the effort of [start_t, end_t), epoch seconds. Raises ValueError as a report does."""
    floor, clockwork = Floor(), Clockwork(zone)
    reports = [Report(floor, clockwork, by, start_t, end_t, spans_by_offer=False) for by in _SPLITS]
    fold_into(reports, floor, batches)
    found = Effort()
    whole, by_queue, by_agent, by_both, by_time = (report.close() for report in reports)
    for (channel,), group in whole:
        if channel in LIVE_CHANNELS:
            found.whole.merge(group.ledger)
    for (queue, channel), group in by_queue:
        if channel in LIVE_CHANNELS:
            found.queues.setdefault(queue or "", Ledger()).merge(group.ledger)
    for (agent,), group in by_agent:
        _note_time(found, agent, group.ledger)
    for (queue, agent, channel), group in by_both:
        if channel in LIVE_CHANNELS:
            _note_work(found, queue, agent, group.ledger)
    came = {key[0] for key, group in by_time if key[1] in LIVE_CHANNELS and group.ledger.n[at.OFFERED]}
    found.busy_s = min(HALF_HOUR_S * len(came), end_t - start_t)
    _add_members(found, floor.agents)
    return found


def effort_kept(past: Past, start_t: float, end_t: float, agents: Mapping[str, Agent]) -> Effort:
    """The same from what history keeps in columns; `agents` say who serves which queue now."""
    live = {"channel": sorted(LIVE_CHANNELS)}

    def ledgers(*by: str, only: Mapping[str, Collection[str]] = live) -> dict[Key, Ledger]:
        return past.ledgers(Question(by, start_t, end_t, only=only, with_time=not only))

    found = Effort(whole=ledgers().get((), Ledger()))
    found.queues = {queue or "": ledger for (queue,), ledger in ledgers("queue").items()}
    for (agent,), ledger in ledgers("agent", only={}).items():
        _note_time(found, agent, ledger)
    for (queue, agent), ledger in ledgers("queue", "agent").items():
        _note_work(found, queue, agent, ledger)
    came = [ledger for ledger in ledgers("half_hour").values() if ledger.n[at.OFFERED]]
    found.busy_s = min(HALF_HOUR_S * len(came), end_t - start_t)
    _add_members(found, agents)
    return found


def _note_time(found: Effort, agent: str | None, ledger: Ledger) -> None:
    told = agent_ledger(ledger)
    if agent is not None and told.logged_on_s > 0.0:
        away_s = sum(seconds for _, seconds in told.away)
        found.times[agent] = Time(told.logged_on_s, away_s, told.occupied_s)


def _note_work(found: Effort, queue: str | None, agent: str | None, ledger: Ledger) -> None:
    handle_s = handled_s(ledger)
    if queue is not None and agent is not None and handle_s > 0.0:
        found.work[queue, agent] = found.work.get((queue, agent), 0.0) + handle_s
        found.members.setdefault(queue, set()).add(agent)


def _add_members(found: Effort, agents: Mapping[str, Agent]) -> None:
    for name, person in agents.items():
        for queue in person.memberships:
            found.members.setdefault(queue, set()).add(name)


def handled_s(ledger: Ledger) -> float:
    """Talk, hold and after-contact work in seconds."""
    return sum(ledger.sums[place] for place in (at.TALK_US, at.HOLD_US, at.ACW_US)) / 1e6
