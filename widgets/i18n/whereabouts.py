"""What has become of somebody who was waiting a moment ago."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallboard.floor.contact import ENDED, Contact
from wallboard.floor.floor import Floor
from wallboard.floor.outcome import DIVERTED, LOST
from widgets.i18n.names import agent_name, contact_title
from widgets.i18n.numbers import clock

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


def _waited_s(contact: Contact) -> float:
    """How long the last wait lasted, in seconds: in the queue, or at the phone that rang."""
    if contact.entries and contact.entries[-1].ended_t >= 0.0:
        return max(0.0, contact.entries[-1].ended_t - contact.entries[-1].entered_t)
    return max(0.0, contact.since_t - contact.offered_t)
