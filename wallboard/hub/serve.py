"""The hub, put together: the one place where its parts are bound."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial

import msgspec
from websockets.asyncio.server import Server, ServerConnection
from websockets.asyncio.server import serve as serve_websocket
from websockets.typing import Subprotocol

from wallboard import VERSION
from wallboard.history.dead_letters import DeadLetters
from wallboard.history.failures import LogError
from wallboard.history.identity import new_logid
from wallboard.history.temporary import temporary_folder
from wallboard.hub.archive import Archive
from wallboard.hub.clients import Clients
from wallboard.hub.clock import clock_for
from wallboard.hub.commanding import Commanding
from wallboard.hub.core import Core
from wallboard.hub.counters import Counters
from wallboard.hub.folded import Folded, empty, rebuilt
from wallboard.hub.garbage import Garbage
from wallboard.hub.gauges import observe
from wallboard.hub.health import SUBPROTOCOLS, Door
from wallboard.hub.hubconfig import HubConfig, HubError
from wallboard.hub.inbound import Services
from wallboard.hub.intake import Intake
from wallboard.hub.keeper import Keeper
from wallboard.hub.kept_past import KeptPast
from wallboard.hub.life import Life
from wallboard.hub.listening import listening_socket, url_of
from wallboard.hub.ports import FeedPort
from wallboard.hub.questions import Questions
from wallboard.hub.supervision import Supervised, lose_feeds

OPEN_TIMEOUT_S = 5.0
CLOSE_TIMEOUT_S = 1.0
FRAMES_READ_AHEAD = 16


async def serve(
    config: HubConfig,
    feeds: Sequence[FeedPort],
    ready: Callable[[str], None],
    stop: asyncio.Event,
    garbage: Garbage | None = None,
    wall: Callable[[], float] = time.time,
) -> None:
    """Run a hub until `stop` is set. `wall` is the machine's clock (epoch seconds, UTC), which may jump.

    `ready` is told once it serves, with one line of JSON: `url` of the stream, and `logid`. `garbage` is for a hub that
    has the process to itself. Raises HubError where the hub cannot do its work; its text is one line for a person.
    """
    async with AsyncExitStack() as stack:
        listening = listening_socket(config.host, config.port)
        stack.callback(listening.close)
        hub = _Hub(config, feeds, garbage, wall)
        stack.push_async_callback(hub.archive.close)
        server = await stack.enter_async_context(hub.server(listening))
        try:
            await hub.wake()
        except LogError as error:
            raise HubError(error.code, str(error)) from error
        stack.push_async_callback(hub.life.end)
        ready(msgspec.json.encode({"url": url_of(listening), "logid": hub.core.logid}).decode())
        await hub.life.live(stop)
        server.close()


class _Hub:
    """The parts of one hub. `core`, `life` and `clients` are there once it has woken."""

    core: Core
    life: Life
    clients: Clients

    def __init__(
        self, config: HubConfig, feeds: Sequence[FeedPort], garbage: Garbage | None, wall: Callable[[], float]
    ) -> None:
        self.config, self.feeds, self.garbage, self._wall = config, feeds, garbage, wall
        self.counters = Counters()
        self.archive = _archive_of(config)
        self.door = Door(self.counters, connections=config.connections, clients=self._count, trouble=self._trouble)

    def server(self, listening: socket.socket) -> Server:
        """The server on this socket; it turns clients away until the hub has woken."""
        return serve_websocket(
            self._serve,
            sock=listening,
            subprotocols=[Subprotocol(name) for name in SUBPROTOCOLS],
            process_request=self.door.answer,
            compression=None,
            server_header="wallboard",
            open_timeout=OPEN_TIMEOUT_S,
            close_timeout=CLOSE_TIMEOUT_S,
            max_size=self.config.message_bytes,
            max_queue=FRAMES_READ_AHEAD,
        )

    async def wake(self) -> None:
        """Read the log, if there is one already, and open the door. Raises LogError."""
        config, fresh = self.config, self.config.database is None
        folded = empty(config.timezone) if fresh else await self._folded()
        self.core = core = Core(config, clock_for(self.feeds, self._wall), self.archive, folded, self.counters)
        letters = DeadLetters(config.dead_letters or self.archive.path.with_suffix(".refused.jsonl"))
        intake, commanding = Intake(core, letters), Commanding(core)
        core.watchers.append(commanding.saw)
        keeper = Keeper(config.timezone)
        self.clients = Clients(Services(core, intake, Questions(core, keeper), commanding, {}), VERSION)
        feeds = [Supervised(port, core, intake) for port in self.feeds]
        past = None if fresh else KeptPast(self.archive, keeper, lambda: core.position)
        self.life = Life(core, feeds, commanding, letters, self.garbage, past)
        observe(core, letters)
        lose_feeds(core, "hub_restarted")
        commanding.own_up()
        self.door.open = True

    async def _folded(self) -> Folded:
        await self.archive.open()
        return await self.archive.ask(partial(rebuilt, zone=self.config.timezone))

    async def _serve(self, connection: ServerConnection) -> None:
        await self.clients.serve(connection)

    def _count(self) -> int:
        return len(self.core.fanout) if self.door.open else 0

    def _trouble(self) -> str:
        if not self.door.open:
            return "starting: the hub is reading its log"
        trouble = self.core.journal.trouble
        return f"log_unwritable ({trouble.code}): {trouble}" if trouble else ""


def _archive_of(config: HubConfig) -> Archive:
    if config.database is not None:
        return Archive(config.database)
    try:
        folder = temporary_folder()
    except OSError as error:
        raise HubError("no_temporary_folder", f"there is no room for the log of this run: {error}") from None
    return Archive(folder / "run.sqlite", logid=new_logid(), durable=False, temporary=folder)
