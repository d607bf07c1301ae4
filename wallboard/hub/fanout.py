"""Sends each batch to all who follow: encoded once a view, handed to all who keep up, never waiting for anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from websockets.asyncio.server import broadcast

from wallboard.hub.ring import Batch
from wallboard.hub.session import Session
from wallboard.stream.codec import SUBPROTOCOL_BATCH, join_batch
from wallboard.stream.control import View


class Fanout:
    """The sessions that are connected, and what goes to all of them."""

    def __init__(self) -> None:
        self._sessions: set[Session] = set()

    def __len__(self) -> int:
        return len(self._sessions)

    def __iter__(self) -> Iterator[Session]:
        return iter(self._sessions)

    def add(self, session: Session) -> None:
        """One more."""
        self._sessions.add(session)

    def remove(self, session: Session) -> None:
        """He has gone."""
        self._sessions.discard(session)

    def send(self, batch: Batch) -> None:
        """Send what has just been committed. Who does not keep up reads on from the ring, on his own."""
        for (view, subprotocol), sessions in self._ready().items():
            frames: Iterable[bytes] = [batch.frame(view)] if subprotocol == SUBPROTOCOL_BATCH else batch.parts(view)
            for frame in frames:
                broadcast([session.connection for session in sessions], frame, text=True)
            for session in sessions:
                session.position = batch.last

    def beat(self, message: bytes) -> None:
        """Send the heartbeat; who is behind gets it when he has caught up: it never runs ahead of the events."""
        together = join_batch([message])
        for session in self._sessions:
            frame = together if session.subprotocol == SUBPROTOCOL_BATCH else message
            if session.keeps_up():
                broadcast([session.connection], frame, text=True)
            else:
                session.beat_later(frame)

    def _ready(self) -> dict[tuple[View, str], list[Session]]:
        ready: dict[tuple[View, str], list[Session]] = {}
        for session in self._sessions:
            if not session.subscribed:
                continue
            if session.live and session.keeps_up():
                ready.setdefault((session.view, session.subprotocol), []).append(session)
            else:
                session.fall_behind()
        return ready
