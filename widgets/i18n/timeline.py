"""One fact of the log as a sentence, for a timeline: the names are those of now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from wallboard.floor.floor import Floor
from wallboard.stream import agent_events as ag
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream import feed_events as fe
from wallboard.stream import queue_events as qu
from wallboard.stream import ticket_events as ti
from wallboard.stream.envelope import Event
from wallboard.stream.vocabulary import type_of
from widgets.i18n.menus import at_node
from widgets.i18n.names import agent_name, contact_name, queue_name, target_name
from widgets.i18n.numbers import count, duration, masked, number, share
from widgets.i18n.orders import order_subject, order_what, precedence, turn
from widgets.i18n.words import text

translate = QCoreApplication.translate


def fact_sentence(event: Event, floor: Floor, own: str = "") -> str:
    """What happened, in one sentence without its subject; the event's type where there are no words for it.

    In the history of the person `own`, what that person did is told without the name.
    """
    if own:
        of_own = _OWN.get(type(event))
        said = of_own(event, floor, own) if of_own is not None else ""
        if said:
            return said
    words = _WORDS.get(type(event))
    return type_of(type(event)) if words is None else words(event, floor)


def _offered(e: ev.ContactOffered, floor: Floor) -> str:
    d = e.data
    said = translate("Timeline", "{channel} from {caller}, {entry}").format(
        channel=text("channel", d.channel), caller=masked(d.caller) or "—", entry=text("entry", d.entry)
    )
    return said if d.direction == "inbound" else f"{said} · {text('direction', d.direction)}"


def _identified(e: ev.ContactIdentified, floor: Floor) -> str:
    known = " · ".join(part for part in (e.data.name, text("tier", e.data.tier) if e.data.tier else "") if part)
    return translate("Timeline", "identified: {who}").format(who=known or e.data.customer)


def _menu(e: ev.ContactMenu, floor: Floor) -> str:
    where = at_node(e.data.node)
    return translate("Timeline", "{menu}: got what was asked for").format(menu=where) if e.data.served else where


def _queued(e: ev.ContactQueued, floor: Floor) -> str:
    queue = queue_name(floor, e.data.queue)
    if e.data.position > 0:
        said = translate("Timeline", "queue {queue}, place {position}")
        return said.format(queue=queue, position=count(e.data.position))
    return translate("Timeline", "queue {queue}").format(queue=queue)


def _prioritized(e: ev.ContactPrioritized, floor: Floor) -> str:
    return translate("Timeline", "is served {precedence} from now on").format(precedence=precedence(e.data.priority))


def _diverted(e: ev.ContactDiverted, floor: Floor) -> str:
    target = target_name(floor, e.data.to_kind, e.data.to)
    if e.data.by:
        return translate("Timeline", "sent to {target} by {who}").format(target=target, who=_who(floor, e.data.by))
    return translate("Timeline", "sent to {target}").format(target=target)


def _delivered(e: ev.ContactDelivered, floor: Floor) -> str:
    return translate("Timeline", "rings at {agent}").format(agent=agent_name(floor, e.data.agent))


def _refused(e: ev.ContactRefused, floor: Floor) -> str:
    said = translate("Timeline", "{agent} did not take it: {reason}")
    return said.format(agent=agent_name(floor, e.data.agent), reason=text("refused_reason", e.data.reason))


def _established(e: ev.ContactEstablished, floor: Floor) -> str:
    if not e.data.agent:
        return translate("Timeline", "answered")
    return translate("Timeline", "answered by {agent}").format(agent=agent_name(floor, e.data.agent))


def _held(e: ev.ContactHeld, floor: Floor) -> str:
    return translate("Timeline", "put on hold")


def _retrieved(e: ev.ContactRetrieved, floor: Floor) -> str:
    return translate("Timeline", "taken from hold")


def _consulted(e: ev.ContactConsulted, floor: Floor) -> str:
    agent, other = agent_name(floor, e.data.agent), agent_name(floor, e.data.with_agent)
    if not other:
        return translate("Timeline", "{agent} asks a colleague").format(agent=agent)
    return translate("Timeline", "{agent} asks {other}").format(agent=agent, other=other)


def _transferred(e: ev.ContactTransferred, floor: Floor) -> str:
    agent, target = agent_name(floor, e.data.from_agent), target_name(floor, e.data.to_kind, e.data.to)
    if e.data.method == "attended":
        said = translate("Timeline", "{agent} has handed it to {target} after a consultation")
    else:
        said = translate("Timeline", "{agent} has handed it to {target}")
    return said.format(agent=agent, target=target)


def _conferenced(e: ev.ContactConferenced, floor: Floor) -> str:
    return translate("Timeline", "{agent} has joined").format(agent=agent_name(floor, e.data.agent))


def _monitored(e: ev.ContactMonitored, floor: Floor) -> str:
    who, mode = _who(floor, e.data.supervisor), text("monitor_mode", e.data.mode)
    return translate("Timeline", "{supervisor} {mode}").format(supervisor=who, mode=mode)


def _left(e: ev.ContactLeft, floor: Floor) -> str:
    return translate("Timeline", "{agent} has left").format(agent=_who(floor, e.data.party))


def _cleared(e: ev.ContactCleared, floor: Floor) -> str:
    by = text("cleared_by", e.data.by)
    if e.data.reason == "normal":
        return translate("Timeline", "ended by {who}").format(who=by)
    reason = text("cleared_reason", e.data.reason)
    return translate("Timeline", "ended by {who}: {reason}").format(who=by, reason=reason)


def _resolved(e: ev.ContactResolved, floor: Floor) -> str:
    said = translate("Timeline", "settled") if e.data.resolved else translate("Timeline", "not settled")
    return f"{said} · {e.data.topic}" if e.data.topic else said


def _rated(e: ev.ContactRated, floor: Floor) -> str:
    score, best = number(e.data.score, 0), number(e.data.best, 0)
    if e.data.by == "customer":
        return translate("Timeline", "the customer gave {score} of {best}").format(score=score, best=best)
    return translate("Timeline", "the supervisor gave {score} of {best}").format(score=score, best=best)


def _callback_requested(e: ev.ContactCallbackRequested, floor: Floor) -> str:
    return translate("Timeline", "asks to be called back")


def _callback_attempted(e: ev.ContactCallbackAttempted, floor: Floor) -> str:
    if e.data.reached:
        return translate("Timeline", "called back and reached")
    return translate("Timeline", "called back and not reached")


def _callback_kept(e: ev.ContactCallbackKept, floor: Floor) -> str:
    return translate("Timeline", "the callback was kept")


def _logged_on(e: ag.AgentLoggedOn, floor: Floor) -> str:
    return translate("Timeline", "on duty, {place}").format(place=text("place", e.data.place))


def _logged_off(e: ag.AgentLoggedOff, floor: Floor) -> str:
    return translate("Timeline", "off duty")


def _state(e: ag.AgentState, floor: Floor) -> str:
    state = text("presence", e.data.state)
    return f"{state} · {text('reason', e.data.reason)}" if e.data.reason else state


def _membership(e: ag.AgentMembership, floor: Floor) -> str:
    queue = queue_name(floor, e.data.queue)
    if not e.data.member:
        return translate("Timeline", "no longer serves {queue}").format(queue=queue)
    if e.data.overflow:
        return translate("Timeline", "steps in for {queue} at peaks").format(queue=queue)
    if e.data.penalty > 0:
        return translate("Timeline", "serves {queue}, {turn}").format(queue=queue, turn=turn(e.data.penalty))
    return translate("Timeline", "serves {queue}").format(queue=queue)


def _help_requested(e: ag.AgentHelpRequested, floor: Floor) -> str:
    return translate("Timeline", "asks for help")


def _help_answered(e: ag.AgentHelpAnswered, floor: Floor) -> str:
    said = translate("Timeline", "{who} comes to help")
    return said.format(who=_who(floor, e.data.supervisor))


def _queue_configured(e: qu.QueueConfigured, floor: Floor) -> str:
    said = translate("Timeline", "configured: {share} within {time}")
    return said.format(share=share(e.data.target), time=duration(e.data.threshold_s))


def _ticket_created(e: ti.TicketCreated, floor: Floor) -> str:
    return translate("Timeline", "ticket opened: {title}").format(title=e.data.title or e.data.kind or e.subject)


def _ticket_status(e: ti.TicketStatusChanged, floor: Floor) -> str:
    return translate("Timeline", "ticket {status}").format(status=text("ticket_status", e.data.status))


def _ticket_attribute(e: ti.TicketAttributeChanged, floor: Floor) -> str:
    return translate("Timeline", "ticket: {name} is now {value}").format(name=e.data.name, value=e.data.value or "—")


def _ticket_acted(e: ti.TicketActed, floor: Floor) -> str:
    who = _who(floor, e.data.who)
    if not e.data.action:
        return translate("Timeline", "{who} has worked on it").format(who=who)
    return translate("Timeline", "{who}: {action}").format(who=who, action=e.data.action)


def _ticket_resolved(e: ti.TicketResolved, floor: Floor) -> str:
    return translate("Timeline", "ticket settled")


def _ticket_reopened(e: ti.TicketReopened, floor: Floor) -> str:
    return translate("Timeline", "ticket opened again")


def _ticket_closed(e: ti.TicketClosed, floor: Floor) -> str:
    return translate("Timeline", "ticket closed")


def _command_requested(e: co.CommandRequested, floor: Floor) -> str:
    action = e.data.action
    if not isinstance(action, co.Reassign):
        whom, what = order_subject(floor, action), order_what(floor, action)
        if e.data.by:
            said = translate("Timeline", "{who} asks for {whom}: {what}")
            return said.format(who=e.data.by, whom=whom, what=what)
        return translate("Timeline", "asked for {whom}: {what}").format(whom=whom, what=what)
    target, contact = target_name(floor, action.to_kind, action.to), contact_name(floor, action.contact)
    if e.data.by:
        said = translate("Timeline", "{who} asks to send {contact} to {target}")
        return said.format(who=e.data.by, contact=contact, target=target)
    return translate("Timeline", "asked to send {contact} to {target}").format(contact=contact, target=target)


def _command_settled(status: str) -> Callable[[Any, Floor], str]:
    def words(e: co.CommandRefused, floor: Floor) -> str:
        known, word = floor.commands.get(e.subject), text("command_status", status)
        if known is not None and not isinstance(known.action, co.Reassign):
            said = f"{order_what(floor, known.action)}: {word}"
        else:
            said = translate("Timeline", "reassignment {status}").format(status=word)
        return f"{said} · {text('refusal', e.data.code)}" if e.data.code else said

    return words


def _command_dispatched(e: co.CommandDispatched, floor: Floor) -> str:
    return translate("Timeline", "handed to the source")


def _feed_connected(e: fe.FeedConnected, floor: Floor) -> str:
    return translate("Timeline", "the source is connected")


def _feed_lost(e: fe.FeedLost, floor: Floor) -> str:
    return translate("Timeline", "the source is lost")


def _feed_snapshot(e: fe.FeedSnapshot, floor: Floor) -> str:
    return translate("Timeline", "the source told what is true now")


def _who(floor: Floor, key: str) -> str:
    """An agent or a supervisor, by name where it is known."""
    return agent_name(floor, key) or translate("Timeline", "somebody")


def _own_delivered(e: ev.ContactDelivered, floor: Floor, own: str) -> str:
    return translate("Timeline", "it rings") if e.data.agent == own else ""


def _own_refused(e: ev.ContactRefused, floor: Floor, own: str) -> str:
    said = translate("Timeline", "the call was not taken: {reason}")
    return said.format(reason=text("refused_reason", e.data.reason)) if e.data.agent == own else ""


def _own_established(e: ev.ContactEstablished, floor: Floor, own: str) -> str:
    return translate("Timeline", "answered") if e.data.agent == own else ""


def _own_consulted(e: ev.ContactConsulted, floor: Floor, own: str) -> str:
    if e.data.agent != own:
        return ""
    other = agent_name(floor, e.data.with_agent)
    return translate("Timeline", "asks {other}").format(other=other or translate("Timeline", "a colleague"))


def _own_transferred(e: ev.ContactTransferred, floor: Floor, own: str) -> str:
    target = target_name(floor, e.data.to_kind, e.data.to)
    return translate("Timeline", "handed on to {target}").format(target=target) if e.data.from_agent == own else ""


def _own_conferenced(e: ev.ContactConferenced, floor: Floor, own: str) -> str:
    return translate("Timeline", "joined the conversation") if e.data.agent == own else ""


def _own_left(e: ev.ContactLeft, floor: Floor, own: str) -> str:
    return translate("Timeline", "left the conversation") if e.data.party == own else ""


_OWN: dict[type, Callable[[Any, Floor, str], str]] = {
    ev.ContactDelivered: _own_delivered,
    ev.ContactRefused: _own_refused,
    ev.ContactEstablished: _own_established,
    ev.ContactConsulted: _own_consulted,
    ev.ContactTransferred: _own_transferred,
    ev.ContactConferenced: _own_conferenced,
    ev.ContactLeft: _own_left,
}

_WORDS: dict[type, Callable[[Any, Floor], str]] = {
    ev.ContactOffered: _offered,
    ev.ContactIdentified: _identified,
    ev.ContactMenu: _menu,
    ev.ContactQueued: _queued,
    ev.ContactPrioritized: _prioritized,
    ev.ContactDiverted: _diverted,
    ev.ContactDelivered: _delivered,
    ev.ContactRefused: _refused,
    ev.ContactEstablished: _established,
    ev.ContactHeld: _held,
    ev.ContactRetrieved: _retrieved,
    ev.ContactConsulted: _consulted,
    ev.ContactTransferred: _transferred,
    ev.ContactConferenced: _conferenced,
    ev.ContactMonitored: _monitored,
    ev.ContactLeft: _left,
    ev.ContactCleared: _cleared,
    ev.ContactResolved: _resolved,
    ev.ContactRated: _rated,
    ev.ContactCallbackRequested: _callback_requested,
    ev.ContactCallbackAttempted: _callback_attempted,
    ev.ContactCallbackKept: _callback_kept,
    ag.AgentLoggedOn: _logged_on,
    ag.AgentLoggedOff: _logged_off,
    ag.AgentState: _state,
    ag.AgentMembership: _membership,
    ag.AgentHelpRequested: _help_requested,
    ag.AgentHelpAnswered: _help_answered,
    qu.QueueConfigured: _queue_configured,
    ti.TicketCreated: _ticket_created,
    ti.TicketStatusChanged: _ticket_status,
    ti.TicketAttributeChanged: _ticket_attribute,
    ti.TicketActed: _ticket_acted,
    ti.TicketResolved: _ticket_resolved,
    ti.TicketReopened: _ticket_reopened,
    ti.TicketClosed: _ticket_closed,
    co.CommandRequested: _command_requested,
    co.CommandDispatched: _command_dispatched,
    co.CommandRefused: _command_settled("refused"),
    co.CommandConfirmed: _command_settled("confirmed"),
    co.CommandFailed: _command_settled("failed"),
    co.CommandOutcomeUnknown: _command_settled("outcome_unknown"),
    fe.FeedConnected: _feed_connected,
    fe.FeedLost: _feed_lost,
    fe.FeedSnapshot: _feed_snapshot,
}
