"""The contacts behind a figure: which count in it, and which are left out and why. Judged by the figure's own terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from wallboard.floor.changes import Changes
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.marks import Marks
from wallboard.metrics.asked import limits_of
from wallboard.metrics.customers import Customers
from wallboard.metrics.parts import Part
from wallboard.metrics.passport import part_of
from wallboard.metrics.promises import Promises, hear
from wallboard.metrics.reading import Limits
from wallboard.metrics.row import ContactRow, row_of
from wallboard.metrics.story import Share
from wallboard.stream.envelope import Event


class Asked(Struct, frozen=True):
    """A figure of the contacts offered (by queue: entered) in [start_t, end_t), epoch seconds; empty or None: any.

    `live`: whether the channel is one that waits in seconds. `by_outcome`: the span is that of the answer or loss, as
    in the sliding windows.
    """

    figure: str
    start_t: float
    end_t: float
    queue: str = ""
    agent: str = ""
    tier: str = ""
    entry: str = ""
    live: bool | None = None
    by_outcome: bool = False
    threshold_s: float | None = None
    short_abandon_s: float | None = None
    """The limits to be held to, instead of those of the queues."""


class Behind(Struct, frozen=True, omit_defaults=True):
    """One contact (by queue: one entry): whether it counts, or the code of the reason why it is left out.

    `t` is the moment by which it belongs to the span, `outcome_t` that of the answer or loss (-1: neither yet), both
    epoch seconds; `wait_s` from the queueing to the outcome, -1 where it did not queue.
    """

    contact: str
    t: float
    counts: bool
    reason: str = ""
    outcome: str = ""
    outcome_t: float = -1.0
    wait_s: float = -1.0
    queue: str = ""
    agent: str = ""
    tier: str = ""
    channel: str = "voice"
    caller: str = ""
    name: str = ""


class Chosen(Struct, frozen=True):
    """One contact (by queue: one entry): whether it counts, or the code of the reason why it is left out.

    `t` is the moment by which it belongs to the span (epoch seconds).
    """

    contact: str
    t: float
    counts: bool
    reason: str
    queue: str
    agent: str
    tier: str
    channel: str


class Findings:
    """Takes contacts as the fold gives them up; `rows` are those that the figure is about."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._found: list[tuple[Behind, Share]] = []
        self._later: list[int] = []
        """What each contact adds to the figures after its end: he came again, he was called back."""
        self._taken: dict[str, tuple[Contact, list[int], int | None]] = {}
        """Those that were found, of whom something may still be said, where, and where what becomes of them counts."""
        self._customers = Customers(self._add)
        self._promises = Promises(self._add)

    def take(self, contact: Contact) -> None:
        """Take a contact of which nothing new will come, or as it is at the end."""
        row = row_of(contact)
        places, head = [], None
        for part, is_head in self._parts_in_span(row):
            places.append(self._find(contact, row, part))
            head = places[-1] if is_head else head
        if places or self._asked.agent:  # a mark may be for somebody who had nothing else of the contact
            self._taken[contact.id] = contact, places, head
        else:
            self._taken.pop(contact.id, None)  # that was another one with this name
        if row.customer and row.share is not None:
            self._customers.come(row.customer, row.t, row.id, head)
        if row.promised:
            self._promises.make(row.id, row.t, row.due_t, head)

    def note(self, changes: Changes) -> None:
        """What has become of promised callbacks, and what is said of contacts that were taken."""
        hear(self._promises, changes.callbacks)
        for key, (_, marks) in changes.marks.items():
            self.mark(key, marks)
        for key, t in changes.called.items():
            self._promises.keep(key, t)

    def mark(self, name: str, marks: Marks) -> None:
        """All that is said of a contact by now."""
        if name in self._taken:
            self._mark(*self._taken[name], marks)

    def _mark(self, contact: Contact, places: list[int], head: int | None, marks: Marks) -> None:
        contact.resolved, contact.topic, contact.ratings = marks.resolved, marks.topic, marks.ratings
        contact.callback_requested, contact.callback_due_t = marks.promised, marks.due_t
        row = row_of(contact)
        known = {(self._found[place][0].t, self._found[place][0].queue): place for place in places}
        for part, _ in self._parts_in_span(row):
            place = places[0] if self._asked.agent and places else known.get((part.t, part.queue))
            if place is None:
                places.append(self._find(contact, row, part))
            else:
                self._found[place] = (_told(contact, row, part, self._asked), part.share)
        if row.promised:
            self._promises.make(row.id, row.t, row.due_t, head)

    def pass_time(self, now_t: float) -> None:
        """Time has come to `now_t`: what was promised by then is due, or missed."""
        self._promises.pass_time(now_t)

    def rows(self, limits: Limits) -> list[Behind]:
        """The contacts that count in the figure or are left out of it, the newest first."""
        found = []
        for (row, share), later in zip(self._found, self._later, strict=True):
            verdict, reason = part_of(self._asked.figure, Share(share.tally + later, share.waits), limits)
            if verdict != "none":
                found.append(replace(row, counts=verdict == "in", reason=reason))
        return sorted(found, key=lambda row: row.t, reverse=True)

    def _parts_in_span(self, row: ContactRow) -> Iterator[tuple[Part, bool]]:
        return ((part, is_head) for part, is_head in self._parts(row) if self._is_in_span(part))

    def _parts(self, row: ContactRow) -> Iterable[tuple[Part, bool]]:
        """The parts of a contact that are asked for, and whether what becomes of the contact later counts there."""
        asked, whole = self._asked, row.whole
        if whole is None or (row.consult and (asked.queue or asked.agent)):
            return
        if (asked.tier and row.tier != asked.tier) or (asked.entry and row.entry != asked.entry):
            return
        if asked.live is not None and row.live is not asked.live:
            return
        if not asked.agent and not asked.queue:
            yield whole, True
            return
        for i, part in enumerate(row.agents if asked.agent else row.queues):
            if (part.agent == asked.agent) if asked.agent else (part.queue == asked.queue):
                yield part, i == 0

    def _is_in_span(self, part: Part) -> bool:
        t = part.outcome_t if self._asked.by_outcome else part.t
        return self._asked.start_t <= t < self._asked.end_t

    def _find(self, contact: Contact, row: ContactRow, part: Part) -> int:
        self._found.append((_told(contact, row, part, self._asked), part.share))
        self._later.append(0)
        return len(self._found) - 1

    def _add(self, place: int | None, tally: int, sign: int) -> None:
        if place is not None:
            self._later[place] += sign * tally


