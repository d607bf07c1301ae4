"""How many people each queue has on duty, and how many of them are free: counted up and down, never anew."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from wallboard.floor.people import READY, Agent


class _Share(Struct, frozen=True, gc=False):
    """What one person adds: the queues that he serves while on duty, of which he is overflow; whether he is free."""

    queues: tuple[str, ...] = ()
    overflow_of: tuple[str, ...] = ()
    is_overflow: bool = False
    is_free: bool = False


NOBODY = _Share()


class Crews:
    """By queue: how many are `on_duty`, `free`, and free overflow (`spare`); `reserve` is the free overflow in all."""

    def __init__(self) -> None:
        self.on_duty: dict[str, int] = {}
        self.free: dict[str, int] = {}
        self.spare: dict[str, int] = {}
        self.reserve = 0
        self._shares: dict[str, _Share] = {}

    def take(self, agents: Iterable[Agent]) -> dict[str, None]:
        """These people have changed. The queues whose numbers are others now."""
        touched: dict[str, None] = {}
        for agent in agents:
            share = _share_of(agent)
            before = self._shares.get(agent.id, NOBODY)
            if share != before:
                self._count(before, -1)
                self._count(share, 1)
                self._shares[agent.id] = share
                touched |= dict.fromkeys((*before.queues, *share.queues))
        return touched

    def _count(self, share: _Share, sign: int) -> None:
        self.reserve += sign if share.is_overflow and share.is_free else 0
        for queue in share.queues:
            self.on_duty[queue] = self.on_duty.get(queue, 0) + sign
            if share.is_free:
                self.free[queue] = self.free.get(queue, 0) + sign
        if share.is_free:
            for queue in share.overflow_of:
                self.spare[queue] = self.spare.get(queue, 0) + sign


def _share_of(agent: Agent) -> _Share:
    if not agent.on_duty:
        return NOBODY
    queues = tuple(agent.memberships)
    overflow_of = queues if agent.overflow else tuple(q for q, m in agent.memberships.items() if m.overflow)
    return _Share(queues, overflow_of, agent.overflow, agent.presence == READY)
