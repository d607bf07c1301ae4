"""How old what is shown is, and who still vouches for it: the link to the hub, and each source behind it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wallboard.floor.contact import NEVER
from wallboard.floor.people import Feed
from wallboard.stream.control import FeedBeat, Welcome
from wallboard.stream.effects import Beat

STALE_S = 3.0
"""What nobody has vouched for during so many seconds is stale."""


class FeedFreshness(Struct, frozen=True, gc=False):
    """A source: whether it is connected, why not (`code`), and the age of what it last said, in seconds."""

    source: str
    name: str
    kind: str
    connected: bool
    stale: bool
    age_s: float
    code: str = ""


class Standing(Struct, frozen=True, gc=False):
    """Who vouches for nothing any more: the link as a whole, and single sources. `begun`: see `Freshness`."""

    link_stale: bool = False
    stale_sources: frozenset[str] = frozenset()
    begun: bool = True


class Freshness:
    """`at_s` is always this machine's monotonic clock. Before anything has come, ages count from the beginning."""

    def __init__(self, at_s: float) -> None:
        self._word_at_s = at_s
        self._beats: dict[str, FeedBeat] = {}
        self._hub_t = NEVER
        self._lost_at_s: dict[str, float] = {}
        self.position = 0
        """So much of the log is folded."""
        self._live_from: int | None = 0

    @property
    def begun(self) -> bool:
        """Whether what is folded so far is how things stand: the hub's feeds had begun by then, and all is folded."""
        return self._live_from is not None and self.position >= self._live_from

    def greet(self, welcome: Welcome) -> None:
        """The hub has greeted: what it has taken by now is to be folded before anything counts as live."""
        self._live_from = welcome.position if welcome.begun else None

    def reached(self, position: int) -> None:
        """So much of the log is folded."""
        self.position = position

    def word(self, at_s: float) -> None:
        """The hub has said something."""
        self._word_at_s = max(self._word_at_s, at_s)

    def beat(self, beat: Beat, at_s: float) -> None:
        """The hub has said how its feeds are."""
        self.word(at_s)
        self._hub_t = beat.hub_t
        if not beat.data.begun:
            self._live_from = None
        elif self._live_from is None:
            self._live_from = beat.data.position  # a beat may be ahead of the events that were sent before it
        self._beats = {feed.source: feed for feed in beat.data.feeds}

    def age_s(self, at_s: float) -> float:
        """Seconds since the hub's last word."""
        return max(0.0, at_s - self._word_at_s)

    def standing(self, feeds: Mapping[str, Feed], at_s: float) -> Standing:
        """Who is stale at `at_s`. `feeds` are the floor's."""
        found = self.feeds(feeds, at_s)
        stale = frozenset(feed.source for feed in found if feed.stale)
        return Standing(self.age_s(at_s) >= STALE_S, stale, self.begun)

    def feeds(self, feeds: Mapping[str, Feed], at_s: float) -> list[FeedFreshness]:
        """Every source that the floor or the hub knows."""
        return [self._feed(source, feeds.get(source), at_s) for source in dict.fromkeys((*feeds, *self._beats))]

    def _feed(self, source: str, feed: Feed | None, at_s: float) -> FeedFreshness:
        beat = self._beats.get(source)
        connected = (feed is None or feed.connected) and (beat is None or beat.connected)
        age_s = self.age_s(at_s)
        if connected:
            self._lost_at_s.pop(source, None)
        else:
            lost_at_s = self._lost_at_s.setdefault(source, at_s - self._silent_s(beat))
            age_s = max(age_s, at_s - lost_at_s)
        return FeedFreshness(
            source,
            feed.name if feed and feed.name else source.rpartition("/")[2],
            feed.kind if feed else "",
            connected,
            age_s >= STALE_S,
            age_s,
            feed.code if feed else "",
        )

    def _silent_s(self, beat: FeedBeat | None) -> float:
        """Seconds of the hub's clock for which a source had been silent when the hub last spoke of it."""
        if beat is None:
            return 0.0
        return max(0.0, self._hub_t - beat.last_word.timestamp())
