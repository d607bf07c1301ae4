"""A source's snapshot told as facts: what it names is there, what it does not name has gone while nobody looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wallboard.floor.contact import ENDED, MENU, ON_HOLD, RINGING, TALKING, WAITING, Contact
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import ContactEvent
from wallboard.stream.envelope import Event, make
from wallboard.stream.feed_events import FeedSnapshot, SnapshotContact


class _Teller:
    def __init__(self, snapshot: FeedSnapshot, subject: str, at: float) -> None:
        self._snapshot, self._subject, self._at, self._count = snapshot, subject, at, 0

    def tell(self, kind: type[Event], data: object, t: float | None = None) -> ContactEvent:
        self._count += 1
        ident = f"{self._snapshot.id}/{self._subject}/{self._count}"
        at = self._at if t is None else min(t, self._at)
        event = make(kind, ident, self._snapshot.source, self._subject, at, data, order=self._count)
        return event  # type: ignore[return-value]


def facts_of(snapshot: FeedSnapshot, known: dict[str, Contact], own: Iterable[str]) -> Iterator[ContactEvent]:
    """The facts that `snapshot` adds. `known` are the floor's contacts, `own` the keys of this source's open ones."""
    at = snapshot.time.timestamp()
    named = set()
    for there in snapshot.data.contacts:
        named.add(there.id)
        teller = _Teller(snapshot, there.id, at)
        contact = known.get(there.id)
        if contact is None or contact.stage == ENDED:
            yield from _met(there, teller)
        else:
            yield from _reconciled(contact, there, teller)
    for gone in own:
        if gone not in named:
            yield _Teller(snapshot, gone, at).tell(ev.ContactCleared, ev.Cleared("system", "source_down"))


def _met(there: SnapshotContact, teller: _Teller) -> Iterator[ContactEvent]:
    offered = there.offered.timestamp() if there.offered else None
    since = there.since.timestamp() if there.since else offered
    data = ev.Offered(there.channel, there.direction, there.caller, "", there.entry, there.queue, offered is not None)
    yield teller.tell(ev.ContactOffered, data, offered if offered is not None else since)
    if there.customer or there.tier:
        yield teller.tell(ev.ContactIdentified, ev.Identified(there.customer, there.tier), offered)
    if there.queue and there.stage != MENU:
        queued = ev.Queued(there.queue, there.priority or 0)
        yield teller.tell(ev.ContactQueued, queued, since if there.stage == WAITING else offered)
    yield from _arrive(there, teller, since)


def _reconciled(contact: Contact, there: SnapshotContact, teller: _Teller) -> Iterator[ContactEvent]:
    yield from _moved(contact, there, teller)
    if there.priority is not None and there.priority != contact.priority and there.stage in (WAITING, RINGING):
        yield teller.tell(ev.ContactPrioritized, ev.Prioritized(there.priority))


def _moved(contact: Contact, there: SnapshotContact, teller: _Teller) -> Iterator[ContactEvent]:
    if there.stage == WAITING:
        yield from _waits(contact, there, teller)
        return
    if contact.stage == there.stage and (not there.agent or there.agent in (*contact.parties, *contact.ringing)):
        return
    if contact.stage == ON_HOLD and there.stage == TALKING:
        yield teller.tell(ev.ContactRetrieved, ev.Retrieved(there.agent))
    for agent in contact.parties:
        if agent != there.agent and (there.agent or there.stage == MENU):
            yield teller.tell(ev.ContactLeft, ev.Left(agent))
    if contact.open_entry is not None:
        if there.stage == MENU:
            yield teller.tell(ev.ContactDiverted, ev.Diverted(contact.queue, ""))
        elif there.queue not in ("", contact.queue):
            yield teller.tell(ev.ContactQueued, ev.Queued(there.queue))
    since = there.since.timestamp() if there.since else None
    yield from _arrive(there, teller, since if since is not None and since > contact.since_t else None)


def _waits(contact: Contact, there: SnapshotContact, teller: _Teller) -> Iterator[ContactEvent]:
    if contact.stage == RINGING:
        for agent in contact.ringing:
            yield teller.tell(ev.ContactRefused, ev.Refused(agent))
    if contact.stage not in (WAITING, RINGING) or there.queue not in ("", contact.queue):
        yield teller.tell(ev.ContactQueued, ev.Queued(there.queue or contact.queue, there.priority or 0))


def _arrive(there: SnapshotContact, teller: _Teller, since: float | None) -> Iterator[ContactEvent]:
    if there.stage == MENU:
        yield teller.tell(ev.ContactMenu, ev.Menu(""), since)
    elif there.stage == RINGING:
        yield teller.tell(ev.ContactDelivered, ev.Delivered(there.agent), since)
    elif there.stage in (TALKING, ON_HOLD):
        yield teller.tell(ev.ContactEstablished, ev.Established(there.agent), since)
        if there.stage == ON_HOLD:
            yield teller.tell(ev.ContactHeld, ev.Held(there.agent), since)
