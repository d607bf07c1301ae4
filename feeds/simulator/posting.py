"""What a person asks for somebody of the staff: his queues, a pause, the end of his duty."""

from __future__ import annotations

from feeds.simulator import centre as states
from feeds.simulator.centre import Centre, Line, Person, Post
from feeds.simulator.router import Router
from feeds.simulator.staff import Staff
from wallboard.stream import agent_events as ev
from wallboard.stream import command_events as co

PAUSED_S = 4.0 * 3600.0
"""A pause that a supervisor gives lasts until he ends it, or so long."""
ASKED_LATER = 1
"""The exchange knows two turns: one's own people, and those who help out."""


class Posting:
    """Each gives the code of why it cannot be done, empty where it has been done."""

    def __init__(self, centre: Centre, router: Router, staff: Staff) -> None:
        self._centre, self._router, self._staff = centre, router, staff

    def add_to_queue(self, action: co.AddToQueue, by: str) -> str:
        """He serves one queue more."""
        person, line = self._centre.people.get(action.agent), self._centre.lines.get(action.queue)
        if person is None:
            return "agent_unknown"
        if line is None:
            return "queue_unknown"
        if _post(person, line.key) is not None:
            return "already_member"
        if not person.capacity.get(line.rules.channel):
            return "channel_not_served"
        post = Post(line, min(action.penalty, ASKED_LATER))
        person.posts.append(post)
        _count(person, post, 1)
        self._told(person, line, action.penalty)
        self._free(person)
        return ""

    def remove_from_queue(self, action: co.RemoveFromQueue, by: str) -> str:
        """He serves one queue less; what he has of it he finishes."""
        found = self._posted(action.agent, action.queue)
        if isinstance(found, str):
            return found
        person, post = found
        _strike_off(person, post)
        _count(person, post, -1)
        person.posts.remove(post)
        self._centre.tell_of(person, ev.AgentMembership, ev.Membership(post.line.key, post.penalty, member=False))
        return ""

    def set_penalty(self, action: co.SetPenalty, by: str) -> str:
        """He is asked earlier or later."""
        found = self._posted(action.agent, action.queue)
        if isinstance(found, str):
            return found
        person, post = found
        _strike_off(person, post)
        _count(person, post, -1)
        post.penalty, post.overflow = min(action.penalty, ASKED_LATER), False
        _count(person, post, 1)
        self._told(person, post.line, action.penalty)
        self._free(person)
        return ""

    def pause(self, action: co.Pause, by: str) -> str:
        """Nothing is given to him any more; what he has he finishes."""
        person = self._centre.people.get(action.agent)
        if code := _hindrance(person, action.queue):
            return code
        assert person is not None
        reason = action.reason or "break"
        person.due[:] = [due for due in person.due if due[1] != PAUSED_S]
        if person.state in (states.READY, states.NOT_READY) and not person.active and person.ringing is None:
            self._staff.away(person, reason, PAUSED_S)
        else:
            person.due.insert(0, (reason, PAUSED_S))
            self._router.refresh(person)
        return ""

    def unpause(self, action: co.Unpause, by: str) -> str:
        """He is given contacts again."""
        person = self._centre.people.get(action.agent)
        if code := _hindrance(person, action.queue):
            return code
        assert person is not None
        person.due[:] = [due for due in person.due if due[1] != PAUSED_S]
        if person.state == states.NOT_READY:
            self._staff.next_duty(person)
        else:
            self._router.refresh(person)
        return ""

    def log_off(self, action: co.LogOff, by: str) -> str:
        """His shift is over; what he has he finishes."""
        person = self._centre.people.get(action.agent)
        if code := _hindrance(person, ""):
            return code
        assert person is not None
        self._staff.go_home(person)
        if person.state == states.NOT_READY and not person.active and person.ringing is None:
            self._staff.next_duty(person)
        return ""

    def _posted(self, agent: str, queue: str) -> tuple[Person, Post] | str:
        """The person and his place in that queue, or why there is none."""
        person = self._centre.people.get(agent)
        if person is None:
            return "agent_unknown"
        post = _post(person, queue)
        return "not_a_member" if post is None else (person, post)

    def _told(self, person: Person, line: Line, penalty: int) -> None:
        self._centre.tell_of(person, ev.AgentMembership, ev.Membership(line.key, penalty, person.overflow))

    def _free(self, person: Person) -> None:
        """Somebody may have waited for just him."""
        if person.is_idle:
            self._router.freed(person)
        else:
            self._router.refresh(person)


def _hindrance(person: Person | None, queue: str) -> str:
    if person is None:
        return "agent_unknown"
    if person.state == states.LOGGED_OFF:
        return "agent_off_duty"
    return "not_supported" if queue else ""  # the exchange pauses people, not places


def _post(person: Person, queue: str) -> Post | None:
    return next((post for post in person.posts if post.line.key == queue), None)


def _strike_off(person: Person, post: Post) -> None:
    """He is free for this queue no longer."""
    (post.line.reserve if post.overflow else post.line.free[post.penalty]).pop(person.key, None)


def _count(person: Person, post: Post, change: int) -> None:
    if person.state != states.LOGGED_OFF and not post.overflow:
        post.line.on_duty += change
