"""A subscription's talk with its hub, written as a play."""

from __future__ import annotations

from typing import Any

from tests.stream.messages import LOG, T0, resumed, welcome
from wallboard.stream.codec import decode_frame, encode, encode_batch
from wallboard.stream.control import StreamSubscribe, Subscribe
from wallboard.stream.effects import Effect, HangUp, Live, Noted, Send, SnapshotTaken
from wallboard.stream.envelope import Event
from wallboard.stream.subscription import Subscription


def asked(frame: bytes) -> Subscribe:
    """What the client asks for in this frame."""
    (message,) = decode_frame(frame).messages
    assert isinstance(message, StreamSubscribe)
    return message.data


class Script:
    """One client, told what the hub sends; keeps what came of it."""

    def __init__(self, **options: Any) -> None:
        self.client = Subscription(**options)
        self.t = T0
        self.frames = self.client.opened(self.t)
        self.effects: list[Effect] = []

    def hears(self, *messages: Event) -> list[Effect]:
        """One frame with these messages."""
        return self.hears_frame(encode(messages[0]) if len(messages) == 1 else encode_batch(messages))

    def hears_frame(self, frame: bytes) -> list[Effect]:
        effects = self.client.receive(frame, self.t)
        self.effects += effects
        return effects

    @property
    def ids(self) -> list[str]:
        """The events taken so far."""
        return [event.id for effect in self.effects if isinstance(effect, Live) for event in effect.events]

    @property
    def asked(self) -> list[Subscribe]:
        """Everything asked so far, on opening and after."""
        return [asked(frame) for frame in self.frames] + [
            asked(effect.frame) for effect in self.effects if isinstance(effect, Send)
        ]

    def noted(self) -> list[str]:
        return [effect.code for effect in self.effects if isinstance(effect, Noted)]

    def hung_up(self) -> list[str]:
        return [effect.code for effect in self.effects if isinstance(effect, HangUp)]

    def snapshots(self) -> list[SnapshotTaken]:
        return [effect for effect in self.effects if isinstance(effect, SnapshotTaken)]


def settled(position: int = 10, **options: Any) -> Script:
    """A client that has resumed at `position`, everything before it having been heard."""
    script = Script(logid=LOG, position=position, **options)
    script.hears(welcome(position))
    script.hears(resumed(position))
    script.effects.clear()
    return script
