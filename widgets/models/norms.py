"""How bad a wait is: against the threshold of a live queue, or the norm of a deferred one."""

from __future__ import annotations

from wallboard.stream.contact_events import LIVE_CHANNELS
from wallboard.stream.queue_events import Configured

FAR_TIMES = 3.0
"""A wait beyond so many thresholds is an alarm, beyond one a warning."""
NEARLY = 0.8
"""A deferred contact that has used up this share of its norm is a warning."""


def tone_of_wait(config: Configured | None, waited_s: float) -> str:
    """Empty, warning or alarm for a wait of so many seconds in a queue with this configuration."""
    if config is None:
        return ""
    if config.channel in LIVE_CHANNELS:
        warn_s, far_s = config.threshold_s, config.threshold_s * FAR_TIMES
    else:
        warn_s, far_s = config.wait_norm_s * NEARLY, config.wait_norm_s
    if 0.0 < far_s < waited_s:
        return "alarm"
    return "warning" if 0.0 < warn_s < waited_s else ""
