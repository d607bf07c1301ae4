"""The figures that a live board asks of its books in a frame: 50 queues, 2,000 agents, 1,000 events a second."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator

from benchmarks.table import Row, percentile
from benchmarks.traffic import Traffic
from wallboard.metrics.catalogue import FIGURES
from wallboard.metrics.funnel import stages
from wallboard.metrics.picture import Picture
from wallboard.metrics.reading import Reading

AGENTS, QUEUES, RATE, SEED = 2000, 50, 1000.0, 7
NOON_T = 1_750_000_000.0
ZONE = "Europe/Moscow"
WARM_S, QUICK_WARM_S = 240.0, 60.0
FRAME_S = 0.0275
ROUNDS, QUICK_ROUNDS = 60, 15
TREND_STEP_S = 300
BY_CONTACT = tuple(figure.id for figure in FIGURES.values() if figure.basis == "contacts")

Ask = Callable[[Picture, float], object]


def measure(*, quick: bool) -> list[Row]:
    """The time for the figures of a frame, without the events that are folded before."""
    traffic, picture = Traffic(AGENTS, QUEUES, RATE, SEED, NOON_T), Picture(ZONE)
    picture.fold(traffic.staff())
    t = NOON_T
    while t < NOON_T + (QUICK_WARM_S if quick else WARM_S):
        t += 1.0
        picture.fold(traffic.advance(t))
    parts = dict(_parts())
    for ask in parts.values():
        ask(picture, t)
    spent: dict[str, list[float]] = {name: [] for name in parts}
    gc.collect()
    gc.freeze()
    for _ in range(QUICK_ROUNDS if quick else ROUNDS):
        for name, ask in parts.items():
            t += FRAME_S
            picture.fold(traffic.advance(t))
            began_s = time.perf_counter()
            ask(picture, t)
            spent[name].append(1000 * (time.perf_counter() - began_s))
    gc.unfreeze()
    typical = {name: percentile(times, 0.5) for name, times in spent.items()}
    told = ", ".join([f"{name} {ms:.2f}" for name, ms in typical.items()])
    slowest = max(percentile(times, 0.95) for times in spent.values())
    return [
        Row("figures of a frame, the slowest of its parts", max(typical.values()), "ms", 2.0, f"median, ms: {told}"),
        Row("the same, 95 % of the frames", slowest, "ms", None, f"a round of all: {sum(typical.values()):.1f} ms"),
    ]


def _parts() -> Iterator[tuple[str, Ask]]:
    """What the parts of a round ask (see `widgets.models.rounds`); every figure of the strip has a frame of its own."""
    yield "queues", _queues
    yield "people", lambda picture, t: picture.books.people(t)
    for part in ("all", "vip", "menu", "direct"):
        yield f"figures of {part}", _figures_of(part)
    yield "losses", lambda picture, t: stages(picture.books.today(now_t=t))
    yield "trend", _trend


def _queues(picture: Picture, t: float) -> None:
    """Service level and abandonment of each queue today."""
    books = picture.books
    for key in picture.floor.queues:
        ledger = books.today(queue=key, live=None, now_t=t)
        books.figure("service_level.short_abandons_excluded", ledger)
        books.figure("abandonment_rate", ledger)


def _figures_of(part: str) -> Ask:
    """Every figure by contact of the catalogue, of today."""
    tier = "vip" if part == "vip" else None
    entry = part if part in ("menu", "direct") else None

    def ask(picture: Picture, t: float) -> None:
        reading = Reading(picture.books.today(tier=tier, entry=entry, now_t=t), picture.books.limits)
        for name in BY_CONTACT:
            compute = FIGURES[name].compute
            assert compute is not None
            compute(reading)

    return ask


def _trend(picture: Picture, t: float) -> object:
    midnight_t = picture.books.calendar.day_of(t)
    return picture.books.series(TREND_STEP_S, midnight_t, t // TREND_STEP_S * TREND_STEP_S)
