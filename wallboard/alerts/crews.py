"""How many people each queue has on duty, and how many of them are free: counted up and down, never anew.

One rule for every place that says how many are free: a queue's own people, free of those on duty; the overflow is
counted apart, as who could step in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from wallboard.floor.people import READY, Agent, Queue


class Crew(Struct, frozen=True, gc=False):
    """Of one queue, or of the floor: own people `free` of those `on_duty`; overflow free (`spare`) of `lent`."""

    free: int
    on_duty: int
    spare: int
    lent: int


class Share(Struct, frozen=True, gc=False):
    """What one person adds: the queues that are his own while on duty, those that he is overflow of; is he free?"""

    queues: tuple[str, ...] = ()
    overflow_of: tuple[str, ...] = ()
    is_overflow: bool = False
    is_free: bool = False


NOBODY = Share()
NO_QUEUES: Mapping[str, Queue] = {}


class Crews:
    """By queue: own people `on_duty` and `free`, overflow `lent` (on duty) and `spare` (free).

    `reserve` is the free overflow of the floor in all; `idle` is everybody who is free, by key.
    """

    def __init__(self) -> None:
        self.on_duty: dict[str, int] = {}
        self.free: dict[str, int] = {}
        self.lent: dict[str, int] = {}
        self.spare: dict[str, int] = {}
        self.reserve = 0
        self._floor = [0, 0, 0, 0]
        self.idle: dict[str, None] = {}
        self._shares: dict[str, Share] = {}

    def of(self, queue: str) -> Crew:
        """The numbers of one queue; of the whole floor where `queue` is empty."""
        if not queue:
            return Crew(*self._floor)
        return Crew(
            self.free.get(queue, 0), self.on_duty.get(queue, 0), self.spare.get(queue, 0), self.lent.get(queue, 0)
        )

    def reachable(self, queue: str) -> int:
        """How many could be asked to serve that queue: its own people on duty and its overflow."""
        return self.on_duty.get(queue, 0) + self.lent.get(queue, 0)

    def take(self, agents: Iterable[Agent], queues: Mapping[str, Queue] = NO_QUEUES) -> dict[str, None]:
        """These people have changed. The queues whose numbers are others now; `queues` may name overflow themselves."""
        touched: dict[str, None] = {}
        for agent in agents:
            share = share_of(agent, queues)
            before = self._shares.get(agent.id, NOBODY)
            if share != before:
                self._count(before, -1)
                self._count(share, 1)
                self._shares[agent.id] = share
                if share.is_free:
                    self.idle[agent.id] = None
                else:
                    self.idle.pop(agent.id, None)
                touched |= dict.fromkeys((*before.queues, *before.overflow_of, *share.queues, *share.overflow_of))
        return touched

    def _count(self, share: Share, sign: int) -> None:
        if share is not NOBODY:
            place = 2 if share.is_overflow else 0
            self._floor[place + 1] += sign
            self._floor[place] += sign if share.is_free else 0
        self.reserve = self._floor[2]
        for there, free, keys in (
            (self.on_duty, self.free, share.queues),
            (self.lent, self.spare, share.overflow_of),
        ):
            for queue in keys:
                there[queue] = there.get(queue, 0) + sign
                if share.is_free:
                    free[queue] = free.get(queue, 0) + sign


def share_of(agent: Agent, queues: Mapping[str, Queue]) -> Share:
    """What he adds to the numbers of the queues; nothing off duty."""
    if not agent.on_duty:
        return NOBODY
    if agent.overflow:
        return Share((), tuple(agent.memberships), True, agent.presence == READY)
    lent = tuple(key for key in agent.memberships if agent.is_overflow_of(queues.get(key) or Queue(key)))
    own = tuple(key for key in agent.memberships if key not in lent) if lent else tuple(agent.memberships)
    return Share(own, lent, False, agent.presence == READY)
