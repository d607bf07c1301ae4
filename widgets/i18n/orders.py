"""What a person has asked for and what became of it, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallboard.floor.command import CONFIRMED, FAILED, OUTCOME_UNKNOWN, REFUSED, Command
from widgets.i18n.numbers import seconds_exact
from widgets.i18n.words import text

translate = QCoreApplication.translate


def order_state(order: Command, target: str) -> str:
    """In short, for a row of the table: where to, and what has become of it."""
    return translate("Orders", "→ {target}: {status}").format(target=target, status=order_status(order))


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


def order_sentence(order: Command, contact: str, target: str, *, own: bool) -> str:
    """The whole of it: who asked for which contact to go where, and what has become of that."""
    who = translate("Orders", "you") if own else order.by or translate("Orders", "another board")
    return translate("Orders", "{who}: {contact} → {target} — {status}").format(
        who=who, contact=contact, target=target, status=order_status(order)
    )
