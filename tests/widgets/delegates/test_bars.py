"""Bars are as long as their value, and their tick stands at the target."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from tests.widgets.pictures import count_of, has, painted
from widgets.delegates.bars import paint_bar, paint_funnel_bar, spark_lines
from widgets.theme import Theme

BAR = QRectF(0, 10, 200, 6)


@pytest.mark.parametrize("filled", [0.25, 0.5, 1.0])
def test_that_a_bar_is_as_long_as_its_value(theme: Theme, filled: float) -> None:
    image = painted((200, 30), lambda p: paint_bar(p, theme, BAR, filled, None, "alarm"), theme)
    middle = QRectF(0, 13, 200, 1)
    assert count_of(image, theme.color("alarm_fill"), middle) == pytest.approx(200 * filled, abs=4)


def test_that_more_than_everything_fills_the_bar_and_no_more(theme: Theme) -> None:
    image = painted((220, 30), lambda p: paint_bar(p, theme, BAR, 3.0, None, ""), theme)
    assert not has(image, theme.color("bar"), QRectF(202, 0, 18, 30))


def test_that_the_tick_stands_at_the_target_also_where_nothing_is_known(theme: Theme) -> None:
    image = painted((200, 30), lambda p: paint_bar(p, theme, BAR, None, 0.8, ""), theme)
    assert has(image, theme.color("tick"), QRectF(158, 5, 6, 14))
    assert not has(image, theme.color("tick"), QRectF(0, 0, 150, 30))


def test_that_a_spark_line_breaks_where_nothing_is_known() -> None:
    rect = QRectF(0, 0, 100, 20)
    assert spark_lines((), rect) == []
    assert spark_lines((1.0, None, None), rect) == []
    lines = spark_lines((1.0, 2.0, None, 3.0, 1.0), rect)
    assert [line.size() for line in lines] == [2, 2]
    assert lines[1].at(0).y() == rect.top()
    assert lines[0].at(0).y() == rect.bottom()
    assert lines[1].at(1).x() == rect.right()


def test_that_an_even_course_is_a_line_in_the_middle() -> None:
    (line,) = spark_lines((5.0, 5.0, 5.0), QRectF(0, 0, 100, 20))
    assert {line.at(i).y() for i in range(3)} == {10.0}


def test_that_a_stage_shows_what_came_and_at_its_end_what_was_lost(theme: Theme) -> None:
    rect = QRectF(0, 0, 200, 20)
    image = painted((200, 20), lambda p: paint_funnel_bar(p, theme, rect, 0.8, 0.2, "alarm"), theme)
    assert has(image, theme.color("funnel"), QRectF(10, 5, 100, 10))
    assert has(image, theme.color("alarm_fill"), QRectF(125, 5, 30, 10))
    assert not has(image, theme.color("alarm_fill"), QRectF(165, 0, 35, 20))
