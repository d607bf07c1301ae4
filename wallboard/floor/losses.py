"""Who gave up, where and after how long, and what came of it: he has come again, or was promised a callback."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from wallboard.floor import outcome
from wallboard.floor.contact import NEVER, Contact
from wallboard.floor.fact import Fact
from wallboard.stream.contact_events import (
    CallbackRequested,
    ContactCallbackAttempted,
    ContactCallbackKept,
    ContactCallbackRequested,
    ContactEvent,
)

LOST_KEPT = 10_000
KEPT_S = 172_800.0
"""Who was lost on the evening before can still be called in the morning: seconds of log time."""
LEAST_DIGITS = 5
"""A number with fewer digits is one inside the house, or none."""
COMPARED_DIGITS = 10
"""Numbers are the same where they end alike: one comes with the country's code, another with a digit to get outside."""

_BETWEEN = dict.fromkeys(map(ord, "+ \u00a0-()."))
"""What stands between the digits of most numbers; the rest is looked for only where something is left."""

PROMISED, TRIED, CALLED = "promised", "tried", "called"
"""What has become of a callback: it is promised, was tried in vain, or somebody has spoken with the customer."""


class Lost(Struct, frozen=True, gc=False, omit_defaults=True):
    """A customer who gave up: when (epoch seconds, UTC), at which stage, where (node, queue, agent), after how long.

    `queue` is the one where he was last, `first_queue` the one that he entered first (or meant), at `queue_t`; `agent`
    is who had answered him, or at whom it rang. `again` is the contact with which he came again, `callback` one of
    those above (empty: none), promised by `due_t`.
    """

    contact: str
    t: float
    outcome: str
    where: str
    after_s: float
    queue: str = ""
    caller: str = ""
    name: str = ""
    tier: str = ""
    channel: str = "voice"
    position: int = 0
    source: str = ""
    customer: str = ""
    entry: str = ""
    offered_t: float = NEVER
    first_queue: str = ""
    queue_t: float = NEVER
    agent: str = ""
    again: str = ""
    again_t: float = NEVER
    callback: str = ""
    due_t: float = NEVER

    @property
    def is_open(self) -> bool:
        """Whether nothing has come of it yet: he has not come again, and nobody has promised to call him."""
        return not self.again and not self.callback


class Losses:
    """The lost of the last two days, by contact, the latest last; `LOST_KEPT` at most.

    He has come again where a later contact of ours has his number, or, once it is known, his customer key. He has been
    called where a promise to him is told to be kept, or a call of ours to his number was answered.
    """

    def __init__(self) -> None:
        self.lost: dict[str, Lost] = {}
        self._awaited: dict[str, dict[str, None]] = {}
        """The contacts of those who may come again, by address and by customer."""

    def adopt(self, records: Iterable[Lost]) -> None:
        """These are a snapshot's."""
        for record in records:
            self._put(record)

    def newest(self, most: int) -> list[Lost]:
        """The `most` latest, the latest last."""
        return list(self.lost.values())[-most:]

    def lose(self, contact: Contact, facts: Sequence[Fact]) -> None:
        """`contact` ended in a loss, or is found to have ended otherwise than it seemed."""
        before, record = self.lost.get(contact.id), lost_of(contact)
        if before is not None:
            record = replace(
                record, again=before.again, again_t=before.again_t, callback=before.callback, due_t=before.due_t
            )
        elif contact.callback_requested:
            record = replace(record, callback=PROMISED, due_t=_due_t(facts))
        self._put(record)

    def find(self, contact: str) -> None:
        """`contact` was not lost after all."""
        self._leave(self.lost.pop(contact))

    def forget(self, now_t: float) -> bool:
        """Let go of those who went two days before `now_t`. Whether there were any."""
        first = next(iter(self.lost.values()), None)
        if first is None or first.t >= now_t - KEPT_S:
            return False
        old = [key for key, _ in takewhile(lambda pair: pair[1].t < now_t - KEPT_S, self.lost.items())]
        for key in old:
            self._leave(self.lost.pop(key))
        return True

    def begins(self, contact: Contact) -> bool:
        """`contact` has begun. Whether somebody who was lost has come again with it."""
        awaited = self._awaited
        if not awaited or (
            number_key(contact.caller) not in awaited and not (contact.customer and f"#{contact.customer}" in awaited)
        ):
            return False  # as nearly always
        return contact.is_customers and self._came_again(contact, addresses(contact.customer, contact.caller))

    def ends(self, contact: Contact, called: dict[str, float]) -> bool:
        """`contact` has ended, and it is known whose it was. Whether that tells anything of somebody who was lost.

        To `called` are added the contacts of those to whom a promise is thereby kept, and when (epoch seconds).
        """
        if contact.direction == "outbound":
            return contact.answered and self._was_called(contact, called)
        if not contact.customer:
            return False
        key = f"#{contact.customer}"
        return key in self._awaited and contact.is_customers and self._came_again(contact, (key,))

    def hear(self, event: ContactEvent, t: float) -> Lost | None:
        """A promise to somebody who was lost, an attempt, or that it was kept: the record, where that is news."""
        before = self.lost[event.subject]
        match event:
            case ContactCallbackRequested() if not before.callback:
                after = replace(before, callback=PROMISED, due_t=_seconds(event.data))
            case ContactCallbackAttempted() if before.callback == PROMISED and not event.data.reached:
                after = replace(before, callback=TRIED)
            case ContactCallbackKept() if before.callback != CALLED:
                after = replace(before, callback=CALLED)
            case _:
                return None
        self.lost[event.subject] = after
        return after

    def _came_again(self, contact: Contact, known: Iterable[str]) -> bool:
        earlier = [one for one in self._matching(known) if one.contact != contact.id and one.t <= contact.offered_t]
        for one in earlier:
            self._leave(one)
            self.lost[one.contact] = replace(one, again=contact.id, again_t=contact.offered_t)
        return bool(earlier)

    def _was_called(self, contact: Contact, called: dict[str, float]) -> bool:
        found = [
            one
            for one in self._matching(addresses(contact.customer, contact.caller, contact.dialled))
            if one.callback != CALLED and one.t <= contact.answered_t
        ]
        for one in found:
            self.lost[one.contact] = replace(one, callback=CALLED)
            if one.callback:
                called[one.contact] = contact.answered_t
        return bool(found)

    def _matching(self, known: Iterable[str]) -> list[Lost]:
        awaited = self._awaited
        keys = [key for address in known if address in awaited for key in awaited[address]]
        return [self.lost[key] for key in dict.fromkeys(keys)]

    def _put(self, record: Lost) -> None:
        before = self.lost.get(record.contact)
        if before is not None:
            self._leave(before)
        self.lost[record.contact] = record
        if not record.again:
            for address in addresses(record.customer, record.caller):
                self._awaited.setdefault(address, {})[record.contact] = None
        if len(self.lost) > LOST_KEPT:
            self._leave(self.lost.pop(next(iter(self.lost))))

    def _leave(self, record: Lost) -> None:
        for address in addresses(record.customer, record.caller):
            awaited = self._awaited.get(address)
            if awaited is not None:
                awaited.pop(record.contact, None)
                if not awaited:
                    del self._awaited[address]


