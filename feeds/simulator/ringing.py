"""It rings at somebody, who answers or does not."""

from __future__ import annotations

from feeds.simulator.centre import Centre, Contact, Person
from feeds.simulator.desk import Desk
from feeds.simulator.endings import Endings
from feeds.simulator.router import Router
from feeds.simulator.staff import Staff
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import RefusedReason


class Ringing:
    """Delivers contacts to people."""

    def __init__(self, centre: Centre, router: Router, staff: Staff, desk: Desk, endings: Endings) -> None:
        self._centre = centre
        self._router = router
        self._staff = staff
        self._desk = desk
        self._endings = endings
        router.assign = self.deliver

    def deliver(self, person: Person, contact: Contact, sent_by_hand: bool = False) -> None:
        """`contact` is given to `person`: e-mail is opened, everything else rings first. Who is asked by name
        answers.
        """
        self._router.take_out(contact)
        if contact.channel == "email":
            self._desk.begin(person, contact)
            return
        turn = contact.advance("ringing", self._centre.agenda.now_t)
        contact.ringing, person.ringing = person, contact
        self._router.refresh(person)
        self._centre.tell(contact, ev.ContactDelivered, ev.Delivered(person.key))
        self._then(person, contact, turn, sent_by_hand)

    def _then(self, person: Person, contact: Contact, turn: int, sent_by_hand: bool) -> None:
        chance, agenda, behaviour = self._centre.chance, self._centre.agenda, self._centre.behaviour
        if sent_by_hand:
            agenda.after(chance.between(1.5, 5.0), self._answer, person, contact, turn)
            return
        roll = chance.happens_below() / max(behaviour.no_answer_share, 1e-9)
        if roll < 1.0:
            reason: RefusedReason = "no_answer" if roll < 0.85 else "declined"
            after_s = behaviour.ring_limit_s if reason == "no_answer" else chance.between(1.5, 6.0)
            agenda.after(after_s, self._refuse, person, contact, turn, reason)
            return
        ring_s = min(chance.lasting(behaviour.ring_mean_s, 0.5), behaviour.ring_limit_s)
        agenda.after(max(0.8, ring_s), self._answer, person, contact, turn)

    def _answer(self, person: Person, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            contact.ringing = person.ringing = None
            self._desk.begin(person, contact)

    def _refuse(self, person: Person, contact: Contact, turn: int, reason: RefusedReason) -> None:
        if contact.turn != turn:
            return
        contact.ringing = person.ringing = None
        self._centre.tell(contact, ev.ContactRefused, ev.Refused(person.key, reason))
        if person.active:
            self._router.refresh(person)
        else:
            self._staff.away(person, "refused", self._centre.chance.between(25.0, 90.0))
        contact.is_urgent = True
        if contact.in_line:
            self._router.wait(contact)
        else:
            self._router.join(contact, contact.line)
