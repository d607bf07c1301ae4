"""Ledgers of two sites, of the pieces of a day, of any parts at all: in any order they merge to the same."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.simulated import Day
from tests.properties.test_live_and_historical import SPLITS, lived
from wallboard.floor.floor import Floor
from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND
from wallboard.metrics.figures import fold_into
from wallboard.metrics.ledger import Ledger, merged
from wallboard.metrics.report import Report
from wallboard.metrics.spans import Clockwork

NORTH = Day("storm", 9, 41, 170.0, wishes=((80.0, "to agent", 3), (85.0, "to queue", 4), (150.0, "outside", 5)))
SOUTH = Day("calm", 6, 42, 120.0)
ZONE = NORTH.zone


def reports(events: Sequence[Any], *whats: tuple[tuple[str, ...], float | None, float | None]) -> list[list[Ledger]]:
    """The ledgers of each report: by what, from when, to when."""
    floor, clockwork = Floor(), Clockwork(ZONE)
    made = [Report(floor, clockwork, by, start_t, end_t, spans_by_offer=False) for by, start_t, end_t in whats]
    fold_into(made, floor, [events])
    return [[group.ledger for _, group in report.close()] for report in made]


def told(ledger: Ledger) -> tuple[Any, ...]:
    """Counts, sums, waits; without the agents' absences, which are in no cell of contacts and of no tier or entry."""
    kept = {name: {key: n for key, n in bins.items() if key // KIND != at.AWAY} for name, bins in ledger.waits.items()}
    return ledger.n, ledger.sums, {name: bins for name, bins in kept.items() if bins}


def shuffled(ledgers: Sequence[Ledger], seed: int) -> Ledger:
    """Merged in some order, some of them with each other first."""
    chance, pile = Random(seed), list(ledgers)
    while len(pile) > 1:
        chance.shuffle(pile)
        taken = pile[: chance.randint(2, 4)]
        pile = [*pile[len(taken) :], merged(taken)]
    return merged(pile)


@pytest.fixture(scope="module")
def north() -> list[Any]:
    return NORTH.events("/north/simulator/1")


@pytest.fixture(scope="module")
def parts(north: list[Any]) -> dict[str, list[Ledger]]:
    """The same day cut up in several ways."""
    by_contact = [by for by in SPLITS if not {"queue", "agent"} & set(by)]
    found = reports(north, ((), None, None), *[(by, None, None) for by in by_contact])
    return dict(zip(["whole", *["+".join(by) for by in by_contact]], found, strict=True))


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_that_a_days_pieces_merge_to_the_day_in_any_order(parts: dict[str, list[Ledger]], seed: int) -> None:
    whole = parts["whole"][0]
    for by, pieces in parts.items():
        found = shuffled(pieces, seed)
        assert told(found)[0::2] == told(whole)[0::2]
        assert found.sums[: at.LOGGED_ON_US] == whole.sums[: at.LOGGED_ON_US]
        if "tier" not in by and "entry" not in by:  # there the agents' time belongs to nobody
            assert found.sums == pytest.approx(whole.sums, abs=len(pieces) * NORTH.agents)


def test_that_two_sites_merge_to_the_same_whichever_comes_first(parts: dict[str, list[Ledger]]) -> None:
    south = reports(SOUTH.events("/south/simulator/1"), ((), None, None), (("half_hour",), None, None))
    one, other = parts["whole"][0], south[0][0]
    both = merged([one, other])
    assert told(both) == told(merged([other, one]))
    assert both.n == tuple(a + b for a, b in zip(one.n, other.n, strict=True))
    assert told(shuffled([*parts["day+half_hour"], *south[1]], 1))[0] == both.n


@settings(max_examples=6)
@given(st.lists(st.floats(0.0, 170.0), min_size=1, max_size=4), st.integers(0, 10_000))
def test_that_spans_of_a_day_merge_to_the_day(north: list[Any], cuts: list[float], seed: int) -> None:
    start_t = north[0].time.timestamp()
    times = [None, *[start_t + 60.0 * cut for cut in sorted(cuts)], None]
    spans = [((), times[i], times[i + 1]) for i in range(len(times) - 1)]
    whole, *pieces = reports(north, ((), None, None), *spans)
    found = shuffled([piece[0] for piece in pieces], seed)
    assert told(found)[0::2] == told(whole[0])[0::2]
    assert found.sums == pytest.approx(whole[0].sums, abs=len(spans) * NORTH.agents)


def test_that_the_books_cells_merge_to_the_report(north: list[Any], parts: dict[str, list[Ledger]]) -> None:
    picture = lived(north, ZONE, [(97, "read"), (211, "rebuild"), (53, "count some")])
    picture.books.count_noted()
    cells = [ledger for cell in picture.books.cells.half_hours.values() for ledger in cell.of(None)]
    for seed in range(5):
        found, whole = shuffled(cells, seed), parts["whole"][0]
        assert told(found)[0::2] == told(whole)[0::2]
        assert found.sums[: at.LOGGED_ON_US] == whole.sums[: at.LOGGED_ON_US]
