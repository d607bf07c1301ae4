"""What a hub, or another server of CloudEvents, tells us: handed on as events, with what the link itself has to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from feeds.websocket.bookmark import Place
from feeds.websocket.outflow import Outflow
from feeds.websocket.translator import forwarded, name_of, told
from wallboard.hub.client import LinkState
from wallboard.stream.command_events import CommandEvent
from wallboard.stream.control import Heartbeat, Welcome
from wallboard.stream.effects import SnapshotTaken
from wallboard.stream.envelope import Event, make
from wallboard.stream.feed_events import Connected, FeedConnected, FeedEvent, FeedLost, Lost
from wallboard.stream.vocabulary import LogEvent, members

QUIET_S = 5.0
"""A feed of the other hub without a word for so long is no longer vouched for."""
SOURCES_MAX = 1000
LINKED = Connected("websocket")
"""What is said of a source that has not said itself what it is."""
_FEED_EVENTS = members(FeedEvent)
_COMMAND_EVENTS = members(CommandEvent)


class LinkClock:
    """The time there (epoch seconds, UTC), carried by a monotonic clock; `fallback_t` until anything is heard."""

    def __init__(self, monotonic: Callable[[], float], fallback_t: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._fallback_t = fallback_t
        self._ahead_s: float | None = None

    def hear_event(self, t: float) -> None:
        """Something happened there at `t`: so late it is at least, until a heartbeat says more."""
        if self._ahead_s is None or t > self.now_t():
            self._ahead_s = t - self._monotonic()

    def hear_beat(self, t: float) -> None:
        """It is `t` there."""
        self._ahead_s = t - self._monotonic()

    def now_t(self) -> float:
        """The time there now."""
        return self._fallback_t() if self._ahead_s is None else self._monotonic() + self._ahead_s


class Relay:
    """The listener of the feed's `HubClient`.

    What a lost link, or a quiet feed of the other hub, no longer vouches for is declared lost source by source, and
    connected once it is vouched for again. `new_id` gives ids that were never used, `logid` names the other log. A link
    that we close ourselves (`closing`) is not lost.
    """

    def __init__(
        self,
        source: str,
        outflow: Outflow,
        clock: LinkClock,
        new_id: Callable[[], str],
        logid: Callable[[], str],
        closing: Callable[[], bool],
    ) -> None:
        self._source, self._outflow, self._clock = source, outflow, clock
        self._new_id, self._logid, self._closing = new_id, logid, closing
        self._names: dict[str, str] = {}
        self._said: dict[str, Connected] = {}
        self._declared_lost: set[str] = set()
        self._lost_by_itself: set[str] = set()
        self._connected: bool | None = None
        self._is_hub = False

    def on_link(self, state: LinkState, code: str, detail: str) -> None:
        """Says of each source that it is lost with the link, and that the link is there again."""
        if self._closing():
            return
        if state == "lost" and self._connected is not False:
            self._connected, self._is_hub = False, False
            self._declare_lost([self._source, *self._names], f"link_{code}", detail)
        elif state == "live" and not self._connected:
            self._connected = True
            self._declare_connected([self._source] if self._is_hub else [self._source, *self._declared_lost])

    def on_welcome(self, welcome: Welcome) -> None:
        """It is a hub: what it says of its feeds will come with its heartbeat."""
        self._is_hub = True

    def on_snapshot(self, taken: SnapshotTaken) -> None:
        """Tells the snapshot as events."""
        self._hand_on(told(taken, self._source), Place(taken.logid, taken.position))

    def on_live(self, events: list[LogEvent], position: int) -> None:
        """Hands the events on as they are."""
        self._hand_on([forwarded(event) for event in events], Place(self._logid(), position))

    def on_beat(self, beat: Heartbeat, hub_t: float) -> None:
        """A sign of life, and what the other hub knows of its feeds."""
        self._clock.hear_beat(hub_t)
        self._outflow.put([])
        if not self._connected:
            return
        quiet, fresh = [], []
        for feed in beat.feeds:
            is_quiet = hub_t - feed.last_word.timestamp() > QUIET_S
            if feed.connected and is_quiet and feed.source not in self._declared_lost:
                quiet.append(feed.source)
            elif feed.connected and not is_quiet and feed.source in self._declared_lost:
                fresh.append(feed.source)
        self._declare_lost(quiet, "quiet", "")
        self._declare_connected(fresh)

    def _hand_on(self, events: list[LogEvent], place: Place) -> None:
        for event in events:
            self._learn(event)
        if events:
            self._clock.hear_event(max(event.time for event in events).timestamp())
        self._outflow.put(events, place)

    def _learn(self, event: LogEvent) -> None:
        """Keeps who there is to vouch for. A hub's word on a command is no feed's."""
        if isinstance(event, _FEED_EVENTS):
            self._names[event.source] = event.subject
            if isinstance(event, FeedConnected):
                self._said[event.source] = event.data
            self._declared_lost.discard(event.source)
            lost = isinstance(event, FeedLost)
            (self._lost_by_itself.add if lost else self._lost_by_itself.discard)(event.source)
        elif event.source not in self._names and not isinstance(event, _COMMAND_EVENTS):
            self._names[event.source] = name_of(event.source)
        if len(self._names) > SOURCES_MAX:
            oldest = next(iter(self._names))
            del self._names[oldest]
            self._said.pop(oldest, None)
            self._declared_lost.discard(oldest)
            self._lost_by_itself.discard(oldest)

    def _declare_lost(self, sources: Iterable[str], code: str, detail: str) -> None:
        known = self._declared_lost | self._lost_by_itself
        fresh = [source for source in dict.fromkeys(sources) if source not in known]
        self._declared_lost.update(fresh)
        if fresh:
            self._outflow.put([self._word(FeedLost, source, Lost(code, detail)) for source in fresh])

    def _declare_connected(self, sources: Iterable[str]) -> None:
        fresh = list(dict.fromkeys(sources))
        self._declared_lost.difference_update(fresh)
        if fresh:
            self._outflow.put([self._word(FeedConnected, source, self._said.get(source, LINKED)) for source in fresh])

    def _word(self, kind: type[Event], source: str, data: object) -> Any:
        name = self._names.get(source) or name_of(source)
        return make(kind, self._new_id(), source, name, self._clock.now_t(), data)
