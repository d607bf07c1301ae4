"""WebSocket frames made once for many clients: what a server sends is unmasked, and so the same for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from websockets.asyncio.server import ServerConnection
from websockets.frames import Frame, Opcode
from websockets.protocol import State


def text_frames(messages: Iterable[bytes]) -> bytes:
    """One text message each, one after the other, as they go over the line."""
    return b"".join(Frame(Opcode.TEXT, message).serialize(mask=False) for message in messages)


def write(connection: ServerConnection, frames: bytes) -> None:
    """Hand whole frames to a connection, at once; one that is closing is passed over.

    Nothing else of ours is ever in the middle of a message there: no message is sent in fragments, and there are no
    extensions. `unsent` says what the network has not taken yet.
    """
    if connection.state is State.OPEN:
        connection.transport.write(frames)


def unsent(connection: ServerConnection) -> int:
    """Bytes that wait in the connection's own buffer."""
    return connection.transport.get_write_buffer_size()
