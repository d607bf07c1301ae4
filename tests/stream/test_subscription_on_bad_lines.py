"""Whatever is lost, doubled, swapped or cut on the way: in the end each event has been taken once, and in order."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.stream.messages import LOG, T0, beat, chunk, event, resumed, welcome
from tests.stream.script import asked
from wallboard.stream.codec import encode
from wallboard.stream.control import Subscribe
from wallboard.stream.effects import Effect, HangUp, Live, Send, SnapshotTaken
from wallboard.stream.subscription import Subscription

STEPS_MAX = 3000


class ModelHub:
    """A hub with a log of `length` events, of which this view sees every `step`-th; `keeps` are kept for resuming."""

    def __init__(self, length: int, step: int, keeps: int) -> None:
        self.seen = list(range(1, length + 1, step))
        self.newest = self.seen[-1]
        self.keeps = keeps

    def answer(self, request: Subscribe) -> list[Any]:
        """What it sends to a client that subscribes."""
        if request.logid != LOG or not self.newest - self.keeps <= request.position <= self.newest:
            at = self.seen[-min(3, len(self.seen))]
            return [*(chunk(index, 3, at) for index in range(3)), *self._events(at)]
        return [resumed(request.position), *self._events(request.position)]

    def _events(self, position: int) -> list[Any]:
        places = [0, *self.seen]
        return [event(place, before) for before, place in zip(places, self.seen, strict=False) if place > position]


class BadLine:
    """A client and the hub, with a line between them that spoils frames."""

    def __init__(self, hub: ModelHub, start: int) -> None:
        self.hub = hub
        self.client = Subscription(logid=LOG, position=start)
        self.known = [position for position in hub.seen if position <= start]
        self.t = T0
        self.frames: list[bytes] = []
        self.connect()

    def connect(self) -> None:
        self.frames = [encode(welcome(self.hub.newest))]
        for frame in self.client.opened(self.t):
            self._ask(frame)

    def carry(self, fault: str) -> None:
        """Carries one frame, or spoils it."""
        if not self.frames:
            self.frames.append(encode(beat(self.hub.newest)))
            self.t += 1.0
        if fault == "cut":
            self.connect()
            return
        frame = self.frames.pop(0)
        if fault == "swapped" and self.frames:
            frame, self.frames[0] = self.frames[0], frame
        for _ in range({"lost": 0, "twice": 2}.get(fault, 1)):
            for effect in self.client.receive(frame, self.t):
                self._do(effect)

    @property
    def done(self) -> bool:
        return self.client.current and self.client.position >= self.hub.newest

    def _ask(self, frame: bytes) -> None:
        self.frames += [encode(message) for message in self.hub.answer(asked(frame))]

    def _do(self, effect: Effect) -> None:
        match effect:
            case SnapshotTaken(_, position):
                self.known = [place for place in self.hub.seen if place <= position]
            case Live(events):
                self.known += [int(one.sequence) for one in events]
            case Send(frame):
                self._ask(frame)
            case HangUp():
                self.connect()
            case _:
                pass


@given(
    hub=st.builds(ModelHub, st.integers(5, 40), st.integers(1, 3), st.sampled_from([0, 10, 100])),
    start=st.integers(0, 50),
    faults=st.lists(st.sampled_from(["", "", "lost", "twice", "swapped", "cut"]), max_size=60),
)
def test_that_every_event_comes_once_and_in_order(hub: ModelHub, start: int, faults: list[str]) -> None:
    line = BadLine(hub, start)
    for fault in faults:
        line.carry(fault)
    for _ in range(STEPS_MAX):
        if line.done:
            break
        line.carry("")
    assert line.done
    assert line.known == hub.seen
