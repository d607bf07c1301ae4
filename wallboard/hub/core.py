"""The middle of the hub: what is committed is sent on and folded here, and everything else stands around it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from typing import Any

from wallboard.history.record import Record
from wallboard.hub.archive import Archive
from wallboard.hub.clock import HubClock
from wallboard.hub.counters import Counters
from wallboard.hub.fanout import Fanout
from wallboard.hub.folded import Folded
from wallboard.hub.hubconfig import HubConfig
from wallboard.hub.journal import Commit, Journal
from wallboard.hub.ports import FeedPort
from wallboard.hub.ring import Ring, batches_of
from wallboard.hub.snapshots import Snapshot, Snapshots
from wallboard.hub.words import Words
from wallboard.stream.codec import encode
from wallboard.stream.contact_events import CallbackKept, ContactCallbackKept
from wallboard.stream.control import Alarm, Heartbeat, StreamHeartbeat, View
from wallboard.stream.envelope import E, make

A_FOLLOWER_S = 0.0006
"""A batch is gathered so much longer for everyone who follows: fifteen times what sending it to him costs.

A board or two have it at once; with fifty it is 30 ms, and the hub has two thirds of the work.
"""
ALARMS_MAX = 100
"""So many are told, the most pressing ones: the rest says nothing more to anybody."""

JITTER_S = 0.5
BEATS_AT_LEAST_S = 60.0
"""After so long without a beat (at the start, or where the machine slept) the clock alone knows how late it is."""

_logger = logging.getLogger(__name__)


class Core:
    """The log's way to everybody. `folded` must be the fold of all that `archive` holds.

    `watchers` are told of every batch of new records.
    """

    def __init__(
        self, config: HubConfig, clock: HubClock, archive: Archive, folded: Folded, counters: Counters
    ) -> None:
        self.config, self.clock, self.archive, self.folded, self.counters = config, clock, archive, folded, counters
        self.source = f"/{config.site}/hub"
        self.logid = archive.logid
        self.words = Words()
        self.ring = Ring(config.outbox_bytes, folded.position)
        self.fanout = Fanout()
        self.snapshots = Snapshots(folded, self.logid, self.source, clock.now_t, clock.steady_s)
        self.journal = Journal(self._append, self._passed_on, gather_s=self._gather_s)
        self.watchers: list[Callable[[Sequence[Record]], None]] = []
        self.ports: list[FeedPort] = []
        self.on_first_snapshot: Callable[[], None] = lambda: None
        self._alarms: tuple[Alarm, ...] = ()
        self._numbers = count(1)
        self._beat_s = float("-inf")
        self._born = folded.position

    @property
    def position(self) -> int:
        """The log's newest position."""
        return self.ring.last

    @property
    def begun(self) -> bool:
        """Whether all feeds tell what happens now."""
        return all(port.begun for port in self.ports)

    def event(self, kind: type[E], subject: str, data: Any, *, source: str = "", **attributes: Any) -> E:
        """An event of the hub itself, at its time; `source` where it speaks for a feed."""
        ident = f"hub-{self._born}-{next(self._numbers)}"
        return make(kind, ident, source or self.source, subject, self.clock.now_t(), data, **attributes)

    def message(self, kind: type[E], data: Any, **attributes: Any) -> bytes:
        """A message of the hub that is no part of the log, encoded."""
        ident = f"m{next(self._numbers)}"
        return encode(make(kind, ident, self.source, "stream", self.clock.now_t(), data, **attributes))

    async def snapshot(self, view: View, subprotocol: str) -> Snapshot:
        """The floor as it is now, or was a moment ago."""
        taken = await self.snapshots.current(view, subprotocol, lambda: self.ring.first - 1)
        self.on_first_snapshot()
        return taken

    def stored_after(self, position: int, view: View, limit: int) -> Awaitable[list[bytes]]:
        """The events after `position` from the log, as the stream carries them. Raises LogError."""
        newest = self.position  # what is committed but not passed on yet comes by the ring
        return self.archive.ask(
            lambda log: [s.stamped(bare=view == "no_personal") for s in log.after(position, limit, newest)]
        )

    def count(self, name: str) -> None:
        """Something has happened to a session."""
        self.counters.add(name)

    def beat(self) -> None:
        """The heart beats: time passes on the floor, and everybody is told how the log and the feeds are."""
        jumped_s = self.clock.look()
        if jumped_s:
            _logger.warning("the machine's clock has jumped by %.0f s: the hub's time follows", jumped_s)
            self.words.shift(jumped_s)
        self.folded.pass_time(self._floor_time())
        self._write_down_kept()
        self.snapshots.forget()
        beat = Heartbeat(self.logid, self.position, self.words.beats(self.folded.floor), self._alarms, self.begun)
        self.fanout.beat(self.message(StreamHeartbeat, beat))

    def _write_down_kept(self) -> None:
        """A promise that a call of ours has kept and no source has told of; once, whatever is folded again."""
        for contact, t in self.folded.take_called().items():
            kept = make(ContactCallbackKept, f"kept/{contact}", self.source, contact, t, CallbackKept())
            self.journal.enqueue([kept], self.clock.now_t(), patient=True)

    def _floor_time(self) -> float:
        """The time to which the floor is moved on: it takes no jump of the clock, which nobody could take back."""
        now_t, steady_s = self.clock.now_t(), self.clock.steady_s()
        gone_s, self._beat_s = steady_s - self._beat_s, steady_s
        if not self.clock.is_steady or gone_s > BEATS_AT_LEAST_S:
            return now_t
        return min(now_t, self.folded.floor.now_t + gone_s + JITTER_S)

    async def watch(self) -> None:
        """See what is an alarm; the next heartbeat tells it."""
        try:
            self._alarms = (await self.folded.alarms(self.clock.now_t()))[:ALARMS_MAX]
        except Exception:  # the heart goes on beating: what is shown is better than nothing
            self.folded.failures += 1
            _logger.exception("what is watched could not be read")

    def _gather_s(self) -> float:
        return self.config.gather_s + A_FOLLOWER_S * len(self.fanout)

    async def _append(self, batch: Sequence[Any]) -> list[Commit]:
        began_s = self.clock.steady_s()
        commits = await self.archive.append(batch)
        self.counters.add("wallboard_commit_seconds_total", self.clock.steady_s() - began_s)
        return commits

    def _passed_on(self, commits: list[Commit]) -> None:
        records = [record for commit in commits for record in commit.records]
        self.counters.add("wallboard_duplicates_total", sum(commit.duplicates for commit in commits))
        if not records:
            return
        self.counters.add("wallboard_events_total", len(records))
        self.counters.add("wallboard_batches_total")
        for batch in batches_of(records):
            self.ring.append(batch)
            self.fanout.send(batch)
        self.folded.fold([record.event for record in records], records[-1].position)
        for watcher in self.watchers:
            watcher(records)
