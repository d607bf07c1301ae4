"""What was done and by whom: the same from a fold and from what history keeps."""

from __future__ import annotations

from typing import Any

import pytest

from feeds.simulator.loading import load
from feeds.simulator.simulation import Simulation
from wallboard.metrics.calendar import Calendar
from wallboard.metrics.effort import Effort, effort_kept, effort_of
from wallboard.metrics.keeping import Keeping
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.past import Past
from wallboard.metrics.spans import Clockwork


@pytest.fixture(scope="module")
def day() -> tuple[list[Any], float, float, str]:
    scenario = load("outage")
    end_t = scenario.moment("10:50")
    events = list(Simulation(scenario, 30, 3, "/test/simulator/1").advance(end_t))
    return events, Calendar(scenario.zone).day_of(end_t), end_t - 600.0, scenario.zone


def told(ledger: Ledger) -> tuple[Any, ...]:
    return ledger.n, ledger.sums, {name: bins for name, bins in ledger.waits.items() if bins}


def both(day: tuple[list[Any], float, float, str]) -> tuple[Effort, Effort]:
    events, start_t, end_t, zone = day
    keeping = Keeping()
    for i in range(0, len(events), 700):
        keeping.fold(events[i : i + 700])
    kept = effort_kept(Past(keeping, Clockwork(zone)), start_t, end_t, keeping.floor.agents)
    return effort_of([events], start_t, end_t, zone), kept


def test_that_a_fold_and_the_columns_tell_the_same_effort(day: tuple[list[Any], float, float, str]) -> None:
    folded, kept = both(day)
    assert told(folded.whole)[0] == told(kept.whole)[0]
    assert {queue: told(ledger) for queue, ledger in folded.queues.items() if not ledger.empty} == {
        queue: told(ledger) for queue, ledger in kept.queues.items() if not ledger.empty
    }
    assert folded.busy_s == kept.busy_s
    assert folded.members == kept.members
    assert folded.work == pytest.approx(kept.work)
    assert folded.times.keys() == kept.times.keys()
    for name, time in folded.times.items():
        other = kept.times[name]
        assert (time.logged_on_s, time.away_s, time.occupied_s) == pytest.approx(
            (other.logged_on_s, other.away_s, other.occupied_s), abs=1e-3
        )
