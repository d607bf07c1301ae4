"""What is true at the centre now, in the words of the stream."""

from __future__ import annotations

from feeds.simulator import centre as states
from feeds.simulator.centre import Centre, Contact, Person
from wallboard.stream.envelope import moment
from wallboard.stream.feed_events import Snapshot, SnapshotAgent, SnapshotContact, SnapshotStage

_STAGES: dict[str, SnapshotStage] = {
    "menu": "menu", "waiting": "waiting", "ringing": "ringing", "talking": "talking", "on_hold": "on_hold",
    "dialling": "menu",
}  # fmt: skip


def snapshot(centre: Centre) -> Snapshot:
    """The open contacts and the people on duty."""
    on_duty = (person for person in centre.people.values() if person.state != states.LOGGED_OFF)
    return Snapshot(tuple(map(_contact, centre.contacts.values())), tuple(map(_agent, on_duty)))


def _contact(contact: Contact) -> SnapshotContact:
    person = contact.agent or contact.ringing
    customer = contact.customer
    return SnapshotContact(
        contact.key,
        _STAGES[contact.stage],
        contact.channel,
        contact.direction,
        contact.entry,
        contact.line.key if contact.in_line or contact.answered else "",
        person.key if person else "",
        moment(contact.offered_t),
        moment(contact.since_t),
        contact.caller,
        customer.key if customer else "",
        customer.tier if customer else "",
    )


def _agent(person: Person) -> SnapshotAgent:
    skills = dict.fromkeys(skill for post in person.posts for skill in post.line.rules.skills)
    return SnapshotAgent(
        person.key,
        person.state,  # type: ignore[arg-type]
        person.reason,
        moment(person.since_t),
        person.name,
        person.team,
        person.site,
        person.place,
        tuple(skills),
        person.overflow,
    )
