"""Who serves whom: waiting contacts and free people are brought together, by penalty, urgency and time."""

from __future__ import annotations

from collections.abc import Callable

from feeds.simulator.centre import Centre, Contact, Line, Person
from wallboard.stream import contact_events as ev

MOST_URGENT = 10
"""The priority that is told of an urgent contact: a VIP, one handed on, one that a person has sent."""


class Router:
    """`assign` is called for each match, `spare` with a person for whom no contact waits; both are set where the
    parts are joined.

    `impatient` is called with a contact that begins to wait. `claims` says whether a person who has become free is
    needed before all who wait, and has then been given something to do.
    """

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self.assign: Callable[[Person, Contact], None]
        self.spare: Callable[[Person], None]
        self.impatient: Callable[[Contact], None]
        self.claims: Callable[[Person], bool] = _nobody_claims

    def join(self, contact: Contact, line: Line) -> None:
        """`contact` enters `line` and is given to somebody at once if anybody is free."""
        contact.line, contact.in_line = line, True
        contact.queued_t = self._centre.agenda.now_t
        self._centre.tell(contact, ev.ContactQueued, self._queued(contact, line))
        self.impatient(contact)
        self.wait(contact)

    def wait(self, contact: Contact) -> None:
        """`contact`, in its line, waits (again) for somebody."""
        line = contact.line
        turn = contact.advance("waiting", self._centre.agenda.now_t)
        (line.urgent if contact.is_urgent else line.ordinary)[contact.key] = contact
        for free in line.free:
            for person in free.values():
                if person is not contact.handed_by:
                    self.assign(person, contact)
                    return
        if line.rules.overflow_after_s:
            left_s = contact.queued_t + line.rules.overflow_after_s - self._centre.agenda.now_t
            self._centre.agenda.after(max(0.0, left_s), self._late, contact, turn)

    def take_out(self, contact: Contact) -> None:
        """`contact` no longer waits."""
        contact.line.urgent.pop(contact.key, None)
        contact.line.ordinary.pop(contact.key, None)

    def refresh(self, person: Person) -> None:
        """What `person` can take may have changed: he comes last among the free, or is not free any more."""
        for post in person.posts:
            line = post.line
            where = line.reserve if post.overflow else line.free[post.penalty]
            where.pop(person.key, None)
            if (post.late or not post.overflow) and person.can_take(line.rules.channel):
                where[person.key] = person

    def freed(self, person: Person) -> None:
        """`person` has become free, or has room for more: he gets who has the best claim on him."""
        if self.claims(person):
            return
        contact = self._next_for(person)
        if contact is not None:
            self.assign(person, contact)
            return
        self.refresh(person)
        if person.is_idle:
            self.spare(person)

    def colleague(self, line: Line, besides: Person) -> Person | None:
        """Somebody else who serves `line` as his own or helps out there, and has nothing to do."""
        for free in line.free:
            for person in free.values():
                if person is not besides and person.is_idle:
                    return person
        return None

    def _next_for(self, person: Person) -> Contact | None:
        best: tuple[tuple[bool, bool, int, float], Contact] | None = None
        now_t = self._centre.agenda.now_t
        for post in person.posts:
            contact = post.line.head(person)
            if contact is None or not person.can_take(contact.channel):
                continue
            if post.overflow and not (post.late and _is_late(contact, now_t)):
                continue
            claim = (contact.channel == "email", not contact.is_urgent, post.penalty, contact.queued_t)
            if best is None or claim < best[0]:
                best = (claim, contact)
        return best[1] if best else None

    def _late(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn and contact.line.reserve:
            self.assign(next(iter(contact.line.reserve.values())), contact)

    def _queued(self, contact: Contact, line: Line) -> ev.Queued:
        position = (len(line.urgent) if contact.is_urgent else line.length) + 1
        return ev.Queued(line.key, MOST_URGENT if contact.is_urgent else 0, position)


def _is_late(contact: Contact, now_t: float) -> bool:
    after_s = contact.line.rules.overflow_after_s
    return 0.0 < after_s <= now_t - contact.queued_t


def _nobody_claims(person: Person) -> bool:
    return False
