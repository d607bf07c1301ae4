"""The bundled font: one family, four weights, Latin and Cyrillic, figures of one width."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
WEIGHTS = [QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold]
NEEDED = "ЁёАЯаяЇїҐґ₽€№×−±≤≥≈…–—«»„“▲▼●○■◆→←↑↓✓\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def family(qapp: QApplication) -> str:
    """The family that the bundled files make up."""
    numbers = [QFontDatabase.addApplicationFont(str(path)) for path in sorted(FONTS.glob("*.ttf"))]
    families = [QFontDatabase.applicationFontFamilies(number) for number in numbers]
    assert len(families) == len(WEIGHTS)
    assert {names[0] for names in families} == {"Inter"}
    return "Inter"


def font_of(family: str, weight: QFont.Weight) -> QFont:
    """The font at a size that makes widths comparable."""
    font = QFont(family, 40, weight)
    font.setPixelSize(40)
    return font


@pytest.mark.parametrize("weight", WEIGHTS)
def test_that_every_weight_has_a_file_of_its_own(family: str, weight: QFont.Weight) -> None:
    font = font_of(family, weight)
    assert QFontInfo(font).family() == "Inter"
    assert QRawFont.fromFont(font).weight() == weight.value


@pytest.mark.parametrize("weight", WEIGHTS)
def test_that_tabular_figures_have_one_width(family: str, weight: QFont.Weight) -> None:
    font = font_of(family, weight)
    assert QFontMetricsF(font).horizontalAdvance("11111") < QFontMetricsF(font).horizontalAdvance("00000")
    font.setFeature(QFont.Tag("tnum"), 1)
    widths = {round(QFontMetricsF(font).horizontalAdvance(str(figure) * 5), 3) for figure in range(10)}
    assert len(widths) == 1


@pytest.mark.parametrize("weight", WEIGHTS)
def test_that_the_font_has_the_letters_and_signs_of_the_board(family: str, weight: QFont.Weight) -> None:
    raw = QRawFont.fromFont(font_of(family, weight))
    assert not [sign for sign in NEEDED if not raw.supportsCharacter(ord(sign))]


def test_that_the_licence_lies_beside_the_font() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
