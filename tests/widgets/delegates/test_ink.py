"""Text: measured, cut, and honest about what was cut."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from tests.widgets.pictures import has, painted
from widgets.delegates.ink import RIGHT, Ink
from widgets.theme import Theme


def test_that_a_text_that_fits_is_left_alone_and_one_that_does_not_is_cut_and_told(theme: Theme) -> None:
    ink = Ink(theme)
    assert ink.cut("Support", "text", 500) == "Support"
    assert not ink.clipped
    assert ink.cut("Support for customers", "text", 60).endswith("…")
    assert ink.clipped == {"Support for customers"}


def test_that_the_longest_variant_that_fits_is_taken_and_otherwise_the_shortest(theme: Theme) -> None:
    ink = Ink(theme)
    variants = ("Average speed of answer", "Speed of answer", "ASA")
    assert ink.fitting(variants, "small", 1000) == variants[0]
    assert ink.fitting(variants, "small", ink.width(variants[1], "small")) == variants[1]
    assert ink.fitting(variants, "small", 1) == variants[2]


def test_that_another_scale_is_measured_anew(theme: Theme) -> None:
    ink = Ink(theme)
    narrow = ink.width("Поддержка", "text")
    theme.set_scale(2.0)
    assert ink.width("Поддержка", "text") > 1.8 * narrow


def test_that_a_text_stands_at_the_side_where_it_was_asked_to_stand(theme: Theme) -> None:
    ink, color = Ink(theme), theme.color("alarm")
    rect = QRectF(0, 0, 200, 30)
    image = painted((200, 30), lambda p: ink.draw_in(p, rect, "■■", "text", color, RIGHT), theme)
    assert has(image, color, QRectF(160, 0, 40, 30))
    assert not has(image, color, QRectF(0, 0, 150, 30))
