"""A full re-fold of a log into what history keeps, against decode, fold and figures of the same events."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.fold import ZONE, batches, figures
from benchmarks.table import Row
from wallboard.history.opening import open_log
from wallboard.history.reader import LogReader
from wallboard.history.writer import LogWriter
from wallboard.hub.refolding import Refolding
from wallboard.metrics.picture import Picture
from wallboard.stream.codec import decode_log

EVENTS, QUICK_EVENTS = 500_000, 100_000


def measure(*, quick: bool) -> list[Row]:
    """The rates, in events a second."""
    frames = [frame for frame, _ in batches(QUICK_EVENTS if quick else EVENTS)]
    picture, fold_s = Picture(ZONE), 0.0
    for frame in frames:
        began_s = time.perf_counter()
        picture.fold(decode_log(frame))
        figures(picture)
        fold_s += time.perf_counter() - began_s
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.sqlite"
        log = open_log(path, durable=False)
        writer = LogWriter(log, path)
        for frame in frames:
            writer.append([(decode_log(frame), 0.0)])
        refolding = Refolding(LogReader(log, path), writer, ZONE)
        began_s = time.perf_counter()
        while refolding.go_on():
            pass
        refold_s = time.perf_counter() - began_s
        refolding.store()
        stored_s = time.perf_counter() - began_s - refold_s
        writer.close()
        log.close()
    events = refolding.events
    told = (
        f"{events / refold_s:,.0f} against {events / fold_s:,.0f} events a second, {refolding.contacts:,} contacts, "
        f"kept in {stored_s:.2f} s"
    )
    return [Row("re-fold of the log ÷ decode + fold + figures", refold_s / fold_s, "×", 1.1, told)]
