"""One contact as the PBX shows it: the channel that it came with, its place in a queue, and who is with it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from feeds.asterisk.telling import Teller
from wallboard.stream import contact_events as ev
from wallboard.stream.envelope import Event

NEVER = -1.0


class Handing(Struct):
    """`person` has sent the contact to `exten`; what is there shows when it arrives. He himself left at `left_t`."""

    person: str
    exten: str
    left_t: float = NEVER


class Call(Struct, gc=False):
    """`id` names the contact and the channel that it came with.

    `parties` are the persons with it, each with his legs; `ringing` the legs that ring, by person. `queue` is where it
    waits, `left_queue` where it waited until `left_t` and was not answered, and `left_why` what the PBX said of that.
    """

    id: str
    began_t: float
    direction: ev.Direction = "inbound"
    caller: str = ""
    name: str = ""
    tier: str = ""
    dialled: str = ""
    entry: ev.Entry = "direct"
    owner: str = ""
    """The person who makes the call, if it is no customer."""
    start_known: bool = True
    told: int = 0
    node: str = ""
    queue: str = ""
    context: str = ""
    was_queued: bool = False
    consult: bool = False
    abandoned: bool = False
    left_queue: str = ""
    left_t: float = NEVER
    left_why: str = ""
    moved_by: str = ""
    """Who has asked us to send it elsewhere."""
    hung_up_by: str = ""
    """Who has asked us to end it."""
    parties: dict[str, set[str]] = field(default_factory=dict)
    served: dict[str, str] = field(default_factory=dict)
    """From which queue a person took it."""
    ringing: dict[str, str] = field(default_factory=dict)
    held_by: str = ""
    handing: Handing | None = None
    departed: tuple[str, ...] = ()
    """Who was with it when it came into its queue: the word that one of them has sent it there may come later."""
    answered: bool = False
    is_outside: bool = False
    parting: ev.ClearedBy = "system"
    """Who made the last person's leg end."""
    is_over: bool = False

    def tell(self, teller: Teller, kind: type[Event], t: float, data: Any) -> None:
        """A fact of the contact; before the first one it is offered."""
        if not self.told:
            self.offer(teller)
        self.told += 1
        teller.tell(kind, self.id, self.told, t, data)

    def offer(self, teller: Teller) -> None:
        """Tell that it is there, and who it is."""
        self.told = 1
        teller.tell(ev.ContactOffered, self.id, 1, self.began_t, self.offered)
        if self.name or self.tier:
            self.told = 2
            teller.tell(ev.ContactIdentified, self.id, 2, self.began_t, ev.Identified(tier=self.tier, name=self.name))

    @property
    def offered(self) -> ev.Offered:
        """How it came."""
        return ev.Offered("voice", self.direction, self.caller, self.dialled, self.entry, start_known=self.start_known)

    def forget_leaving(self) -> None:
        """It has come out well, or goes on elsewhere."""
        self.left_queue, self.left_t, self.left_why, self.abandoned, self.moved_by = "", NEVER, "", False, ""
