"""The looks: contrasts, colours that everybody can tell apart, one typeface."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from PySide6.QtGui import QFontMetricsF, QRawFont
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from widgets.theme import LEAST, ZOOMS, Role, Theme, ThemeName, load_fonts, load_tokens, scale_for

Linear = tuple[float, float, float]

THEMES: list[ThemeName] = ["dark", "light"]
WORDS = ("text", "second", "link", "warning", "alarm", "talking", "ringing", "overflow")
BACKS = ("page", "card", "raised", "selected", "alarm_back", "warning_back")
NEWS = ("warning", "alarm", "talking", "ringing", "overflow")
ENOUGH = 4.5
ENOUGH_FOR_SHAPES = 3.0
TELLABLE = 15.0
"""A distance in CIELAB at which two areas of colour are told apart at a glance."""

# Machado, Oliveira, Fernandes 2009, full strength, on linear RGB.
EYES: dict[str, tuple[Linear, Linear, Linear]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(color: str) -> Linear:
    """The light of a colour `#rrggbb`, 0…1 each."""
    values = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it, 1…21."""
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(color: str, eyes: str) -> Linear:
    """A colour in CIELAB (D65) as these eyes see it."""
    light = linear(color)
    r, g, b = (min(1.0, max(0.0, sum(k * v for k, v in zip(row, light, strict=True)))) for row in EYES[eyes])
    x, y, z = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, eyes: str) -> float:
    """How far two colours are apart for these eyes."""
    pairs = zip(lab(one, eyes), lab(other, eyes), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("back", BACKS)
def test_that_every_word_stands_out_from_every_background(name: ThemeName, word: str, back: str) -> None:
    tokens = load_tokens(name)
    assert contrast(tokens[word], tokens[back]) >= ENOUGH


@pytest.mark.parametrize("name", THEMES)
def test_that_words_on_the_main_button_and_on_the_funnel_stand_out(name: ThemeName) -> None:
    tokens = load_tokens(name)
    assert contrast(tokens["accent_text"], tokens["accent"]) >= ENOUGH
    assert contrast(tokens["funnel_text"], tokens["funnel"]) >= ENOUGH


@pytest.mark.parametrize("name", THEMES)
def test_that_bars_and_edges_of_controls_stand_out_as_shapes(name: ThemeName) -> None:
    tokens = load_tokens(name)
    for token in ("bar", "control_line", "tick"):
        assert contrast(tokens[token], tokens["card"]) >= ENOUGH_FOR_SHAPES


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", THEMES)
def test_that_all_eyes_tell_the_colours_of_news_apart(name: ThemeName, eyes: str) -> None:
    tokens = load_tokens(name)
    apart = {
        (one, other): distance(tokens[f"{one}_fill"], tokens[f"{other}_fill"], eyes)
        for one, other in itertools.combinations(NEWS, 2)
    }
    assert not {pair: far for pair, far in apart.items() if far < TELLABLE}


def test_that_both_themes_have_the_same_tokens() -> None:
    assert load_tokens("dark").keys() == load_tokens("light").keys()


@pytest.mark.parametrize("role", ["small", "text", "strong", "figure"])
def test_that_figures_never_jump(qapp: QApplication, role: Role) -> None:
    load_fonts()
    metrics = QFontMetricsF(Theme().font(role))
    assert len({round(metrics.horizontalAdvance(str(n) * 4), 3) for n in range(10)}) == 1


def test_that_there_are_three_sizes_and_all_grow_with_the_scale(qapp: QApplication) -> None:
    roles: list[Role] = ["small", "small_strong", "text", "strong", "figure"]
    theme = Theme()
    assert {theme.font(role).pixelSize() for role in roles} == {12, 14, 38}
    theme.set_scale(2.0)
    assert {theme.font(role).pixelSize() for role in roles} == {24, 28, 76}
    assert theme.px(8) == 16


def test_that_a_change_is_announced_once_and_no_change_is_not(qtbot: QtBot) -> None:
    theme = Theme("dark")
    spy = QSignalSpy(theme.changed)
    theme.choose("dark")
    theme.set_scale(1.0)
    assert spy.count() == 0
    page = theme.color("page")
    theme.choose("light")
    assert spy.count() == 1
    assert theme.color("page") != page


@pytest.mark.parametrize("name", THEMES)
def test_that_the_style_sheet_is_filled_in_and_qt_takes_it(qtbot: QtBot, qapp: QApplication, name: ThemeName) -> None:
    theme = Theme(name)
    sheet = theme.stylesheet()
    assert "$" not in sheet
    button = QPushButton("x")
    qtbot.addWidget(button)
    button.setStyleSheet(sheet)  # Qt warns of what it cannot parse, and a warning fails the test
    button.show()
    assert load_tokens(name)["raised"] in sheet


def test_that_qts_own_widgets_follow_the_theme(qapp: QApplication) -> None:
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    theme = Theme("dark")
    theme.wear(qapp)
    assert qapp.palette().window().color() == theme.color("page")
    theme.choose("light")
    assert qapp.palette().window().color() == theme.color("page")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    qapp.setStyleSheet(before[2])


@pytest.mark.parametrize(
    ("size", "scale"),
    [
        ((1280, 720), 1.0),
        ((1920, 1200), 1.0),
        ((2560, 1440), 1.25),
        ((3440, 1440), 1.25),
        ((3840, 1080), 1.0),
        ((3840, 2160), 2.0),
        ((7680, 4320), 4.0),
    ],
)
def test_that_letters_grow_with_the_window_once_both_sides_have_room(size: tuple[int, int], scale: float) -> None:
    assert scale_for(*size) == scale


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("zoom", ZOOMS)
def test_that_whatever_somebody_wants_the_least_board_still_fits(size: tuple[int, int], zoom: float) -> None:
    scale = scale_for(*size, zoom)
    assert size[0] / scale >= LEAST[0]
    assert size[1] / scale >= LEAST[1]


@pytest.mark.parametrize("role", get_args(Role))
def test_that_every_weight_that_is_used_is_loaded(qapp: QApplication, role: Role) -> None:
    load_fonts()
    font = Theme().font(role)
    assert QRawFont.fromFont(font).weight() == font.weight().value


@pytest.mark.parametrize("name", THEMES)
def test_that_a_dialog_and_what_is_in_it_have_edges_that_can_be_seen(name: ThemeName) -> None:
    tokens = load_tokens(name)
    assert all(contrast(tokens["control_line"], tokens[back]) >= ENOUGH_FOR_SHAPES for back in ("page", "card"))
    rules = [line for line in Theme(name).stylesheet().splitlines() if line.startswith("QDialog")]
    edged = [line for line in rules if "border:" in line]
    assert len(edged) == 2
    assert all(f"border: 1px solid {tokens['control_line']}" in line for line in edged)
