"""Decode, fold and figures of a million simulated events, against a bare typed decode of the same bytes."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import psutil

from benchmarks.table import Row
from feeds.simulator.loading import load
from feeds.simulator.simulation import Simulation
from wallboard.metrics.picture import Picture
from wallboard.stream.codec import decode_log, encode_batch

EVENTS, QUICK_EVENTS = 1_000_000, 100_000
BATCH = 1000
AGENTS = 1000
STEP_S = 5.0
SEED = 7


def batches(events: int) -> Iterator[tuple[bytes, int]]:
    """The log of a storm in batches as a hub would send them, and how many events each holds."""
    simulation = Simulation(load("storm"), AGENTS, SEED)
    t, made, waiting = simulation.start_t, 0, []
    while made < events:
        t += STEP_S
        waiting += simulation.advance(t)
        while len(waiting) >= BATCH and made < events:
            part, waiting = waiting[:BATCH], waiting[BATCH:]
            made += BATCH
            yield encode_batch(part), BATCH


def figures(picture: Picture) -> int:
    """What a board asks of the books for one refresh of its strip and its queues: how many figures there were."""
    books, now_t = picture.books, picture.floor.now_t
    shown = ("service_level.short_abandons_excluded", "answered_share", "abandonment_rate", "asa_s", "wait_max_s")
    today = books.today(now_t=now_t)
    strip = [books.figure(name, today) for name in shown]
    queues = [books.figure(shown[0], books.sliding(30, queue=key, now_t=now_t)) for key in picture.floor.queues]
    return len(strip) + len(queues)


def measure(*, quick: bool) -> list[Row]:
    """The ratio, and what an event leaves in memory."""
    events = QUICK_EVENTS if quick else EVENTS
    picture = Picture("Europe/Moscow")
    bare_s = folded_s = 0.0
    taken, half, count, process = 0, 0.0, 0, psutil.Process()
    for frame, number in batches(events):
        began_s = time.perf_counter()
        decode_log(frame)
        between_s = time.perf_counter()
        picture.fold(decode_log(frame))
        count += figures(picture)
        folded_s += time.perf_counter() - between_s
        bare_s += between_s - began_s
        taken += number
        if not half and taken >= events // 2:
            gc.collect()
            half = process.memory_info().rss / 2**20
    gc.collect()
    gained_mb = process.memory_info().rss / 2**20 - half
    told = f"{1e6 * folded_s / taken:.1f} µs against {1e6 * bare_s / taken:.2f} µs an event, {count:,} figures"
    left = f"{len(picture.floor.contacts)} contacts kept, {taken // 2:,} events later"
    return [
        Row("decode + fold + figures ÷ bare decode", folded_s / bare_s, "×", 8.0, told),
        Row("memory gained in the second half", gained_mb, "MB", None, left),
    ]
