"""The looks: tokens of the dark and the light theme, the one typeface, the scale, and what Qt's own widgets wear."""

from __future__ import annotations

import tomllib
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources

ThemeName = Literal["dark", "light"]
Role = Literal["small", "small_strong", "text", "strong", "figure"]

RESOURCES = Path(resources.__file__).parent
FALLBACKS = ["Inter", "Noto Sans", "DejaVu Sans", "Segoe UI", "sans-serif"]
TABULAR = QFont.Tag("tnum")
DESIGN = (1920, 1080)
"""The window, in pixels, for which lengths and letters are drawn at scale 1."""
LEAST = (1280, 720)
"""The window that the board needs at least, in pixels of the design: so much always has to fit."""
STEPS_A_SCALE = 4
"""The window's own scale grows by quarters, so that letters do not change with every pixel."""
ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)

_SIZES: dict[Role, int] = {"small": 12, "small_strong": 12, "text": 14, "strong": 14, "figure": 38}
_WEIGHTS: dict[Role, QFont.Weight] = {
    "small": QFont.Weight.Normal,
    "small_strong": QFont.Weight.DemiBold,
    "text": QFont.Weight.Normal,
    "strong": QFont.Weight.DemiBold,
    "figure": QFont.Weight.Bold,
}


def load_tokens(name: ThemeName) -> dict[str, str]:
    """The colours of a theme by token, as `#rrggbb`."""
    text = (RESOURCES / "themes" / f"{name}.toml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}


def load_fonts() -> None:
    """Make the bundled typeface known to Qt, in the weights that are used; else the system's sans serif stands in."""
    for weight in ("Regular", "SemiBold", "Bold"):
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"Inter-{weight}.ttf"))


def sized_font(pixels: int, weight: QFont.Weight) -> QFont:
    """The typeface at a height of `pixels`, its figures all of one width."""
    font = QFont()
    font.setFamilies(FALLBACKS)
    font.setPixelSize(max(1, pixels))
    font.setWeight(weight)
    font.setFeature(TABULAR, 1)
    return font


def scale_for(width: int, height: int, zoom: float = 1.0) -> float:
    """How large everything is drawn in a window of so many pixels, at a person's `zoom`.

    1 up to the design's own size; beyond it as far as both sides have grown, in quarters (2560×1440: 1.25, 3840×2160:
    2); and never so large that the least board would not fit.
    """
    grown = min(width / DESIGN[0], height / DESIGN[1])
    own = max(1.0, int(grown * STEPS_A_SCALE) / STEPS_A_SCALE)
    most = max(1.0, min(width / LEAST[0], height / LEAST[1]))
    return min(own * zoom, most)


class Theme(QObject):
    """What every painted thing asks for its colours, fonts and lengths. `changed`: all of them may be others now."""

    changed = Signal()

    def __init__(self, name: ThemeName = "dark", scale: float = 1.0) -> None:
        super().__init__()
        self.name: ThemeName = name
        self.scale = scale
        self.zoom = 1.0
        """What a person makes of the window's own scale."""
        self._window = DESIGN
        self._tokens = load_tokens(name)
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[Role, QFont] = {}

    def choose(self, name: ThemeName) -> None:
        """Change to the theme `name`."""
        if name != self.name:
            self.name, self._tokens = name, load_tokens(name)
            self._renew()

    def set_scale(self, scale: float) -> None:
        """Let every length and letter be `scale` times as large."""
        if scale != self.scale:
            self.scale = scale
            self._renew()

    def fit(self, width: int, height: int) -> None:
        """The window has so many pixels: choose the scale."""
        self._window = width, height
        self.set_scale(scale_for(width, height, self.zoom))

    def zoom_by(self, steps: int) -> None:
        """Everything larger or smaller by so many steps; 0: as the window asks for."""
        place = ZOOMS.index(self.zoom) + steps if steps else ZOOMS.index(1.0)
        self.zoom = ZOOMS[min(max(place, 0), len(ZOOMS) - 1)]
        self.fit(*self._window)

    def color(self, token: str) -> QColor:
        """The colour of `token`. Raises KeyError where the theme has none."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(self._tokens[token])
        return found

    def font(self, role: Role) -> QFont:
        """The font for `role` in the present scale."""
        found = self._fonts.get(role)
        if found is None:
            found = self._fonts[role] = sized_font(self.px(_SIZES[role]), _WEIGHTS[role])
        return found

    def px(self, length: float) -> int:
        """A length of the design, in pixels of this window."""
        return round(length * self.scale)

    def wear(self, app: QApplication) -> None:
        """Dress Qt's own widgets in this theme, now and whenever it changes."""
        self._dress(app)
        self.changed.connect(lambda: self._dress(app))

    def stylesheet(self) -> str:
        """The application's style sheet in this theme's colours and lengths."""
        sheet = (RESOURCES / "themes" / "board.qss").read_text(encoding="utf-8")
        lengths = {f"px{length}": f"{self.px(length)}px" for length in range(1, 33)}
        return Template(sheet).substitute(self._tokens, **lengths)

    def palette(self) -> QPalette:
        """Qt's palette in this theme's colours."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("second"))
        return palette

    def _dress(self, app: QApplication) -> None:
        app.setFont(self.font("text"))
        app.setPalette(self.palette())
        app.setStyleSheet(self.stylesheet())

    def _renew(self) -> None:
        self._colors.clear()
        self._fonts.clear()
        self.changed.emit()


_PALETTE: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "second",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "page",
    QPalette.ColorRole.Shadow: "page",
}
