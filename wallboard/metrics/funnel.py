"""Where customers give up: the stages on the way to an agent's help, and what each of them loses."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import Reading, percentile

StageName = Literal["menu", "queue", "ringing", "talk"]


class Stage(Struct, frozen=True, gc=False):
    """`entered` contacts came here, `lost` gave up here, `left` went on, ended otherwise, or are still here.

    `share` is lost / entered (None where nobody came), `median_s` the median time from coming here to giving up: in the
    menu from the offer, in the queue and while it rings from queueing, in the talk on hold.
    """

    name: StageName
    entered: int
    lost: int
    left: int
    share: float | None
    median_s: float | None


def stages(ledger: Ledger) -> list[Stage]:
    """The funnel of a ledger. It rang for those who were answered or gave up while it rang."""
    n, reading = ledger.n, Reading(ledger)
    menu = n[at.THROUGH_MENU]
    rang = n[at.ANSWERED] + n[at.ABANDONED_RINGING]
    in_talk = n[at.ABANDONED_ON_HOLD] + n[at.ABANDONED_AFTER_TRANSFER]
    waits_ringing = (at.WAIT_RINGING, at.WAIT_RINGING_DIRECT)
    return [
        _stage("menu", menu, n[at.ABANDONED_IN_MENU], reading, (at.LOSS_IN_MENU,)),
        _stage("queue", n[at.QUEUED], n[at.ABANDONED_IN_QUEUE], reading, (at.WAIT_IN_QUEUE,)),
        _stage("ringing", rang, n[at.ABANDONED_RINGING], reading, waits_ringing),
        _stage("talk", n[at.ANSWERED], in_talk, reading, (at.LOSS_ON_HOLD,)),
    ]


def _stage(name: StageName, entered: int, lost: int, reading: Reading, kinds: tuple[int, ...]) -> Stage:
    share = lost / entered if entered else None
    median_s = percentile(reading.bins(kinds), 50)
    return Stage(name, entered, lost, max(0, entered - lost), share, median_s)
