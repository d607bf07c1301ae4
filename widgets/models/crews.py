"""How many people each queue has on duty, and how many of them are free: counted up and down, never anew."""

from __future__ import annotations

from collections.abc import Iterable

from wallboard.floor.people import READY, Agent

Share = tuple[tuple[str, ...], bool]
"""The queues that somebody on duty serves, and whether he is free."""


class Crews:
    """`on_duty` and `free` by queue."""

    def __init__(self) -> None:
        self.on_duty: dict[str, int] = {}
        self.free: dict[str, int] = {}
        self._shares: dict[str, Share] = {}

    def take(self, agents: Iterable[Agent]) -> dict[str, None]:
        """These people have changed. The queues whose numbers are others now."""
        touched: dict[str, None] = {}
        for agent in agents:
            queues = tuple(agent.memberships) if agent.on_duty else ()
            share = (queues, agent.presence == READY)
            before = self._shares.get(agent.id, ((), False))
            if share == before:
                continue
            self._count(before, -1)
            self._count(share, 1)
            self._shares[agent.id] = share
            touched |= dict.fromkeys((*before[0], *queues))
        return touched

    def _count(self, share: Share, sign: int) -> None:
        queues, is_free = share
        for queue in queues:
            self.on_duty[queue] = self.on_duty.get(queue, 0) + sign
            if is_free:
                self.free[queue] = self.free.get(queue, 0) + sign
