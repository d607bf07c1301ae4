"""Who of the free is proposed for each who waits: nobody to more callers than he has room for, the pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest

from msgspec import Struct

from wallboard.commands.candidates import offers
from wallboard.commands.room import capacity_of
from wallboard.floor.contact import WAITING, Contact
from wallboard.floor.people import Agent, Queue
from widgets.models.attention import weight_of
from widgets.models.board import Board
from widgets.models.crowding import room_for


class Offer(Struct, frozen=True, gc=False):
    """`agent` is proposed for `contact`, which waits in `queue` since `since_t` (epoch seconds)."""

    contact: str
    agent: str
    queue: str
    channel: str
    since_t: float
    weight: float

    def pressing(self, now_t: float) -> tuple[float, str]:
        """The more, the sooner he is to be helped."""
        return (now_t - self.since_t) * self.weight, self.contact


class Offers:
    """Worked out for one queue at a time, in turn, so that no tick bears all of them.

    Who is more pressing takes a person over from a caller of another queue, whose turn is next then.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._of: dict[str, Offer] = {}
        self._at: dict[str, dict[str, Offer]] = {}
        """By person, then by contact."""
        self._turn: list[str] = []

    def of(self, queue: str, contact: str) -> str:
        """The key of who is proposed for `contact` in `queue`; empty where nobody is free for it."""
        found = self._of.get(contact)
        return found.agent if found is not None and found.queue == queue else ""

    def forget(self) -> None:
        """Another picture."""
        self._of, self._at, self._turn = {}, {}, []

    def next(self) -> list[str]:
        """Work out the queue whose turn it is: the contacts for whom somebody else is proposed now."""
        key = self._next_queue()
        before = {offer.contact: offer.agent for offer in self._of.values() if offer.queue == key}
        for contact in before:
            self._let_go(self._of[contact])
        others = self._propose(self._board.floor.queues[key]) if key in self._board.floor.queues else []
        now = {offer.contact: offer.agent for offer in self._of.values() if offer.queue == key}
        return [*others, *(c for c in before.keys() | now.keys() if before.get(c) != now.get(c))]

    def _next_queue(self) -> str:
        """Whose turn it is; empty where nobody waits anywhere."""
        if not self._turn:
            waiting = (key for key, queue in self._board.floor.queues.items() if queue.waiting)
            self._turn = [*dict.fromkeys((*waiting, *(offer.queue for offer in self._of.values())))]
        return self._turn.pop() if self._turn else ""

    def _propose(self, queue: Queue) -> list[str]:
        """Propose the best for the most pressing. The contacts of other queues from whom somebody was taken over."""
        board, taken_over = self._board, list[str]()
        now_t = board.now_t()
        people = offers(board.floor, queue, board.crews.idle, now_t) if queue.waiting else []
        channel = queue.config.channel
        able = ((agent, room_for(board.floor, board.orders, agent, channel)) for agent in people)
        person = next(able, None)
        # There may be hundreds who wait, and of them no more than there is room for can be proposed somebody.
        for wish in self._most_pressing(queue, sum(capacity_of(agent, channel) for agent in people), now_t):
            # Who has no room for this one has none for those who are less pressing.
            while person is not None and not self._make_room(*person, wish, now_t, taken_over):
                person = next(able, None)
            if person is None:
                break
            self._take(wish, person[0])
        return taken_over

    def _most_pressing(self, queue: Queue, most: int, now_t: float) -> Iterator[Offer]:
        """Who waits there and is not on the way to somebody, `most` at most; the person is not known yet."""
        if most <= 0:
            return
        known = self._board.floor.contacts
        waiting = (c for key in queue.waiting if (c := known.get(key)) and c.stage == WAITING)
        ranked = [((now_t - _since_t(c)) * weight_of(queue, c), c.id) for c in waiting if not self._is_on_its_way(c)]
        for _, key in nlargest(most, ranked):
            contact = known[key]
            yield Offer(key, "", queue.id, contact.channel, _since_t(contact), weight_of(queue, contact))

    def _is_on_its_way(self, contact: Contact) -> bool:
        order = self._board.command_of(contact.id)
        return order is not None and order.pending

    def _make_room(self, person: Agent, room: int, wish: Offer, now_t: float, taken_over: list[str]) -> bool:
        """Whether `person` can be proposed for `wish`, if need be in place of somebody less pressing elsewhere.

        He has room for so many of the wish's channel.
        """
        held = self._at.get(person.id, {}).values()
        if any(offer.channel != wish.channel for offer in held):
            room = min(room, 1)  # on the telephone he has no room for anything else
        if len(held) < room:
            return True
        if not room or len(held) > room:
            return False
        least = min(held, key=lambda offer: offer.pressing(now_t))
        if least.pressing(now_t) >= wish.pressing(now_t):
            return False
        self._let_go(least)
        self._turn.append(least.queue)
        taken_over.append(least.contact)
        return True

    def _take(self, wish: Offer, person: Agent) -> None:
        if (elsewhere := self._of.get(wish.contact)) is not None:
            self._let_go(elsewhere)  # it has come from a queue whose turn is still to come
        offer = Offer(wish.contact, person.id, wish.queue, wish.channel, wish.since_t, wish.weight)
        self._of[offer.contact] = self._at.setdefault(person.id, {})[offer.contact] = offer

    def _let_go(self, offer: Offer) -> None:
        del self._of[offer.contact]
        del self._at[offer.agent][offer.contact]
        if not self._at[offer.agent]:
            del self._at[offer.agent]


def _since_t(contact: Contact) -> float:
    """Since when it waits in this queue (epoch seconds)."""
    entry = contact.open_entry
    return entry.entered_t if entry else contact.since_t
