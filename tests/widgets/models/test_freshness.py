"""Who still vouches for what is shown."""

from __future__ import annotations

from tests.commands.floors import SOURCE, START_T
from wallboard.floor.people import Feed
from wallboard.stream.control import FeedBeat, Heartbeat
from wallboard.stream.effects import Beat
from wallboard.stream.envelope import moment
from widgets.models.freshness import Freshness

CONNECTED = {SOURCE: Feed(SOURCE, "pbx", "simulator")}
LOST = {SOURCE: Feed(SOURCE, "pbx", connected=False, code="closed")}


def beat(connected: bool = True, silent_s: float = 0.0) -> Beat:
    """The hub speaks of its one feed."""
    return Beat(Heartbeat("log", 1, (FeedBeat(SOURCE, connected, moment(START_T - silent_s)),)), START_T)


def test_that_everything_is_fresh_while_the_hub_speaks() -> None:
    freshness = Freshness(100.0)
    freshness.beat(beat(), 110.0)
    assert freshness.age_s(110.2) == 110.2 - 110.0
    assert not freshness.standing(CONNECTED, 112.9).link_stale


def test_that_a_silent_hub_is_stale_after_three_seconds() -> None:
    freshness = Freshness(100.0)
    freshness.beat(beat(), 110.0)
    assert freshness.standing(CONNECTED, 113.0).link_stale
    freshness.word(113.1)
    assert not freshness.standing(CONNECTED, 113.2).link_stale


def test_that_a_hub_which_never_came_is_stale_as_well() -> None:
    assert Freshness(100.0).standing({}, 103.0).link_stale


def test_that_a_feed_that_was_lost_is_stale_after_three_seconds_and_mends() -> None:
    freshness = Freshness(100.0)
    freshness.beat(beat(connected=False), 110.0)
    assert freshness.standing(LOST, 110.0).stale_sources == frozenset()
    freshness.beat(beat(connected=False), 112.9)
    assert freshness.standing(LOST, 113.0).stale_sources == {SOURCE}
    freshness.beat(beat(), 114.0)
    assert freshness.standing(CONNECTED, 114.0).stale_sources == frozenset()


def test_that_a_feed_which_was_lost_long_before_we_came_is_stale_at_once() -> None:
    freshness = Freshness(100.0)
    freshness.beat(beat(connected=False, silent_s=3600.0), 110.0)
    (feed,) = freshness.feeds(LOST, 110.0)
    assert (feed.stale, feed.age_s, feed.code, feed.name) == (True, 3600.0, "closed", "pbx")


def test_that_a_connected_feed_is_as_old_as_the_hubs_last_word() -> None:
    freshness = Freshness(100.0)
    freshness.beat(beat(silent_s=600.0), 110.0)
    (feed,) = freshness.feeds(CONNECTED, 110.25)
    assert (feed.connected, feed.stale, feed.age_s, feed.kind) == (True, False, 0.25, "simulator")


def test_that_a_feed_known_to_the_hub_alone_is_named_by_its_source() -> None:
    freshness = Freshness(100.0)
    freshness.beat(beat(), 110.0)
    assert [feed.name for feed in freshness.feeds({}, 110.0)] == ["pbx"]
