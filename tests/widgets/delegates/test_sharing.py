"""The column of who waits and the staff: no room is left below the cards while somebody waits out of sight."""

from __future__ import annotations

import pytest

from widgets.delegates.sharing import CALM_TICKS, Calm, height_of_cards

NEEDS = (400, 300, 200)
"""Heights that show all cards with three lines, two, and one."""


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [(100, 400), (250, 400), (300, 300), (340, 300), (500, 300), (5000, 300)],
)
def test_that_the_cards_say_less_before_somebody_waits_out_of_sight(wanted: int, expected: int) -> None:
    assert height_of_cards(660.0, wanted, NEEDS) == expected


def test_that_cards_never_shrink_to_names_for_the_lists_sake_alone() -> None:
    assert height_of_cards(480.0, 5000, (400, 290, 100)) == 290
    assert height_of_cards(300.0, 5000, (400, 290, 100)) == 100


def test_that_cards_that_do_not_fit_at_all_leave_the_list_its_part() -> None:
    assert height_of_cards(640.0, 5000, (2000, 1500, 900)) == 390


def test_that_the_room_grows_at_once_and_shrinks_after_a_minute() -> None:
    calm = Calm()
    assert [calm.of(300), calm.of(200), calm.of(400), calm.of(100)] == [300, 300, 400, 400]
    held = [calm.of(100) for _ in range(2 * CALM_TICKS)]
    assert held[0] == 400
    assert held[-1] == 100
