"""The feed that follows another hub, or any server that speaks CloudEvents over WebSocket."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from random import Random

from feeds.websocket.bookmark import Bookmark
from feeds.websocket.outflow import Outflow
from feeds.websocket.relay import LINKED, LinkClock, Relay
from wallboard.hub.backoff import Pace
from wallboard.hub.client import HubClient, LinkLostError, RefusedError
from wallboard.hub.dialling import Line, checked_url
from wallboard.hub.ports import Dispatch, Sink
from wallboard.stream.command_events import Action, CommandRequested, Requested
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import Connected
from wallboard.stream.subscription import Subscription

PACE = Pace(first_s=0.5, longest_s=30.0, least_session_s=10.0)


class WebSocketFeed:
    """Brings the events of the hub at `url` under their own sources and ids, each once, however often the link breaks.

    It follows the other log from where it was (`bookmark`: a file that remembers it beyond the program), or from its
    beginning, or, where that is too far back, from a snapshot. Commands are published to the other hub, whose answer
    comes with its events. With `follow_clock` the hub that it feeds lives in the other side's time, which is right for
    a simulation or a replay. Raises ValueError where `url` is no WebSocket address.
    """

    def __init__(
        self,
        url: str,
        *,
        site: str,
        name: str = "websocket",
        random: Random,
        bookmark: Path | None = None,
        follow_clock: bool = False,
        pace: Pace = PACE,
        line: Line | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name
        self.source = f"/{site}/{name}"
        self._url = checked_url(url)
        self._random = random
        self._bookmark = Bookmark(bookmark)
        self._follow_clock = follow_clock
        self._pace, self._line = pace, line
        self._monotonic, self._wall, self._sleep = monotonic, wall, sleep
        self._clock = LinkClock(monotonic, (lambda: 0.0) if follow_clock else wall)
        self._client: HubClient | None = None
        self._closing = False
        self._run = f"{random.getrandbits(64):016x}"
        self._numbers = count(1)

    async def run(self, sink: Sink) -> None:
        """Follow the other side until cancelled or closed. An error of the sink escapes."""
        outflow = Outflow(sink, self._bookmark, self._monotonic)
        self._client = client = self._connected_to(outflow)
        publishing = asyncio.create_task(outflow.run(), name=f"{self.name} publishes")
        following = asyncio.create_task(client.run(), name=f"{self.name} follows")
        try:
            await asyncio.wait([publishing, following], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._client = None
            publishing.cancel()
            following.cancel()
            ends = await asyncio.gather(publishing, following, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end

    @property
    def begun(self) -> bool:
        """What comes from another hub happens now."""
        return True

    def introduction(self) -> Connected:
        """A link to another hub, or another server."""
        return LINKED

    async def dispatch(self, command: str, action: Action, by: str = "") -> Dispatch:
        """Publish the command to the other hub, under the same key; what becomes of it comes with that hub's events."""
        client = self._client
        if client is None or client.state == "lost":
            return Dispatch(False, "link_lost")
        if not client.subscription.has_log:
            return Dispatch(False, "takes_no_commands", "the other side is no hub")
        data = Requested(action, by or self.source)
        request = make(CommandRequested, command, self.source, command, self._clock.now_t(), data)
        try:
            accepted = await client.publish([request])
        except LinkLostError as error:
            return Dispatch(error.sent, "" if error.sent else "link_lost", str(error))
        except RefusedError as error:
            return Dispatch(False, error.code, error.refusal.detail)
        if accepted.refused:
            return Dispatch(False, accepted.refused[0].code, accepted.refused[0].detail)
        return Dispatch(True)

    def now_t(self) -> float | None:
        """The other side's time, if it is to be followed (0 until it was heard)."""
        return self._clock.now_t() if self._follow_clock else None

    async def close(self) -> None:
        """End `run`. What is still on its way is left to the next one."""
        self._closing = True
        if self._client is not None:
            await self._client.close()

    def _connected_to(self, outflow: Outflow) -> HubClient:
        place = self._bookmark.place
        subscription = Subscription(logid=place.logid, position=place.position, source=self.source, await_welcome=True)
        relay = Relay(
            self.source,
            outflow,
            self._clock,
            lambda: f"link-{self._run}-{next(self._numbers)}",
            lambda: subscription.logid,
            lambda: self._closing,
        )
        return HubClient(
            self._url,
            relay,
            random=self._random,
            subscription=subscription,
            pace=self._pace,
            line=self._line,
            after_frame=outflow.room,
            monotonic=self._monotonic,
            wall=self._wall,
            sleep=self._sleep,
        )
