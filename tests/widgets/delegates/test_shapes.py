"""Every state has a shape of its own."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtGui import QImage, QPainter

from tests.widgets.pictures import painted
from wallboard.floor import command as orders
from wallboard.floor import people
from wallboard.stream.agent_events import ReportedState
from widgets.delegates.shapes import _MAKERS, COMMAND, PRESENCE, draw_shape
from widgets.theme import Theme


def test_that_every_state_of_an_agent_and_of_a_command_has_a_shape() -> None:
    assert set(get_args(ReportedState)) | {"talking", "ringing", "on_hold", people.LOGGED_OFF} <= PRESENCE.keys()
    statuses = {orders.REQUESTED, orders.DISPATCHED, orders.CONFIRMED, orders.REFUSED, orders.FAILED}
    assert statuses | {orders.OUTCOME_UNKNOWN} <= COMMAND.keys()
    assert {*PRESENCE.values(), *COMMAND.values()} <= _MAKERS.keys()


def test_that_no_two_shapes_look_the_same_without_their_colour(theme: Theme) -> None:
    color = theme.color("text")

    def look_of(name: str) -> QImage:
        return painted((24, 24), lambda painter: draw_shape(painter, name, 4, 4, 16, color), theme)

    looks = {name: look_of(name) for name in _MAKERS}
    blank = painted((24, 24), lambda p: None, theme)
    for name, look in looks.items():
        assert look != blank
        assert not [other for other, picture in looks.items() if other != name and picture == look]


def test_that_an_unknown_shape_is_refused(theme: Theme) -> None:
    def draw(painter: QPainter) -> None:
        with pytest.raises(KeyError):
            draw_shape(painter, "spiral", 0, 0, 16, theme.color("text"))

    painted((24, 24), draw, theme)
