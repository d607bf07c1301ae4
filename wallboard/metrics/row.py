"""A contact in the books: its story as a whole, in the queues that it entered, and at the agents who dealt with it."""

from __future__ import annotations

from msgspec import Struct

from wallboard.floor import outcome as ends
from wallboard.floor.contact import ENDED, Contact
from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND, lane_of_sum, micros, tally_of, wait_key
from wallboard.metrics.parts import OPEN, TAKEN, Part, by_agent, by_queue, end_of
from wallboard.metrics.story import NO_WAITS, Draft, Share, kind_of, tell_ratings, tell_story, tell_work, waits_outside
from wallboard.stream.contact_events import LIVE_CHANNELS

_OFFERED = tally_of((at.OFFERED,))
_IN_PROGRESS = tally_of((at.IN_PROGRESS,))
_THROUGH_MENU = tally_of((at.THROUGH_MENU,))
_IDENTIFIED = tally_of((at.IDENTIFIED,))
_QUEUED = tally_of((at.QUEUED,))
_ANSWERED = tally_of((at.ANSWERED,))
_ANSWERED_DIRECT = tally_of((at.ANSWERED, at.ANSWERED_DIRECT))
_RUNG = tally_of((at.RUNG,))
_HANDLED = tally_of((at.HANDLED,))
_RESOLVED = tally_of((at.RESOLUTION_TOLD, at.RESOLVED))
_NOT_RESOLVED = tally_of((at.RESOLUTION_TOLD,))
_PROMISED = tally_of((at.CALLBACKS_PROMISED,))
_ENDED_IN_MENU = tally_of((at.ENDED_IN_MENU,))
_UNANSWERED = {name: tally_of((place,)) for name, place in at.BEFORE_ANSWER.items() if name != ends.DIVERTED}
_GONE = frozenset({"lost", "withdrawn"})
_WAIT, _RING, _TALK, _HOLD = map(lane_of_sum, (at.WAIT_ANSWERED_US, at.RING_US, at.TALK_US, at.HOLD_US))
_LOST_WAIT = lane_of_sum(at.WAIT_UNANSWERED_US)
"""What the rows of plain contacts are added up from."""

Place = tuple[float, str, str, str, float, str, str]
"""Where a contact itself counts: its moment, tier, entry, channel; the moment in its queue, the queue; the agent."""


class Where(Struct, frozen=True, gc=False, array_like=True):
    """Where after-contact work counts: a `place`, and in the sliding windows the minute of the contact's outcome (by
    queue: of its entry's); -1: none yet. Times in epoch seconds (UTC).
    """

    place: Place
    outcome_t: float
    entry_outcome_t: float


class Parts(Struct, frozen=True, gc=False):
    """The shares of a contact with several stories, by queue entry and by agent; the first ones are its own.

    `answered_by` has who answered each queue entry, empty where nobody did.
    """

    queues: tuple[Part, ...]
    agents: tuple[Part, ...]
    answered_by: tuple[str, ...] = ()


class ContactRow(Struct, frozen=True, gc=False):
    """Times in epoch seconds (UTC). `share` is the contact's as a whole, None for one that is no customer's.

    `queue`, entered at `queue_t`, and `agent` are those to whom the contact itself belongs: its first queue (or the one
    meant), and who answered it or lost it (or nobody). Where `parts` is None, they have the same share. `legs` are
    (agent, from, to) with to = -1 while it lasts. `due_t`: by when a callback was `promised`, -1: no time was named.
    """

    id: str
    place: Place
    customer: str
    promised: bool
    outcome_t: float
    end: int
    share: Share | None
    legs: tuple[tuple[str, float, float], ...]
    parts: Parts | None = None
    consult: bool = False
    topic: str = ""
    due_t: float = -1.0

    @property
    def t(self) -> float:
        """When it was offered."""
        return self.place[0]

    @property
    def tier(self) -> str:
        """The customer's tier."""
        return self.place[1]

    @property
    def entry(self) -> str:
        """Menu or direct."""
        return self.place[2]

    @property
    def channel(self) -> str:
        """By which channel it came."""
        return self.place[3]

    @property
    def live(self) -> bool:
        """Whether the channel is live."""
        return self.place[3] in LIVE_CHANNELS

    @property
    def queue_t(self) -> float:
        """When it entered `queue`."""
        return self.place[4]

    @property
    def queue(self) -> str:
        """The queue to which it belongs."""
        return self.place[5]

    @property
    def agent(self) -> str:
        """The agent to whom it belongs."""
        return self.place[6]

    @property
    def whole(self) -> Part | None:
        """The contact as a whole."""
        return Part(self.t, self.outcome_t, self.end, self.share, self.queue) if self.share is not None else None

    @property
    def queues(self) -> tuple[Part, ...]:
        """By queue entry."""
        if self.parts is not None:
            return self.parts.queues
        if self.share is None:
            return ()
        return (Part(self.queue_t, self.outcome_t, self.end, self.share, self.queue),)

    @property
    def agents(self) -> tuple[Part, ...]:
        """By agent."""
        if self.parts is not None:
            return self.parts.agents
        if self.share is None:
            return ()
        return (Part(self.t, self.outcome_t, self.end, self.share, self.queue, self.agent),)


