"""How many came to each node of the menu, by day: what a node has lost says little without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from wallboard.floor.contact import Contact
from wallboard.metrics.calendar import Calendar
from wallboard.stream.contact_events import LIVE_CHANNELS


class NodeCount(Struct, frozen=True, gc=False):
    """`entered` customers of live channels who were offered on the day that began at `day_t` (epoch seconds) came to
    `node`, each counted once; `queue` is where they were first, or meant."""

    day_t: float
    queue: str
    node: str
    entered: int


Places = tuple[float, str, tuple[str, ...]]
"""The day, the queue and the nodes of a contact."""
NOWHERE: Places = (0.0, "", ())


class Menus:
    """Contacts are taken when they are over, and again if they change after all; the open ones are looked at when
    somebody asks, so that they cost nothing while they go on."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._entered: dict[tuple[float, str], dict[str, int]] = {}
        self._of: dict[str, Places] = {}

    def take(self, contact: Contact) -> None:
        """A contact with a menu that is over, as it is now."""
        before, now = self._of.get(contact.id), self._places(contact)
        if now != (before or NOWHERE):
            if before is not None:
                self._count(before, -1)
            self._count(now, 1)
            self._of[contact.id] = now

    def entered(self, day_t: float, contacts: Iterable[Contact], queue: str = "") -> dict[str, int]:
        """By node, those who came there on the day that began at `day_t`; of `queue`, or of all.

        `contacts` are those of the floor: who is still open is among them.
        """
        found: dict[str, int] = {}
        for contact in contacts:
            if contact.menu and contact.id not in self._of:
                day, name, path = self._places(contact)
                if day == day_t and (not queue or name == queue):
                    found.update((node, found.get(node, 0) + 1) for node in path)
        for (day, name), nodes in self._entered.items():
            if day == day_t and (not queue or name == queue):
                for node, number in nodes.items():
                    found[node] = found.get(node, 0) + number
        return found

    def take_back(self, contact: str) -> None:
        """It is not over after all."""
        before = self._of.pop(contact, None)
        if before is not None:
            self._count(before, -1)

    def let_go(self, contact: str) -> None:
        """Nothing new will be heard of it."""
        self._of.pop(contact, None)

    def forget(self, oldest_t: float) -> None:
        """Let go of the days before the one that began at `oldest_t`."""
        self._entered = {key: nodes for key, nodes in self._entered.items() if key[0] >= oldest_t}
        self._of = {key: places for key, places in self._of.items() if places[0] >= oldest_t}

    def counts(self) -> Iterator[NodeCount]:
        """All of it, for a snapshot."""
        for (day_t, queue), nodes in self._entered.items():
            for node, number in nodes.items():
                yield NodeCount(day_t, queue, node, number)

    def adopt(self, counts: Iterable[NodeCount], contacts: Iterable[Contact]) -> None:
        """A snapshot's counts, in which `contacts` are counted already."""
        for one in counts:
            self._entered.setdefault((one.day_t, one.queue), {})[one.node] = one.entered
        self._of.update((c.id, self._places(c)) for c in contacts if c.menu and c.ended_t >= 0.0)

    def _places(self, c: Contact) -> Places:
        if not c.is_customers or c.channel not in LIVE_CHANNELS:
            return NOWHERE
        queue = c.entries[0].queue if c.entries else c.queue_meant
        nodes = tuple([step.node for step in c.menu])
        if len(nodes) > 1:
            nodes = tuple(dict.fromkeys(nodes))
        return self._calendar.day_of(c.offered_t), queue, nodes

    def _count(self, places: Places, sign: int) -> None:
        day_t, queue, nodes = places
        if not nodes:
            return
        key = day_t, queue
        entered = self._entered.get(key)
        if entered is None:
            entered = self._entered[key] = {}
        for node in nodes:
            left = entered.get(node, 0) + sign
            if left:
                entered[node] = left
            else:
                entered.pop(node, None)
