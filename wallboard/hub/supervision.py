"""Keeps the feeds running: started, started again after a failure, and spoken for on the stream."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from random import Random

from wallboard.hub.backoff import Backoff, Pace
from wallboard.hub.core import Core
from wallboard.hub.intake import Intake
from wallboard.hub.ports import FeedPort
from wallboard.stream.control import Accepted
from wallboard.stream.feed_events import FeedConnected, FeedLost, Lost
from wallboard.stream.vocabulary import LogEvent

PACE = Pace(first_s=0.5, longest_s=30.0, least_session_s=10.0)
CLOSED_WITHIN_S = 1.0
_logger = logging.getLogger(__name__)


class Supervised:
    """One feed, kept running by `keep`; it is also where the feed's events go.

    Says `feed.connected` before the first events of a feed that does not say it itself, and `feed.lost` when it fails
    or ends. `publish` with no events at all is a word, too: the source is there, and has nothing to say.
    """

    def __init__(self, port: FeedPort, core: Core, intake: Intake) -> None:
        self.port = port
        self._core, self._intake = core, intake
        core.ports.append(port)
        self._backoff = Backoff(PACE, Random())
        self._connected = False

    async def publish(self, events: Sequence[LogEvent]) -> Accepted:
        """Take events of this feed; returns after the commit."""
        if not self._connected:
            self._connected = True
            own = [event for event in events if event.source == self.port.source]
            if not any(isinstance(event, FeedConnected | FeedLost) for event in own):
                events = [self._connected_event(), *events]
        return await self._intake.take(self.port, events)

    async def keep(self) -> None:
        """Run the feed until cancelled, or until it has told everything that it had."""
        while True:
            began_s = self._core.clock.steady_s()
            try:
                await self.port.run(self)
            except Exception as error:
                _logger.exception("feed %s failed", self.port.name)
                self._lost("feed_failed", f"{type(error).__name__}: {error}"[:200])
            else:
                self._lost("feed_ended")
                return
            self._core.counters.add("wallboard_feed_restarts_total", source=self.port.source)
            await asyncio.sleep(self._backoff.delay_s(self._core.clock.steady_s() - began_s))

    def vouch(self) -> None:
        """A run is not heard of, it is here: its last word is now, for as long as it runs."""
        if self._connected and self.port.now_t() is not None:
            self._core.words.heard(self.port.source, self._core.clock.now_t(), self.port)

    async def close(self) -> None:
        """Let the feed let go, within `CLOSED_WITHIN_S`."""
        try:
            async with asyncio.timeout(CLOSED_WITHIN_S):
                await self.port.close()
        except Exception:
            _logger.exception("feed %s did not close", self.port.name)

    def _connected_event(self) -> FeedConnected:
        port = self.port
        return self._core.event(FeedConnected, port.name, port.introduction(), source=port.source)

    def _lost(self, code: str, detail: str = "") -> None:
        self._connected = False
        lose_feed(self._core, self.port.source, self.port.name, code, detail)


def lose_feed(core: Core, source: str, name: str, code: str, detail: str = "") -> None:
    """Say that a feed is lost."""
    event = core.event(FeedLost, name, Lost(code, detail), source=source)
    core.journal.enqueue([event], core.clock.now_t(), patient=True)


def lose_feeds(core: Core, code: str) -> None:
    """After a start: say of every feed that the log takes for connected that it is lost, until it is heard of again."""
    for feed in core.folded.floor.feeds.values():
        if feed.connected:
            lose_feed(core, feed.source, feed.name, code)
