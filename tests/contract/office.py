"""An Asterisk in the test's hands: a small office that goes on whether somebody listens or not, over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from feeds.asterisk.feed import AsteriskFeed
from tests.feeds.asterisk.pbx import Pbx, ScriptedPbx, Time, new_feed
from tests.feeds.asterisk.playing import Script
from wallboard.floor.floor import Floor
from wallboard.hub.ports import FeedPort

PEOPLE = {"PJSIP/1001": "Alice Adams", "PJSIP/1002": "Bruno Baker", "PJSIP/1003": "Chloe Costas"}
NONSENSE = (
    b"",
    b"\x00\xff\xfe",
    b"Event",
    b"Event: QueueCallerJoin",
    b"Event: AgentConnect\r\nUniqueid: nobody\r\nHoldTime: a while",
    b"Event: QueueMemberPause\r\nQueue: sales\r\nPaused: perhaps",
    b"Response: Success\r\nActionID: nobody's",
    b"Event: Hangup\r\nUniqueid: " + b"9" * 100_000,
)


class Office(Script):
    """What the PBX says, as bytes in `said`, and what is true there: `truth`, and the lists that it gives."""

    def __init__(self) -> None:
        self.said: list[bytes] = []
        self._idle = list(PEOPLE)
        self._talks: dict[str, str] = {}
        self._waits: list[str] = []
        self._paused = ""
        self._numbers = count(1)
        super().__init__()
        for phone in PEOPLE:
            self.member(phone, Membership="static")
        self.said.clear()
        self._acts = self._act()

    def send(self, raw: bytes) -> Script:
        self.said.append(raw)
        return super().send(raw)

    def truth(self) -> Floor:
        floor = Floor()
        floor.fold(self.events)
        return floor

    def go_on(self) -> None:
        """Something happens."""
        self.wait(3)
        next(self._acts)

    def _act(self) -> Iterator[None]:
        while True:
            for _ in range(2):
                ident = f"c{next(self._numbers)}"
                self.customer(ident).join(ident)
                self._waits.append(ident)
                yield
            self._answered(self._waits.pop(0))
            yield
            self._is_paused(not self._paused)
            yield
            self._answered(self._waits.pop(0))
            yield
            lost = f"c{next(self._numbers)}"
            self.customer(lost).join(lost).wait(2).hang_up(lost)
            self.say("QueueCallerAbandon", lost, Queue="sales").say("QueueCallerLeave", lost, Queue="sales").end(lost)
            yield
            for ident, phone in list(self._talks.items())[:-1]:
                self.hang_up(ident).leave(ident, f"b-{ident}").leave(f"a-{ident}", f"b-{ident}")
                self.end(f"a-{ident}", ident)
                self._idle.append(phone)
                del self._talks[ident]
            yield

    def _answered(self, ident: str) -> None:
        phone, leg = self._idle.pop(0), f"a-{ident}"
        self.ring(leg, phone, ident).wait(1).answer(leg, phone, ident, bridge=f"b-{ident}")
        self._talks[ident] = phone

    def _is_paused(self, on: bool) -> None:
        phone = self._paused = self._idle[-1] if on else self._paused
        self.member(phone, event="QueueMemberPause", Paused=int(on), PausedReason="Lunch" if on else "")
        self._paused = phone if on else ""

    def lists(self) -> list[dict[str, str]]:
        """Queues, members, callers, channels, as an event each."""
        found: list[dict[str, str]] = [{"Event": "QueueParams", "Queue": "sales"}]
        for phone, name in PEOPLE.items():
            paused = {"Paused": "1", "PausedReason": "Lunch"} if phone == self._paused else {"Paused": "0"}
            about = {"Queue": "sales", "Name": name, "Location": phone, "Status": "1", "Membership": "static"}
            found.append({"Event": "QueueMember", **about, **paused})
        found += [{"Event": "QueueEntry", "Queue": "sales", "Uniqueid": ident, "Wait": "3"} for ident in self._waits]
        found.append({"Event": "QueueStatusComplete"})
        for ident in [*self._waits, *self._talks]:
            found.append(self._channel(ident, "Queue", "sales"))
        found += [self._channel(f"a-{ident}", "AppQueue", "(Outgoing Line)") for ident in self._talks]
        return [*found, {"Event": "CoreShowChannelsComplete"}]

    def _channel(self, ident: str, application: str, data: str) -> dict[str, str]:
        call = ident.removeprefix("a-")
        bridge = f"b-{call}" if call in self._talks else ""
        more = {"Application": application, "ApplicationData": data, "Duration": "00:00:09", "BridgeId": bridge}
        return {"Event": "CoreShowChannel", **self._channels[ident], "ChannelState": "6", **more}


class Watched:
    """The stage of it. What happens while nobody is connected is told to nobody."""

    def __init__(self) -> None:
        self.office = Office()
        self._time = Time()
        self._feed: AsteriskFeed
        self._lines: list[Pbx] = []
        self._more = asyncio.Event()

    def opens(self, port: int) -> None:
        self._feed = new_feed(port, self._time)

    @property
    def feed(self) -> FeedPort:
        return self._feed

    def again(self) -> FeedPort:
        return self._feed

    def go_on(self) -> None:
        if self._lines and not self.office.said:
            self._step()
            self._more.set()

    async def break_off(self) -> None:
        await self._lines.pop().hang_up()

    async def survey(self) -> None:
        """It lists everything to whoever comes back."""
        await self.break_off()

    def forget(self) -> Floor:
        for _ in range(10):
            self._step()
        self.office.said.clear()
        return self.truth()

    def truth(self) -> Floor:
        return self.office.truth()

    async def speak_nonsense(self) -> None:
        for block in NONSENSE:
            await self._lines[-1].send(block + b"\r\n\r\n")

    async def tell(self, line: Pbx) -> None:
        """The script of one connection."""
        await line.greet()
        await line.say("Event: FullyBooted", Uptime="9")
        await line.hear("CoreShowChannels")
        for one in self.office.lists():
            await line.say(f"Event: {one.pop('Event')}", **one)
        self.office.said.clear()
        self._lines.append(line)
        gone = asyncio.ensure_future(line.stay())
        try:
            while not gone.done():
                self._more.clear()
                said, self.office.said = self.office.said, []
                await line.send(b"".join(said))
                more = asyncio.ensure_future(self._more.wait())
                await asyncio.wait([gone, more], return_when=asyncio.FIRST_COMPLETED)
                more.cancel()
        finally:
            gone.cancel()
            if line in self._lines:
                self._lines.remove(line)

    def _step(self) -> None:
        self.office.go_on()
        self._time.s += 3.0


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[Watched]:
    stage = Watched()
    async with ScriptedPbx(stage.tell) as pbx:
        stage.opens(pbx.port)
        yield stage
        await stage.feed.close()
        assert not pbx.failed
