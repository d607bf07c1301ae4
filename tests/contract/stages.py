"""Each feed with its source in the test's hands: how more is told, how the way to it breaks, how it speaks nonsense."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from random import Random
from typing import Protocol

from msgspec import structs

from feeds.replay.feed import ReplayFeed
from feeds.simulator.feed import SimulatorFeed
from feeds.simulator.loading import load
from feeds.simulator.simulation import Simulation
from feeds.websocket.feed import WebSocketFeed
from tests.contract.office import watched
from tests.hub.scripted import NoWait, Peer, ScriptedHub
from tests.stream.messages import LOG, chunk, resumed, welcome
from wallboard.floor.floor import Floor
from wallboard.floor.snapshot import sections
from wallboard.hub.ports import FeedPort
from wallboard.stream.codec import encode
from wallboard.stream.command_events import Reassign
from wallboard.stream.envelope import make, sequence_of
from wallboard.stream.feed_events import FeedSnapshot
from wallboard.stream.vocabulary import LogEvent

MINUTES = 30
SOURCE = "/there/pbx"
NONSENSE = ("", "{", "[null]", '{"type":"contact.offered"}', '{"type":"contact.levitated"}', "\x00" * 1000)


def simulation(source: str = SOURCE) -> Simulation:
    return Simulation(load("storm"), 12, 3, source, "pbx")


def told_by_the_source() -> list[LogEvent]:
    """Half an hour of a small centre, and at its end what is true there now."""
    centre = simulation()
    until_t = centre.start_t + MINUTES * 60.0
    events = centre.advance(until_t)
    return [*events, make(FeedSnapshot, "snapshot", SOURCE, "pbx", until_t, centre.snapshot())]


class Clock:
    """Time that passes when the test lets it."""

    def __init__(self) -> None:
        self.s = 1000.0

    def __call__(self) -> float:
        return self.s

    async def sleep(self, delay_s: float) -> None:
        await asyncio.sleep(0)


class Stage(Protocol):
    """`feed` and what its source does. What is in the program itself has no way to it that can break."""

    @property
    def feed(self) -> FeedPort:
        """The feed."""
        ...

    def again(self) -> FeedPort:
        """The feed as it is when it is started again after a failure."""
        ...

    def go_on(self) -> None:
        """The source has a few minutes more to tell."""
        ...

    async def break_off(self) -> None:
        """The way to the source breaks, and can be had again."""
        ...

    def forget(self) -> Floor:
        """The source tells everything to nobody, and no longer knows it one by one: the floor as it then is."""
        ...

    async def survey(self) -> None:
        """The source is brought to say what is true there now."""
        ...

    def truth(self) -> Floor:
        """The floor as it is at the source, where it tells nothing twice."""
        ...

    async def speak_nonsense(self) -> None:
        """What comes next from the source, or is asked of it, makes no sense."""
        ...


class Simulated:
    """The simulator, with a clock that stands unless the test moves it."""

    def __init__(self) -> None:
        self._clock = Clock()
        self.feed = SimulatorFeed(
            load("storm"), 12, 3, 60.0, "08:10", site="here", clock=self._clock, sleep=self._clock.sleep
        )

    def again(self) -> FeedPort:
        return self.feed

    def go_on(self) -> None:
        self._clock.s += 2.0

    async def break_off(self) -> None:
        raise AssertionError("nothing to break")

    async def survey(self) -> None:
        raise AssertionError("it can be asked")

    def forget(self) -> Floor:
        raise AssertionError("it never forgets")

    def truth(self) -> Floor:
        raise AssertionError("it tells everything again")

    async def speak_nonsense(self) -> None:
        await self.feed.dispatch("nonsense", Reassign("nobody", "nowhere", "external"))


class Replayed:
    """A recording with nonsense between its lines."""

    def __init__(self, folder: Path) -> None:
        path = folder / "recording.jsonl"
        events = told_by_the_source()
        lines = [encode(event) for event in events]
        lines[3:3] = [text.encode() for text in NONSENSE]
        path.write_bytes(b"\n".join(lines) + b"\n")
        self._clock = Clock()
        self.feed = ReplayFeed(path, speed=60.0, site="here", clock=self._clock, sleep=self._clock.sleep)

    def again(self) -> FeedPort:
        return self.feed

    def go_on(self) -> None:
        self._clock.s += 5.0

    async def break_off(self) -> None:
        raise AssertionError("nothing to break")

    async def survey(self) -> None:
        """It is at the end of the recording."""

    def forget(self) -> Floor:
        raise AssertionError("it never forgets")

    def truth(self) -> Floor:
        raise AssertionError("it tells everything again")

    async def speak_nonsense(self) -> None:
        """It is in the recording already."""


class Linked:
    """A hub that tells the story a piece at a time, and forgets what a client lacks where it is told to."""

    def __init__(self) -> None:
        self.events = [
            structs.replace(one, sequence=sequence_of(at), prevsequence=sequence_of(at - 1) if at > 1 else "")
            for at, one in enumerate(told_by_the_source(), 1)
        ]
        self.released = 40
        self.forgets = False
        self._random = Random(1)
        self._feed: FeedPort
        self._more = asyncio.Event()
        self._peers: list[Peer] = []
        self._new: Callable[[], FeedPort]

    def opens(self, url: str, folder: Path) -> None:
        self._new = lambda: WebSocketFeed(
            url, site="here", name="link", random=self._random, bookmark=folder / "link.bookmark", sleep=NoWait()
        )
        self._feed = self._new()

    @property
    def feed(self) -> FeedPort:
        return self._feed

    def again(self) -> FeedPort:
        self._feed = self._new()
        return self._feed

    def go_on(self) -> None:
        self.released = min(self.released + 60, len(self.events))
        self._more.set()

    async def break_off(self) -> None:
        await self._peers[-1].connection.close()

    async def survey(self) -> None:
        """It is at the end of the story."""

    def truth(self) -> Floor:
        raise AssertionError("it tells everything again")

    def forget(self) -> Floor:
        self.released, self.forgets = len(self.events), True
        return self._floor_at(self.released)

    async def speak_nonsense(self) -> None:
        for text in NONSENSE:
            await self._peers[-1].connection.send(text)

    async def tell(self, peer: Peer) -> None:
        """The script of one connection."""
        self._peers.append(peer)
        await peer.tell(welcome(self.released))
        asked = await peer.subscription()
        at = asked.position
        if self.forgets:
            at = self.released
            await self._tell_floor(peer, at)
        else:
            await peer.tell(resumed(at))
        while True:
            while at < self.released:
                piece = self.events[at : min(at + 20, self.released)]
                await peer.tell(*piece)
                at += len(piece)
            self._more.clear()
            if not await self._more_is_released(peer):
                return

    async def _more_is_released(self, peer: Peer) -> bool:
        """Wait until there is more to tell; False once the client has gone."""
        gone, more = asyncio.ensure_future(peer.stay()), asyncio.ensure_future(self._more.wait())
        await asyncio.wait([gone, more], return_when=asyncio.FIRST_COMPLETED)
        is_gone = gone.done()
        for waiting in (gone, more):
            waiting.cancel()
        await asyncio.gather(gone, more, return_exceptions=True)
        return not is_gone

    async def _tell_floor(self, peer: Peer, at: int) -> None:
        parts = list(sections(self._floor_at(at)))
        for index, (section, items) in enumerate(parts):
            await peer.tell(chunk(index, len(parts), at, section, items, LOG))

    def _floor_at(self, position: int) -> Floor:
        floor = Floor()
        floor.fold(self.events[:position])
        return floor


@asynccontextmanager
async def simulated(folder: Path) -> AsyncIterator[Stage]:
    stage = Simulated()
    yield stage
    await stage.feed.close()


@asynccontextmanager
async def replayed(folder: Path) -> AsyncIterator[Stage]:
    stage = Replayed(folder)
    yield stage
    await stage.feed.close()


@asynccontextmanager
async def linked(folder: Path) -> AsyncIterator[Stage]:
    stage = Linked()
    async with ScriptedHub(stage.tell) as hub:
        stage.opens(hub.url, folder)
        yield stage
        await stage.feed.close()


Opened = Callable[[Path], AbstractAsyncContextManager[Stage]]

STAGES: dict[str, Opened] = {
    "simulator": simulated,
    "replay": replayed,
    "websocket": linked,
    "asterisk": watched,
}
FAR = ["websocket", "asterisk"]
"""Those whose source is outside the program."""
TELLING_ONCE = ["asterisk"]
"""Those whose source keeps nothing for who was away: it says what is true when he is back."""
