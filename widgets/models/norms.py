"""How bad it is: a wait against the threshold of a queue or its norm, a figure against its target."""

from __future__ import annotations

from math import inf

from wallboard.stream.contact_events import LIVE_CHANNELS
from wallboard.stream.queue_events import Configured

FAR_TIMES = 3.0
"""A wait beyond so many thresholds is an alarm, beyond one a warning."""
NEARLY = 0.8
"""A deferred contact that has used up this share of its norm is a warning."""

FAR_SHARE = 0.1
"""A share that is worse than its target by more than this is an alarm, otherwise a warning."""
FAR_FROM_TARGET = 1.5
"""What should be low is an alarm beyond so many times its target, otherwise a warning."""


def whole_percent(value: float | None) -> float | None:
    """A share as it is shown in whole percent: a colour must not contradict the figure that it is on."""
    return None if value is None else round(value, 2)


def tone_of(value: float | None, target: float | None, good: str) -> str:
    """Empty while `value` keeps its target, otherwise warning or alarm."""
    if value is None or target is None or good == "none":
        return ""
    if good == "up":
        behind = target - value
        return "" if behind <= 0.0 else "alarm" if behind > FAR_SHARE else "warning"
    return "" if value <= target else "alarm" if value > FAR_FROM_TARGET * target else "warning"


def tone_of_wait(config: Configured | None, waited_s: float) -> str:
    """Empty, warning or alarm for a wait of so many seconds in a queue with this configuration."""
    warn_s, far_s = _limits_s(config)
    if 0.0 < far_s < waited_s:
        return "alarm"
    return "warning" if 0.0 < warn_s < waited_s else ""


def tone_lasts_s(config: Configured | None, waited_s: float) -> float:
    """How long the wait will have lasted (seconds) when its tone changes; infinite where it never does."""
    return min((limit_s for limit_s in _limits_s(config) if limit_s >= waited_s and limit_s > 0.0), default=inf)


def _limits_s(config: Configured | None) -> tuple[float, float]:
    """Beyond which wait there is a warning, and beyond which an alarm; 0: never."""
    if config is None:
        return 0.0, 0.0
    if config.channel in LIVE_CHANNELS:
        return config.threshold_s, config.threshold_s * FAR_TIMES
    return config.wait_norm_s * NEARLY, config.wait_norm_s
