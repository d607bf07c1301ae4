"""The search for garbage: out of the way of a hub at work, and made up for when nobody waits."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from collections.abc import Iterator

import pytest

from tests.hub.running import offered, peer, running, until
from wallboard.hub.garbage import BUSY_EVERY_S, QUIET_EVERY_S, Garbage
from wallboard.hub.hubconfig import HubConfig


class Ring:
    """Refers to itself, so that only a search finds it."""

    def __init__(self) -> None:
        self.itself = self


class Watch:
    """A steady clock that a test turns."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture(autouse=True)
def _untouched() -> Iterator[None]:
    """Every test leaves the collector as it was."""
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.enable()
    gc.unfreeze()


def dropped_ring(garbage: Garbage) -> weakref.ref[Ring]:
    """Garbage that had been set aside when it was let go."""
    ring = Ring()
    garbage.pass_second(busy=True)
    return weakref.ref(ring)


def test_that_what_has_come_to_stay_is_not_searched_again_while_events_come() -> None:
    garbage = Garbage(Watch())
    kept = [[number] for number in range(1000)]
    garbage.pass_second(busy=True)
    assert gc.get_freeze_count() > len(kept)
    assert not any(any(item is kept for item in gc.get_objects(generation)) for generation in range(3))


def test_that_a_quiet_second_is_used_to_search_everything() -> None:
    watch = Watch()
    garbage = Garbage(watch)
    ring = dropped_ring(garbage)
    watch.now_s += QUIET_EVERY_S
    garbage.pass_second(busy=True)
    assert ring() is not None
    garbage.pass_second(busy=False)
    assert ring() is None
    assert gc.get_freeze_count() > 0


def test_that_a_search_that_was_off_for_the_start_is_on_after_a_second() -> None:
    gc.disable()
    Garbage(Watch()).pass_second(busy=True)
    assert gc.isenabled()


def test_that_quiet_seconds_in_a_row_are_not_all_searched() -> None:
    watch = Watch()
    garbage = Garbage(watch)
    ring = dropped_ring(garbage)
    watch.now_s += QUIET_EVERY_S - 1.0
    garbage.pass_second(busy=False)
    assert ring() is not None


def test_that_a_hub_that_is_never_quiet_is_searched_once_in_a_while() -> None:
    watch = Watch()
    garbage = Garbage(watch)
    ring = dropped_ring(garbage)
    watch.now_s += BUSY_EVERY_S
    garbage.pass_second(busy=True)
    assert ring() is None


def test_that_a_hub_tells_each_second_whether_events_have_come() -> None:
    told: list[bool] = []

    class Told(Garbage):
        def pass_second(self, *, busy: bool) -> None:
            told.append(busy)

    async def run() -> None:
        async with running(HubConfig(), garbage=Told(Watch())) as hub, peer(hub.url) as client:
            await client.publish(offered("c1", time.time()))
            await until(lambda: told == [True, False])

    asyncio.run(run())


def test_that_with_another_picture_the_one_before_goes_at_once() -> None:
    garbage = Garbage(Watch())
    garbage.start_anew()
    before = dropped_ring(garbage)
    assert before() is not None
    garbage.start_anew()
    assert before() is None
    assert gc.get_freeze_count() > 0


def test_that_no_search_comes_by_itself_between_two_seconds() -> None:
    Garbage(Watch())
    ring = weakref.ref(Ring())
    kept = [[number] for number in range(100_000)]
    assert ring() is not None
    assert len(kept) == 100_000
    gc.collect()
    assert ring() is None
