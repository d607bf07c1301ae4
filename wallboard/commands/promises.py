"""Whether a customer who gave up may be promised a callback, as the floor stands."""

from __future__ import annotations

from collections.abc import Iterable

from wallboard.commands.outside import dialled
from wallboard.floor.contact import ENDED
from wallboard.floor.floor import Floor
from wallboard.floor.losses import CALLED, Lost, addresses
from wallboard.stream import command_events as co

MOST_AHEAD_S = 7 * 86_400.0
"""Nobody is promised to be called in more than a week: so long a promise is followed."""


def promise_callback(floor: Floor, lost: Lost, action: co.PromiseCallback) -> str:
    """Why he may not be promised a callback by then."""
    if code := hindrance(lost):
        return code
    if not 0.0 < action.due.timestamp() - floor.now_t <= MOST_AHEAD_S:
        return "due_invalid"
    return "came_again" if is_here(floor, [lost]) else ""


def hindrance(lost: Lost) -> str:
    """Why nobody need, or can, call him back: he has come again, is promised a call already, or left no number."""
    if lost.again:
        return "came_again"
    if lost.callback:
        return "already_called" if lost.callback == CALLED else "already_promised"
    return "" if dialled(lost.caller) else "number_unknown"


def is_here(floor: Floor, lost: Iterable[Lost]) -> set[str]:
    """The contacts of those who are with us at this moment, known by their customer's key or by their number."""
    open_ones = [c for c in floor.contacts.values() if c.stage != ENDED and not c.consult]
    here = {address for c in open_ones for address in addresses(c.customer, c.caller, c.dialled)}
    return {one.contact for one in lost if not here.isdisjoint(addresses(one.customer, one.caller))}
