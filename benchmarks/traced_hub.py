"""`wallboard hub` that also notes when it hands each batch to its subscribers: position, monotonic seconds."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from wallboard.cli import main
from wallboard.hub import fanout
from wallboard.hub.ring import Batch

SENT: list[tuple[int, float]] = []


def trace() -> None:
    """Note each sending from now on."""
    send = fanout.Fanout.send

    def noted(self: fanout.Fanout, batch: Batch) -> None:
        SENT.append((batch.last, time.monotonic()))
        send(self, batch)

    fanout.Fanout.send = noted  # type: ignore[method-assign]


if __name__ == "__main__":
    trace()
    try:
        main()
    finally:
        Path(os.environ["BENCH_TRACE"]).write_text(json.dumps(SENT), encoding="utf-8")
