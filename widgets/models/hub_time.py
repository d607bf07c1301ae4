"""The hub's time between its heartbeats, carried by a monotonic clock. A run's clock may go faster or stand still."""

from __future__ import annotations

from wallboard.floor.contact import NEVER

SAME_PACE = 0.1
"""A pace this close to 1 is 1: the rest is jitter of the network."""
FASTEST = 1000.0
JUMP_S = 2.0
"""A beat further back than this is another time (a run begun anew), not jitter."""
COAST_S = 3.0
"""For so many seconds of the monotonic clock a pace other than 1 is carried on without a beat."""


class HubTime:
    """Epoch seconds (UTC) of the hub's clock. They never go back, except where the hub's clock itself jumps back."""

    def __init__(self) -> None:
        self.pace = 1.0
        self._beat_t = NEVER
        self._beat_at = 0.0
        self._told_t = NEVER

    @property
    def known(self) -> bool:
        """Whether a heartbeat has come."""
        return self._beat_t >= 0.0

    def beat(self, hub_t: float, at_s: float) -> float:
        """The hub's clock reads `hub_t` (epoch seconds) at `at_s` of the monotonic clock.

        So many seconds of it have passed since the beat before, at the pace that it has; a jump passes none.
        """
        gone_s = max(0.0, at_s - self._beat_at) if self.known else 0.0
        if self.known and at_s > self._beat_at:
            self.pace = self._pace_since(hub_t, at_s)
        if hub_t < max(self._told_t, self._beat_t) - JUMP_S:
            self._told_t = NEVER
            self.pace = 1.0
        self._beat_t, self._beat_at = hub_t, at_s
        return gone_s * max(1.0, self.pace)

    def heard(self, hub_t: float, at_s: float) -> None:
        """Something that the hub took in at `hub_t` of its clock has come: it is not earlier than that."""
        if self.known and hub_t > self.now_t(at_s):
            self._beat_t, self._beat_at = hub_t, at_s

    def now_t(self, at_s: float) -> float:
        """The hub's time at `at_s` of the monotonic clock; NEVER before the first beat."""
        if not self.known:
            return NEVER
        gone_s = max(0.0, at_s - self._beat_at)
        if self.pace != 1.0:
            gone_s = min(gone_s, COAST_S)
        self._told_t = max(self._told_t, self._beat_t + gone_s * self.pace)
        return self._told_t

    def _pace_since(self, hub_t: float, at_s: float) -> float:
        pace = (hub_t - self._beat_t) / (at_s - self._beat_at)
        pace = min(max(pace, 0.0), FASTEST)
        return 1.0 if abs(pace - 1.0) <= SAME_PACE else pace
