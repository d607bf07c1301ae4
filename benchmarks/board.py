"""The board with 2,000 agents, 50 queues and 1,000 events a second: from the hub to the painted window."""

from __future__ import annotations

import json
import tempfile
from bisect import bisect_left
from pathlib import Path
from typing import Any

from benchmarks.processes import ended, running_hub, said, spawn
from benchmarks.table import Row, percentile

AGENTS, QUEUES, RATE = 2000, 50, 1000
WARM_UP_S = 10.0


def measure(*, quick: bool) -> list[Row]:
    """Rows for latency, the GUI thread's share, and the longest frames."""
    seconds = 15.0 if quick else 60.0
    with tempfile.TemporaryDirectory(prefix="wallboard-bench-") as name:
        folder = Path(name)
        out = folder / "board.json"
        with running_hub(folder) as (_, url):
            lasting_s = seconds + 3 * WARM_UP_S
            with ended(spawn("benchmarks.publisher", url, AGENTS, QUEUES, RATE, lasting_s)) as publisher:
                said(publisher)
                board = spawn("benchmarks.timed_board", url, out, WARM_UP_S, seconds)
                board.communicate(timeout=lasting_s + 60.0)
        return _rows(json.loads(out.read_text()), json.loads((folder / "trace.json").read_text()), seconds)


def _rows(seen: dict[str, Any], sent: list[tuple[int, float]], seconds: float) -> list[Row]:
    lasts = [last for last, _ in sent]
    from_sent_ms, from_receipt_ms = [], []
    for sequence, recorded_t, painted_s, painted_t in seen["events"]:
        at = bisect_left(lasts, int(sequence))
        from_sent_ms.append(1000 * (painted_s - sent[at][1]))
        from_receipt_ms.append(1000 * (painted_t - recorded_t))
    told = f"{len(from_sent_ms) / seconds:.0f} events/s, {seen['frames_s']:.0f} frames/s, {seen['cards']} agents"
    return [
        Row("board: hub's send to painted, p99", percentile(from_sent_ms, 0.99), "ms", 33.0, _median(from_sent_ms)),
        Row(
            "board: hub's receipt to painted, p99",
            percentile(from_receipt_ms, 0.99),
            "ms",
            50.0,
            _median(from_receipt_ms),
        ),
        Row("board: GUI thread", 100 * seen["gui_share"], "% of a core", 20.0, told),
        Row("board: longest frame", seen["longest_ms"], "ms", 50.0, "once it runs"),
        Row("board: longest frame in the first 5 s", seen["longest_first_ms"], "ms", 100.0, "plots included"),
    ]


def _median(values: list[float]) -> str:
    return f"p50 {percentile(values, 0.5):.1f} ms, most {max(values, default=0.0):.0f} ms"
