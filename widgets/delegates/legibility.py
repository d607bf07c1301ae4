"""How large letters on a wall have to be, from the screen's diagonal and the readers' distance (NUREG-0700)."""

from __future__ import annotations

import math

from msgspec import Struct

PREFERRED_ARCMIN = 20.0
LEAST_ARCMIN = 16.0
CAP_OF_EM = 0.727
"""The height of a capital of our typeface, as a share of its size."""
MM_PER_INCH = 25.4


class Wall(Struct, frozen=True):
    """A screen on a wall: its diagonal in inches, and the distance of its readers in metres."""

    diagonal_in: float = 55.0
    distance_m: float = 5.0

    def cap_mm(self, arcmin: float) -> float:
        """A capital's height under so many minutes of arc, in millimetres: 6.283 · distance · arcmin / 21 600."""
        return 6.283 * self.distance_m * 1000.0 * arcmin / 21_600.0

    def font_px(self, arcmin: float, width_px: float, height_px: float) -> int:
        """The size of a font of that height on a screen of so many pixels, in pixels."""
        px_per_mm = math.hypot(width_px, height_px) / (self.diagonal_in * MM_PER_INCH)
        return math.ceil(self.cap_mm(arcmin) * px_per_mm / CAP_OF_EM)
