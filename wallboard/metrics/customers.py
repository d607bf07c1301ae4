"""The visits of identified customers in the last seven days: repeats, known on arrival, and who had to come again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from wallboard.metrics import counts as at
from wallboard.metrics.counts import tally_of

DAY_S = 86_400.0
WINDOW_S = 7 * DAY_S
PURGE_EVERY_S = 3600.0

Visit = tuple[float, str, Any]
"""When he came (epoch seconds), the contact, and the place in the books where this contact counts."""

Post = Callable[[Any, int, int], None]
"""Adds (1) or takes back (-1) a tally of counts at a place."""

_FOLLOWED = tally_of((at.FOLLOWED,))
_SAME_DAY = tally_of((at.REPEATS_24H, at.REPEATS_7D))
_SAME_WEEK = tally_of((at.REPEATS_7D,))


class Customers:
    """`post` is told what each visit adds to the books; any order of `come` gives the same sums."""

    def __init__(self, post: Post, window_s: float = WINDOW_S) -> None:
        self._post = post
        self.earlier: Callable[[str], list[Visit]] | None = None
        """Gives a customer's visits of before, in order, when he is first asked for; nothing the second time."""
        self._window_s = window_s
        self.purge_t = 0.0
        self.visits: dict[str, list[Visit]] = {}

    def come(self, customer: str, t: float, contact: str, place: Any) -> None:
        """`customer` came at `t` with `contact`."""
        visits = self.visits.get(customer) or (self._known(customer) if self.earlier is not None else None)
        if not visits:
            self.visits[customer] = [(t, contact, place)]
            return
        if (t, contact) > visits[-1][:2]:
            visits.append((t, contact, place))
            self._link(visits, len(visits) - 2, len(visits) - 1, 1)
            return
        i = bisect_left(visits, (t, contact), key=_order)
        self._link(visits, i - 1, i, -1)
        visits.insert(i, (t, contact, place))
        self._link(visits, i - 1, i, 1)
        self._link(visits, i, i + 1, 1)

    def move(self, customer: str, old_t: float, t: float, contact: str, place: Any) -> None:
        """The visit at `old_t` counts elsewhere, or came at another time."""
        visits = self.visits.get(customer) or self._known(customer)
        if len(visits) == 1 and visits[0][1] == contact:
            visits[0] = (t, contact, place)
        elif visits and visits[-1][:2] == (t, contact) and old_t == t:
            self._move_last(visits, (t, contact, place))
        else:
            self.undo(customer, old_t, contact)
            self.come(customer, t, contact, place)

    def _known(self, customer: str) -> list[Visit]:
        visits = self.visits.get(customer)
        if visits is None and self.earlier is not None:
            visits = self.earlier(customer)
            if visits:
                self.visits[customer] = visits
        return visits or []

    def _move_last(self, visits: list[Visit], visit: Visit) -> None:
        """His last visit counts elsewhere: the one before it is followed as it was."""
        was, visits[-1] = visits[-1], visit
        said = _repeat(visit[0] - visits[-2][0])
        if said:
            self._post(was[2], said, -1)
            self._post(visit[2], said, 1)

    def undo(self, customer: str, t: float, contact: str) -> None:
        """That visit was not his, or stands elsewhere in the books."""
        visits = self._known(customer)
        i = bisect_left(visits, (t, contact), key=_order)
        if i == len(visits) or visits[i][:2] != (t, contact):
            return
        self._link(visits, i - 1, i, -1)
        self._link(visits, i, i + 1, -1)
        del visits[i]
        self._link(visits, i - 1, i, 1)
        if not visits:
            del self.visits[customer]

    def earlier_today(self, customer: str, t: float, contact: str) -> int:
        """How often he had come in the 24 hours before `t`, when he came with `contact`."""
        visits = self._known(customer)
        return sum(1 for visit in visits if visit[1] != contact and t - DAY_S <= visit[0] <= t)

    def forget(self, now_t: float) -> bool:
        """Let go of visits that no new one can follow within the window, once an hour. Whether it was done."""
        if now_t < self.purge_t:
            return False
        self.purge_t = now_t + PURGE_EVERY_S
        old = now_t - self._window_s - DAY_S
        for customer in [c for c, visits in self.visits.items() if visits[0][0] < old]:
            kept = [visit for visit in self.visits[customer] if visit[0] >= old]
            if kept:
                self.visits[customer] = kept
            else:
                del self.visits[customer]
        return True

    def _link(self, visits: list[Visit], i: int, j: int, sign: int) -> None:
        """What it means that visit `j` is the next one after visit `i`, if both are there."""
        if i < 0 or j >= len(visits):
            return
        earlier, later = visits[i], visits[j]
        apart_s = later[0] - earlier[0]
        if apart_s <= self._window_s:
            self._post(earlier[2], _FOLLOWED, sign)
        said = _repeat(apart_s)
        if said:
            self._post(later[2], said, sign)


def _repeat(apart_s: float) -> int:
    """What it says of a visit that the one before it was so long ago."""
    if apart_s <= DAY_S:
        return _SAME_DAY
    return _SAME_WEEK if apart_s <= WINDOW_S else 0


def _order(visit: tuple[Any, ...]) -> tuple[float, str]:
    return visit[0], visit[1]
