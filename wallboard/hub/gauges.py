"""What is read off the hub when somebody looks at its metrics."""

from __future__ import annotations

from collections.abc import Mapping

from wallboard.history.dead_letters import DeadLetters
from wallboard.hub.core import Core
from wallboard.hub.counters import Labels


def observe(core: Core, letters: DeadLetters) -> None:
    """Tell the counters where the gauges stand."""
    counters = core.counters
    counters.gauge("wallboard_clients", lambda: len(core.fanout))
    counters.gauge("wallboard_position", lambda: core.position)
    counters.gauge("wallboard_queued_events", lambda: core.journal.queued)
    counters.gauge("wallboard_log_writable", lambda: core.journal.trouble is None)
    counters.gauge("wallboard_fold_errors", lambda: core.folded.failures)
    counters.gauge("wallboard_dead_letters_dropped", lambda: letters.dropped)
    counters.gauge("wallboard_clock_jumps", lambda: core.clock.jumps)
    counters.gauges("wallboard_feed_connected", lambda: _feeds(core))


def _feeds(core: Core) -> Mapping[Labels, float]:
    feeds = core.folded.floor.feeds.values()
    return {(("source", feed.source),): float(feed.connected) for feed in feeds}
