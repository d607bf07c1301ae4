"""Sends each batch to all who follow: encoded once a view, handed to all who keep up, never waiting for anybody."""

from __future__ import annotations

from collections.abc import Iterator

from wallboard.hub.ring import Batch
from wallboard.hub.session import Session
from wallboard.hub.wire import text_frames, write
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
            messages = [batch.frame(view)] if subprotocol == SUBPROTOCOL_BATCH else batch.parts(view)
            frames = text_frames(messages)
            for session in sessions:
                write(session.connection, frames)
                session.position = batch.last

    def beat(self, message: bytes) -> None:
        """Send the heartbeat; who is behind gets it when he has caught up: it never runs ahead of the events."""
        together = join_batch([message])
        frames, frames_together = text_frames([message]), text_frames([together])
        for session in self._sessions:
            batched = session.subprotocol == SUBPROTOCOL_BATCH
            if session.keeps_up():
                write(session.connection, frames_together if batched else frames)
            else:
                session.beat_later(together if batched else message)

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
