"""What people do when: log on, talk, finish up, go on a break, become unreachable, go home."""

from __future__ import annotations

from feeds.simulator import centre as states
from feeds.simulator.centre import Centre, Person
from feeds.simulator.router import Router
from wallboard.stream import agent_events as ev
from wallboard.stream.agent_events import ReportedState

LEAST_AFTER_WORK_S = 3.0


class Staff:
    """Every change of a person's state goes through here."""

    def __init__(self, centre: Centre, router: Router) -> None:
        self._centre = centre
        self._router = router

    def log_on(self, person: Person) -> None:
        """`person` comes on duty and is ready."""
        if person.state != states.LOGGED_OFF:
            return
        person.going_home = False
        self._introduce(person)
        person.state, person.reason, person.since_t = states.READY, "", self._centre.agenda.now_t
        person.turn += 1
        _count(person, 1)
        self._router.freed(person)

    def occupy(self, person: Person) -> None:
        """`person` is with a customer or helps a colleague."""
        self._enter(person, "busy")
        self._router.refresh(person)

    def release(self, person: Person, after_work_s: float = 0.0) -> None:
        """One contact of `person` is over; after the last he finishes up for `after_work_s` seconds."""
        if person.active:
            self._router.freed(person)
            return
        if after_work_s < LEAST_AFTER_WORK_S:
            self.next_duty(person)
            return
        turn = self._enter(person, "after_contact_work")
        self._router.refresh(person)
        self._centre.agenda.after(after_work_s, self._over, person, turn)

    def away(self, person: Person, reason: str, seconds: float) -> int:
        """`person` is not ready, for `seconds` and for `reason`. His turn."""
        turn = self._enter(person, "not_ready", reason)
        person.until_t = self._centre.agenda.now_t + seconds
        self._router.refresh(person)
        self._centre.agenda.at(person.until_t, self._over, person, turn)
        return turn

    def absent_after(self, person: Person, reason: str, seconds: float) -> None:
        """`person` goes away for `reason` as soon as he has nothing to do."""
        if person.state == states.LOGGED_OFF or person.going_home:
            return
        person.due.append((reason, seconds))
        self._if_idle(person)

    def interrupt(self, person: Person) -> None:
        """`person`, who may be on a break or finishing up, is called to a contact; the rest of a break comes
        afterwards.
        """
        left_s = person.until_t - self._centre.agenda.now_t
        if person.state == states.NOT_READY and left_s > 60.0:
            person.due.insert(0, (person.reason, left_s))
        person.turn += 1

    def lose(self, person: Person, seconds: float) -> None:
        """The phone of `person`, if it is idle, is out of reach for `seconds`."""
        if person.is_idle:
            turn = self._enter(person, "unreachable", "no_connection")
            self._router.refresh(person)
            self._centre.agenda.after(seconds, self._over, person, turn)

    def go_home(self, person: Person) -> None:
        """The shift is over: `person` goes as soon as he has nothing to do, or at once from a break."""
        if person.state == states.LOGGED_OFF:
            return
        person.going_home = True
        person.due.clear()
        self._if_idle(person)
        self._router.refresh(person)

    def next_duty(self, person: Person) -> None:
        """`person` has nothing to do any more: home, a break that is due, or the next contact."""
        if person.going_home:
            self._log_off(person)
        elif person.due:
            self.away(person, *person.due.pop(0))
        else:
            self._enter(person, "ready")
            self._router.freed(person)

    def _over(self, person: Person, turn: int) -> None:
        if person.turn == turn:
            self.next_duty(person)

    def _if_idle(self, person: Person) -> None:
        if person.is_idle:
            self.next_duty(person)

    def _enter(self, person: Person, state: ReportedState, reason: str = "") -> int:
        person.turn += 1
        if (person.state, person.reason) != (state, reason):
            person.state, person.reason, person.since_t = state, reason, self._centre.agenda.now_t
            self._centre.tell_of(person, ev.AgentState, ev.State(state, reason))
        return person.turn

    def _log_off(self, person: Person) -> None:
        person.state, person.reason, person.since_t = states.LOGGED_OFF, "", self._centre.agenda.now_t
        person.turn += 1
        self._centre.tell_of(person, ev.AgentLoggedOff, ev.LoggedOff("shift_end"))
        _count(person, -1)
        self._router.refresh(person)

    def _introduce(self, person: Person) -> None:
        skills = dict.fromkeys(skill for post in person.posts for skill in post.line.rules.skills)
        data = ev.LoggedOn(
            person.name, person.team, person.site, person.place, tuple(skills), person.capacity, person.overflow
        )  # fmt: skip
        self._centre.tell_of(person, ev.AgentLoggedOn, data)
        if not person.introduced:
            person.introduced = True
            for post in person.posts:
                membership = ev.Membership(post.line.key, post.penalty, post.overflow)
                self._centre.tell_of(person, ev.AgentMembership, membership)


def _count(person: Person, change: int) -> None:
    for post in person.posts:
        if not post.overflow:
            post.line.on_duty += change
