"""The life of one contact: each fact moves it on. Facts come in the order of their times; see `wallboard.floor.order`.

Every step takes the contact, the time (epoch seconds) and the event's data, and changes the contact alone.
A fact that is impossible in the present stage changes what it can and never raises.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wallboard.floor.contact import (
    ENDED,
    MENU,
    NEVER,
    ON_HOLD,
    RINGING,
    TALKING,
    UNROUTED,
    WAITING,
    Contact,
    Handover,
    Leg,
    MenuStep,
    QueueEntry,
    Rating,
    Ring,
)
from wallboard.floor.outcome import ANSWERED, DIVERTED, UNKNOWN, outcome_of_clearing, outcome_of_entry
from wallboard.stream import contact_events as ev

Step = Callable[[Contact, float, Any], None]


def _enter(c: Contact, stage: str, t: float) -> None:
    if c.stage != stage:
        c.stage = stage
        c.since_t = t


def _offered(c: Contact, t: float, d: ev.Offered) -> None:
    c.channel, c.direction = d.channel, d.direction
    c.caller, c.dialled, c.entry = d.caller, d.dialled, d.entry
    c.queue_meant, c.start_known = d.queue, d.start_known
    c.queue = c.queue or d.queue


def _identified(c: Contact, t: float, d: ev.Identified) -> None:
    c.customer = d.customer or c.customer
    c.tier = d.tier or c.tier
    c.name = d.name or c.name


def _menu(c: Contact, t: float, d: ev.Menu) -> None:
    c.menu = (*c.menu, MenuStep(d.node, t, d.served))
    c.entry = c.entry or "menu"
    if c.stage == UNROUTED:
        _enter(c, MENU, t)


def _queued(c: Contact, t: float, d: ev.Queued) -> None:
    if c.parties:
        _end_talk(c, t)
    if c.entries:
        _end_entry(c, t, DIVERTED, d.queue)
    if c.ringing:
        _end_rings(c, t, "withdrawn")
    c.consult = c.consult or d.consult
    c.entries = (*c.entries, QueueEntry(d.queue, t, d.priority, d.position, c.answered_t >= 0.0))
    c.queue, c.priority, c.handed_to, c.sent_outside = d.queue, d.priority, "", False
    if c.first_queued_t < 0.0:
        c.first_queued_t = t
    c.stage, c.since_t = WAITING, t


def _prioritized(c: Contact, t: float, d: ev.Prioritized) -> None:
    c.priority = d.priority


def _diverted(c: Contact, t: float, d: ev.Diverted) -> None:
    if d.to_kind == "queue":
        _end_entry(c, t, DIVERTED, d.to)
    elif d.to_kind == "external":
        _end_entry(c, t, DIVERTED, "")  # whose number it is belongs to the event alone
        c.sent_outside = True
    c.handed_to = d.to if d.to_kind == "agent" else ""
    _end_rings(c, t, "withdrawn")
    if c.stage in (WAITING, RINGING):
        _enter(c, WAITING if c.open_entry else UNROUTED, t)


def _delivered(c: Contact, t: float, d: ev.Delivered) -> None:
    if d.agent in c.parties or d.agent in c.ringing:
        return
    c.rings = (*c.rings, Ring(d.agent, t))
    c.ringing = (*c.ringing, d.agent)
    if not c.parties:
        _enter(c, RINGING, t)


def _refused(c: Contact, t: float, d: ev.Refused) -> None:
    _end_ring(c, d.agent, t, "refused")
    if c.stage == RINGING and not c.ringing:
        _enter(c, WAITING if c.open_entry else UNROUTED, t)


def _established(c: Contact, t: float, d: ev.Established) -> None:
    agent = d.agent
    if c.ringing:
        _end_ring(c, agent, t, ANSWERED)
        if c.ringing:
            _end_rings(c, t, "withdrawn")
    entries = c.entries
    if entries and not entries[-1].outcome:
        entry = entries[-1]
        entry.outcome, entry.ended_t, entry.agent = ANSWERED, t, agent
    if c.answered_t < 0.0:
        c.answered_t, c.answered_by = t, agent
    if agent not in c.parties:
        c.legs = (*c.legs, Leg(agent, t))
        c.parties = (*c.parties, agent)
    c.handed_to, c.sent_outside = "", False
    if c.stage != ON_HOLD:
        _enter(c, TALKING, t)


def _held(c: Contact, t: float, d: ev.Held) -> None:
    if c.stage == TALKING:
        _enter(c, ON_HOLD, t)
        c.hold_since_t = t


def _retrieved(c: Contact, t: float, d: ev.Retrieved) -> None:
    if c.stage == ON_HOLD:
        _close_hold(c, t)
        _enter(c, TALKING, t)


def _consulted(c: Contact, t: float, d: ev.Consulted) -> None:
    """The customer's own stage is told by held and retrieved."""


def _transferred(c: Contact, t: float, d: ev.Transferred) -> None:
    if not c.answered:
        return
    c.handovers = (*c.handovers, Handover(d.from_agent, t, c.queue))
    _leave(c, d.from_agent, t)
    c.sent_outside = d.to_kind == "external"
    c.handed_to = d.to if d.to_kind == "agent" else ""


