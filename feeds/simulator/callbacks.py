"""Callbacks that were promised: somebody who has nothing else to do calls the customer, in time, late, or never."""

from __future__ import annotations

from dataclasses import dataclass

from feeds.simulator.centre import Centre, Contact, Person
from feeds.simulator.chance import Chance
from feeds.simulator.desk import Desk
from feeds.simulator.endings import Endings
from feeds.simulator.entrance import Entrance
from feeds.simulator.interludes import MOST_TRANSFERS
from feeds.simulator.staff import Staff
from wallboard.stream import contact_events as ev

EARLY_S = (300.0, 840.0)
"""So long before the time that was named people begin with it."""
LATE_MEAN_S = 900.0
LOOKS_AGAIN_S = (20.0, 60.0)
"""Where nobody is free, or customers wait, it is tried again after so long."""
DIALS_S = (6.0, 24.0)
TRIES_AGAIN_S = (420.0, 1200.0)
MOST_TRIES = 3
GIVEN_UP_S = 5400.0
"""So long after the time that was named nobody thinks of it any more."""
NOTES_S = 6.0


@dataclass(slots=True, eq=False)
class Promise:
    """The contact that was promised a callback by `due_t` (epoch seconds), and how often it was tried."""

    contact: Contact
    due_t: float
    tries: int = 0


class Callbacks:
    """Keeps most promises. `chance` is its own, so that what it draws changes nothing else."""

    def __init__(
        self, centre: Centre, staff: Staff, desk: Desk, endings: Endings, entrance: Entrance, chance: Chance
    ) -> None:
        self._centre = centre
        self._staff = staff
        self._desk = desk
        self._endings = endings
        self._entrance = entrance
        self._chance = chance
        endings.promised = self.promise

    def promise(self, contact: Contact, due_t: float) -> None:
        """`contact` was promised a callback by `due_t`; now and then one is forgotten."""
        chance, behaviour = self._chance, self._centre.behaviour
        if chance.happens(behaviour.callback_forgotten_share):
            return
        is_late = chance.happens(behaviour.callback_late_share)
        begin_t = due_t + chance.lasting(LATE_MEAN_S) if is_late else due_t - chance.between(*EARLY_S)
        self._centre.agenda.at(begin_t, self._look, Promise(contact, due_t))

    def _look(self, promise: Promise) -> None:
        """Somebody who is free takes it, unless customers wait; after closing nobody does."""
        now_t = self._centre.agenda.now_t
        if now_t > promise.due_t + GIVEN_UP_S or not self._entrance.is_open:
            return
        line = promise.contact.line
        free = (person for person in line.free[0].values() if person.is_idle)
        person = None if line.length else next(free, None)
        if person is None:
            self._centre.agenda.after(self._chance.between(*LOOKS_AGAIN_S), self._look, promise)
        else:
            self._dial(promise, person)

    def _dial(self, promise: Promise, person: Person) -> None:
        before = promise.contact
        promise.tries += 1
        contact = self._entrance.call_out(before.customer, before.caller, before.line)
        contact.transfers = MOST_TRANSFERS  # who calls back sees it through
        contact.agent = person
        self._desk.seat(person, contact)
        is_reached = self._chance.happens(self._centre.behaviour.callback_reached_share)
        then = self._reached if is_reached else self._missed
        self._centre.agenda.after(self._chance.between(*DIALS_S), then, promise, person, contact)

    def _reached(self, promise: Promise, person: Person, contact: Contact) -> None:
        self._centre.tell(promise.contact, ev.ContactCallbackAttempted, ev.CallbackAttempted(person.key, reached=True))
        self._centre.tell(promise.contact, ev.ContactCallbackKept, ev.CallbackKept(person.key, contact.key))
        self._desk.begin(person, contact)

    def _missed(self, promise: Promise, person: Person, contact: Contact) -> None:
        self._centre.tell(promise.contact, ev.ContactCallbackAttempted, ev.CallbackAttempted(person.key))
        self._endings.clear(contact, "agent", "timeout")
        self._desk.unseat(person, contact, NOTES_S)
        if promise.tries < MOST_TRIES:
            self._centre.agenda.after(self._chance.between(*TRIES_AGAIN_S), self._look, promise)