def row_of(c: Contact) -> ContactRow:
    """The row of a contact as it is now."""
    if c.direction != "inbound" or c.consult:
        return _beside(c)
    if len(c.entries) > 1 or len(c.legs) > 1 or len(c.rings) > 1 or c.handovers:
        return told_row(c)
    if c.outcome and c.outcome != ends.ANSWERED:
        return told_row(c) if c.legs or c.answered_t >= 0.0 else _plain_unanswered(c) or told_row(c)
    return told_row(c) if c.callback_requested else _plain_row(c) or told_row(c)


def _plain_row(c: Contact) -> ContactRow | None:
    """The row of most contacts, made without a draft because there are so many of them; None for the others."""
    answered_t = c.answered_t
    tally = _OFFERED
    if c.entry == "menu":
        tally += _THROUGH_MENU
    if c.customer:
        tally += _IDENTIFIED
    queue, queue_t = c.queue_meant, c.offered_t
    if c.entries:
        entry = c.entries[0]
        if entry.after_answer or entry.outcome != (ends.ANSWERED if answered_t >= 0.0 else ""):
            return None
        queue, queue_t = entry.queue, entry.entered_t
        tally += _QUEUED
    if answered_t >= 0.0:
        return _plain_answered(c, tally, queue, queue_t)
    if c.resolved is not None or c.ratings or (c.rings and c.rings[0].outcome == "refused"):
        return None
    place = c.offered_t, c.tier, c.entry, c.channel, queue_t, queue, ""
    return ContactRow(c.id, place, c.customer, False, -1.0, OPEN, Share(tally + _IN_PROGRESS), ())


def _plain_answered(c: Contact, tally: int, queue: str, queue_t: float) -> ContactRow | None:
    leg = c.legs[0]
    answered_t, waits = c.answered_t, NO_WAITS
    if c.rings:
        ring = c.rings[0]
        if ring.agent != leg.agent or ring.outcome != ends.ANSWERED:
            return None
        tally += _RUNG + (micros(ring.to_t - ring.from_t) << _RING)
    if not c.entries:
        tally += _ANSWERED_DIRECT
        if c.start_known:
            waits = ((queue, at.WAIT_DIRECT * KIND),)
    else:
        tally += _ANSWERED
        if c.start_known:
            wait_s = answered_t - queue_t
            tally += micros(wait_s) << _WAIT
            waits = ((queue, wait_key(at.WAIT_ANSWERED, wait_s)),)
    if c.resolved is not None:
        tally += _RESOLVED if c.resolved else _NOT_RESOLVED
    if c.stage == ENDED and c.cleared_reason != "source_down":
        hold_s = leg.hold_s
        tally += _HANDLED + (micros(leg.to_t - leg.from_t - hold_s) << _TALK)
        if hold_s:
            tally += micros(hold_s) << _HOLD
    if c.ratings:
        for rating in c.ratings:
            if rating.agent and rating.agent != leg.agent:
                return None
        draft = Draft()
        tell_ratings(c, c.ratings, draft)
        waits = (*waits, *draft.waits)
    place = c.offered_t, c.tier, c.entry, c.channel, queue_t, queue, leg.agent
    legs = ((leg.agent, leg.from_t, leg.to_t),)
    share = Share(tally, waits)
    return ContactRow(c.id, place, c.customer, False, answered_t, TAKEN, share, legs, None, False, c.topic)


