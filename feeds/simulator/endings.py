"""How contacts end, and what comes after: callers who lose patience, call again, rate."""

from __future__ import annotations

from collections.abc import Callable

from feeds.simulator.centre import Centre, Contact, Customer, Line, Person
from feeds.simulator.router import Router
from feeds.simulator.staff import Staff
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import ClearedBy, ClearedReason
from wallboard.stream.envelope import moment

HASTY_S = 25.0
"""Some callers do not even wait so long: they have changed their minds."""
LEAST_WAIT_AFTER_HANDING_S = 25.0
"""Who has just been told that he is put through waits for so long at least."""


class Endings:
    """`again` brings a customer back (customer, address, line, delay in seconds); `promised` is told of a contact that
    shall be called back, and by when (epoch seconds). Both are set where the parts are joined.

    `lost` is told of a contact that gave up, and at which stage; `refused` of one that was turned away; `rate` of one
    that was served, by whom, whether it was settled, and its topic.
    """

    def __init__(self, centre: Centre, router: Router, staff: Staff) -> None:
        self._centre = centre
        self._router = router
        self._staff = staff
        self.promised: Callable[[Contact, float], None]
        self.again: Callable[[Customer | None, str, Line, float], None]
        self.lost: Callable[[Contact, str], None] = self._some_call_again
        self.refused: Callable[[Contact], None] = _goes
        self.rate: Callable[[Contact, Person, bool, str], None] = self._some_rate
        router.impatient = self.begin_wait

    def clear(self, contact: Contact, by: ClearedBy, reason: ClearedReason = "normal") -> None:
        """`contact` ends."""
        self._centre.tell(contact, ev.ContactCleared, ev.Cleared(by, reason))
        self._router.take_out(contact)
        self._centre.contacts.pop(contact.key, None)
        contact.advance("ended", self._centre.agenda.now_t)
        contact.wait += 1

    def begin_wait(self, contact: Contact, at_least_s: float = 0.0) -> None:
        """`contact` begins to wait for an answer: his patience runs, and some choose something else meanwhile."""
        contact.wait += 1
        if contact.channel == "email":
            return
        chance, agenda, rules = self._centre.chance, self._centre.agenda, contact.line.rules
        patience_s = chance.patience(rules.patience_median_s, rules.patience_spread)
        if chance.happens(self._centre.behaviour.hasty_share):
            patience_s = chance.between(1.0, HASTY_S)
        agenda.after(max(patience_s, at_least_s), self._give_up, contact, contact.wait)
        if contact.channel == "voice" and not contact.answered:
            roll = chance.happens_below()
            behaviour = self._centre.behaviour
            if roll < behaviour.callback_share:
                agenda.after(chance.between(45.0, 120.0), self._call_me_back, contact, contact.wait)
            elif roll < behaviour.callback_share + behaviour.voicemail_share:
                agenda.after(chance.between(40.0, 150.0), self._leave_a_message, contact, contact.wait)

    def free_again(self, person: Person | None) -> None:
        """It no longer rings at `person`, if there is one."""
        if person is None:
            return
        if person.active:
            self._router.freed(person)
        else:
            self._staff.next_duty(person)

    def _some_rate(self, contact: Contact, agent: Person, was_resolved: bool, topic: str) -> None:
        """Some customers rate the contact when it is over."""
        chance = self._centre.chance
        if chance.happens(self._centre.behaviour.rated_share):
            weights = ((5.0, 0.62), (4.0, 0.22), (3.0, 0.08), (2.0, 0.03), (1.0, 0.05))
            unhappy = ((5.0, 0.15), (4.0, 0.2), (3.0, 0.2), (2.0, 0.2), (1.0, 0.25))
            score = chance.weighted(weights if was_resolved else unhappy)
            rated = ev.Rated(score, agent=agent.key, topic=topic)
            self._centre.agenda.after(chance.between(6.0, 40.0), self._centre.tell, contact, ev.ContactRated, rated)

    def lose(self, contact: Contact) -> None:
        """The customer hangs up; some call again."""
        stage = contact.stage
        self.clear(contact, "customer")
        self._centre.remember(contact)
        self.lost(contact, stage)

    def turn_away(self, contact: Contact, reason: ClearedReason) -> None:
        """The centre does not take him now."""
        self.clear(contact, "system", reason)
        self.refused(contact)

    def promise(self, contact: Contact, due_t: float) -> None:
        """He shall be called back by `due_t` (epoch seconds), and goes."""
        self.note_promise(contact, due_t)
        self.clear(contact, "system", "callback")
        self.promised(contact, due_t)

    def note_promise(self, contact: Contact, due_t: float) -> None:
        """Somebody, or the system, tells him that he will be called back."""
        requested = ev.CallbackRequested(moment(due_t), contact.line.key, contact.caller)
        self._centre.tell(contact, ev.ContactCallbackRequested, requested)

    def _some_call_again(self, contact: Contact, stage: str) -> None:
        chance = self._centre.chance
        if contact.channel == "voice" and chance.happens(self._centre.behaviour.redial_share):
            self.again(contact.customer, contact.caller, contact.line, chance.lasting(240.0, 0.9))

    def _give_up(self, contact: Contact, wait: int) -> None:
        if contact.wait == wait:
            person = contact.ringing
            if person is not None:
                contact.ringing = person.ringing = None
            self.lose(contact)
            self.free_again(person)

    def _call_me_back(self, contact: Contact, wait: int) -> None:
        if contact.wait == wait and contact.stage == "waiting":
            due_t = self._centre.agenda.now_t + self._centre.chance.one_of((900.0, 1800.0, 3600.0))
            self.promise(contact, due_t)

    def _leave_a_message(self, contact: Contact, wait: int) -> None:
        if contact.wait == wait and contact.stage == "waiting":
            self.clear(contact, "system", "voicemail")


def _goes(contact: Contact) -> None:
    """Who was turned away is not heard of again."""
