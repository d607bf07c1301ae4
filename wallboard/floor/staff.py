"""What agents' events do to an agent. A word that is older than the state it would change is passed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wallboard.floor.contact import NEVER
from wallboard.floor.people import LOGGED_OFF, READY, Agent, Membership
from wallboard.stream import agent_events as ev
from wallboard.stream.feed_events import SnapshotAgent


def _logged_on(a: Agent, t: float, d: ev.LoggedOn) -> bool:
    a.name, a.team, a.site, a.place = d.name or a.name, d.team, d.site, d.place
    a.skills, a.capacity, a.overflow = d.skills, d.capacity, d.overflow
    if t < a.since_t or a.on_duty:
        return True
    a.enter(READY, "", t)
    return True


def _logged_off(a: Agent, t: float, d: ev.LoggedOff) -> bool:
    if t < a.since_t:
        return False
    a.enter(LOGGED_OFF, d.reason, t)
    return True


def _state(a: Agent, t: float, d: ev.State) -> bool:
    if t < a.since_t:
        return False
    if d.state != a.state or d.reason != a.reason:
        if d.state != LOGGED_OFF and a.logged_on_t >= 0.0:  # `Agent.enter`, as it is nearly always
            a.state, a.reason, a.since_t = d.state, d.reason, t
        else:
            a.enter(d.state, d.reason, t)
    return True


def _membership(a: Agent, t: float, d: ev.Membership) -> bool:
    if d.member:
        a.memberships[d.queue] = Membership(d.penalty, d.overflow)
    else:
        a.memberships.pop(d.queue, None)
    return True


def _help_requested(a: Agent, t: float, d: ev.HelpRequested) -> bool:
    a.help_t, a.help_contact = t, d.contact
    return True


def _help_answered(a: Agent, t: float, d: ev.HelpAnswered) -> bool:
    if t < a.help_t:
        return False
    a.help_t, a.help_contact = NEVER, ""
    return True


def met(agent: Agent, t: float, there: SnapshotAgent) -> None:
    """The source says that `agent` is on duty and what he does, as of `t` (epoch seconds)."""
    agent.name, agent.team, agent.site = there.name or agent.name, there.team or agent.team, there.site or agent.site
    agent.place, agent.skills, agent.overflow = (
        there.place,
        there.skills or agent.skills,
        there.overflow or agent.overflow,
    )
    if (agent.state, agent.reason) != (there.state, there.reason):
        since_t = there.since.timestamp() if there.since else t
        agent.enter(there.state, there.reason, min(t, max(since_t, agent.since_t)))
    if there.serves is not None:
        agent.memberships = {each.queue: Membership(each.penalty, each.overflow) for each in there.serves}


STEPS: dict[type, Callable[[Agent, float, Any], bool]] = {
    ev.AgentLoggedOn: _logged_on,
    ev.AgentLoggedOff: _logged_off,
    ev.AgentState: _state,
    ev.AgentMembership: _membership,
    ev.AgentHelpRequested: _help_requested,
    ev.AgentHelpAnswered: _help_answered,
}
"""Each step says whether the event was used."""
