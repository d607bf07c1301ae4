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
FORGETTING_S = 75.0
"""After so long as many contacts are forgotten, a grace after their end, as begin: only then can memory stay flat."""


@contextmanager
def _floor(stalled: int, rate: float, seconds: float, warm_up_s: float) -> Iterator[tuple[Popen[str], Popen[str]]]:
    """A hub under load and its subscribers, all warmed up."""
    with tempfile.TemporaryDirectory(prefix="wallboard-bench-") as folder, running_hub(Path(folder)) as (hub, url):
        lasting_s = seconds + warm_up_s + 2 * WARM_UP_S
        with (
            ended(
                spawn("benchmarks.publisher", url, round(AGENTS * rate / RATE), QUEUES, rate, lasting_s)
            ) as publisher,
            ended(spawn("benchmarks.subscribers", url, _subscribers(rate), stalled)) as subscribers,
        ):
            said(publisher)
            said(subscribers)
            time.sleep(warm_up_s)
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
    calm = _case("", 0, RATE, seconds)
    stalled = _case("one never reads: ", 1, RATE, seconds, WARM_UP_S if quick else FORGETTING_S)
    fast = _case("5,000 events/s: ", 0, FAST_RATE, seconds)
    return [*calm, *stalled, *fast]


def _case(name: str, stalled: int, rate: float, seconds: float, warm_up_s: float = WARM_UP_S) -> list[Row]:
    with _floor(stalled, rate, seconds, warm_up_s) as (hub, subscribers):
        before_s, before_mb, began_s = cpu_s(hub), resident_mb(hub), time.monotonic()
        time.sleep(seconds)
        used_s, lasted_s, after_mb = cpu_s(hub) - before_s, time.monotonic() - began_s, resident_mb(hub)
        seen = _ask(subscribers)
    many = f"{name}{_subscribers(rate)} subscribers"
    told = f"{seen['events'] / lasted_s:.0f} events/s arrived at each, {seen['let_go']} let go"
    fast = rate > RATE
    return [
        Row(f"hub, {many}: processor", 100 * used_s / lasted_s, "% of a core", None if fast else 30.0, told),
        Row(
            f"hub, {many}: lag p99",
            seen["p99_ms"],
            "ms",
            50.0,
            f"p50 {seen['p50_ms']:.1f} ms, most {seen['max_ms']:.0f} ms",
        ),
        Row(
            f"hub, {many}: memory gained",
            after_mb - before_mb,
            "MB",
            10.0 if stalled else None,
            f"of {before_mb:.0f} MB",
        ),
    ]
