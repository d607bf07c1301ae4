"""What each person does at this moment, since when, and for which queue; and who is behind a figure of the people."""

from __future__ import annotations

from collections.abc import Iterator

from wallboard.alerts.crews import share_of
from wallboard.alerts.readings import talking_since
from wallboard.floor.contact import NEVER, ON_HOLD, RINGING, Contact
from wallboard.floor.people import AFTER_CONTACT_WORK, NOT_READY, READY, UNREACHABLE, Agent, Queue
from wallboard.metrics.catalogue.now import PEOPLE_NOW
from widgets.models.board import Board
from widgets.models.ordered import Filter
from widgets.models.rows import Row
from widgets.models.scope import Scope

TALKING, BUSY = "talking", "busy"
FIGURE_OF = {
    TALKING: "talking",
    ON_HOLD: "on_hold",
    RINGING: "ringing",
    AFTER_CONTACT_WORK: "after_contact_work",
    READY: "free",
    NOT_READY: "away",
    BUSY: "busy",
    UNREACHABLE: "unreachable",
}
"""By what somebody does, the figure that counts him."""
STATE_OF = {figure: presence for presence, figure in FIGURE_OF.items()}
ON_DUTY, OF_OVERFLOW = ("on_duty", "overflow_on_duty"), ("spare", "overflow_on_duty")
OF_PEOPLE = frozenset(figure.id for figure in PEOPLE_NOW)
"""Figures behind which are people, and no contacts."""


class Worker(Row, frozen=True, gc=False, kw_only=True):
    """Somebody on duty: what he does since when (epoch seconds; below 0: not known), and for which queue."""

    name: str
    presence: str
    reason: str
    since_t: float
    queue: str


def shown_contact(board: Board, agent: Agent) -> Contact | None:
    """The contact that his card is about: the one that he has had for longest, otherwise the one that rings."""
    contacts = board.floor.contacts
    for key in (*agent.contacts, *agent.ringing):
        found = contacts.get(key)
        if found is not None:
            return found
    return None


def doing(board: Board, agent: Agent, contact: Contact | None) -> tuple[str, float, float]:
    """What he does, since when, and how long it may be (0: no norm)."""
    if contact is None or not (agent.contacts or agent.ringing):
        return agent.presence, max(agent.idle_since_t, 0.0) if agent.since_t != NEVER else board.now_t(), 0.0
    if not agent.contacts:
        ring = next((r for r in reversed(contact.rings) if r.agent == agent.id and not r.outcome), None)
        return RINGING, ring.from_t if ring else contact.since_t, 0.0
    queue = board.floor.queues.get(contact.queue)
    if contact.stage == ON_HOLD:
        return ON_HOLD, contact.hold_since_t, queue.config.hold_norm_s if queue else 0.0
    return TALKING, talking_since(contact, agent.id), queue.config.talk_norm_s if queue else 0.0


def home_of(board: Board, agent: Agent, contact: Contact | None) -> Queue | None:
    """The queue of his contact, otherwise the first that he belongs to."""
    queues = board.floor.queues
    queue = queues.get(contact.queue) if contact else None
    return queue or next((q for key in agent.memberships if (q := queues.get(key))), None)


def queues_of(agent: Agent, contact: Contact | None) -> tuple[str, ...]:
    """The queues under whose filter he is seen."""
    return (*agent.memberships, contact.queue) if contact and contact.queue else tuple(agent.memberships)


def haystack_of(agent: Agent, home: Queue | None) -> str:
    """What a text filter searches."""
    return f"{agent.name or agent.id} {agent.team} {agent.site} {home.name if home else ''}".casefold()


def people_behind(board: Board, figure_id: str, scope: Scope) -> list[Worker]:
    """Who is counted by one of `OF_PEOPLE`, the longest in his state first."""
    found = [_worker(board, agent) for agent in _on_duty(board, figure_id, scope)]
    wanted, presence = scope.among, STATE_OF.get(figure_id, READY)
    if figure_id not in ON_DUTY:
        found = [worker for worker in found if worker.presence == presence]
    if wanted is not None:
        found = [worker for worker in found if wanted.accepts(worker)]
    return sorted(found, key=lambda worker: (worker.since_t, worker.name, worker.id))


def _on_duty(board: Board, figure_id: str, scope: Scope) -> Iterator[Agent]:
    """The people that a figure chooses among: the overflow, or else everybody but them."""
    queues, overflow = board.floor.queues, figure_id in OF_OVERFLOW
    for agent in board.floor.agents.values():
        if not agent.on_duty:
            continue
        if scope.among is not None or not scope.queue:
            if agent.overflow is overflow:
                yield agent
            continue
        share = share_of(agent, queues)
        if scope.queue in (share.overflow_of if overflow else share.queues):
            yield agent


def _worker(board: Board, agent: Agent) -> Worker:
    contact = shown_contact(board, agent)
    presence, since_t, _ = doing(board, agent, contact)
    home = home_of(board, agent, contact)
    return Worker(
        id=agent.id,
        haystack=haystack_of(agent, home),
        queues=queues_of(agent, contact),
        team=agent.team,
        site=agent.site,
        name=agent.name or agent.id,
        presence=presence,
        reason=agent.reason if presence == agent.state else "",
        since_t=since_t if agent.since_t != NEVER or contact else NEVER,
        queue=home.id if home else "",
    )


def seen_under(wanted: Filter) -> Scope:
    """What a figure of the people is about in a list under this filter."""
    return Scope(wanted.queue, live=None, among=wanted)
