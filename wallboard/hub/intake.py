"""What comes in, from feeds and from clients: looked at, handed to the log, and answered after the commit."""

from __future__ import annotations

from collections.abc import Sequence

from wallboard.history.dead_letters import DeadLetters
from wallboard.history.record import rfc3339
from wallboard.hub.core import Core
from wallboard.hub.journal import Commit
from wallboard.hub.ports import FeedPort
from wallboard.stream.codec import Rejected, encode
from wallboard.stream.control import Accepted, Refusal
from wallboard.stream.vocabulary import LogEvent

PIECE = 500
"""So many events of one publisher go to the log together, so that others are not kept waiting by a crowd."""
REFUSALS_TOLD = 100
"""So many refusals are told one by one in an answer."""


class Intake:
    """Takes events, and keeps what it refuses as dead letters."""

    def __init__(self, core: Core, letters: DeadLetters) -> None:
        self._core, self._letters = core, letters

    async def take(self, port: FeedPort, events: Sequence[LogEvent]) -> Accepted:
        """Events of one of our feeds. Returns after the commit, and waits where the log cannot be written."""
        now_t = self._core.clock.now_t()
        self._core.words.heard(port.source, now_t, port)
        good, early = self.without_early(events, now_t)
        self._core.words.took(good, now_t, port)
        refused = self.refuse(early, port.name)
        commits = []
        for start in range(0, len(good), PIECE):
            await self._core.journal.room()
            commits.append(
                await self._core.journal.enqueue(good[start : start + PIECE], self._core.clock.now_t(), patient=True)
            )
        return self.accepted(commits, refused=refused)

    def without_early(self, events: Sequence[LogEvent], now_t: float) -> tuple[Sequence[LogEvent], list[Rejected]]:
        """The events, apart from those whose time is too far ahead of the hub's clock."""
        latest_t = now_t + self._core.config.ahead_s
        early = [event for event in events if event.time.timestamp() > latest_t]
        if not early:
            return events, []
        detail = f"more than {self._core.config.ahead_s:g} s ahead of the hub's clock: {rfc3339(now_t)}"
        rejected = [Rejected(encode(event), "clock_ahead", detail, event.id) for event in early]
        return [event for event in events if event.time.timestamp() <= latest_t], rejected

    def refuse(self, rejected: Sequence[Rejected], sender: str) -> list[Refusal]:
        """Count what is not taken, keep it as dead letters, and say why."""
        if not rejected:
            return []
        at = rfc3339(self._core.clock.now_t())
        refusals = []
        for message in rejected:
            self._core.counters.add("wallboard_refused_total", reason=message.code)
            self._letters.take(at, sender, message.code, message.detail, message.ident, message.raw)
            refusals.append(Refusal(message.code, message.detail[:300], message.ident[:200]))
        return refusals

    def accepted(
        self, commits: Sequence[Commit], *, duplicates: int = 0, unknown: int = 0, refused: Sequence[Refusal] = ()
    ) -> Accepted:
        """The answer to what was published."""
        taken = sum(len(commit.records) for commit in commits)
        known = duplicates + sum(commit.duplicates for commit in commits)
        position = max([commit.position for commit in commits], default=self._core.position)
        return Accepted(taken, position, known, unknown, tuple(refused[:REFUSALS_TOLD]))
