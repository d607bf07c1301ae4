"""A real TCP server that speaks AMI as a test's script says, and a feed that does not wait between its attempts."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from random import Random
from typing import Any

from feeds.asterisk.feed import AsteriskFeed
from feeds.asterisk.link import TICK_S
from tests.feeds.websocket.sinks import KeepingSink
from tests.meanwhile import meanwhile
from wallboard.config.asterisk import AsteriskSettings

SECRET = "open sesame"


class Pbx:
    """The PBX's side of one connection, the `number`th (from 1)."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> None:
        self.number = number
        self._reader, self._writer = reader, writer

    async def hear(self, name: str = "") -> dict[str, str]:
        """The next action; with `name` the next of that name."""
        while True:
            block = (await self._reader.readuntil(b"\r\n\r\n")).decode()
            heard = dict(line.split(": ", 1) for line in block.split("\r\n") if line)
            if name in ("", heard["Action"]):
                return heard

    async def send(self, raw: bytes, cut: int = 0) -> None:
        """These bytes, in pieces of `cut` (0: at once)."""
        for start in range(0, len(raw), cut or max(1, len(raw))):
            self._writer.write(raw[start : start + (cut or len(raw))])
            await self._writer.drain()
            await asyncio.sleep(0)

    async def say(self, first: str, **headers: str) -> None:
        """A message: `first` is its first line."""
        lines = [first, *(f"{key}: {value}" for key, value in headers.items())]
        await self.send("\r\n".join(lines).encode() + b"\r\n\r\n")

    async def answer(self, asked: dict[str, str], said: str = "Success", **headers: str) -> None:
        """The answer to an action."""
        await self.say(f"Response: {said}", ActionID=asked["ActionID"], **headers)

    async def greet(self, said: str = "Success", message: str = "Authentication accepted") -> None:
        """The greeting, and the login with its outcome."""
        await self.send(b"Asterisk Call Manager/11.0.0\r\n")
        await self.answer(await self.hear("Challenge"), Challenge="12345")
        await self.answer(await self.hear("Login"), said, Message=message)

    async def boot(self) -> None:
        """Login and empty lists."""
        await self.greet()
        await self.say("Event: FullyBooted", Uptime="9")
        await self.say("Event: QueueStatusComplete", ListItems="0")
        await self.say("Event: CoreShowChannelsComplete", ListItems="0")

    async def let_redirect(self) -> dict[str, str]:
        """Say that there is such a place; the order to go there."""
        asked = await self.hear("Getvar")
        await self.answer(asked, Variable=asked["Variable"], Value="1")
        return await self.hear("Redirect")

    async def stay(self) -> None:
        """Until the other side goes."""
        while await self._reader.read(65_536):
            pass

    async def hang_up(self) -> None:
        """Close, in the middle of whatever it was."""
        self._writer.close()


Script = Callable[[Pbx], Awaitable[None]]


class ScriptedPbx:
    """Serves on a free port while the block lasts."""

    def __init__(self, script: Script, context: ssl.SSLContext | None = None) -> None:
        self._script, self._context = script, context
        self.opened = 0
        self.failed: list[Exception] = []

    async def __aenter__(self) -> ScriptedPbx:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._context)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error: object) -> None:
        self._server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        try:
            await self._script(Pbx(reader, writer, self.opened))
        except (OSError, asyncio.IncompleteReadError):
            pass
        except Exception as error:  # noqa: BLE001 (shown by the test)
            self.failed.append(error)
        finally:
            writer.close()


class Time:
    """A clock in the test's hands. A pause between attempts is over at once; a tick comes when the test lets it."""

    def __init__(self) -> None:
        self.s = 1000.0
        self.pauses: list[float] = []
        self._ticks: list[asyncio.Future[None]] = []
        self._news = asyncio.Event()

    async def paused(self, times: int) -> list[float]:
        """The pauses between attempts, once there were so many."""
        while len(self.pauses) < times:
            self._news.clear()
            await self._news.wait()
        return self.pauses[:times]

    def monotonic(self) -> float:
        return self.s

    def wall(self) -> float:
        return 1_000_000.0 + self.s

    async def sleep(self, delay_s: float) -> None:
        if delay_s == TICK_S:
            tick = asyncio.get_running_loop().create_future()
            self._ticks.append(tick)
            await tick
            return
        self.pauses.append(delay_s)
        self._news.set()
        await asyncio.sleep(0)

    async def wait(self, s: float) -> None:
        """Time passes, and whoever waited for the next second goes on."""
        self.s += s
        ticks, self._ticks = self._ticks, []
        for tick in ticks:
            if not tick.done():
                tick.set_result(None)
        await asyncio.sleep(0)


def new_feed(port: int, time: Time, **settings: Any) -> AsteriskFeed:
    """A feed with a clock of the test's."""
    chosen = AsteriskSettings(port=port, **settings)
    return AsteriskFeed(
        chosen,
        SECRET,
        site="here",
        random=Random(3),
        monotonic=time.monotonic,
        wall=time.wall,
        sleep=time.sleep,
    )


async def while_feeding(feed: AsteriskFeed, sink: Any, work: Coroutine[Any, Any, object]) -> None:
    """Do `work` while the feed runs, then close it; what either raises is raised."""
    await meanwhile(feed.run(sink), feed.close, work)


Work = Callable[[AsteriskFeed, KeepingSink, ScriptedPbx, Time], Coroutine[Any, Any, None]]


def play(script: Script, work: Work, **settings: Any) -> KeepingSink:
    """A feed with a scripted PBX, while `work` is done."""

    async def together() -> KeepingSink:
        sink, time = KeepingSink(), Time()
        async with ScriptedPbx(script) as pbx:
            feed = new_feed(pbx.port, time, **settings)
            await while_feeding(feed, sink, work(feed, sink, pbx, time))
            assert not pbx.failed
        return sink

    return asyncio.run(together())


def kinds(events: Sequence[object]) -> list[str]:
    """The names of the events' kinds."""
    return [type(event).__name__ for event in events]
