"""What one contact adds to a ledger: its story, told in counts, sums and waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from wallboard.floor import outcome as ends
from wallboard.floor.contact import ENDED, Contact, Handover, Leg, QueueEntry, Rating, Ring
from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND, micros, pair_name, score_key, summed, tally_of, wait_key

CHAIN_HANDOFFS = 3
"""So many hand-offs of one contact are a chain."""

_HANDOFF_KEY = at.HANDOFF * KIND

NO_WAITS: tuple[tuple[str, int], ...] = ()


class Share(Struct, frozen=True, gc=False):
    """What is added to a ledger: a tally of counts and sums, waits as (queue that rules, key)."""

    tally: int
    waits: tuple[tuple[str, int], ...] = NO_WAITS


class Draft:
    """A share in the making. `waits` may hold hand-offs and marks as well, see `counts`."""

    __slots__ = ("places", "sums", "waits")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.sums: list[tuple[int, int]] = []
        self.waits: list[tuple[str, int]] = []

    def share(self) -> Share:
        """The finished share."""
        tally = tally_of(tuple(self.places))
        if self.sums:
            amounts = 0
            for place, amount_us in self.sums:
                amounts += summed(place, amount_us)
            tally += amounts
        return Share(tally, tuple(self.waits))

    def copy(self) -> Draft:
        """The same draft once more, to be told on otherwise."""
        same = Draft()
        same.places, same.sums, same.waits = self.places.copy(), self.sums.copy(), self.waits.copy()
        return same


def tell_story(c: Contact, draft: Draft) -> None:
    """What became of the contact as a whole."""
    places = draft.places
    places.append(at.OFFERED)
    if c.entry == "menu":
        places.append(at.THROUGH_MENU)
    if c.customer:
        places.append(at.IDENTIFIED)
    answered = c.answered_t >= 0.0
    queued = c.first_queued_t >= 0.0 and (not answered or c.first_queued_t <= c.answered_t)
    if queued:
        places.append(at.QUEUED)
    if answered:
        _answered(c, draft, queued)
    elif c.outcome:
        _unanswered(c, draft, queued)
    else:
        places.append(at.IN_PROGRESS)
    for entry in c.entries:
        if entry.outcome == ends.DIVERTED:
            _tell_diversion(entry, draft)
    if c.outcome == ends.DIVERTED and not c.entries:
        draft.waits.append((pair_name(c.queue_meant, ""), _HANDOFF_KEY))
    tell_particulars(c, draft)


def tell_particulars(c: Contact, draft: Draft) -> None:
    """What counts once for a contact, however often it queued."""
    if c.transfers or len(c.entries) > 1:
        _handoffs(c, draft.places)
    if c.callback_requested:
        draft.places.append(at.CALLBACKS_PROMISED)
    if c.resolved is not None:
        draft.places.append(at.RESOLUTION_TOLD)
        if c.resolved:
            draft.places.append(at.RESOLVED)


def _answered(c: Contact, draft: Draft, queued: bool) -> None:
    draft.places.append(at.ANSWERED)
    if not queued:
        draft.places.append(at.ANSWERED_DIRECT)
    if c.start_known:
        if queued:
            wait_s = c.answered_t - c.first_queued_t
            draft.sums.append((at.WAIT_ANSWERED_US, micros(wait_s)))
            draft.waits.append((_answering_queue(c), wait_key(at.WAIT_ANSWERED, wait_s)))
        else:
            draft.waits.append((c.queue_meant, wait_key(at.WAIT_DIRECT, 0.0)))
    if c.outcome in ends.LOST_AFTER_ANSWER:
        tell_late_loss(c, draft)


def tell_late_loss(c: Contact, draft: Draft) -> None:
    """A loss after an answer is part of answered."""
    if c.outcome == ends.ABANDONED_ON_HOLD:
        draft.places.append(at.ABANDONED_ON_HOLD)
        draft.waits.append((_answering_queue(c), wait_key(at.LOSS_ON_HOLD, c.legs[-1].hold_s if c.legs else 0.0)))
    else:
        draft.places.append(at.ABANDONED_AFTER_TRANSFER)


def _answering_queue(c: Contact) -> str:
    """The queue that answered: the last one that he entered before the answer."""
    for entry in reversed(c.entries):
        if not entry.after_answer:
            return entry.queue
    return c.queue_meant


def _unanswered(c: Contact, draft: Draft, queued: bool) -> None:
    draft.places.append(at.BEFORE_ANSWER[c.outcome])
    if c.outcome == ends.LEFT_BY_CHOICE and c.menu and not queued and c.cleared_reason in ("served", "normal"):
        draft.places.append(at.ENDED_IN_MENU)
    if not c.start_known:
        return
    if queued:
        # who is sent to an outside number waits no longer, however long he then talks there
        wait_s = (c.entries[-1].ended_t if c.outcome == ends.DIVERTED else c.ended_t) - c.first_queued_t
        draft.sums.append((at.WAIT_UNANSWERED_US, micros(wait_s)))
        draft.waits.append((c.entries[-1].queue, wait_key(kind_of(c.outcome), wait_s)))
    else:
        draft.waits += waits_outside(c)


def waits_outside(c: Contact) -> tuple[tuple[str, int], ...]:
    """The wait of one who never queued and was not answered."""
    if c.outcome == ends.ABANDONED_IN_MENU:
        return ((c.queue_meant, wait_key(at.LOSS_IN_MENU, c.ended_t - c.offered_t)),)
    if c.outcome == ends.ABANDONED_RINGING:
        from_t = c.rings[0].from_t if c.rings else c.ended_t
        return ((c.queue_meant, wait_key(at.WAIT_RINGING_DIRECT, c.ended_t - from_t)),)
    return NO_WAITS


def kind_of(outcome: str) -> int:
    """The kind of the wait of one who queued and was not answered."""
    if outcome == ends.ABANDONED_IN_QUEUE:
        return at.WAIT_IN_QUEUE
    return at.WAIT_RINGING if outcome == ends.ABANDONED_RINGING else at.WAIT_OTHER


def _handoffs(c: Contact, places: list[int]) -> None:
    diverted = sum([entry.outcome == ends.DIVERTED for entry in c.entries])
    if c.transfers + diverted >= CHAIN_HANDOFFS:
        places.append(at.HANDOFF_CHAINS)
    path = [e.queue for i, e in enumerate(c.entries) if i == 0 or c.entries[i - 1].queue != e.queue]
    if len(path) > 2 and any(path[i] == path[i + 2] for i in range(len(path) - 2)):
        places.append(at.PING_PONG)


def _tell_diversion(entry: QueueEntry, draft: Draft) -> None:
    """A contact that was sent from this queue to another, or elsewhere, before an answer."""
    draft.waits.append((pair_name(entry.queue, entry.diverted_to), _HANDOFF_KEY))


def sent_to(c: Contact, handover: Handover) -> str:
    """The queue that a contact came to by this hand-over; empty where it went to a person or outside."""
    later = [h.t for h in c.handovers if h.t > handover.t]
    for entry in c.entries:
        if entry.after_answer and entry.entered_t >= handover.t:
            return entry.queue if not later or entry.entered_t <= later[0] else ""
    return ""


def tell_ratings(c: Contact, ratings: Iterable[Rating], draft: Draft) -> None:
    """Marks, by their own topic or else that of the contact."""
    for rating in ratings:
        kind = at.RATED_BY_CUSTOMER if rating.by_customer else at.RATED_BY_SUPERVISOR
        draft.waits.append((rating.topic or c.topic, score_key(kind, rating.share)))


def tell_work(
    c: Contact, legs: Sequence[Leg], rings: Sequence[Ring], handovers: Sequence[Handover], draft: Draft
) -> None:
    """What agents did: rings, hand-overs, and, once it is over and the end is known, the handling."""
    places, sums = draft.places, draft.sums
    for ring in rings:
        if ring.outcome == ends.ANSWERED:
            places.append(at.RUNG)
            sums.append((at.RING_US, micros(ring.to_t - ring.from_t)))
        elif ring.outcome == "refused":
            places.append(at.REFUSED_RINGS)
    if handovers:
        places += [at.TRANSFERS] * len(handovers)
        draft.waits += [(pair_name(h.queue, sent_to(c, h)), _HANDOFF_KEY) for h in handovers]
    if not legs or c.stage != ENDED or c.cleared_reason == "source_down":
        return
    places.append(at.HANDLED)
    spent_s = hold_s = 0.0
    for leg in legs:
        spent_s += leg.to_t - leg.from_t
        hold_s += leg.hold_s
    sums.append((at.TALK_US, micros(spent_s - hold_s)))
    if hold_s:
        sums.append((at.HOLD_US, micros(hold_s)))
    if handovers:
        places.append(at.TRANSFERRED)


def tell_entry(c: Contact, entry: QueueEntry, draft: Draft) -> None:
    """What became of one wait in one queue."""
    draft.places += [at.OFFERED, at.QUEUED]
    if c.entry == "menu":
        draft.places.append(at.THROUGH_MENU)
    if not entry.outcome:
        draft.places.append(at.IN_PROGRESS)
        return
    if entry.outcome == ends.DIVERTED:
        _tell_diversion(entry, draft)
    answered = entry.outcome == ends.ANSWERED
    draft.places.append(at.ANSWERED if answered else at.BEFORE_ANSWER[entry.outcome])
    if c.start_known or entry is not c.entries[0]:
        wait_s = entry.ended_t - entry.entered_t
        draft.sums.append((at.WAIT_ANSWERED_US if answered else at.WAIT_UNANSWERED_US, micros(wait_s)))
        kind = at.WAIT_ANSWERED if answered else kind_of(entry.outcome)
        draft.waits.append((entry.queue, wait_key(kind, wait_s)))
