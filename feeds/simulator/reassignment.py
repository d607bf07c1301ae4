"""A person sends a caller to somebody else: the exchange does it, or says why it cannot."""

from __future__ import annotations

from feeds.simulator import centre as states
from feeds.simulator.centre import Centre, Contact, Line, Person
from feeds.simulator.endings import LEAST_WAIT_AFTER_HANDING_S, Endings
from feeds.simulator.ringing import Ringing
from feeds.simulator.router import Router
from feeds.simulator.staff import Staff
from wallboard.commands.outside import dialled
from wallboard.stream import contact_events
from wallboard.stream.command_events import Reassign

WAITING_STAGES = ("menu", "waiting", "ringing")


class Reassignment:
    """Carries out `Reassign`. Why it cannot be done is told in the hub's own codes: contact_unknown (gone meanwhile),
    contact_not_waiting (answered meanwhile), agent_unknown, agent_off_duty, agent_unreachable, agent_rings_already,
    agent_at_capacity, queue_unknown, same_queue, channel_not_served, target_empty, number_invalid.
    """

    def __init__(self, centre: Centre, router: Router, staff: Staff, ringing: Ringing, endings: Endings) -> None:
        self._centre = centre
        self._router = router
        self._staff = staff
        self._ringing = ringing
        self._endings = endings

    def carry_out(self, key: str, action: Reassign, by: str) -> str:
        """Do it now; the code of why not."""
        contact = self._centre.contacts.get(action.contact)
        if contact is None:
            return "contact_unknown"
        if contact.stage not in WAITING_STAGES:
            return "contact_not_waiting"
        if action.to_kind == "agent":
            return self._to_agent(key, contact, action.to, by)
        if action.to_kind == "queue":
            return self._to_queue(key, contact, action.to, by)
        return self._outside(key, contact, action.to, by)

    def _to_agent(self, key: str, contact: Contact, to: str, by: str) -> str:
        person = self._centre.people.get(to)
        if person is None:
            return "agent_unknown"
        if code := _hindrance(person, contact):
            return code
        before = self._divert(key, contact, to, "agent", by)
        self._staff.interrupt(person)
        self._endings.begin_wait(contact, LEAST_WAIT_AFTER_HANDING_S)
        self._ringing.deliver(person, contact, sent_by_hand=True)
        self._endings.free_again(before)
        return ""

    def _to_queue(self, key: str, contact: Contact, to: str, by: str) -> str:
        line: Line | None = self._centre.lines.get(to)
        if line is None:
            return "queue_unknown"
        if line.rules.channel != contact.channel:
            return "channel_not_served"
        if contact.in_line and contact.line is line:
            return "same_queue"
        before = self._divert(key, contact, to, "queue", by)
        self._router.join(contact, line)
        self._endings.free_again(before)
        return ""

    def _outside(self, key: str, contact: Contact, to: str, by: str) -> str:
        if not to.strip():
            return "target_empty"
        if contact.channel != "voice":
            return "channel_not_served"
        if not dialled(to):
            return "number_invalid"
        before = self._divert(key, contact, to, "external", by)
        self._endings.clear(contact, "system")
        self._endings.free_again(before)
        return ""

    def _divert(self, key: str, contact: Contact, to: str, kind: contact_events.TargetKind, by: str) -> Person | None:
        """He is taken out of where he waits. Whoever it rang at."""
        before = contact.ringing
        if before is not None:
            contact.ringing = before.ringing = None
        self._router.take_out(contact)
        contact.is_urgent = True
        contact.advance("diverted", self._centre.agenda.now_t)
        came_from = contact.line.key if contact.in_line else ""
        diverted = contact_events.Diverted(came_from, to, kind, by, "reassigned")
        self._centre.tell(contact, contact_events.ContactDiverted, diverted, key)
        return before


def _hindrance(person: Person, contact: Contact) -> str:
    """Why `person` cannot get `contact` now; empty where he can."""
    if person.state == states.LOGGED_OFF:
        return "agent_off_duty"
    if person.state == states.UNREACHABLE:
        return "agent_unreachable"
    if person.ringing is contact:
        return "agent_rings_already"
    if not person.capacity.get(contact.channel):
        return "channel_not_served"
    has_room = person.ringing is None and not person.lent and person.has_room(contact.channel)
    return "" if has_room else "agent_at_capacity"
