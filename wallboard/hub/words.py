"""When each source of events was last heard of, how far its clock is ahead, and who can act on it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from msgspec import Struct

from wallboard.floor.floor import Floor
from wallboard.hub.ports import FeedPort
from wallboard.stream.control import FeedBeat
from wallboard.stream.envelope import moment
from wallboard.stream.vocabulary import LogEvent

SOURCES_MAX = 1000
OFFSET_OVER_S = 60.0
"""The clock offset is the best of this long: a delay on the way only ever makes it look smaller."""


class _Source(Struct):
    heard_t: float
    port: FeedPort | None
    offset_s: float = 0.0
    best_s: float = float("-inf")
    since_t: float = 0.0


class Words:
    """All times are the hub's (epoch seconds). Of more than `SOURCES_MAX`, the one heard longest ago is forgotten."""

    def __init__(self) -> None:
        self._sources: OrderedDict[str, _Source] = OrderedDict()

    def heard(self, source: str, now_t: float, port: FeedPort | None = None) -> None:
        """`source` has said something, if only that it is there; `port` is the feed of ours that brings it."""
        known = self._sources.get(source)
        if known is None:
            self._sources[source] = _Source(now_t, port, since_t=now_t)
            if len(self._sources) > SOURCES_MAX:
                self._sources.popitem(last=False)
            return
        known.heard_t, known.port = now_t, port
        self._sources.move_to_end(source)

    def took(self, events: Iterable[LogEvent], now_t: float, port: FeedPort | None = None) -> None:
        """Events have come."""
        newest = {event.source: event.time for event in events}
        for source, time in newest.items():
            self.heard(source, now_t, port)
            _note_offset(self._sources[source], time.timestamp() - now_t, now_t)

    def shift(self, by_s: float) -> None:
        """The hub's clock has jumped by `by_s`: nobody has been silent for longer, or spoken since, because of that."""
        for known in self._sources.values():
            known.heard_t += by_s
            known.since_t += by_s
            known.best_s -= by_s
            known.offset_s -= by_s

    def port_of(self, source: str) -> FeedPort | None:
        """The feed that brings `source` and can act on it."""
        known = self._sources.get(source)
        return known.port if known else None

    def last_t(self, source: str) -> float:
        """When `source`, or the feed that brings it, was last heard of; 0 for never."""
        known = self._sources.get(source)
        if known is None:
            return 0.0
        carrier = self._sources.get(known.port.source) if known.port else None
        return max(known.heard_t, carrier.heard_t) if carrier else known.heard_t

    def beats(self, floor: Floor) -> tuple[FeedBeat, ...]:
        """What the heartbeat says of every feed of the floor."""
        return tuple(self._beat(feed.source, feed.connected) for feed in floor.feeds.values())

    def _beat(self, source: str, connected: bool) -> FeedBeat:
        known = self._sources.get(source)
        offset_s = round(known.offset_s, 3) if known else 0.0
        return FeedBeat(source, connected, moment(self.last_t(source)), offset_s)


def _note_offset(source: _Source, offset_s: float, now_t: float) -> None:
    if now_t - source.since_t >= OFFSET_OVER_S:
        source.best_s, source.since_t = offset_s, now_t
    source.best_s = max(source.best_s, offset_s)
    source.offset_s = source.best_s
