"""How pressing a wait is: measured by what its queue is held to, a VIP's more than others'."""

from __future__ import annotations

from wallboard.floor.contact import Contact
from wallboard.floor.people import Queue
from wallboard.stream.contact_events import LIVE_CHANNELS
from widgets.i18n.names import VIP

VIP_WEIGHT = 3.0
"""A VIP's wait counts so many times."""


def weight_of(queue: Queue | None, contact: Contact) -> float:
    """By this times its seconds a wait is compared with others."""
    unit_s = unit_of(queue, contact.channel)
    weight = 1.0 / unit_s if unit_s > 0.0 else 1e-6
    return weight * (VIP_WEIGHT if contact.tier == VIP else 1.0)


def unit_of(queue: Queue | None, channel: str) -> float:
    """What a wait is measured by, in seconds: a live queue's threshold, a deferred one's norm; 0 where it has none."""
    if channel in LIVE_CHANNELS:
        return max(1.0, queue.config.threshold_s if queue else 20.0)
    return queue.config.wait_norm_s if queue else 0.0
