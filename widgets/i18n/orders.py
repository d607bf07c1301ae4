"""What a person has asked for and what became of it, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from wallboard.floor.command import CONFIRMED, FAILED, OUTCOME_UNKNOWN, REFUSED, Command
from wallboard.floor.floor import Floor
from wallboard.stream import command_events as co
from wallboard.stream.command_events import Action, ContactAction
from widgets.i18n.names import agent_name, contact_name, queue_name, target_name
from widgets.i18n.numbers import count, seconds_exact, time_of_day
from widgets.i18n.words import text

translate = QCoreApplication.translate


def order_subject(floor: Floor, action: Action) -> str:
    """Whom it is about: a customer or an agent."""
    if isinstance(action, co.Monitor) and action.agent:
        return agent_name(floor, action.agent)
    if isinstance(action, ContactAction):
        return contact_name(floor, action.contact)
    return agent_name(floor, action.agent)


def order_what(floor: Floor, action: Action, zone: str = "") -> str:
    """What is asked for, in short: whom or where to, which priority, which queue; by when, on the clocks of `zone`."""
    match action:
        case co.Reassign():
            return target_name(floor, action.to_kind, action.to)
        case co.SetPriority():
            return precedence(action.priority)
        case co.Monitor() | co.AnswerHelp():
            return _joining(action)
        case co.AddToQueue() | co.RemoveFromQueue() | co.SetPenalty():
            return _membership(floor, action)
        case co.PromiseCallback() if zone:
            by = translate("Orders", "callback by {time}")
            return by.format(time=time_of_day(action.due.timestamp(), zone))
        case co.Pause():
            said = translate("Orders", "pause")
            return f"{said} ({text('reason', action.reason)})" if action.reason else said
    return text("action", str(action.__struct_config__.tag))


def precedence(priority: int) -> str:
    """Whether a contact is served before others of its queue."""
    if priority <= 0:
        return translate("Orders", "in its turn")
    return translate("Orders", "ahead of others, by {number}").format(number=priority)


def turn(penalty: int) -> str:
    """When a queue asks a person: before the others, or only after them."""
    if penalty <= 0:
        return translate("Orders", "asked first")
    return translate("Orders", "asked later, step {number}").format(number=penalty)


def _joining(action: co.Monitor | co.AnswerHelp) -> str:
    if isinstance(action, co.AnswerHelp):
        return text("action", "answer_help")
    return text("action", action.mode)


def _membership(floor: Floor, action: co.AddToQueue | co.RemoveFromQueue | co.SetPenalty) -> str:
    queue = queue_name(floor, action.queue)
    if isinstance(action, co.RemoveFromQueue):
        return translate("Orders", "out of {queue}").format(queue=queue)
    if isinstance(action, co.SetPenalty):
        return translate("Orders", "{queue}: {turn}").format(queue=queue, turn=turn(action.penalty))
    return translate("Orders", "into {queue}: {turn}").format(queue=queue, turn=turn(action.penalty))


def order_state(order: Command, what: str) -> str:
    """In short, for a row of the table: what was asked for, and what has become of it."""
    said = f"→ {what}" if isinstance(order.action, co.Reassign) else what
    return translate("Orders", "{what}: {status}").format(what=said, status=order_status(order))


def order_status(order: Command) -> str:
    """What has become of it, with the time that it took, or with the reason."""
    status = text("command_status", order.status)
    took_s = order.took_s
    if order.status == CONFIRMED and took_s is not None and not order.code:
        return translate("Orders", "confirmed in {time}").format(time=seconds_exact(took_s))
    if order.status in (CONFIRMED, REFUSED, FAILED, OUTCOME_UNKNOWN):
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
    said = translate("Orders", "{who}: {what} — {status}")
    return said.format(who=_who(order.by, own), what=order_brief(order, subject, what), status=order_status(order))


def orders_sentence(by: str, brief: str, outcomes: Sequence[tuple[str, int, Sequence[str]]], *, own: bool) -> str:
    """The same for several that were asked for at once: of each outcome how many, and why."""
    said = translate("Orders", "{who}: {what} — {status}")
    return said.format(who=_who(by, own), what=brief, status=outcomes_words(outcomes))


def outcomes_words(outcomes: Sequence[tuple[str, int, Sequence[str]]]) -> str:
    """Of each outcome how many, and why."""
    parts = []
    for status, n, reasons in outcomes:
        part = translate("Orders", "{n} {status}").format(n=count(n), status=text("command_status", status))
        parts.append(f"{part}: {' '.join(reasons)}" if reasons else part)
    return ", ".join(parts)


def _who(by: str, own: bool) -> str:
    return translate("Orders", "you") if own else by or translate("Orders", "another board")


def order_brief(order: Command, subject: str, what: str) -> str:
    """Without who asked and what became of it: Anna → Sales, or Anna · pause."""
    return f"{subject} → {what}" if isinstance(order.action, co.Reassign) else f"{subject} · {what}"
