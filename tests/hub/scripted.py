"""A real WebSocket server whose connections follow a script, and a listener that notes what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from random import Random
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.meanwhile import meanwhile
from wallboard.hub.client import HubClient, LinkState
from wallboard.stream.codec import SUBPROTOCOL_BATCH, decode_frame, encode, encode_batch
from wallboard.stream.control import Heartbeat, StreamSubscribe, Subscribe, Welcome
from wallboard.stream.effects import SnapshotTaken
from wallboard.stream.envelope import Event
from wallboard.stream.vocabulary import LogEvent

WITHIN_S = 20.0

Script = Callable[["Peer"], Awaitable[None]]


class Peer:
    """The server's side of one connection."""

    def __init__(self, connection: ServerConnection, number: int) -> None:
        self.connection = connection
        self.number = number

    async def tell(self, *messages: Event) -> None:
        """One frame: a message, or an array of several."""
        frame = encode(messages[0]) if len(messages) == 1 else encode_batch(messages)
        await self.connection.send(frame, text=True)

    async def hear(self) -> list[Any]:
        """The messages of the next frame."""
        return list(decode_frame(await self.connection.recv()).messages)

    async def subscription(self) -> Subscribe:
        """What the next frame asks for."""
        (message,) = await self.hear()
        assert isinstance(message, StreamSubscribe)
        return message.data

    async def stay(self) -> None:
        """Until the client goes."""
        await self.connection.wait_closed()


class ScriptedHub:
    """Serves on a free port while the block lasts. The script of the n-th connection (from 1) sees `peer.number` n."""

    def __init__(self, script: Script, subprotocols: Sequence[str] | None = (SUBPROTOCOL_BATCH,)) -> None:
        self._script = script
        self._subprotocols = None if subprotocols is None else [Subprotocol(name) for name in subprotocols]
        self._server: Server | None = None
        self.opened = 0
        self.failed: list[BaseException] = []

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"ws://127.0.0.1:{next(iter(self._server.sockets)).getsockname()[1]}/stream"

    async def __aenter__(self) -> ScriptedHub:
        self._server = await serve(
            self._handle, "127.0.0.1", 0, subprotocols=self._subprotocols, compression=None, close_timeout=1
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()
        assert not self.failed, self.failed

    async def _handle(self, connection: ServerConnection) -> None:
        self.opened += 1
        try:
            await self._script(Peer(connection, self.opened))
        except ConnectionClosed:
            return
        except AssertionError as error:
            self.failed.append(error)


class Notebook:
    """A listener that notes everything, and can be waited for."""

    def __init__(self) -> None:
        self.links: list[LinkState] = []
        self.losses: list[tuple[str, str]] = []
        self.welcomes: list[Welcome] = []
        self.snapshots: list[SnapshotTaken] = []
        self.events: list[LogEvent] = []
        self.beats: list[tuple[Heartbeat, float]] = []
        self._news = asyncio.Event()

    @property
    def ids(self) -> list[str]:
        return [event.id for event in self.events]

    async def until(self, comes_true: Callable[[], object]) -> None:
        """Wait until `comes_true`."""
        async with asyncio.timeout(WITHIN_S):
            while not comes_true():
                self._news.clear()
                await self._news.wait()

    def on_link(self, state: LinkState, code: str, detail: str) -> None:
        self.links.append(state)
        if state == "lost":
            self.losses.append((code, detail))
        self._news.set()

    def on_welcome(self, welcome: Welcome) -> None:
        self.welcomes.append(welcome)
        self._news.set()

    def on_snapshot(self, taken: SnapshotTaken) -> None:
        self.snapshots.append(taken)
        self._news.set()

    def on_live(self, events: list[LogEvent], position: int) -> None:
        self.events += events
        self._news.set()

    def on_beat(self, beat: Heartbeat, hub_t: float) -> None:
        self.beats.append((beat, hub_t))
        self._news.set()


class NoWait:
    """A sleep that is over at once and keeps how long it should have been."""

    def __init__(self) -> None:
        self.delays: list[float] = []

    async def __call__(self, delay_s: float) -> None:
        self.delays.append(delay_s)
        await asyncio.sleep(0)


def new_client(url: Any, notebook: Notebook, **options: Any) -> HubClient:
    """A client that does not wait between its attempts."""
    options.setdefault("sleep", NoWait())
    return HubClient(url, notebook, random=Random(7), **options)


async def while_running(client: HubClient, work: Coroutine[Any, Any, None]) -> None:
    """Do `work` while the client runs, then close it; what either raises is raised."""
    await meanwhile(client.run(), client.close, work)


def play(script: Script, work: Callable[[HubClient, Notebook, ScriptedHub], Any], **options: Any) -> Notebook:
    """Serve `script` to one client, do `work` meanwhile, and return what the client's listener noted."""

    async def together() -> Notebook:
        notebook = Notebook()
        async with ScriptedHub(script, options.pop("serves", (SUBPROTOCOL_BATCH,))) as hub:
            client = new_client(hub.url, notebook, **options)
            await while_running(client, work(client, notebook, hub))
        return notebook

    return asyncio.run(together())
