"""The newest stretch of the stream, kept once for all clients: who is behind reads on from here at his own speed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence

from wallboard.history.record import Record, rfc3339
from wallboard.stream.codec import join_batch
from wallboard.stream.control import View

EVENTS_A_BATCH = 250
"""So that no frame becomes too large for a client."""


class Batch:
    """Events of the log from position `first` to `last`, encoded once for each view."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.first = records[0].position
        self.last = records[-1].position
        recorded, recorded_t = "", -1.0
        full: list[bytes] = []
        bare: list[bytes] | None = None
        for record in records:
            if record.recorded_t != recorded_t:
                recorded, recorded_t = rfc3339(record.recorded_t), record.recorded_t
            if record.fields and bare is None:
                bare = full.copy()
            full.append(record.stamped(recorded))
            if bare is not None:
                bare.append(record.stamped_bare(recorded) if record.fields else full[-1])
        self._parts: dict[View, list[bytes]] = {"full": full, "no_personal": bare if bare is not None else full}
        self._frames: dict[View, bytes] = {}
        self.size = sum(map(len, full)) * (1 if bare is None else 2)

    def parts(self, view: View) -> list[bytes]:
        """The events one by one."""
        return self._parts[view]

    def frame(self, view: View) -> bytes:
        """The events as one JSON array; made when first asked for."""
        frame = self._frames.get(view)
        if frame is None:
            frame = self._frames[view] = join_batch(self._parts[view])
        return frame

    def parts_after(self, position: int, view: View) -> list[bytes]:
        """The events after `position`."""
        return self._parts[view][max(0, position - self.first + 1) :]


def batches_of(records: Sequence[Record]) -> Iterator[Batch]:
    """Records in batches of `EVENTS_A_BATCH` at most."""
    for start in range(0, len(records), EVENTS_A_BATCH):
        yield Batch(records[start : start + EVENTS_A_BATCH])


class Ring:
    """Batches without a gap, at most `limit` bytes of them (the oldest go). `last` is the log's newest position."""

    def __init__(self, limit: int, position: int) -> None:
        self.last = position
        self.size = 0
        self._limit = limit
        self._batches: OrderedDict[int, Batch] = OrderedDict()

    @property
    def first(self) -> int:
        """The oldest position that is kept; one more than `last` where nothing is."""
        return next(iter(self._batches), self.last + 1)

    def append(self, batch: Batch) -> None:
        """Keep the batch that follows."""
        self._batches[batch.first] = batch
        self.last = batch.last
        self.size += batch.size
        while self.size > self._limit and len(self._batches) > 1:
            self.size -= self._batches.popitem(last=False)[1].size

    def holds_after(self, position: int) -> bool:
        """Whether everything after `position` is here."""
        return self.first - 1 <= position <= self.last

    def after(self, position: int) -> Batch | None:
        """The batch with the event that follows `position`; None if there is none, or it is not kept any more."""
        batch = self._batches.get(position + 1)
        if batch is None and self.holds_after(position):
            batch = next((b for b in self._batches.values() if b.first <= position < b.last), None)
        return batch