def _told(contact: Contact, row: ContactRow, part: Part, asked: Asked) -> Behind:
    entry = next((e for e in contact.entries if e.entered_t == part.t and e.queue == part.queue), None)
    queued_t = entry.entered_t if entry else contact.first_queued_t
    waited_s = max(0.0, part.outcome_t - queued_t) if queued_t >= 0.0 and part.outcome_t >= 0.0 else -1.0
    outcome = (entry.outcome if entry and asked.queue else "") or contact.outcome or contact.stage
    return Behind(
        contact.id,
        part.t,
        counts=False,
        outcome=outcome,
        outcome_t=part.outcome_t,
        wait_s=waited_s,
        queue=part.queue,
        agent=asked.agent or row.agent,
        tier=row.tier,
        channel=row.channel,
        caller=contact.caller,
        name=contact.name,
    )


def behind(batches: Iterable[Sequence[Event]], asked: Asked) -> list[Behind]:
    """Fold `batches` and give the contacts behind the figure that is asked for, the newest first.

    They are held to the limits that their queues are configured to at the end. Raises KeyError for a figure that is not
    in the catalogue.
    """
    floor, findings = Floor(), Findings(asked)
    waiting: dict[str, Contact] = {}
    for events in batches:
        floor.fold(events)
        changes = floor.take_changes()
        for earlier in changes.earlier:
            waiting.pop(earlier.name, None)
            if earlier.contact is not None:
                findings.take(earlier.contact)
            if earlier.marks is not None:
                findings.mark(earlier.name, earlier.marks[1])
        waiting.update(changes.contacts)
        for key in changes.gone_contacts:
            contact = waiting.pop(key, None)
            if contact is not None:
                findings.take(contact)
        findings.note(changes)
    findings.pass_time(floor.now_t)
    for contact in waiting.values():
        findings.take(contact)
    return findings.rows(limits_of(floor).tried(asked.threshold_s, asked.short_abandon_s))


def contacts_of(events: Sequence[Event]) -> dict[str, Contact]:
    """The contacts of these events, as they are in the end."""
    floor = Floor()
    floor.fold(events)
    return floor.take_changes().contacts


def told_of(contact: Contact | None, chosen: Chosen, asked: Asked) -> Behind:
    """A chosen contact with what only the log knows of it; where it knows nothing, with what is kept in columns."""
    row = row_of(contact) if contact is not None else None
    if contact is not None and row is not None and row.whole is not None:
        parts = row.agents if asked.agent else row.queues if asked.queue else (row.whole,)
        part = next((part for part in parts if _is_of(part, chosen, asked)), None)
        if part is not None:
            return replace(_told(contact, row, part, asked), counts=chosen.counts, reason=chosen.reason)
    return Behind(
        chosen.contact,
        chosen.t,
        chosen.counts,
        chosen.reason,
        queue=chosen.queue,
        agent=chosen.agent,
        tier=chosen.tier,
        channel=chosen.channel,
    )


def _is_of(part: Part, chosen: Chosen, asked: Asked) -> bool:
    if asked.agent:
        return part.agent == asked.agent
    return part.t == chosen.t and (not asked.queue or part.queue == asked.queue)
