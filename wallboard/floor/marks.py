"""What is said of a contact once it is over: settled or not, marks, a promised callback. It may come days later.

A contact leaves the floor's memory soon after its end. What was said of it by then stays, for a week, where anything
was: so that what comes later is told after it, in order and once, and what it changes is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, takewhile

from msgspec import Raw, Struct, field

from wallboard.floor.contact import NEVER, Contact, Rating
from wallboard.floor.fact import Fact, facts_in
from wallboard.floor.life import AFTERWARDS, STEPS
from wallboard.floor.order import in_order

MARKS_KEPT_S = 7 * 86_400.0
"""As long as customers who may come again are remembered, in seconds of log time."""
SAID_KEPT = 1_000_000
"""Of so many contacts at most, whatever a source says of those that nobody knows."""
MARKS = frozenset({kind for kind, (rank, _) in STEPS.items() if rank > AFTERWARDS})
"""The kinds of facts that are said of a contact, and change nothing of how it went."""


class Marks(Struct, frozen=True, gc=False):
    """All that was said: whether it is settled (None: nothing), on which topic, the marks, the promise and its time."""

    resolved: bool | None = None
    topic: str = ""
    ratings: tuple[Rating, ...] = ()
    promised: bool = False
    due_t: float = NEVER


NO_MARKS = Marks()


class Said(Struct, gc=False):
    """The `facts` said of a contact that is not here, the first of them kept at `t`; `is_over`: it was here before.

    Of a snapshot's they are `unread` until something more is said of the contact: of nearly all nothing ever is.
    """

    t: float
    facts: list[Fact] = field(default_factory=list)
    is_over: bool = False
    unread: Raw | None = None

    def read(self) -> list[Fact]:
        """The facts. Raises msgspec.ValidationError where a snapshot has told them in a form that nobody knows."""
        if self.unread is not None:
            self.facts, self.unread = facts_in(self.unread), None
        return self.facts


class Memory:
    """What was said of contacts that are not here, by contact, those that went or were heard of last at the end."""

    def __init__(self) -> None:
        self.said: dict[str, Said] = {}

    def leave(self, contact: Contact, facts: Iterable[Fact], now_t: float) -> None:
        """`contact`, of which something was said, leaves the floor's memory."""
        self.said[contact.id] = Said(now_t, [fact for fact in facts if fact.kind in MARKS], is_over=True)

    def hear(self, name: str, fact: Fact, now_t: float) -> tuple[Marks, Marks] | None:
        """Something is said of a contact that is not here: all before it and with it; None: that was known."""
        said = self.said.get(name)
        if said is None:
            said = self.said[name] = Said(now_t)
        before = said.read()
        facts = in_order([*before, fact])
        if len(facts) == len(before):
            return None
        said.facts = facts
        return marks_of(before), marks_of(facts)

    def take(self, name: str) -> list[Fact]:
        """A contact begins: what was said of it before, unless that was said of another one with this name."""
        said = self.said.pop(name, None)
        return [] if said is None or said.is_over else said.read()

    def forget(self, now_t: float) -> None:
        """Let go of what was kept a week before `now_t`, and of the oldest beyond `SAID_KEPT`."""
        old_t, said = now_t - MARKS_KEPT_S, self.said
        first = next(iter(said.values()), None)
        if first is not None and first.t < old_t:
            for name in [name for name, _ in takewhile(lambda pair: pair[1].t < old_t, said.items())]:
                del said[name]
        if len(said) > SAID_KEPT:
            for name in [*islice(said, len(said) - SAID_KEPT)]:
                del said[name]


def marks_of(facts: Iterable[Fact]) -> Marks:
    """What these facts, in order, come to."""
    told = Contact("")
    for fact in facts:
        STEPS[fact.kind][1](told, fact.t, fact.data)
    return Marks(told.resolved, told.topic, told.ratings, told.callback_requested, told.callback_due_t)
