"""Decode, fold and figures of a million simulated events, against a bare typed decode of the same bytes."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence

import psutil  # type: ignore[import-untyped]

from benchmarks.table import Row
from benchmarks.traffic import Traffic
from feeds.simulator.loading import load
from feeds.simulator.simulation import Simulation
from wallboard.history.record import rfc3339, stamp
from wallboard.hub.garbage import Garbage
from wallboard.metrics.picture import Picture
from wallboard.stream.codec import decode_log, encode, encode_batch, join_batch
from wallboard.stream.vocabulary import LogEvent

EVENTS, QUICK_EVENTS = 1_000_000, 100_000
BATCH = 1000
AGENTS = 1000
STEP_S = 5.0
SEED = 7
CUSTOMERS = 5000
STEADY_RATE = 100
NOON_T = 1_750_000_000.0
ZONE = "Europe/Moscow"


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
            yield frame_of(part, made - BATCH, t), BATCH


def frame_of(events: Sequence[LogEvent], before: int, recorded_t: float) -> bytes:
    """What a hub sends of `events`: each with its position (they come after position `before`) and the hub's time."""
    recorded = rfc3339(recorded_t)
    return join_batch(stamp(before + place, recorded, encode(event)) for place, event in enumerate(events, 1))


def figures(picture: Picture) -> int:
    """What a board asks of the books for one refresh of its strip and its queues: how many figures there were."""
    books, now_t = picture.books, picture.floor.now_t
    shown = ("service_level.short_abandons_excluded", "answered_share", "abandonment_rate", "asa_s", "wait_max_s")
    today = books.today(now_t=now_t)
    strip = [books.figure(name, today) for name in shown]
    queues = [books.figure(shown[0], books.sliding(30, queue=key, now_t=now_t)) for key in picture.floor.queues]
    return len(strip) + len(queues)


def measure(*, quick: bool) -> list[Row]:
    """The ratio, and what events leave in memory."""
    events = QUICK_EVENTS if quick else EVENTS
    return [_ratio(events), _growth(events // 2)]


def _ratio(events: int) -> Row:
    """As in a hub that takes a batch a second: what it does about garbage each second is done, and measured, too."""
    taken = count = 0
    picture, garbage = Picture(ZONE), Garbage(lambda: float(taken // BATCH))
    bare_s = folded_s = 0.0
    for frame, number in batches(events):
        began_s = time.perf_counter()
        decode_log(frame)
        between_s = time.perf_counter()
        picture.fold(decode_log(frame))
        count += figures(picture)
        garbage.pass_second(busy=True)
        folded_s += time.perf_counter() - between_s
        bare_s += between_s - began_s
        taken += number
    gc.unfreeze()
    told = f"{1e6 * folded_s / taken:.1f} µs against {1e6 * bare_s / taken:.2f} µs an event, {count:,} figures"
    return Row("decode + fold + figures ÷ bare decode", folded_s / bare_s, "×", 8.0, told)


def _growth(events: int) -> Row:
    """What events leave behind where people and customers stay the same: measured over the last two thirds of them."""
    traffic, picture, process = (
        Traffic(AGENTS, 50, STEADY_RATE, SEED, NOON_T, customers=CUSTOMERS),
        Picture(ZONE),
        psutil.Process(),
    )
    picture.fold(traffic.staff())
    t, taken, began, began_mb = NOON_T, 0, 0, 0.0
    while taken < events:
        t += 10.0
        batch = decode_log(encode_batch(traffic.advance(t)))
        picture.fold(batch)
        figures(picture)
        taken += len(batch)
        if not began and taken >= events // 3:
            began, began_mb = taken, _resident_mb(process)
    gained_mb = _resident_mb(process) - began_mb
    told = f"{taken - began:,} events of {CUSTOMERS:,} customers, {len(picture.floor.contacts)} contacts kept"
    return Row("memory gained where nobody new comes", gained_mb, "MB", 10.0, told)


def _resident_mb(process: psutil.Process) -> float:
    gc.collect()
    return float(process.memory_info().rss) / 2**20
