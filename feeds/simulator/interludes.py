"""What comes in the middle of a talk: hold, a question to a colleague, a third party, a supervisor, a transfer."""

from __future__ import annotations

from collections.abc import Callable

from feeds.simulator.centre import Centre, Contact, Line, Person
from feeds.simulator.desk import Desk
from feeds.simulator.endings import LEAST_WAIT_AFTER_HANDING_S, Endings
from feeds.simulator.matters import Matters
from feeds.simulator.router import Router
from feeds.simulator.staff import Staff
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import MonitorMode

MOST_TRANSFERS = 3
SUPERVISOR = "supervisor"


class Interludes:
    """Each is begun with a contact that is talked to and its turn, and ends with the talk going on, or with another
    agent.
    """

    def __init__(
        self,
        centre: Centre,
        router: Router,
        staff: Staff,
        desk: Desk,
        endings: Endings,
        matters: Matters | None = None,
    ) -> None:
        self._centre = centre
        self._router = router
        self._staff = staff
        self._desk = desk
        self._endings = endings
        self._matters = matters
        desk.turns = self.drawn

    def drawn(self, contact: Contact) -> Callable[[Contact, int], None] | None:
        """What is to happen in the middle of this talk; None for nothing."""
        if self._matters is not None:
            contact.goes_to = self._matters.next_desk(contact)
            if contact.goes_to is not None:
                return self._send_where_it_seems
        behaviour, rules = self._centre.behaviour, contact.line.rules
        roll = self._centre.chance.happens_below()
        if contact.transfers < MOST_TRANSFERS:
            roll -= rules.transfer_share * (2.0 if contact.transfers else 1.0)
            if roll < 0.0:
                return self._transfer
        if contact.channel != "voice":
            return None
        for share, interlude in (
            (behaviour.hold_share, self._hold),
            (behaviour.consult_share, self._consult),
            (behaviour.conference_share, self._conference),
            (behaviour.monitor_share, self._monitor),
        ):
            roll -= share
            if roll < 0.0:
                return interlude
        return None

    def _hold(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            seconds = self._centre.chance.lasting(self._centre.behaviour.hold_mean_s, 0.8)
            self._put_on_hold(contact, seconds, self._retrieve)

    def _put_on_hold(self, contact: Contact, seconds: float, then: Callable[[Contact, int], None]) -> None:
        centre = self._centre
        turn = contact.advance("on_hold", centre.agenda.now_t)
        centre.tell(contact, ev.ContactHeld, ev.Held(_agent(contact).key))
        patience_s = centre.chance.patience(centre.behaviour.hold_patience_s, 0.7)
        centre.agenda.after(
            min(seconds, patience_s), then if seconds <= patience_s else self._lost_on_hold, contact, turn
        )

    def _retrieve(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            self._centre.tell(contact, ev.ContactRetrieved, ev.Retrieved(_agent(contact).key))
            self._desk.resume(contact)

    def _lost_on_hold(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            person = _agent(contact)
            self._endings.lose(contact)
            self.let_go_of_helper(contact)
            self._desk.unseat(person, contact, self._desk.after_work_s(person, contact) * 0.5)

    def _consult(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn and not self._ask_colleague(contact, self._told):
            self._hold(contact, turn)

    def _ask_colleague(self, contact: Contact, then: Callable[[Contact, int], None]) -> bool:
        """The customer is on hold while a free colleague is asked. False where nobody is free."""
        agent = _agent(contact)
        helper = self._router.colleague(contact.line, agent)
        if helper is None:
            return False
        self._put_on_hold(contact, self._centre.chance.between(12.0, 55.0), then)
        contact.helper, helper.lent = helper, True
        self._centre.tell(contact, ev.ContactConsulted, ev.Consulted(agent.key, helper.key))
        self._staff.occupy(helper)
        return True

    def _told(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            self.let_go_of_helper(contact)
            self._retrieve(contact, turn)

    def let_go_of_helper(self, contact: Contact) -> None:
        """A colleague who was asked, if any was, is free again."""
        helper = contact.helper
        if helper is not None:
            contact.helper, helper.lent = None, False
            helper.active.pop(contact.key, None)
            self._staff.release(helper)

    def _conference(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn and not self._ask_colleague(contact, self._join):
            self._hold(contact, turn)

    def _join(self, contact: Contact, turn: int) -> None:
        helper = contact.helper
        if contact.turn == turn and helper is not None:
            helper.active[contact.key] = contact
            self._centre.tell(contact, ev.ContactConferenced, ev.Conferenced(helper.key, _agent(contact).key))
            self._centre.tell(contact, ev.ContactRetrieved, ev.Retrieved(_agent(contact).key))
            together = contact.advance("talking", self._centre.agenda.now_t)
            self._centre.agenda.after(max(5.0, contact.left_s * 0.5), self._leave, contact, together)

    def _leave(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn and contact.helper is not None:
            self._centre.tell(contact, ev.ContactLeft, ev.Left(contact.helper.key))
            self.let_go_of_helper(contact)
            self._desk.resume(contact)

    def _monitor(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            modes: tuple[tuple[MonitorMode, float], ...] = (("listen", 0.7), ("whisper", 0.25), ("barge", 0.05))
            mode = self._centre.chance.weighted(modes)
            self._centre.tell(contact, ev.ContactMonitored, ev.Monitored(SUPERVISOR, _agent(contact).key, mode))
            watched = contact.advance("talking", self._centre.agenda.now_t)
            self._centre.agenda.after(max(5.0, contact.left_s * 0.6), self._unwatch, contact, watched)

    def _unwatch(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            self._centre.tell(contact, ev.ContactLeft, ev.Left(SUPERVISOR))
            self._desk.resume(contact)

    def _transfer(self, contact: Contact, turn: int) -> None:
        if contact.turn != turn:
            return
        roll = self._centre.chance.happens_below()
        if contact.channel == "voice" and roll < 0.4 and self._ask_colleague(contact, self._hand_over):
            return
        colleague = (
            self._router.colleague(contact.line, _agent(contact)) if roll < 0.6 or contact.channel == "chat" else None
        )
        if colleague is not None and colleague.can_take(contact.channel):
            self._hand_to(contact, colleague)
        elif contact.channel == "voice" and (elsewhere := self._elsewhere(contact)):
            line = self._centre.chance.one_of(elsewhere)
            if contact.matter is not None:
                contact.matter.home = line  # they have done their part of it
            self._send_on(contact, line)
        else:
            self._desk.resume(contact)

    def _send_where_it_seems(self, contact: Contact, turn: int) -> None:
        """He belongs elsewhere, or so it seems: he is sent there, if anybody is."""
        if contact.turn == turn and contact.goes_to is not None:
            if contact.goes_to.on_duty:
                self._send_on(contact, contact.goes_to)
            else:
                self._desk.resume(contact)

    def _hand_over(self, contact: Contact, turn: int) -> None:
        """Attended: the colleague who was asked takes it."""
        colleague = contact.helper
        if contact.turn == turn and colleague is not None:
            contact.helper, colleague.lent = None, False
            self._part(contact, ev.Transferred(_agent(contact).key, colleague.key, "agent", "attended"))
            self._desk.begin(colleague, contact)

    def _hand_to(self, contact: Contact, colleague: Person) -> None:
        """Blind: it rings at a colleague."""
        self._part(contact, ev.Transferred(_agent(contact).key, colleague.key, "agent", "blind"))
        self._endings.begin_wait(contact, LEAST_WAIT_AFTER_HANDING_S)
        self._router.assign(colleague, contact)

    def _elsewhere(self, contact: Contact) -> list[Line]:
        """The queues to which it may be sent on: those where somebody is on duty."""
        lines = (self._centre.lines[key] for key in contact.line.rules.transfers_to)
        return [line for line in lines if line.on_duty]

    def _send_on(self, contact: Contact, line: Line) -> None:
        """Blind: it waits in another queue."""
        self._part(contact, ev.Transferred(_agent(contact).key, line.key, "queue", "blind"))
        self._router.join(contact, line)

    def _part(self, contact: Contact, how: ev.Transferred) -> None:
        """The agent hands the contact on and finishes up."""
        person = _agent(contact)
        self._centre.tell(contact, ev.ContactTransferred, how)
        contact.transfers += 1
        contact.agent, contact.handed_by, contact.is_urgent = None, person, True
        contact.advance("handed_on", self._centre.agenda.now_t)
        self._desk.unseat(person, contact, self._desk.after_work_s(person, contact) * 0.5)


def _agent(contact: Contact) -> Person:
    """Who talks to `contact`."""
    assert contact.agent is not None
    return contact.agent
