"""Where a plot's axes are marked: whole hours of the site, round numbers."""

from __future__ import annotations

import math

HOUR_S = 3600.0


def hour_marks(start_t: float, end_t: float, midnight_t: float, most: int) -> list[float]:
    """Moments (epoch seconds) at every hour, or every second, third … sixth, so that there are `most` at most."""
    every_h = next((h for h in (0.5, 1, 2, 3, 4, 6) if (end_t - start_t) / (h * HOUR_S) <= max(1, most)), 12)
    step_s = every_h * HOUR_S
    first = midnight_t + math.ceil((start_t - midnight_t) / step_s) * step_s
    return [first + i * step_s for i in range(int((end_t - first) // step_s) + 1)] if first <= end_t else []


def round_top(highest: float) -> tuple[float, float]:
    """The upper end of an axis that shows `highest`, and the step of its marks: 1, 2 or 5 times a power of ten."""
    if highest <= 4.0:
        return 4.0, 1.0
    raw = highest / 4.0
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(k * power for k in (1.0, 2.0, 5.0, 10.0) if raw <= k * power)
    return math.ceil(highest / step) * step, step
