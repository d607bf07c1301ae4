"""Erlang's queue with impatient customers (Palm, M/M/n+M): waits, losses and service level of a staffing.

Source: S. Zeltyn, A. Mandelbaum, Call Centers with Impatient Customers: Many-Server Asymptotics of the M/M/n+G Queue,
Queueing Systems 51 (2005), the exact formulas of its second section, for exponential patience. They are integrals, and
so hold for a number of people that is no whole number, as an average of people on duty seldom is.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, expm1, inf, log1p

from msgspec import Struct

LEAST_PEOPLE = 0.05
"""Fewer than this are nobody."""
STEPS = 240
"""Steps of an integral; an even number, as Simpson's rule asks for."""
TAIL = 35.0
"""An integral ends where its integrand has fallen by this power of e."""


class Staffing(Struct, frozen=True):
    """`arrivals_s`: contacts a second; `handle_s`: mean handle time in seconds; `people`: on average.

    `patience_s`: mean time to hanging up in the queue.
    """

    arrivals_s: float
    handle_s: float
    people: float
    patience_s: float


class Outlook(Struct, frozen=True):
    """Shares 0…1 of those who come: answered within the threshold, lost; `asa_s` the mean wait of the answered."""

    service_level: float
    abandonment_rate: float
    asa_s: float


NOTHING_COMES = Outlook(1.0, 0.0, 0.0)


def outlook(staffing: Staffing, threshold_s: float) -> Outlook:
    """What a staffing gives in the long run. Nobody on duty: everybody is lost."""
    s = staffing
    if s.arrivals_s <= 0.0:
        return NOTHING_COMES
    if s.people < LEAST_PEOPLE or s.handle_s <= 0.0 or s.patience_s <= 0.0:
        return Outlook(0.0, 1.0, 0.0) if s.people < LEAST_PEOPLE else NOTHING_COMES
    whole = _Waits(s)
    served_at_once = 1.0 - whole.share_waiting
    in_time = served_at_once + whole.served(0.0, threshold_s)
    served = served_at_once + whole.served(0.0, inf)
    asa_s = whole.waited(0.0, inf) / served if served > 0.0 else 0.0
    return Outlook(_share(in_time), _share(1.0 - served), max(0.0, asa_s))


class _Waits:
    """The offered wait: its density is that of the time that somebody of endless patience would wait."""

    def __init__(self, staffing: Staffing) -> None:
        self._rate, self._impatience = staffing.arrivals_s, 1.0 / staffing.patience_s
        self._capacity = staffing.people / staffing.handle_s
        self._end_s = self._reach()
        waiting = self._rate * _simpson(self._grown, 0.0, self._end_s)
        self._norm = _idle(staffing) + waiting
        self.share_waiting = waiting / self._norm

    def served(self, from_s: float, to_s: float) -> float:
        """The share of those who come that is answered after a wait in (from_s, to_s]."""
        to_s = min(to_s, self._end_s)
        area = _simpson(lambda x: self._grown(x) * exp(-self._impatience * x), from_s, to_s)
        return self._rate * area / self._norm

    def waited(self, from_s: float, to_s: float) -> float:
        """The wait of those, summed up, for each who comes (seconds)."""
        to_s = min(to_s, self._end_s)
        area = _simpson(lambda x: x * self._grown(x) * exp(-self._impatience * x), from_s, to_s)
        return self._rate * area / self._norm

    def _grown(self, x: float) -> float:
        stayed = -expm1(-self._impatience * x) / self._impatience
        return exp(min(700.0, self._rate * stayed - self._capacity * x))

    def _reach(self) -> float:
        """Where the density has become nothing: past its summit, which is at 0 where the people suffice."""
        load = self._rate / self._capacity
        summit = log1p(load - 1.0) / self._impatience if load > 1.0 else 0.0
        spread = TAIL / max(self._capacity, self._impatience)
        while self._power(summit) - self._power(summit + spread) < TAIL:
            spread *= 1.5
        return summit + spread

    def _power(self, x: float) -> float:
        return self._rate * -expm1(-self._impatience * x) / self._impatience - self._capacity * x


def _idle(staffing: Staffing) -> float:
    """How much likelier somebody is free than that all are busy with nobody waiting; for any number of people."""
    load, power = staffing.arrivals_s * staffing.handle_s, staffing.people - 1.0

    def integrand(t: float) -> float:
        return exp(min(700.0, power * log1p(t / load) - t))

    summit = max(0.0, power - load)
    reach = summit + TAIL + 12.0 * max(1.0, staffing.people) ** 0.5
    return _simpson(integrand, 0.0, reach)


def _simpson(of: Callable[[float], float], from_x: float, to_x: float) -> float:
    if to_x <= from_x:
        return 0.0
    step = (to_x - from_x) / STEPS
    inner = sum([(4.0 if i % 2 else 2.0) * of(from_x + i * step) for i in range(1, STEPS)])
    return (of(from_x) + inner + of(to_x)) * step / 3.0


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