def _plain_unanswered(c: Contact) -> ContactRow | None:
    """The row of most contacts that ended without an answer; None for the others."""
    outcome, ended_t, waits, agent = c.outcome, c.ended_t, NO_WAITS, ""
    if c.ratings or outcome not in _UNANSWERED:
        return None
    if c.rings:
        ring = c.rings[0]
        if ring.outcome not in _GONE:
            return None
        if ring.outcome == "lost" and outcome == ends.ABANDONED_RINGING:
            agent = ring.agent
    tally = _tally_unanswered(c)
    queue, queue_t = c.queue_meant, c.offered_t
    if c.entries:
        entry = c.entries[0]
        queue, queue_t = entry.queue, entry.entered_t
        if entry.after_answer or entry.outcome != outcome or c.first_queued_t != queue_t:
            return None
        tally += _QUEUED
        if c.start_known:
            wait_s = ended_t - queue_t
            tally += micros(wait_s) << _LOST_WAIT
            waits = ((queue, wait_key(kind_of(outcome), wait_s)),)
    elif c.start_known:
        waits = waits_outside(c)
    place = c.offered_t, c.tier, c.entry, c.channel, queue_t, queue, agent
    share, promised, due_t = Share(tally, waits), c.callback_requested, c.callback_due_t
    return ContactRow(
        c.id, place, c.customer, promised, ended_t, end_of(outcome), share, (), None, False, c.topic, due_t
    )


def _tally_unanswered(c: Contact) -> int:
    tally = _OFFERED + _UNANSWERED[c.outcome]
    if c.entry == "menu":
        tally += _THROUGH_MENU
    if c.customer:
        tally += _IDENTIFIED
    if c.callback_requested:
        tally += _PROMISED
    if c.resolved is not None:
        tally += _RESOLVED if c.resolved else _NOT_RESOLVED
    if not c.entries and c.outcome == ends.LEFT_BY_CHOICE and c.menu and c.cleared_reason in ("served", "normal"):
        tally += _ENDED_IN_MENU
    return tally


def told_row(c: Contact) -> ContactRow:
    """The row of any customer's contact, told at length."""
    story = Draft()
    tell_story(c, story)
    draft = story.copy()
    tell_work(c, c.legs, c.rings, c.handovers, draft)
    if c.ratings:
        tell_ratings(c, c.ratings, draft)
    share = draft.share()
    outcome_t, end = (c.answered_t, TAKEN) if c.answered_t >= 0.0 else (c.ended_t, end_of(c.outcome))
    whole = Part(c.offered_t, outcome_t, end, share, c.entries[0].queue if c.entries else c.queue_meant)
    queues, agents = by_queue(c, whole), by_agent(c, whole, story)
    is_one = len(queues) == len(agents) == 1 and queues[0].share == agents[0].share == share
    return ContactRow(
        c.id,
        (c.offered_t, c.tier, c.entry, c.channel, queues[0].t, queues[0].queue, agents[0].agent),
        c.customer,
        c.callback_requested,
        outcome_t,
        end,
        share,
        _legs(c),
        None
        if is_one and queues[0].outcome_t == outcome_t
        else Parts(queues, agents, tuple([entry.agent for entry in c.entries])),
        topic=c.topic,
        due_t=c.callback_due_t,
    )


def _beside(c: Contact) -> ContactRow:
    """A contact that is no customer's: an agent's consultation, or a call of ours, which brings its legs alone."""
    share = None
    if c.consult:
        given_up = c.stage == ENDED and not c.answered
        share = Share(tally_of((at.CONSULTS, at.CONSULTS_GIVEN_UP) if given_up else (at.CONSULTS,)))
    queue = c.entries[0].queue if c.entries else c.queue_meant
    place = c.offered_t, c.tier, c.entry, c.channel, c.offered_t, queue, ""
    return ContactRow(c.id, place, "", False, -1.0, OPEN, share, _legs(c), consult=c.consult)


def _legs(c: Contact) -> tuple[tuple[str, float, float], ...]:
    return tuple([(leg.agent, leg.from_t, leg.to_t) for leg in c.legs])
