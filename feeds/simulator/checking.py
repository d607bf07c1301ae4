"""What is wrong with a scenario although every value has the right type."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from msgspec import Struct

from feeds.simulator.names import MOST_PEOPLE
from feeds.simulator.scenario import QueueRules, Scenario, seconds_of_day

MOST_DAYS_BEFORE = 35
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
    yield from _circumstances(scenario)


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
    for number, trouble in enumerate(scenario.troubles, 1):
        yield from ((f"trouble[{number}].queues", queue) for queue in trouble.queues)
    for where, _, ends in _pairs(scenario):
        yield from ((f"{where}.{end}", queue) for end, queue in ends.items())
    yield from (("absence.queues", queue) for queue in (scenario.absence.queues if scenario.absence else ()))
    if scenario.tickets:
        yield "tickets.queue", scenario.tickets.queue
        yield from (("tickets.desks", queue) for pair in scenario.tickets.desks.items() for queue in pair)


def _pairs(scenario: Scenario) -> Iterator[tuple[str, float, dict[str, str]]]:
    """What is said of two queues: where, the share, and the keys that name them."""
    for number, turn in enumerate(scenario.wrong_turns, 1):
        yield f"wrong_turn[{number}]", turn.share, {"wanted": turn.wanted, "sent_to": turn.sent_to}
    for number, hand in enumerate(scenario.hands_on, 1):
        yield f"hand_on[{number}]", hand.share, {"at": hand.at, "sent_to": hand.sent_to}
    for number, move in enumerate(scenario.tickets.moves if scenario.tickets else (), 1):
        yield f"tickets.move[{number}]", move.share, {"at": move.at, "to": move.to}


def _circumstances(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Faults in what may come on top of a day's ordinary course; the names in it are known to be good."""
    for where, _, ends in _pairs(scenario):
        wanted = "ticket" if where.startswith("tickets") else "voice"
        for end, queue in ends.items():
            if scenario.queues[queue].channel != wanted:
                yield f"{where}.{end}", f"the queue {queue!r} must have the channel {wanted!r}"
        if len(set(ends.values())) < len(ends):
            yield where, "must name two queues"
    for desk in scenario.tickets.desks.values() if scenario.tickets else ():
        if scenario.queues[desk].channel != "ticket":
            yield "tickets.desks", f"the queue {desk!r} must have the channel 'ticket'"
    for number, trouble in enumerate(scenario.troubles, 1):
        if seconds_of_day(trouble.start) >= seconds_of_day(trouble.end):
            yield f"trouble[{number}].end", "must be later than 'start'"
    if not 0 <= scenario.days_before <= MOST_DAYS_BEFORE:
        yield "days_before", f"must lie between 0 and {MOST_DAYS_BEFORE}, and is {scenario.days_before}"
    days = [*scenario.closed_weekdays, *(() if scenario.usual_weekday is None else (scenario.usual_weekday,))]
    if not set(days) <= set(range(7)):
        yield "closed_weekdays" if scenario.closed_weekdays else "usual_weekday", "days count from 0 (Monday) to 6"
    if scenario.date.weekday() in scenario.closed_weekdays:
        yield "closed_weekdays", "must not hold the weekday of the date"


def _clocks(scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield from ((name, getattr(scenario, name)) for name in ("opens", "closes", "start_at"))
    spans = [(f"shift[{number}]", shift.start, shift.end) for number, shift in enumerate(scenario.shifts, 1)]
    spans += [(f"surge[{number}]", surge.start, surge.end) for number, surge in enumerate(scenario.surges, 1)]
    spans.append(("overflow", scenario.overflow.start, scenario.overflow.end))
    spans += [(f"trouble[{number}]", there.start, there.end) for number, there in enumerate(scenario.troubles, 1)]
    yield from ((f"trouble[{n}].announced", t.announced) for n, t in enumerate(scenario.troubles, 1) if t.announced)
    for where, start, end in spans:
        yield f"{where}.start", start
        yield f"{where}.end", end


def _shares(scenario: Scenario) -> Iterator[tuple[str, float]]:
    parts: list[tuple[str, Struct]] = [("menu", scenario.menu), ("behaviour", scenario.behaviour)]
    parts += [(f"queue.{key}", rules) for key, rules in scenario.queues.items()]
    named = [(name, getattr(scenario, name)) for name in ("tickets", "returning", "quality", "absence")]
    parts += [(name, part) for name, part in named if part is not None]
    parts += [(f"trouble[{number}]", trouble) for number, trouble in enumerate(scenario.troubles, 1)]
    yield from ((f"{where}.share", share) for where, share, _ in _pairs(scenario))
    yield from (("absence.queues", share) for share in (scenario.absence.queues.values() if scenario.absence else ()))
    for where, part in parts:
        names = [name for name in part.__struct_fields__ if name.endswith("_share") or name == "target"]
        yield from ((f"{where}.{name}", getattr(part, name)) for name in names)


def _positive(scenario: Scenario) -> Iterator[tuple[str, float]]:
    yield "agents", scenario.agents
    yield "behaviour.customers", scenario.behaviour.customers
    if scenario.returning:
        for name in ("soon_min", "later_h", "unsettled_h"):
            yield f"returning.{name}", getattr(scenario.returning, name)
    for number, trouble in enumerate(scenario.troubles, 1):
        yield f"trouble[{number}].talk_factor", trouble.talk_factor
        yield f"trouble[{number}].wrong_factor", trouble.wrong_factor
    for key, rules in scenario.queues.items():
        for name in ("talk_mean_s", "after_work_mean_s", "patience_median_s"):
            yield f"queue.{key}.{name}", getattr(rules, name)
    for number, team in enumerate(scenario.teams, 1):
        yield f"team[{number}].share", team.share
        yield f"team[{number}].first", len(team.first)
        yield f"team[{number}].sites", len(team.sites)
