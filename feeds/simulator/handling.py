"""What a person asks for a contact besides sending it elsewhere: its turn, its way out, its end, a listener."""

from __future__ import annotations

from feeds.simulator import centre as states
from feeds.simulator.centre import Centre, Contact
from feeds.simulator.desk import Desk
from feeds.simulator.endings import Endings
from feeds.simulator.interludes import Interludes
from feeds.simulator.router import Router
from wallboard.stream import agent_events
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import MonitorMode

LISTENS_S = 40.0
"""A supervisor leaves after so long, if the talk has not ended before."""


class Handling:
    """Each gives the code of why it cannot be done, empty where it has been done."""

    def __init__(self, centre: Centre, router: Router, desk: Desk, endings: Endings, interludes: Interludes) -> None:
        self._centre, self._router, self._desk = centre, router, desk
        self._endings, self._interludes = endings, interludes

    def set_priority(self, action: co.SetPriority, by: str) -> str:
        """The contact is served before the ordinary ones, or among them."""
        contact = self._centre.contacts.get(action.contact)
        if contact is None:
            return "contact_unknown"
        if not _waits(contact):
            return "contact_not_waiting"
        is_in_line = contact.stage == "waiting"
        contact.is_urgent = action.priority > 0
        if is_in_line:
            self._router.take_out(contact)
        self._centre.tell(contact, ev.ContactPrioritized, ev.Prioritized(action.priority, by))
        if is_in_line:
            self._router.wait(contact)
        return ""

    def withdraw(self, action: co.Withdraw, by: str) -> str:
        """The contact leaves its queue, and nothing follows."""
        contact = self._centre.contacts.get(action.contact)
        if contact is not None and not _waits(contact):
            return "contact_not_waiting"
        return self._end(contact)

    def hang_up(self, action: co.Hangup, by: str) -> str:
        """The contact ends, wherever it is."""
        return self._end(self._centre.contacts.get(action.contact))

    def monitor(self, action: co.Monitor, by: str) -> str:
        """A supervisor joins the talk."""
        contact = self._centre.contacts.get(action.contact)
        return "contact_unknown" if contact is None else self._join(contact, action.mode, by)

    def answer_help(self, action: co.AnswerHelp, by: str) -> str:
        """He joins the talk of somebody who has asked for it, or calls him where there is none."""
        person = self._centre.people.get(action.agent)
        if person is None:
            return "agent_unknown"
        calls = [contact for contact in person.active.values() if contact.channel == "voice"]
        if person.state == states.LOGGED_OFF:
            return "agent_off_duty"
        if calls and (code := self._join(calls[0], action.mode, by)):
            return code
        self._centre.tell_of(person, agent_events.AgentHelpAnswered, agent_events.HelpAnswered(by))
        return ""

    def _join(self, contact: Contact, mode: MonitorMode, by: str) -> str:
        if contact.agent is None:
            return "contact_not_talking"
        if contact.channel != "voice":
            return "channel_not_served"
        self._centre.tell(contact, ev.ContactMonitored, ev.Monitored(by, contact.agent.key, mode))
        self._centre.agenda.after(LISTENS_S, self._leave, contact, by)
        return ""

    def _leave(self, contact: Contact, by: str) -> None:
        if contact.key in self._centre.contacts:
            self._centre.tell(contact, ev.ContactLeft, ev.Left(by))

    def _end(self, contact: Contact | None) -> str:
        """It is over. Whoever it rang at or who talked with it is free again."""
        if contact is None:
            return "contact_unknown"
        rang_at, person = contact.ringing, contact.agent
        if rang_at is not None:
            contact.ringing = rang_at.ringing = None
        self._endings.clear(contact, "supervisor")
        self._interludes.let_go_of_helper(contact)
        if person is not None:
            self._desk.unseat(person, contact, self._desk.after_work_s(person, contact))
        self._endings.free_again(rang_at)
        return ""


def _waits(contact: Contact) -> bool:
    return contact.in_line and contact.stage in ("waiting", "ringing")
