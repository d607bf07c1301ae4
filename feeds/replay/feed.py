"""The feed that plays a recording again: at any speed, with its own clock, as a run of its own."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from msgspec import structs

from feeds.replay.source import Source, open_source
from wallboard.hub.ports import Dispatch, Sink
from wallboard.stream.agent_events import AgentLoggedOn, AgentMembership
from wallboard.stream.command_events import Action
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import Connected, FeedConnected, FeedSnapshot
from wallboard.stream.queue_events import QueueConfigured
from wallboard.stream.vocabulary import LogEvent

STEP_S = 0.05
"""Real time between two looks at the clock."""
HANDED_OVER = 1000
"""So many events at most are published together."""
STANDING = (FeedConnected, FeedSnapshot, QueueConfigured, AgentLoggedOn, AgentMembership)
OPENING_S = 60.0
"""What a recording tells first, within so many seconds, of how things stood: it may be days older than what happens
then."""


class ReplayFeed:
    """Plays `path` `speed` times as fast as it happened (0: it stands). At its end time stands still.

    It begins with the first thing that happens; what a recording tells before that of how things stood comes at once,
    as does what was before `start_t` (epoch seconds). A feed that is run again goes on where it was.
    `life` sets what this run says of itself apart from what an earlier run into the same log has said.
    Each of its sources is said to be a recording, at which speed; also when that changes.
    Raises RecordingError where the file is no recording, ValueError for a speed that is none.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        speed: float = 60.0,
        start_t: float | None = None,
        site: str = "demo",
        name: str = "replay",
        life: str = "",
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name
        self.recording = Path(path).name
        self.source = f"/{site}/{name}/{_slug(self.recording)}"
        self._file: Source = open_source(path, source=self.source)
        self.zone = self._file.named_zone
        """The time zone that the recording names; empty where it does not say."""
        self.problems = self._file.problems
        self._life = life
        self.speed = _checked(speed)
        self.is_paused = False
        self.is_over = False
        self._start_t = start_t
        self._clock, self._sleep = clock, sleep
        self._batches: Iterator[list[LogEvent]] | None = None
        self._ahead: list[LogEvent] = []
        self._sources: dict[str, str] = {}
        self._told_speed = self.speed
        self._words = 0
        self._now_t: float | None = None
        self._is_closed = False
        self._begun = False

    async def run(self, sink: Sink) -> None:
        """Play until cancelled or closed. An error of the sink escapes; what it did not take comes next time."""
        if self._batches is None:
            self._batches = self._file.batches
            first_t = await self._first_t()
            self._now_t = max(first_t, self._start_t or first_t)
        self._told_speed = self._shown_speed
        await sink.publish(())
        last_s = self._clock()
        while not self._is_closed:
            await self._tell(sink)
            self._begun = True
            await self._sleep(STEP_S)
            now_s = self._clock()
            if not self.is_paused and not self.is_over and self._now_t is not None:
                self._now_t += max(0.0, now_s - last_s) * self.speed
            last_s = now_s

    @property
    def begun(self) -> bool:
        """Whether what was before the start has been told."""
        return self._begun

    def pause(self) -> None:
        """Time stands still until `resume`."""
        self.is_paused = True

    def resume(self) -> None:
        """Time goes on."""
        self.is_paused = False

    def play(self, speed: float) -> None:
        """From now on `speed` times as fast as it happened. Raises ValueError for a speed that is none."""
        self.speed = _checked(speed)

    def introduction(self) -> Connected:
        """Which recording is played, and how fast."""
        return Connected("replay", takes_commands=False, recording=self.recording, speed=self._shown_speed)

    async def dispatch(self, command: str, action: Action, by: str = "") -> Dispatch:
        """What has happened cannot be changed any more."""
        return Dispatch(False, "replay", "a recording cannot be acted upon")

    def now_t(self) -> float:
        """The run's clock (epoch seconds, UTC); 0 before the first event is known."""
        return self._now_t or 0.0

    async def close(self) -> None:
        """End `run`."""
        self._is_closed = True

    async def _tell(self, sink: Sink) -> None:
        """Publish what has come due."""
        await self._tell_speed(sink)
        due_t = self._now_t or 0.0
        while not self._is_closed and not self.is_over:
            if not self._ahead and not await self._read():
                self.is_over = True
                await self._tell_speed(sink)
                return
            due = 0
            while due < min(len(self._ahead), HANDED_OVER) and self._ahead[due].time.timestamp() <= due_t:
                due += 1
            if not due:
                return
            await sink.publish([self._as_played(event) for event in self._ahead[:due]])
            del self._ahead[:due]

    @property
    def _shown_speed(self) -> float:
        return 0.0 if self.is_paused or self.is_over else self.speed

    async def _tell_speed(self, sink: Sink) -> None:
        """Say how fast it is played, where another speed was said."""
        speed = self._shown_speed
        if speed == self._told_speed:
            return
        self._words += 1
        sources = dict.fromkeys((self.source, *self._sources.values()))
        t = min(self.now_t(), self._ahead[0].time.timestamp()) if self._ahead else self.now_t()
        await sink.publish([self._connected(source, f"-{self._words}", t, speed) for source in sources])
        self._told_speed = speed

    def _connected(self, source: str, mark: str, t: float, speed: float) -> FeedConnected:
        said = structs.replace(self.introduction(), speed=speed)
        name = self.name if source == self.source else source.rpartition("/")[2]
        return make(FeedConnected, f"run{self._life}{mark}", source, name, t, said)

    def _as_played(self, event: LogEvent) -> LogEvent:
        """What was live when it was recorded is played now."""
        if not isinstance(event, FeedConnected) or event.data.recording == self.recording:
            return event
        return structs.replace(event, data=structs.replace(self.introduction(), version=event.data.version))

    async def _first_t(self) -> float:
        """When the first thing happens (epoch seconds)."""
        place, begun_t = 0, 0.0
        while place < len(self._ahead) or await self._read():
            event = self._ahead[place]
            t = event.time.timestamp()
            begun_t = begun_t or t
            if t - begun_t > OPENING_S or not isinstance(event, STANDING):
                return t
            place += 1
        return begun_t

    async def _read(self) -> bool:
        """Fetch the next events from the file, beside the loop. False at the end."""
        if self._batches is None:
            return False
        events = await asyncio.to_thread(next, self._batches, None)
        if events is None:
            return False
        for event in events:
            self._take(event)
        return True

    def _take(self, event: LogEvent) -> None:
        """The same event as one of this run's; a source that was not heard of before says first what it is."""
        if event.source == self.source:
            self._ahead.append(event)
            return
        source = self._sources.get(event.source)
        if source is None:
            source = self._sources[event.source] = self.source if not self._sources else self.source + event.source
            if source != self.source:
                self._ahead.append(self._connected(source, "", event.time.timestamp(), self.speed))
        self._ahead.append(self._own(event, source))

    def _own(self, event: LogEvent, source: str) -> LogEvent:
        """Without what a hub had stamped on it."""
        return structs.replace(event, source=source, sequence="", prevsequence="", recordedtime=None)


def _checked(speed: float) -> float:
    if not 0.0 <= speed < float("inf"):
        raise ValueError(f"a speed must be 0 or more, not {speed:g}")
    return speed


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name)
