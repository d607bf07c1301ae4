"""What has become of somebody who was waiting a moment ago."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallboard.floor.contact import ENDED, Contact
from wallboard.floor.floor import Floor
from wallboard.floor.losses import CALLED, TRIED, Lost
from wallboard.floor.outcome import (
    ABANDONED_AFTER_TRANSFER,
    ABANDONED_IN_MENU,
    ABANDONED_IN_QUEUE,
    ABANDONED_ON_HOLD,
    ABANDONED_RINGING,
    DIVERTED,
    LOST,
)
from widgets.i18n.menus import at_node
from widgets.i18n.names import agent_name, contact_title, queue_name, short_name
from widgets.i18n.numbers import clock, time_of_day
from widgets.i18n.words import text

translate = QCoreApplication.translate


def whereabouts(floor: Floor, key: str) -> str:
    """Answered by whom and after which wait, hung up after how long, or gone: one sentence."""
    contact, lost = floor.contacts.get(key), floor.book.lost.get(key)
    if contact is not None and contact.parties:
        said = translate("Whereabouts", "{who} has been answered by {agent}, after a wait of {time}")
        agent = agent_name(floor, contact.parties[0]) or translate("Whereabouts", "somebody")
        return said.format(who=contact_title(contact), agent=agent, time=clock(_waited_s(contact)))
    outcome = contact.outcome if contact is not None and contact.stage == ENDED else ""
    named = contact or lost
    if named is not None and (lost is not None or outcome in LOST):
        waited_s = lost.after_s if lost is not None else _waited_s(contact) if contact else 0.0
        said = translate("Whereabouts", "{who} has hung up, after a wait of {time}")
        return said.format(who=contact_title(named), time=clock(waited_s))
    if contact is None:
        return translate("Whereabouts", "This contact is not there any more")
    if contact.sent_outside or outcome == DIVERTED:
        said = translate("Whereabouts", "{who} has been sent elsewhere")
    elif outcome:
        said = translate("Whereabouts", "{who} is not there any more")
    else:
        said = translate("Whereabouts", "{who} is being put through")
    return said.format(who=contact_title(contact))


def lost_where(floor: Floor, lost: Lost) -> str:
    """Where he gave up: at which menu node, at which place of the queue, at whose phone, on hold at whom."""
    agent = agent_name(floor, lost.where)
    if lost.outcome == ABANDONED_IN_QUEUE and lost.position > 0:
        said = translate("LostModel", "queue {queue}, place {position}")
        return said.format(queue=queue_name(floor, lost.where), position=lost.position)
    if lost.outcome == ABANDONED_IN_QUEUE:
        return translate("LostModel", "queue {queue}").format(queue=queue_name(floor, lost.where))
    if lost.outcome == ABANDONED_IN_MENU and lost.where:
        return at_node(lost.where)
    if lost.outcome == ABANDONED_RINGING and agent:
        return translate("LostModel", "ringing at {agent}").format(agent=agent)
    if lost.outcome == ABANDONED_ON_HOLD and agent:
        return translate("LostModel", "on hold at {agent}").format(agent=agent)
    if lost.outcome == ABANDONED_AFTER_TRANSFER:
        return translate("LostModel", "after a transfer, {queue}").format(queue=queue_name(floor, lost.queue))
    return text("outcome", lost.outcome)


def lost_where_brief(floor: Floor, lost: Lost) -> str:
    """The same in short."""
    agent = short_name(agent_name(floor, lost.where))
    if lost.outcome == ABANDONED_AFTER_TRANSFER:
        return f"→ {queue_name(floor, lost.queue)}"
    if lost.outcome == ABANDONED_IN_QUEUE and lost.position > 0:
        return f"{queue_name(floor, lost.where)} · {lost.position}"
    if lost.outcome == ABANDONED_RINGING and agent:
        return translate("LostModel", "ringing at {agent}").format(agent=agent)
    if lost.outcome == ABANDONED_ON_HOLD and agent:
        return translate("LostModel", "on hold at {agent}").format(agent=agent)
    return lost_where(floor, lost)


def lost_since(lost: Lost, zone: str) -> str:
    """What has come of it: he has come again, was called, is to be called; empty where nothing has."""
    if lost.again:
        said = translate("Whereabouts", "came again at {time}")
        return said.format(time=time_of_day(lost.again_t, zone))
    if lost.callback == CALLED:
        return translate("Whereabouts", "called back")
    if not lost.callback:
        return ""
    if lost.callback == TRIED:
        said = translate("Whereabouts", "not reached, callback by {time}")
    else:
        said = translate("Whereabouts", "callback by {time}")
    return said.format(time=time_of_day(lost.due_t, zone))


def _waited_s(contact: Contact) -> float:
    """How long the last wait lasted, in seconds: in the queue, or at the phone that rang."""
    if contact.entries and contact.entries[-1].ended_t >= 0.0:
        return max(0.0, contact.entries[-1].ended_t - contact.entries[-1].entered_t)
    return max(0.0, contact.since_t - contact.offered_t)
