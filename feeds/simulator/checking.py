"""What is wrong with a scenario although every value has the right type."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from msgspec import Struct

from feeds.simulator.names import MOST_PEOPLE
from feeds.simulator.scenario import QueueRules, Scenario, seconds_of_day

_NO_TICKETS = QueueRules(name="")


def faults(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Each fault: the key, and what is wrong with it."""
    for where, queue in _queue_names(scenario):
        if queue not in scenario.queues:
            yield where, f"there is no queue {queue!r}; there are {', '.join(scenario.queues)}"
    for where, clock in _clocks(scenario):
        try:
            seconds_of_day(clock)
        except ValueError as error:
            yield where, str(error)
    for where, share in _shares(scenario):
        if not 0.0 <= share <= 1.0:
            yield where, f"must lie between 0 and 1, and is {share:g}"
    for where, value in _positive(scenario):
        if not value > 0:  # not a number included
            yield where, f"must be more than 0, and is {value:g}"
    yield from _wholes(scenario)


def _wholes(scenario: Scenario) -> Iterator[tuple[str, str]]:
    parts = (("queue", scenario.queues), ("team", scenario.teams), ("shift", scenario.shifts))
    for where, items in (*parts, ("half_hours", scenario.half_hours)):
        if not items:
            yield where, "at least one is needed"
    if scenario.agents > MOST_PEOPLE // 2:
        yield "agents", f"must be at most {MOST_PEOPLE // 2}, and is {scenario.agents}"
    for key, rules in scenario.queues.items():
        if not 0.0 <= rules.load <= 10.0:
            yield f"queue.{key}.load", f"must lie between 0 and 10, and is {rules.load:g}"
    if scenario.tickets and scenario.queues.get(scenario.tickets.queue, _NO_TICKETS).channel != "ticket":
        yield "tickets.queue", f"the queue {scenario.tickets.queue!r} must have the channel 'ticket'"
    if len(scenario.weekdays) != 7:
        yield "weekdays", "must hold seven numbers, from Monday on"
    if scenario.opens >= scenario.closes:
        yield "closes", "must be later than 'opens'"
    try:
        ZoneInfo(scenario.zone)
    except (OSError, ValueError, KeyError):
        yield "zone", f"there is no time zone {scenario.zone!r}"


def _queue_names(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for number, team in enumerate(scenario.teams, 1):
        yield from ((f"team[{number}].first", queue) for queue in team.first)
        yield from ((f"team[{number}].also", queue) for queue in team.also)
    for key, rules in scenario.queues.items():
        yield from ((f"queue.{key}.transfers_to", queue) for queue in rules.transfers_to)
    for number, surge in enumerate(scenario.surges, 1):
        yield from ((f"surge[{number}].queues", queue) for queue in surge.queues)
    yield from (("overflow.queues", queue) for queue in scenario.overflow.queues)
    if scenario.tickets:
        yield "tickets.queue", scenario.tickets.queue


def _clocks(scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield from ((name, getattr(scenario, name)) for name in ("opens", "closes", "start_at"))
    spans = [(f"shift[{number}]", shift.start, shift.end) for number, shift in enumerate(scenario.shifts, 1)]
    spans += [(f"surge[{number}]", surge.start, surge.end) for number, surge in enumerate(scenario.surges, 1)]
    spans.append(("overflow", scenario.overflow.start, scenario.overflow.end))
    for where, start, end in spans:
        yield f"{where}.start", start
        yield f"{where}.end", end


def _shares(scenario: Scenario) -> Iterator[tuple[str, float]]:
    parts: list[tuple[str, Struct]] = [("menu", scenario.menu), ("behaviour", scenario.behaviour)]
    parts += [(f"queue.{key}", rules) for key, rules in scenario.queues.items()]
    parts += [("tickets", scenario.tickets)] if scenario.tickets else []
    for where, part in parts:
        names = [name for name in part.__struct_fields__ if name.endswith("_share") or name == "target"]
        yield from ((f"{where}.{name}", getattr(part, name)) for name in names)


def _positive(scenario: Scenario) -> Iterator[tuple[str, float]]:
    yield "agents", scenario.agents
    for key, rules in scenario.queues.items():
        for name in ("talk_mean_s", "after_work_mean_s", "patience_median_s"):
            yield f"queue.{key}.{name}", getattr(rules, name)
    for number, team in enumerate(scenario.teams, 1):
        yield f"team[{number}].share", team.share
        yield f"team[{number}].first", len(team.first)
        yield f"team[{number}].sites", len(team.sites)
