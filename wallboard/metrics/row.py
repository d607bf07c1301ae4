"""A contact in the books: its story as a whole, in the queues that it entered, and at the agents who dealt with it."""

from __future__ import annotations

from msgspec import Struct

from wallboard.floor import outcome as ends
from wallboard.floor.contact import ENDED, Contact
from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND, shape_of
from wallboard.metrics.parts import OPEN, TAKEN, Part, by_agent, by_queue, end_of
from wallboard.metrics.story import NO_WAITS, Draft, Share, tell_story, tell_work
from wallboard.stream.contact_events import LIVE_CHANNELS

Place = tuple[float, str, str, bool, float, str, str]
"""Where a contact itself counts: its moment, tier, entry, live; the moment in its queue, the queue; the agent."""


class Parts(Struct, frozen=True, gc=False):
    """The shares of a contact with several stories, by queue entry and by agent; the first ones are its own."""

    queues: tuple[Part, ...]
    agents: tuple[Part, ...]


class ContactRow(Struct, frozen=True, gc=False):
    """Times in epoch seconds (UTC). `share` is the contact's as a whole, None for one that is no customer's.

    `queue`, entered at `queue_t`, and `agent` are those to whom the contact itself belongs: its first queue (or the one
    meant), and who answered it or lost it (or nobody). Where `parts` is None, they have the same share. `legs` are
    (agent, from, to) with to = -1 while it lasts.
    """

    id: str
    t: float
    tier: str
    entry: str
    channel: str
    live: bool
    customer: str
    promised: bool
    queue: str
    queue_t: float
    agent: str
    outcome_t: float
    end: int
    share: Share | None
    legs: tuple[tuple[str, float, float], ...]
    parts: Parts | None = None
    consult: bool = False

    @property
    def place(self) -> Place:
        """Where the contact itself counts."""
        return self.t, self.tier, self.entry, self.live, self.queue_t, self.queue, self.agent

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
    if (
        len(c.entries) > 1
        or len(c.legs) > 1
        or len(c.rings) > 1
        or c.handovers
        or c.callback_requested
        or (c.outcome and c.outcome != ends.ANSWERED)
    ):
        return told_row(c)
    return _plain_row(c) or told_row(c)


def _plain_row(c: Contact) -> ContactRow | None:
    """The row of most contacts, made without a draft because there are so many of them; None for the others."""
    answered_t = c.answered_t
    places = [at.OFFERED]
    if c.entry == "menu":
        places.append(at.THROUGH_MENU)
    if c.customer:
        places.append(at.IDENTIFIED)
    queue, queue_t = c.queue_meant, c.offered_t
    if c.entries:
        entry = c.entries[0]
        if entry.after_answer or entry.outcome != (ends.ANSWERED if answered_t >= 0.0 else ""):
            return None
        queue, queue_t = entry.queue, entry.entered_t
        places.append(at.QUEUED)
    if answered_t >= 0.0:
        return _plain_answered(c, places, queue, queue_t)
    if c.resolved is not None or (c.rings and c.rings[0].outcome == "refused"):
        return None
    places.append(at.IN_PROGRESS)
    share = Share(shape_of(tuple(places)))
    live = c.channel in LIVE_CHANNELS
    return ContactRow(
        c.id,
        c.offered_t,
        c.tier,
        c.entry,
        c.channel,
        live,
        c.customer,
        False,
        queue,
        queue_t,
        "",
        -1.0,
        OPEN,
        share,
        (),
    )


def _plain_answered(c: Contact, places: list[int], queue: str, queue_t: float) -> ContactRow | None:
    leg = c.legs[0]
    ring = c.rings[0] if c.rings else None
    if ring is not None and (ring.agent != leg.agent or ring.outcome != ends.ANSWERED):
        return None
    answered_t, waits, sums = c.answered_t, NO_WAITS, []
    places.append(at.ANSWERED)
    if not c.entries:
        places.append(at.ANSWERED_DIRECT)
        if c.start_known:
            waits = ((queue, at.WAIT_DIRECT * KIND),)
    elif c.start_known:
        wait_s = max(0.0, answered_t - queue_t)
        sums.append((at.WAIT_ANSWERED_US, int(wait_s * 1e6 + 0.5)))
        waits = ((queue, at.WAIT_ANSWERED * KIND + int(wait_s + 0.999)),)
    if c.resolved is not None:
        places.append(at.RESOLUTION_TOLD)
        if c.resolved:
            places.append(at.RESOLVED)
    if ring is not None:
        places.append(at.RUNG)
        sums.append((at.RING_US, int(max(0.0, ring.to_t - ring.from_t) * 1e6 + 0.5)))
    if c.stage == ENDED and c.cleared_reason != "source_down":
        places.append(at.HANDLED)
        sums.append((at.TALK_US, int(max(0.0, leg.to_t - leg.from_t - leg.hold_s) * 1e6 + 0.5)))
        if leg.hold_s:
            sums.append((at.HOLD_US, int(leg.hold_s * 1e6 + 0.5)))
    share = Share(shape_of(tuple(places)), tuple(sums), waits)
    live, legs = c.channel in LIVE_CHANNELS, ((leg.agent, leg.from_t, leg.to_t),)
    t, tier, channel, agent = c.offered_t, c.tier, c.channel, leg.agent
    return ContactRow(
        c.id, t, tier, c.entry, channel, live, c.customer, False, queue, queue_t, agent, answered_t, TAKEN, share, legs
    )


def told_row(c: Contact) -> ContactRow:
    """The row of any customer's contact, told at length."""
    draft = Draft()
    tell_story(c, draft)
    tell_work(c, c.legs, c.rings, c.transfers, draft)
    share = draft.share()
    outcome_t, end = (c.answered_t, TAKEN) if c.answered_t >= 0.0 else (c.ended_t, end_of(c.outcome))
    whole = Part(c.offered_t, outcome_t, end, share, c.entries[0].queue if c.entries else c.queue_meant)
    queues, agents = by_queue(c, whole), by_agent(c, whole)
    is_one = len(queues) == len(agents) == 1 and queues[0].share == agents[0].share == share
    return ContactRow(
        c.id,
        c.offered_t,
        c.tier,
        c.entry,
        c.channel,
        c.channel in LIVE_CHANNELS,
        c.customer,
        c.callback_requested,
        queues[0].queue,
        queues[0].t,
        agents[0].agent,
        outcome_t,
        end,
        share,
        _legs(c),
        None if is_one and queues[0].outcome_t == outcome_t else Parts(queues, agents),
    )


def _beside(c: Contact) -> ContactRow:
    """A contact that is no customer's: an agent's consultation, or a call of ours, which brings its legs alone."""
    share = None
    if c.consult:
        given_up = c.stage == ENDED and not c.answered
        share = Share(shape_of((at.CONSULTS, at.CONSULTS_GIVEN_UP) if given_up else (at.CONSULTS,)))
    queue, live = c.entries[0].queue if c.entries else c.queue_meant, c.channel in LIVE_CHANNELS
    t, tier, entry, channel, legs = c.offered_t, c.tier, c.entry, c.channel, _legs(c)
    return ContactRow(
        c.id, t, tier, entry, channel, live, "", False, queue, t, "", -1.0, OPEN, share, legs, consult=c.consult
    )


def _legs(c: Contact) -> tuple[tuple[str, float, float], ...]:
    return tuple([(leg.agent, leg.from_t, leg.to_t) for leg in c.legs])
