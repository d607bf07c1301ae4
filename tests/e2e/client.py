"""A client that speaks the stream's wire by hand, as somebody else's program would."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

WITHIN_S = 30.0
NOON = "2025-06-02T09:00:00Z"


def message(kind: str, ident: str, subject: str, data: dict[str, Any], time: str = NOON) -> dict[str, Any]:
    """A CloudEvent as a plain dictionary."""
    return {
        "specversion": "1.0",
        "type": kind,
        "id": ident,
        "source": "/north/pbx",
        "subject": subject,
        "time": time,
        "data": data,
    }


class Client:
    """One connection; what comes is kept in `seen`."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.seen: list[dict[str, Any]] = []

    async def send(self, *messages: dict[str, Any]) -> None:
        """Send messages in one frame."""
        await self.send_text(json.dumps(list(messages)))

    async def send_text(self, text: str) -> None:
        """Send any text."""
        await self.connection.send(text)

    async def until(self, wanted: Callable[[dict[str, Any]], bool], within_s: float = WITHIN_S) -> dict[str, Any]:
        """Read on until a message is `wanted`."""
        async with asyncio.timeout(within_s):
            while True:
                for item in json.loads(await self.connection.recv()):
                    self.seen.append(item)
                    if wanted(item):
                        found: dict[str, Any] = item
                        return found

    async def until_type(self, kind: str) -> dict[str, Any]:
        """Read on until a message of this type."""
        return await self.until(lambda item: item["type"] == kind)

    async def publish(self, *messages: dict[str, Any]) -> dict[str, Any]:
        """Publish, and what the hub answers."""
        await self.send(*messages)
        return (await self.until_type("stream.accepted"))["data"]  # type: ignore[no-any-return]

    async def subscribe(self, logid: str = "", position: int = 0) -> None:
        """Ask for a snapshot, or for what came after `position`."""
        await self.send(message("stream.subscribe", "s", "stream", {"logid": logid, "position": position}))


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Client]:
    """A client of the hub at `url`, after its welcome."""
    subprotocols = [Subprotocol("wallboard.batch.json")]
    async with connect(url, subprotocols=subprotocols, proxy=None, compression=None, max_size=None) as connection:
        client = Client(connection)
        await client.until_type("stream.welcome")
        yield client
