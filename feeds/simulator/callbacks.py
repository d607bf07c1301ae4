"""Callbacks that were promised: somebody who has nothing else to do calls the customer, in time, late, or never."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from feeds.simulator.centre import Centre, Contact, Person
from feeds.simulator.chance import Chance
from feeds.simulator.desk import Desk
from feeds.simulator.endings import Endings
from feeds.simulator.entrance import Entrance
from feeds.simulator.matters import MOST_HANDINGS
from feeds.simulator.router import Router
from wallboard.stream import command_events as co
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
    """The contact that was promised a callback by `due_t` (epoch seconds), whether it goes before those who wait,
    whether he cannot be reached at all, and how often it was tried.
    """

    contact: Contact
    due_t: float
    insists: bool = False
    is_gone: bool = False
    tries: int = 0


class Callbacks:
    """Keeps most promises. `chance` is its own, so that what it draws changes nothing else. `broken` is told of a
    contact that nobody will call back, and by when it was promised (epoch seconds).
    """

    def __init__(
        self, centre: Centre, router: Router, desk: Desk, endings: Endings, entrance: Entrance, chance: Chance
    ) -> None:
        self._centre = centre
        self._desk = desk
        self._endings = endings
        self._entrance = entrance
        self._chance = chance
        self._insisting: dict[str, deque[Promise]] = {}
        self.broken: Callable[[Contact, float], None] = _is_forgotten
        endings.promised = self.promise
        router.claims = self.claim

    def promise(self, contact: Contact, due_t: float) -> None:
        """`contact` was promised a callback by `due_t`; now and then one is forgotten."""
        chance, behaviour = self._chance, self._centre.behaviour
        if chance.happens(behaviour.callback_forgotten_share):
            self.broken(contact, due_t)
            return
        is_late = chance.happens(behaviour.callback_late_share)
        begin_t = due_t + chance.lasting(LATE_MEAN_S) if is_late else due_t - chance.between(*EARLY_S)
        insists, is_gone = self._happens(behaviour.callback_insist_share), self._happens(behaviour.callback_gone_share)
        self._centre.agenda.at(begin_t, self._look, Promise(contact, due_t, insists, is_gone))

    def claim(self, person: Person) -> bool:
        """Whether `person`, who has just become free, is to call somebody before he serves those who wait."""
        if not self._insisting or not person.is_idle:
            return False
        for post in person.posts:
            waiting = None if post.penalty else self._insisting.get(post.line.key)
            while waiting:
                promise = waiting.popleft()
                if not self._is_over(promise):
                    self._dial(promise, person)
                    return True
        return False

    def promise_lost(self, action: co.PromiseCallback, by: str) -> str:
        """Somebody asks for a callback to one who gave up: into the book with it. Why not, as a code."""
        contact = self._centre.lost.get(action.contact)
        if contact is None:
            return "contact_unknown"
        if contact.channel != "voice":
            return "channel_not_served"
        del self._centre.lost[contact.key]
        requested = ev.CallbackRequested(action.due, contact.line.key, contact.caller)
        self._centre.tell(contact, ev.ContactCallbackRequested, requested)
        self.promise(contact, action.due.timestamp())
        return ""

    def _look(self, promise: Promise) -> None:
        """Somebody who is free takes it, unless customers wait; after closing nobody does."""
        if self._is_over(promise):
            return
        line = promise.contact.line
        free = (person for person in line.free[0].values() if person.is_idle)
        person = None if line.length else next(free, None)
        if person is None and promise.insists:
            self._insisting.setdefault(line.key, deque()).append(promise)
        elif person is None:
            self._centre.agenda.after(self._chance.between(*LOOKS_AGAIN_S), self._look, promise)
        else:
            self._dial(promise, person)

    def _happens(self, share: float) -> bool:
        """As `Chance.happens`; what never happens is not drawn, so that it changes no run in which it is not known."""
        return share > 0.0 and self._chance.happens(share)

    def _is_over(self, promise: Promise) -> bool:
        """Whether nobody thinks of it any more."""
        is_late = self._centre.agenda.now_t > promise.due_t + GIVEN_UP_S
        if not is_late and self._entrance.is_open:
            return False
        self.broken(promise.contact, promise.due_t)
        return True

    def _dial(self, promise: Promise, person: Person) -> None:
        before = promise.contact
        promise.tries += 1
        contact = self._entrance.call_out(before.customer, before.caller, before.line)
        contact.transfers = MOST_HANDINGS  # who calls back sees it through
        contact.matter = before.matter
        contact.agent = person
        self._desk.seat(person, contact)
        is_reached = self._chance.happens(self._centre.behaviour.callback_reached_share) and not promise.is_gone
        then = self._reached if is_reached else self._missed
        self._centre.agenda.after(self._chance.between(*DIALS_S), then, promise, person, contact, contact.turn)

    def _reached(self, promise: Promise, person: Person, contact: Contact, turn: int) -> None:
        if contact.turn != turn:
            self._try_again(promise)
            return
        self._centre.tell(promise.contact, ev.ContactCallbackAttempted, ev.CallbackAttempted(person.key, reached=True))
        self._centre.tell(promise.contact, ev.ContactCallbackKept, ev.CallbackKept(person.key, contact.key))
        self._desk.begin(person, contact)

    def _missed(self, promise: Promise, person: Person, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            self._centre.tell(promise.contact, ev.ContactCallbackAttempted, ev.CallbackAttempted(person.key))
            self._endings.clear(contact, "agent", "timeout")
            self._desk.unseat(person, contact, NOTES_S)
        self._try_again(promise)

    def _try_again(self, promise: Promise) -> None:
        """He was not reached, or somebody hung up while it rang there."""
        if promise.tries < MOST_TRIES:
            self._centre.agenda.after(self._chance.between(*TRIES_AGAIN_S), self._look, promise)


def _is_forgotten(contact: Contact, due_t: float) -> None:
    """Where nobody is said to come again, whom nobody calls back does not."""