def _conferenced(c: Contact, t: float, d: ev.Conferenced) -> None:
    if c.stage in (TALKING, ON_HOLD) and d.agent not in c.parties:
        c.legs = (*c.legs, Leg(d.agent, t))
        c.parties = (*c.parties, d.agent)


def _monitored(c: Contact, t: float, d: ev.Monitored) -> None:
    c.monitored_by, c.monitor_mode = d.supervisor, d.mode


def _left(c: Contact, t: float, d: ev.Left) -> None:
    if d.party == c.monitored_by:
        c.monitored_by = c.monitor_mode = ""
    else:
        _leave(c, d.party, t)


def _cleared(c: Contact, t: float, d: ev.Cleared) -> None:
    stage = c.stage
    c.outcome = outcome_of_clearing(c, d.by, d.reason)
    if c.ringing:
        _end_rings(c, t, "lost" if d.by == "customer" else "withdrawn")
    if c.entries:
        _end_entry(c, t, UNKNOWN if d.reason == "source_down" else outcome_of_entry(c.outcome, stage), "")
    if c.parties:
        _end_talk(c, t)
    c.cleared_by, c.cleared_reason, c.ended_t = d.by, d.reason, t
    c.monitored_by = c.monitor_mode = c.handed_to = ""
    c.stage, c.since_t = ENDED, t


def _resolved(c: Contact, t: float, d: ev.Resolved) -> None:
    c.resolved, c.topic = d.resolved, d.topic or c.topic


def _rated(c: Contact, t: float, d: ev.Rated) -> None:
    if not (d.best > 0.0 and 0.0 <= d.score <= d.best):
        return  # no mark: below nothing, or better than the best
    c.score, c.topic = d.score / d.best, c.topic or d.topic
    c.ratings = (*c.ratings, Rating(c.score, d.by == "customer", d.agent, d.topic))


def _callback_requested(c: Contact, t: float, d: ev.CallbackRequested) -> None:
    c.callback_requested = True
    c.callback_due_t = d.due.timestamp() if d.due is not None else NEVER


def _leave(c: Contact, agent: str, t: float) -> None:
    if agent not in c.parties:
        return
    if c.stage == ON_HOLD:
        _close_hold(c, t)
        c.hold_since_t = t
    _close_leg(c, agent, t)
    c.parties = tuple(p for p in c.parties if p != agent)
    if not c.parties and c.stage in (TALKING, ON_HOLD):
        c.hold_since_t = NEVER
        _enter(c, UNROUTED if not c.ringing else RINGING, t)


def _end_talk(c: Contact, t: float) -> None:
    if c.stage == ON_HOLD:
        _close_hold(c, t)
    for leg in c.legs:
        if leg.to_t < 0.0:
            leg.to_t = t
    c.parties = ()


def _close_hold(c: Contact, t: float) -> None:
    held_s = t - c.hold_since_t
    for leg in c.legs:
        if leg.to_t < 0.0:
            leg.hold_s += min(held_s, t - leg.from_t)
    c.hold_since_t = NEVER


def _close_leg(c: Contact, agent: str, t: float) -> None:
    for leg in c.legs:
        if leg.to_t < 0.0 and leg.agent == agent:
            leg.to_t = t


def _end_entry(c: Contact, t: float, outcome: str, to: str) -> None:
    entry = c.open_entry
    if entry:
        entry.outcome, entry.ended_t = outcome, t
        entry.diverted_to = to if outcome == DIVERTED else ""


def _end_ring(c: Contact, agent: str, t: float, outcome: str) -> None:
    if agent not in c.ringing:
        return
    c.ringing = tuple(a for a in c.ringing if a != agent) if len(c.ringing) > 1 else ()
    for ring in c.rings:
        if ring.agent == agent and not ring.outcome:
            ring.to_t, ring.outcome = t, outcome


def _end_rings(c: Contact, t: float, outcome: str) -> None:
    c.ringing = ()
    for ring in c.rings:
        if not ring.outcome:
            ring.to_t, ring.outcome = t, outcome


STEPS: dict[type, tuple[int, Step]] = {
    ev.ContactOffered: (0, _offered),
    ev.ContactIdentified: (1, _identified),
    ev.ContactLeft: (2, _left),
    ev.ContactTransferred: (3, _transferred),
    ev.ContactDiverted: (4, _diverted),
    ev.ContactMenu: (5, _menu),
    ev.ContactQueued: (6, _queued),
    ev.ContactRefused: (7, _refused),
    ev.ContactDelivered: (8, _delivered),
    ev.ContactEstablished: (9, _established),
    ev.ContactConsulted: (10, _consulted),
    ev.ContactConferenced: (11, _conferenced),
    ev.ContactMonitored: (12, _monitored),
    ev.ContactHeld: (13, _held),
    ev.ContactRetrieved: (14, _retrieved),
    ev.ContactPrioritized: (15, _prioritized),
    ev.ContactCleared: (20, _cleared),
    ev.ContactResolved: (21, _resolved),
    ev.ContactRated: (22, _rated),
    ev.ContactCallbackRequested: (23, _callback_requested),
}
"""For each kind of fact its rank among the facts of one moment, and its step."""

AFTERWARDS = 20
"""From this rank on a fact may come after the end of the contact."""
