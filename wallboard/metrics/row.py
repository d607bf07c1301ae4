"""A contact in the books: its share as a whole, in the queues that it entered, and at the agents who worked on it."""

from __future__ import annotations

from msgspec import Struct

from wallboard.floor import outcome as ends
from wallboard.floor.contact import ENDED, Contact, QueueEntry
from wallboard.metrics import counts as at
from wallboard.metrics.counts import shape_of
from wallboard.metrics.story import Draft, Share, tell_entry, tell_late_loss, tell_particulars, tell_story, tell_work
from wallboard.stream.contact_events import LIVE_CHANNELS

OPEN, TAKEN, LOST, OTHER = range(4)
"""How far a part is: neither answered nor gone, answered, given up before an answer, ended otherwise."""

_LOST = frozenset({ends.ABANDONED_IN_MENU, ends.ABANDONED_IN_QUEUE, ends.ABANDONED_RINGING})


class Part(Struct, frozen=True, gc=False):
    """A share and whose it is (`queue` and `agent`, empty for nobody's).

    `t` is the moment by which it belongs to a span, `outcome_t` that of the answer or loss (-1: none yet), `end` how far it is.
    """

    t: float
    outcome_t: float
    end: int
    share: Share
    queue: str = ""
    agent: str = ""


class ContactRow(Struct, frozen=True, gc=False):
    """`legs` are (agent, from, to) with to = -1 while it lasts. Times in epoch seconds (UTC).

    A contact that is no customer's (outbound, internal) has its legs alone. A `plain` one has one share for all its parts;
    one that is `promised` a callback waits for it.
    """

    id: str
    t: float
    tier: str
    entry: str
    channel: str
    live: bool
    customer: str
    whole: Part | None
    queues: tuple[Part, ...]
    agents: tuple[Part, ...]
    legs: tuple[tuple[str, float, float], ...]
    plain: bool = False
    promised: bool = False


def row_of(contact: Contact) -> ContactRow:
    """The row of `contact` as it is now."""
    c = contact
    live = c.channel in LIVE_CHANNELS
    legs = tuple([(leg.agent, leg.from_t, leg.to_t) for leg in c.legs])
    whole: Part | None = None
    queues: tuple[Part, ...] = ()
    agents: tuple[Part, ...] = ()
    plain = True
    if c.consult:
        whole = _consult(c)
        queues = (whole,)
    elif c.direction == "inbound":
        draft = Draft()
        tell_story(c, draft)
        tell_work(c, c.legs, c.rings, c.transfers, draft)
        share = draft.share()
        outcome_t, end = (c.answered_t, TAKEN) if c.answered_t >= 0.0 else (c.ended_t, end_of(c.outcome))
        home = c.entries[0].queue if c.entries else c.queue_meant
        whole = Part(c.offered_t, outcome_t, end, share, home)
        plain = _is_plain(c)
        if plain:
            entered_t = c.entries[0].entered_t if c.entries else c.offered_t
            queues = (Part(entered_t, outcome_t, end, share, home),)
            agents = (Part(c.offered_t, outcome_t, end, share, home, c.legs[0].agent if c.legs else ""),)
        else:
            queues = _by_queue(c, whole)
            agents = _by_agent(c, whole)
    return ContactRow(
        c.id,
        c.offered_t,
        c.tier,
        c.entry,
        c.channel,
        live,
        c.customer,
        whole,
        queues,
        agents,
        legs,
        plain,
        c.callback_requested,
    )


def _is_plain(c: Contact) -> bool:
    """Whether it has one story for all: one queue entry and one agent at most, who took it at the first ring."""
    if len(c.entries) > 1 or len(c.legs) > 1 or len(c.rings) > 1 or c.transfers:
        return False
    if c.rings and (not c.legs or c.rings[0].agent != c.legs[0].agent):
        return False
    return not c.entries or _is_story(c, c.entries[0])


def end_of(outcome: str) -> int:
    """How far a part with this outcome is."""
    if not outcome:
        return OPEN
    if outcome == ends.ANSWERED:
        return TAKEN
    return LOST if outcome in _LOST else OTHER


def _consult(c: Contact) -> Part:
    given_up = c.stage == ENDED and not c.answered
    places = (at.CONSULTS, at.CONSULTS_GIVEN_UP) if given_up else (at.CONSULTS,)
    return Part(c.offered_t, -1.0, OPEN, Share(shape_of(places)), c.entries[0].queue if c.entries else c.queue_meant)


def _by_queue(c: Contact, whole: Part) -> tuple[Part, ...]:
    entries = c.entries
    if not entries:
        return (whole,)
    if len(entries) == 1 and _is_story(c, entries[0]):
        return (Part(entries[0].entered_t, whole.outcome_t, whole.end, whole.share, entries[0].queue),)
    return tuple([_entry_part(c, i) for i in range(len(entries))])


def _is_story(c: Contact, entry: QueueEntry) -> bool:
    """Whether the contact's story is that of its only queue entry."""
    if entry.after_answer:
        return False
    return entry.outcome == (ends.ANSWERED if c.answered_t >= 0.0 else c.outcome)


def _entry_part(c: Contact, i: int) -> Part:
    entry = c.entries[i]
    from_t = entry.entered_t if i else float("-inf")
    to_t = c.entries[i + 1].entered_t if i + 1 < len(c.entries) else float("inf")
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
    moved = [t for t, _ in _transfers(c) if from_t < t <= to_t]
    tell_work(c, legs, rings, len(moved), draft)
    return Part(entry.entered_t, entry.ended_t, end_of(entry.outcome), draft.share(), entry.queue)


def _last_answered(c: Contact) -> QueueEntry | None:
    answered = [entry for entry in c.entries if entry.outcome == ends.ANSWERED]
    return answered[-1] if answered else None


def _transfers(c: Contact) -> list[tuple[float, str]]:
    """When and by whom it was handed on after an answer."""
    return [(handover.t, handover.agent) for handover in c.handovers]


def _by_agent(c: Contact, whole: Part) -> tuple[Part, ...]:
    """The story counts at one agent, who answered it first or at whom it was lost; the work at each who worked."""
    first = c.answered_by if c.answered_t >= 0.0 else _lost_at(c)
    names = {leg.agent for leg in c.legs} | {ring.agent for ring in c.rings}
    if not names or names == {first}:
        return (Part(c.offered_t, whole.outcome_t, whole.end, whole.share, _queue_at(c, c.answered_t), first),)
    parts = []
    for name in dict.fromkeys((first, *sorted(names))):
        draft = Draft()
        if name == first:
            tell_story(c, draft)
        legs = [leg for leg in c.legs if leg.agent == name]
        moved = [t for t, by in _transfers(c) if by == name]
        tell_work(c, legs, [ring for ring in c.rings if ring.agent == name], len(moved), draft)
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
