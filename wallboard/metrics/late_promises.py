"""Callbacks that were promised when their contact had long been counted: they are added at the contact's own place."""

from __future__ import annotations

from wallboard.floor.losses import Lost
from wallboard.metrics import counts as at
from wallboard.metrics.counts import tally_of
from wallboard.metrics.row import Place

PROMISED = tally_of((at.CALLBACKS_PROMISED,))
"""What such a promise adds."""


def place_of(lost: Lost) -> Place:
    """Where the contact of one who gave up counts."""
    return lost.offered_t, lost.tier, lost.entry, lost.channel, lost.queue_t, lost.first_queue, lost.agent
