"""Why a figure is off: its change against normal split into arrivals, handle time, people, adherence and routing.

Each cause is given what it changes in the figure of Erlang's queue with impatient customers, on average over all orders
in which the causes could have come about (L. S. Shapley, A Value for n-Person Games, 1953): so the parts add up, and no
order is preferred. What all of them do not explain is routing, too: the contacts and the people were there, and did not
find each other as they normally do. Where they explain more than there is (the model knows no recovery within the span)
they bear the change in proportion.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import factorial
from typing import Literal

from msgspec import Struct

from wallboard.forecast.erlang_a import Outlook, Staffing, outlook

CauseName = Literal["arrivals", "handle_time", "people", "adherence", "routing"]
MEASURED: tuple[CauseName, ...] = ("arrivals", "handle_time", "people", "adherence", "routing")
DEFAULT_PATIENCE_S = 180.0
"""Where too few have hung up to say how patient people are."""
LEAST_CONTACTS = 5
"""With fewer contacts in either span there is nothing to be explained."""


class Span(Struct, frozen=True):
    """What happened in a queue, or in all, in `length_s` seconds; times are summed up over its people, in seconds.

    `people_s` is their time logged on, `away_s` that of it not ready, `elsewhere_s` that with contacts of other queues.
    `value` is the figure in question, in its own unit.
    """

    length_s: float
    offered: float
    handled: float
    handle_s: float
    people_s: float
    away_s: float
    elsewhere_s: float
    value: float | None


class Cause(Struct, frozen=True):
    """One part of the change: `change` in the figure's unit; `now` and `normal` are what was measured of the cause.

    Arrivals in contacts an hour, handle time in seconds, people on average, adherence the share of the time logged on
    in which they were not away, routing the share of that time that was left for this queue (all queues together: 1).
    """

    name: CauseName
    change: float
    now: float
    normal: float


class Why(Struct, frozen=True):
    """`value` against `normal`, both in the figure's unit, and the causes, the one that makes it worst first."""

    figure: str
    value: float
    normal: float
    causes: tuple[Cause, ...]
    weeks: int


class _Measures(Struct, frozen=True):
    """The factors of a span: what stands before `CauseName`, in its order."""

    arrivals: float
    handle_time: float
    people: float
    adherence: float
    routing: float


def mean(spans: Sequence[Span]) -> Span:
    """The mean of several spans of one length; the figure is the mean of those that have one."""
    number = len(spans)
    values = [span.value for span in spans if span.value is not None]
    return Span(
        sum(span.length_s for span in spans) / number,
        sum(span.offered for span in spans) / number,
        sum(span.handled for span in spans) / number,
        sum(span.handle_s for span in spans) / number,
        sum(span.people_s for span in spans) / number,
        sum(span.away_s for span in spans) / number,
        sum(span.elsewhere_s for span in spans) / number,
        sum(values) / len(values) if values else None,
    )


def why(
    figure: str,
    now: Span,
    past: Sequence[Span],
    threshold_s: float,
    patience_s: float | None = None,
    *,
    good: Literal["up", "down", "none"] = "up",
) -> Why | None:
    """Why `figure` is what it is now and not what it was in the `past` spans; None where there is too little to tell.

    A figure is explained by what the causes do to its like in Erlang's queue: service level, share of the lost, mean
    wait or occupancy. `good` is its good direction: the cause that makes it worst comes first.
    """
    if not past or now.value is None:
        return None
    normal = mean(past)
    if normal.value is None or min(now.offered, normal.offered, now.handled, normal.handled) < LEAST_CONTACTS:
        return None
    here, usual = _measured(now), _measured(normal)
    if here is None or usual is None:
        return None
    patience = patience_s or DEFAULT_PATIENCE_S
    parts = _fitted(_shares(figure, here, usual, threshold_s, patience), now.value - normal.value)
    changes = dict(zip(MEASURED, parts, strict=True))
    causes = [Cause(name, changes[name], getattr(here, name), getattr(usual, name)) for name in MEASURED]
    worst = 1.0 if good == "up" else -1.0
    causes.sort(key=lambda cause: cause.change * worst)
    return Why(figure, now.value, normal.value, tuple(causes), len(past))


def _fitted(parts: list[float], change: float) -> list[float]:
    """The parts so that they make up the change: too much is taken in proportion, what is left over is routing."""
    total = sum(parts)
    if total * change > 0.0 and abs(total) > abs(change):
        return [part * change / total for part in parts]
    return [*parts[:-1], parts[-1] + change - total]


def _measured(span: Span) -> _Measures | None:
    present_s = span.people_s - span.away_s
    if span.length_s <= 0.0 or span.people_s <= 0.0 or present_s <= 0.0 or span.handled <= 0.0:
        return None
    return _Measures(
        3600.0 * span.offered / span.length_s,
        span.handle_s / span.handled,
        span.people_s / span.length_s,
        present_s / span.people_s,
        max(0.05, 1.0 - span.elsewhere_s / present_s),
    )


def _shares(figure: str, here: _Measures, usual: _Measures, threshold_s: float, patience_s: float) -> list[float]:
    """What each of the measured causes changes, by Shapley's value over all mixtures of now and normal."""
    number = len(MEASURED)
    worth: dict[frozenset[CauseName], float] = {}
    for size in range(number + 1):
        for chosen in combinations(MEASURED, size):
            worth[frozenset(chosen)] = _modelled(figure, _mixed(here, usual, chosen), threshold_s, patience_s)
    parts = []
    for cause in MEASURED:
        others = [name for name in MEASURED if name != cause]
        part = 0.0
        for size in range(number):
            weight = factorial(size) * factorial(number - size - 1) / factorial(number)
            for chosen in combinations(others, size):
                part += weight * (worth[frozenset((*chosen, cause))] - worth[frozenset(chosen)])
        parts.append(part)
    return parts


def _mixed(here: _Measures, usual: _Measures, chosen: Sequence[CauseName]) -> _Measures:
    """Normal, with the chosen causes as they are now."""
    arrivals, handle_time, people, adherence, routing = (
        float(getattr(here if name in chosen else usual, name)) for name in MEASURED
    )
    return _Measures(arrivals, handle_time, people, adherence, routing)


def _modelled(figure: str, m: _Measures, threshold_s: float, patience_s: float) -> float:
    people = m.people * m.adherence * m.routing
    found = outlook(Staffing(m.arrivals / 3600.0, m.handle_time, people, patience_s), threshold_s)
    return _read(figure, found, m)


def _read(figure: str, found: Outlook, m: _Measures) -> float:
    if figure.startswith("service_level."):
        return found.service_level
    if figure == "answered_share":
        return 1.0 - found.abandonment_rate
    if figure == "abandonment_rate":
        return found.abandonment_rate
    if figure == "occupancy":
        load = m.arrivals / 3600.0 * (1.0 - found.abandonment_rate) * m.handle_time
        return min(1.0, load / (m.people * m.adherence * m.routing))
    return found.asa_s


def explains(figure: str) -> bool:
    """Whether the causes can be told for a figure."""
    known = ("answered_share", "abandonment_rate", "occupancy", "asa_s", "asa_queued_s", "wait_mean_s")
    return figure.startswith("service_level.") or figure in known
