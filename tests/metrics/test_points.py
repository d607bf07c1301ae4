"""Where within a stage people were lost."""

from __future__ import annotations

from wallboard.floor.losses import Lost
from wallboard.floor.outcome import LOST
from wallboard.metrics.points import STAGE_OF, Point, by_agent, by_node, by_place, by_queue, by_wait, step_of


def lost(where: str = "main", after_s: float = 10.0, position: int = 0, queue: str = "sales") -> Lost:
    return Lost("c", 0.0, "abandoned_in_queue", where, after_s, queue, position=position)


def test_that_every_loss_belongs_to_a_stage() -> None:
    assert set(STAGE_OF) == set(LOST)
    assert STAGE_OF["abandoned_after_transfer"] == "talk"


def test_that_the_worst_place_comes_first_with_its_median() -> None:
    found = [lost("1", 10.0), lost("2", 4.0), lost("2", 30.0), lost("2", 8.0), lost("2", 9.0)]
    assert by_node(found) == by_agent(found) == [Point("2", 4, 8.0), Point("1", 1, 10.0)]
    assert by_queue([*found, lost(queue="")]) == [Point("sales", 5, 9.0), Point("", 1, 10.0)]


def test_that_places_in_the_queue_are_in_order_and_far_ones_together() -> None:
    found = [lost(position=n) for n in (2, 9, 1, 2, 8, 0)]
    assert [(point.key, point.lost) for point in by_place(found)] == [("1", 1), ("2", 2), ("8", 2)]


def test_that_waits_are_counted_by_steps_without_gaps() -> None:
    found = by_wait([lost(after_s=3.0), lost(after_s=10.0), lost(after_s=25.0)])
    assert [point.lost for point in found] == [2, 0, 1]
    assert by_wait([]) == []
    assert [step_of(s) for s in (0.0, 10.0, 10.1, 1200.0, 5000.0)] == [0, 0, 1, 8, 9]