def lost_of(contact: Contact) -> Lost:
    """The record of a contact that ended in a loss."""
    began_t, where = _WHERE.get(contact.outcome, _in_queue)(contact)
    first, last = (contact.entries[0], contact.entries[-1]) if contact.entries else (None, None)
    return Lost(
        contact.id,
        contact.ended_t,
        contact.outcome,
        where,
        max(0.0, contact.ended_t - began_t),
        contact.queue,
        contact.caller,
        contact.name,
        contact.tier,
        contact.channel,
        last.position if last else 0,
        contact.source,
        contact.customer,
        contact.entry,
        contact.offered_t,
        first.queue if first else contact.queue_meant,
        first.entered_t if first else contact.offered_t,
        contact.answered_by if contact.answered else _ringing(contact)[1],
    )


def addresses(customer: str, *numbers: str) -> Iterator[str]:
    """By what somebody is known again: his key as a customer, and addresses that are no mere names."""
    if customer:
        yield f"#{customer}"
    yield from filter(None, map(number_key, numbers))


def number_key(number: str) -> str:
    """By what a telephone number, or a mail address, is known again; empty for what is neither."""
    bare = number.replace(" ", "").removeprefix("+")
    if not bare.isdecimal():
        bare = bare.translate(_BETWEEN)
    if not bare.isdecimal():
        if "@" in number:
            return number.casefold()
        bare = "".join(sign for sign in bare if sign.isdecimal())
    return bare[-COMPARED_DIGITS:] if len(bare) >= LEAST_DIGITS else ""


def _due_t(facts: Sequence[Fact]) -> float:
    promises = [fact.data for fact in facts if fact.kind is ContactCallbackRequested]
    return _seconds(promises[-1]) if promises else NEVER


def _seconds(promise: CallbackRequested) -> float:
    return promise.due.timestamp() if promise.due is not None else NEVER


def _in_menu(c: Contact) -> tuple[float, str]:
    return c.offered_t, c.menu[-1].node if c.menu else ""


def _in_queue(c: Contact) -> tuple[float, str]:
    return (c.entries[-1].entered_t, c.entries[-1].queue) if c.entries else (c.offered_t, c.queue)


def _ringing(c: Contact) -> tuple[float, str]:
    lost = [ring for ring in c.rings if ring.outcome == "lost"]
    return _in_queue(c)[0], lost[-1].agent if lost else ""


def _on_hold(c: Contact) -> tuple[float, str]:
    leg = c.legs[-1]
    return c.ended_t - leg.hold_s, leg.agent


_WHERE: dict[str, Callable[[Contact], tuple[float, Any]]] = {
    outcome.ABANDONED_IN_MENU: _in_menu,
    outcome.ABANDONED_IN_QUEUE: _in_queue,
    outcome.ABANDONED_RINGING: _ringing,
    outcome.ABANDONED_ON_HOLD: _on_hold,
    outcome.ABANDONED_AFTER_TRANSFER: _in_queue,
}
