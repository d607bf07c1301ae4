"""What follows the time is done part by part, each once a round."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from widgets.models.rounds import EARLY_S, LONGEST_S, MOST_SHARE, STEP_S, Rounds

PARTS = (
    "clock", "waiting", "queues", "people", "losses", "trend", "timers",
)  # fmt: skip


class Watched:
    """Rounds on a clock that is moved by hand, and the parts that came."""

    def __init__(self) -> None:
        self.at_s = 100.0
        self.came: list[str] = []
        self.owner = QObject()
        self.rounds = Rounds(lambda: 7.0, lambda: self.at_s, self.owner)
        for name in PARTS:
            getattr(self.rounds, name).connect(lambda now_t, name=name: self.came.append(name))


@pytest.fixture
def watched(qtbot: QtBot) -> Watched:
    """Rounds that do not go by themselves yet."""
    return Watched()


def test_that_a_round_has_every_part_once_and_in_order(watched: Watched) -> None:
    for _ in range(2 * len(PARTS)):
        watched.rounds.step()
    assert watched.came == [*PARTS, *PARTS]


def test_that_a_whole_round_begins_at_its_beginning(watched: Watched) -> None:
    watched.rounds.step()
    watched.rounds.go_round()
    watched.rounds.step()
    assert watched.came == ["clock", *PARTS, "clock"]


def test_that_a_frame_takes_one_part_and_none_before_it_is_due(watched: Watched) -> None:
    watched.rounds.start()
    watched.rounds.use_frame()
    assert watched.came == []
    watched.at_s += STEP_S - EARLY_S + 0.001
    watched.rounds.use_frame()
    watched.rounds.use_frame()
    assert watched.came == ["clock"]
    watched.at_s += 10.0
    watched.rounds.use_frame()
    assert watched.came == ["clock", "waiting"]
    watched.rounds.stop()


def steps_in(watched: Watched, seconds: float) -> int:
    """How many parts come in so much time with a frame each millisecond."""
    watched.came.clear()
    for _ in range(round(seconds * 1000)):
        watched.at_s += 0.001
        watched.rounds.use_frame()
    return len(watched.came)


@pytest.mark.parametrize(
    ("cost_s", "round_s"), [(0.0, len(PARTS) * STEP_S), (0.04, 0.04 / MOST_SHARE), (9.0, LONGEST_S)]
)
def test_that_a_round_that_costs_much_takes_long(watched: Watched, cost_s: float, round_s: float) -> None:
    def work(now_t: float) -> None:
        watched.at_s += cost_s

    watched.rounds.queues.connect(work)
    watched.rounds.start()
    steps_in(watched, 2.0)
    began_s, parts = watched.at_s, steps_in(watched, 20.0)
    assert (watched.at_s - began_s) / (parts / len(PARTS)) == pytest.approx(round_s, rel=0.1, abs=cost_s)
    watched.rounds.queues.disconnect(work)
    steps_in(watched, 2.0)
    assert steps_in(watched, 2.0) == pytest.approx(2.0 / STEP_S, rel=0.1)
    watched.rounds.stop()


def test_that_a_restart_does_not_slow_the_rounds_down(watched: Watched) -> None:
    def work(now_t: float) -> None:
        watched.at_s += 1.0

    watched.rounds.queues.connect(work)
    watched.rounds.go_round()
    watched.rounds.queues.disconnect(work)
    watched.rounds.start()
    assert steps_in(watched, 2.0) == pytest.approx(2.0 / STEP_S, rel=0.1)
    watched.rounds.stop()


def test_that_frames_do_not_take_parts_of_rounds_that_stand_still(watched: Watched) -> None:
    watched.at_s += 10.0
    watched.rounds.use_frame()
    assert watched.came == []


def test_that_the_parts_come_without_any_frame(qtbot: QtBot, watched: Watched) -> None:
    with qtbot.waitSignal(watched.rounds.timers, timeout=5000):
        watched.rounds.start()
    watched.rounds.stop()
    assert watched.came[: len(PARTS)] == list(PARTS)
