"""Events of a contact, from the first ring to the callback (terms of CSTA, ECMA-269)."""

from typing import Literal

from msgspec import Struct

from wallboard.stream.envelope import Event, Moment, Personal, PersonalNumber

Channel = Literal["voice", "chat", "messenger", "email", "form", "fax"]
Direction = Literal["inbound", "outbound", "internal"]
Entry = Literal["menu", "direct"]
TargetKind = Literal["queue", "agent", "external"]
RefusedReason = Literal["no_answer", "declined", "busy", "unreachable"]
ClearedBy = Literal["customer", "agent", "system", "supervisor"]
ClearedReason = Literal[
    "normal", "served", "voicemail", "callback", "full", "closed", "empty", "timeout", "source_down"
]
MonitorMode = Literal["listen", "whisper", "barge"]

LIVE_CHANNELS: frozenset[str] = frozenset({"voice", "chat", "messenger"})
"""Channels that wait in seconds and can be abandoned; the others are deferred, with norms in hours."""


class Offered(Struct, frozen=True, gc=False, omit_defaults=True):
    """A customer has come: `caller` and `dialled` are addresses of the channel, `queue` the queue meant, if known.

    `start_known` is false where the source met the contact when it was already there and cannot say since when.
    """

    channel: Channel = "voice"
    direction: Direction = "inbound"
    caller: Personal = ""
    dialled: str = ""
    entry: Entry = "direct"
    queue: str = ""
    start_known: bool = True


class Identified(Struct, frozen=True, gc=False, omit_defaults=True):
    """Who he is: `customer` is a key without meaning, `tier` for example vip, regular or unidentified."""

    customer: str = ""
    tier: str = ""
    name: Personal = ""


class Menu(Struct, frozen=True, gc=False, omit_defaults=True):
    """He is at a menu node; `served` once it gave him what he asked for."""

    node: str
    served: bool = False


class Queued(Struct, frozen=True, gc=False, omit_defaults=True):
    """He waits in `queue`; `position` counts from 1 and is 0 where the source does not say it."""

    queue: str
    priority: int = 0
    position: int = 0
    consult: bool = False
    """An agent's consultation that waits in a queue is no customer's entry."""


class Prioritized(Struct, frozen=True, gc=False, omit_defaults=True):
    """He is served earlier or later in the queue where he waits than he was to be before; `by`: who asked for it."""

    priority: int = 0
    by: str = ""


class Diverted(Struct, frozen=True, gc=False, omit_defaults=True, rename={"from_queue": "from"}):
    """He is sent from a queue to another queue, a person or an outside number before an answer."""

    from_queue: str
    to: PersonalNumber
    to_kind: TargetKind = "queue"
    by: str = ""
    why: str = ""


class Delivered(Struct, frozen=True, gc=False, omit_defaults=True):
    """It rings at `agent`."""

    agent: str


class Refused(Struct, frozen=True, gc=False, omit_defaults=True):
    """It rang at `agent` without an answer."""

    agent: str
    reason: RefusedReason = "no_answer"


class Established(Struct, frozen=True, gc=False, omit_defaults=True):
    """`agent` has answered; empty where the source does not know who."""

    agent: str = ""


class Held(Struct, frozen=True, gc=False, omit_defaults=True):
    """The customer is on hold at `agent`."""

    agent: str = ""


class Retrieved(Struct, frozen=True, gc=False, omit_defaults=True):
    """The customer is taken from hold."""

    agent: str = ""


class Consulted(Struct, frozen=True, gc=False, omit_defaults=True, rename={"with_agent": "with"}):
    """`agent` asks a colleague while the customer waits."""

    agent: str
    with_agent: str = ""


class Transferred(Struct, frozen=True, gc=False, omit_defaults=True, rename={"from_agent": "from"}):
    """`from_agent` has handed the contact on; it then waits, rings or is talked to again."""

    from_agent: str
    to: PersonalNumber
    to_kind: TargetKind = "agent"
    method: Literal["blind", "attended"] = "blind"


class Conferenced(Struct, frozen=True, gc=False, omit_defaults=True):
    """`agent` has joined those who talk; `by` brought him in."""

    agent: str
    by: str = ""


class Monitored(Struct, frozen=True, gc=False, omit_defaults=True):
    """A supervisor listens, whispers to `agent` or barges in."""

    supervisor: str
    agent: str = ""
    mode: MonitorMode = "listen"


class Left(Struct, frozen=True, gc=False, omit_defaults=True):
    """One party (agent or supervisor) has gone, the contact stays."""

    party: str


