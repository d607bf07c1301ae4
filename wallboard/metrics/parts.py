"""The parts of a contact that has more than one story: by queue entry and by agent."""

from __future__ import annotations

from msgspec import Struct

from wallboard.floor import outcome as ends
from wallboard.floor.contact import Contact, QueueEntry, Rating
from wallboard.metrics import counts as at
from wallboard.metrics.story import (
    Draft,
    Share,
    tell_entry,
    tell_late_loss,
    tell_particulars,
    tell_ratings,
    tell_work,
)

OPEN, TAKEN, LOST, OTHER = range(4)
"""How far a part is: neither answered nor gone, answered, given up before an answer, ended otherwise."""

_LOST = frozenset({ends.ABANDONED_IN_MENU, ends.ABANDONED_IN_QUEUE, ends.ABANDONED_RINGING})


class Part(Struct, frozen=True, gc=False):
    """A share and whose it is (`queue` and `agent`, empty for nobody's).

    `t` is the moment by which it belongs to a span, `outcome_t` that of the answer or loss (-1: none yet), `end` how
    far it is.
    """

    t: float
    outcome_t: float
    end: int
    share: Share
    queue: str = ""
    agent: str = ""


def end_of(outcome: str) -> int:
    """How far a part with this outcome is."""
    if not outcome:
        return OPEN
    if outcome == ends.ANSWERED:
        return TAKEN
    return LOST if outcome in _LOST else OTHER


def by_queue(c: Contact, whole: Part) -> tuple[Part, ...]:
    """The contact's queue entries; one that never queued counts where it was meant to."""
    entries = c.entries
    if not entries:
        return (whole,)
    if len(entries) == 1 and is_story(c, entries[0]):
        return (Part(entries[0].entered_t, whole.outcome_t, whole.end, whole.share, entries[0].queue),)
    parts = [_entry_part(c, i) for i in range(len(entries))]
    return tuple(parts + _out_of_queues(c))


def is_story(c: Contact, entry: QueueEntry) -> bool:
    """Whether the contact's story is that of its only queue entry."""
    if entry.after_answer:
        return False
    return entry.outcome == (ends.ANSWERED if c.answered_t >= 0.0 else c.outcome)


def _entry_part(c: Contact, i: int) -> Part:
    entry = c.entries[i]
    from_t = entry.entered_t if i else float("-inf")
    to_t = _work_ends_t(c, i)
    draft = Draft()
    tell_entry(c, entry, draft)
    if c.outcome in ends.LOST_AFTER_ANSWER and entry is _last_answered(c):
        tell_late_loss(c, draft)
    if i == 0:
        if c.customer:
            draft.places.append(at.IDENTIFIED)
        tell_particulars(c, draft)
    legs = [leg for leg in c.legs if from_t <= leg.from_t < to_t]
    rings = [ring for ring in c.rings if from_t <= ring.from_t < to_t]
    moved = [handover for handover in c.handovers if from_t < handover.t <= to_t]
    tell_work(c, legs, rings, moved, draft)
    if c.ratings:
        tell_ratings(c, [rating for rating in c.ratings if _rated_entry(c, rating) == i], draft)
    return Part(entry.entered_t, entry.ended_t, end_of(entry.outcome), draft.share(), entry.queue)


def _work_ends_t(c: Contact, i: int) -> float:
    """Until when what is done for the contact belongs to its entry `i`: it is sent elsewhere, or the next begins."""
    entry = c.entries[i]
    if entry.outcome == ends.DIVERTED:
        return entry.ended_t
    return c.entries[i + 1].entered_t if i + 1 < len(c.entries) else float("inf")


def _out_of_queues(c: Contact) -> list[Part]:
    """Work for one who had left a queue, as by a key, and was then called to the phone: it counts in no queue."""
    left = [i for i, entry in enumerate(c.entries) if entry.outcome == ends.DIVERTED]
    if not left:
        return []
    gaps = [
        (c.entries[i].ended_t, c.entries[i + 1].entered_t if i + 1 < len(c.entries) else float("inf")) for i in left
    ]
    draft = Draft()
    legs = [leg for leg in c.legs if any(from_t <= leg.from_t < to_t for from_t, to_t in gaps)]
    rings = [ring for ring in c.rings if any(from_t <= ring.from_t < to_t for from_t, to_t in gaps)]
    moved = [handover for handover in c.handovers if any(from_t < handover.t <= to_t for from_t, to_t in gaps)]
    tell_work(c, legs, rings, moved, draft)
    return [Part(gaps[-1][0], -1.0, OPEN, draft.share(), c.queue_meant)] if draft.places else []


def _last_answered(c: Contact) -> QueueEntry | None:
    answered = [entry for entry in c.entries if entry.outcome == ends.ANSWERED]
    return answered[-1] if answered else None


def _rated_entry(c: Contact, rating: Rating) -> int:
    """In which queue entry a mark counts: the last that its agent answered, or anybody, or else the first."""
    answered = [i for i, entry in enumerate(c.entries) if entry.outcome == ends.ANSWERED]
    his = [i for i in answered if c.entries[i].agent == rating.agent]
    return max(his or answered, default=0)


def by_agent(c: Contact, whole: Part, story: Draft) -> tuple[Part, ...]:
    """The story counts at one agent, who answered it first or at whom it was lost; the work at each who worked.

    `story` is the contact's story alone, without the work.
    """
    first = c.answered_by if c.answered_t >= 0.0 else _lost_at(c)
    names = {leg.agent for leg in c.legs}
    names.update([ring.agent for ring in c.rings])
    if c.ratings:
        names.update([rating.agent for rating in c.ratings if rating.agent])
    if c.handovers:  # a source may name one who never had it
        names.update([handover.agent for handover in c.handovers if handover.agent])
    if not names or names == {first}:
        return (Part(c.offered_t, whole.outcome_t, whole.end, whole.share, _queue_at(c, c.answered_t), first),)
    parts = []
    names.discard(first)
    for name in (first, *sorted(names)):
        draft = story if name == first else Draft()
        legs = [leg for leg in c.legs if leg.agent == name]
        moved = [handover for handover in c.handovers if handover.agent == name] if c.handovers else ()
        tell_work(c, legs, [ring for ring in c.rings if ring.agent == name], moved, draft)
        if c.ratings:
            tell_ratings(c, [rating for rating in c.ratings if (rating.agent or first) == name], draft)
        if name != first and not legs and not draft.places and not draft.waits:
            continue  # it only rings there now, or went on to ring elsewhere
        queue = _queue_at(c, legs[0].from_t if legs else -1.0)
        end = whole.end if name == first else OPEN
        parts.append(Part(c.offered_t, whole.outcome_t, end, draft.share(), queue, name))
    return tuple(parts)


def _lost_at(c: Contact) -> str:
    lost = [ring.agent for ring in c.rings if ring.outcome == "lost"]
    return lost[-1] if lost and c.outcome == ends.ABANDONED_RINGING else ""


def _queue_at(c: Contact, t: float) -> str:
    """The queue in which he had last been by `t`, or by now."""
    for entry in reversed(c.entries):
        if t < 0.0 or entry.entered_t <= t:
            return entry.queue
    return c.entries[0].queue if c.entries else c.queue_meant
