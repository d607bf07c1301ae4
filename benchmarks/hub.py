"""The hub with many subscribers, with one that never reads, and with five times the events."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any

from benchmarks.processes import cpu_s, ended, resident_mb, running_hub, said, spawn
from benchmarks.table import Row

AGENTS, QUEUES, SUBSCRIBERS = 2000, 50, 50
FAST_SUBSCRIBERS = 10
"""At five times the events: on two cores fifty readers would measure themselves."""
RATE, FAST_RATE = 1000, 5000
WARM_UP_S = 5.0


@contextmanager
def _floor(stalled: int, rate: float, seconds: float) -> Iterator[tuple[Popen[str], Popen[str]]]:
    """A hub under load and its subscribers, all warmed up."""
    with tempfile.TemporaryDirectory(prefix="wallboard-bench-") as folder, running_hub(Path(folder)) as (hub, url):
        lasting_s = seconds + 3 * WARM_UP_S
        with (
            ended(
                spawn("benchmarks.publisher", url, round(AGENTS * rate / RATE), QUEUES, rate, lasting_s)
            ) as publisher,
            ended(spawn("benchmarks.subscribers", url, _subscribers(rate), stalled)) as subscribers,
        ):
            said(publisher)
            said(subscribers)
            time.sleep(WARM_UP_S)
            _ask(subscribers)
            yield hub, subscribers


def _subscribers(rate: float) -> int:
    return SUBSCRIBERS if rate <= RATE else FAST_SUBSCRIBERS


def _ask(subscribers: Popen[str]) -> dict[str, Any]:
    assert subscribers.stdin is not None
    subscribers.stdin.write("\n")
    subscribers.stdin.flush()
    return said(subscribers)


def measure(*, quick: bool) -> list[Row]:
    """Rows for the three cases."""
    seconds = 10.0 if quick else 60.0
    calm, calm_mb = _case("", 0, RATE, seconds)
    stalled, stalled_mb = _case("one never reads: ", 1, RATE, seconds)
    fast, _ = _case("5,000 events/s: ", 0, FAST_RATE, seconds)
    # A floor that fills up gains memory whoever listens: what counts is what the one who never reads adds to that.
    told = f"{stalled_mb:.0f} MB against {calm_mb:.0f} MB while the floor fills up"
    row = Row("hub, one never reads: memory gained by that", stalled_mb - calm_mb, "MB", 10.0, told)
    return [*calm, *stalled, row, *fast]


def _case(name: str, stalled: int, rate: float, seconds: float) -> tuple[list[Row], float]:
    """The rows of a case, and the megabytes that the hub gained."""
    with _floor(stalled, rate, seconds) as (hub, subscribers):
        before_s, before_mb, began_s = cpu_s(hub), resident_mb(hub), time.monotonic()
        time.sleep(seconds)
        used_s, lasted_s, after_mb = cpu_s(hub) - before_s, time.monotonic() - began_s, resident_mb(hub)
        seen = _ask(subscribers)
    many = f"{name}{_subscribers(rate)} subscribers"
    told = f"{seen['events'] / lasted_s:.0f} events/s arrived at each, {seen['let_go']} let go"
    waited = f"p50 {seen['p50_ms']:.1f} ms, most {seen['max_ms']:.0f} ms"
    share = Row(f"hub, {many}: processor", 100 * used_s / lasted_s, "% of a core", None if rate > RATE else 30.0, told)
    return [share, Row(f"hub, {many}: lag p99", seen["p99_ms"], "ms", 50.0, waited)], after_mb - before_mb
