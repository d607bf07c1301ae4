"""What a person has asked for and what became of it, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallboard.floor.command import CONFIRMED, FAILED, OUTCOME_UNKNOWN, REFUSED, Command
from wallboard.floor.floor import Floor
from wallboard.stream import command_events as co
from wallboard.stream.command_events import Action, ContactAction
from widgets.i18n.names import agent_name, contact_name, queue_name, target_name
from widgets.i18n.numbers import seconds_exact
from widgets.i18n.words import text

translate = QCoreApplication.translate


def order_subject(floor: Floor, action: Action) -> str:
    """Whom it is about: a customer or an agent."""
    if isinstance(action, ContactAction):
        return contact_name(floor, action.contact)
    return agent_name(floor, action.agent)


def order_what(floor: Floor, action: Action) -> str:
    """What is asked for, in short: whom or where to, which priority, which queue."""
    match action:
        case co.Reassign():
            return target_name(floor, action.to_kind, action.to)
        case co.SetPriority():
            return translate("Orders", "priority {number}").format(number=action.priority)
        case co.Monitor() | co.AnswerHelp():
            return _joining(action)
        case co.AddToQueue() | co.RemoveFromQueue() | co.SetPenalty():
            return _membership(floor, action)
        case co.Pause():
            said = translate("Orders", "pause")
            return f"{said} ({text('reason', action.reason)})" if action.reason else said
    return text("action", str(action.__struct_config__.tag))


def _joining(action: co.Monitor | co.AnswerHelp) -> str:
    if isinstance(action, co.AnswerHelp):
        return text("action", "answer_help")
    return text("action", action.mode)


def _membership(floor: Floor, action: co.AddToQueue | co.RemoveFromQueue | co.SetPenalty) -> str:
    queue = queue_name(floor, action.queue)
    if isinstance(action, co.RemoveFromQueue):
        return translate("Orders", "out of {queue}").format(queue=queue)
    if isinstance(action, co.SetPenalty):
        return translate("Orders", "penalty {number} in {queue}").format(number=action.penalty, queue=queue)
    return translate("Orders", "into {queue}, penalty {number}").format(queue=queue, number=action.penalty)


def order_state(order: Command, what: str) -> str:
    """In short, for a row of the table: what was asked for, and what has become of it."""
    said = f"→ {what}" if isinstance(order.action, co.Reassign) else what
    return translate("Orders", "{what}: {status}").format(what=said, status=order_status(order))


def order_status(order: Command) -> str:
    """What has become of it, with the time that it took, or with the reason."""
    status = text("command_status", order.status)
    took_s = order.took_s
    if order.status == CONFIRMED and took_s is not None:
        return translate("Orders", "confirmed in {time}").format(time=seconds_exact(took_s))
    if order.status in (REFUSED, FAILED, OUTCOME_UNKNOWN):
        reason = order_reason(order)
        return translate("Orders", "{status}: {reason}").format(status=status, reason=reason) if reason else status
    return status


def order_reason(order: Command) -> str:
    """Why it was refused, has failed or is unknown; the source's own words where we have none."""
    if order.code:
        return text("refusal", order.code)
    return order.detail


def order_sentence(order: Command, subject: str, what: str, *, own: bool) -> str:
    """The whole of it: who asked for what, for whom, and what has become of that."""
    who = translate("Orders", "you") if own else order.by or translate("Orders", "another board")
    said = translate("Orders", "{who}: {what} — {status}")
    return said.format(who=who, what=order_brief(order, subject, what), status=order_status(order))


def order_brief(order: Command, subject: str, what: str) -> str:
    """Without who asked and what became of it: Anna → Sales, or Anna · pause."""
    return f"{subject} → {what}" if isinstance(order.action, co.Reassign) else f"{subject} · {what}"
