"""Opening a WebSocket to a hub or another server, and what went wrong in a word."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI, WebSocketException
from websockets.typing import Subprotocol

FRAME_BYTES_MAX = 4 * 1024 * 1024
SENT_BYTES_MAX = 1024 * 1024
"""What a hub takes in one frame, unless it is told otherwise."""
FRAMES_MAX = 16
"""Frames that are read ahead; then the network has to wait."""
DETAIL_CHARS = 200


class Line(Struct, frozen=True):
    """How a connection is kept; seconds. A hub, whose heart beats, is given up after `silence_s` without any message.

    A server without a log may have nothing to say for hours: that it is there is told by its pongs.
    """

    open_timeout_s: float = 5.0
    close_timeout_s: float = 1.0
    ping_interval_s: float = 10.0
    ping_timeout_s: float = 20.0
    silence_s: float | None = 15.0


class NoSubprotocolError(WebSocketException):
    """The server speaks none of the subprotocols that were offered."""


def checked_url(url: str) -> str:
    """`url`, if it is one of a WebSocket. Raises ValueError that says what it should look like."""
    scheme, _, rest = url.partition("://")
    if scheme not in ("ws", "wss") or not rest.partition("/")[0]:
        raise ValueError(f"{url!r} is no WebSocket address; one looks like ws://host:8765/stream")
    return url


async def dial(url: str, subprotocols: Sequence[str], line: Line) -> ClientConnection:
    """A connection that speaks one of `subprotocols`. Raises OSError, TimeoutError or WebSocketException."""
    connection = await connect(
        url,
        subprotocols=[Subprotocol(name) for name in subprotocols],
        proxy=None,
        compression=None,
        open_timeout=line.open_timeout_s,
        close_timeout=line.close_timeout_s,
        ping_interval=line.ping_interval_s,
        ping_timeout=line.ping_timeout_s,
        max_size=FRAME_BYTES_MAX,
        max_queue=FRAMES_MAX,
    )
    if connection.subprotocol not in subprotocols:
        await connection.close(1002, "no subprotocol")
        raise NoSubprotocolError(f"the server chose none of {', '.join(subprotocols)}")
    return connection


def why(error: BaseException) -> tuple[str, str]:
    """Code and detail of a connection's end: closed, timeout, no_subprotocol, status_…, bad_address, …"""
    detail = str(error)[:DETAIL_CHARS]
    if isinstance(error, ConnectionClosed):
        frame = error.rcvd or error.sent
        return "closed", f"{frame.code} {frame.reason}".strip()[:DETAIL_CHARS] if frame else ""
    if isinstance(error, InvalidStatus):
        return f"status_{error.response.status_code}", detail
    named = [(TimeoutError, "timeout"), (NoSubprotocolError, "no_subprotocol"), (InvalidURI, "bad_address")]
    named += [(ValueError, "bad_address"), (InvalidHandshake, "handshake"), (ConnectionRefusedError, "refused")]
    return next((code for kind, code in named if isinstance(error, kind)), "unreachable"), detail