class Cleared(Struct, frozen=True, gc=False, omit_defaults=True):
    """The contact has ended."""

    by: ClearedBy
    reason: ClearedReason = "normal"


class Resolved(Struct, frozen=True, gc=False, omit_defaults=True):
    """The agent says whether the matter is settled."""

    resolved: bool
    topic: str = ""
    agent: str = ""


class Rated(Struct, frozen=True, gc=False, omit_defaults=True):
    """A mark for the contact, out of `best`."""

    score: float
    best: float = 5.0
    by: Literal["customer", "supervisor"] = "customer"
    agent: str = ""
    topic: str = ""
    comment: Personal = ""


class CallbackRequested(Struct, frozen=True, gc=False, omit_defaults=True):
    """A callback is promised, by `due` where a time was named."""

    due: Moment | None = None
    queue: str = ""
    number: Personal = ""


class CallbackAttempted(Struct, frozen=True, gc=False, omit_defaults=True):
    """Somebody tried to call back."""

    agent: str = ""
    reached: bool = False


class CallbackKept(Struct, frozen=True, gc=False, omit_defaults=True):
    """The promise is kept; `contact` is the contact that kept it."""

    agent: str = ""
    contact: str = ""


class ContactOffered(Event, frozen=True, kw_only=True, gc=False, tag="contact.offered"):
    data: Offered


class ContactIdentified(Event, frozen=True, kw_only=True, gc=False, tag="contact.identified"):
    data: Identified


class ContactMenu(Event, frozen=True, kw_only=True, gc=False, tag="contact.menu"):
    data: Menu


class ContactQueued(Event, frozen=True, kw_only=True, gc=False, tag="contact.queued"):
    data: Queued


class ContactPrioritized(Event, frozen=True, kw_only=True, gc=False, tag="contact.prioritized"):
    data: Prioritized


class ContactDiverted(Event, frozen=True, kw_only=True, gc=False, tag="contact.diverted"):
    data: Diverted


class ContactDelivered(Event, frozen=True, kw_only=True, gc=False, tag="contact.delivered"):
    data: Delivered


class ContactRefused(Event, frozen=True, kw_only=True, gc=False, tag="contact.refused"):
    data: Refused


class ContactEstablished(Event, frozen=True, kw_only=True, gc=False, tag="contact.established"):
    data: Established


class ContactHeld(Event, frozen=True, kw_only=True, gc=False, tag="contact.held"):
    data: Held


class ContactRetrieved(Event, frozen=True, kw_only=True, gc=False, tag="contact.retrieved"):
    data: Retrieved


class ContactConsulted(Event, frozen=True, kw_only=True, gc=False, tag="contact.consulted"):
    data: Consulted


class ContactTransferred(Event, frozen=True, kw_only=True, gc=False, tag="contact.transferred"):
    data: Transferred


class ContactConferenced(Event, frozen=True, kw_only=True, gc=False, tag="contact.conferenced"):
    data: Conferenced


class ContactMonitored(Event, frozen=True, kw_only=True, gc=False, tag="contact.monitored"):
    data: Monitored


class ContactLeft(Event, frozen=True, kw_only=True, gc=False, tag="contact.left"):
    data: Left


class ContactCleared(Event, frozen=True, kw_only=True, gc=False, tag="contact.cleared"):
    data: Cleared


class ContactResolved(Event, frozen=True, kw_only=True, gc=False, tag="contact.resolved"):
    data: Resolved


class ContactRated(Event, frozen=True, kw_only=True, gc=False, tag="contact.rated"):
    data: Rated


class ContactCallbackRequested(Event, frozen=True, kw_only=True, gc=False, tag="contact.callback_requested"):
    data: CallbackRequested


class ContactCallbackAttempted(Event, frozen=True, kw_only=True, gc=False, tag="contact.callback_attempted"):
    data: CallbackAttempted


class ContactCallbackKept(Event, frozen=True, kw_only=True, gc=False, tag="contact.callback_kept"):
    data: CallbackKept


ContactEvent = (
    ContactOffered
    | ContactIdentified
    | ContactMenu
    | ContactQueued
    | ContactPrioritized
    | ContactDiverted
    | ContactDelivered
    | ContactRefused
    | ContactEstablished
    | ContactHeld
    | ContactRetrieved
    | ContactConsulted
    | ContactTransferred
    | ContactConferenced
    | ContactMonitored
    | ContactLeft
    | ContactCleared
    | ContactResolved
    | ContactRated
    | ContactCallbackRequested
    | ContactCallbackAttempted
    | ContactCallbackKept
)
