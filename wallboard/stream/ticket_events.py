"""Events of a trouble ticket (states of TM Forum TMF621); `subject` is the ticket's key."""

from typing import Literal

from msgspec import Struct

from wallboard.stream.envelope import Event, Personal

TicketStatus = Literal["acknowledged", "rejected", "pending", "held", "in_progress", "cancelled", "closed", "resolved"]


class Created(Struct, frozen=True, gc=False, omit_defaults=True):
    """A ticket is opened; `norm_s` is the life that its priority allows, 0 where there is no norm.

    `norm_pauses`: the norm's clock stands still while the ticket is pending or held.
    """

    contact: str = ""
    customer: str = ""
    queue: str = ""
    priority: str = ""
    kind: str = ""
    title: Personal = ""
    norm_s: float = 0.0
    norm_pauses: bool = False


class StatusChanged(Struct, frozen=True, gc=False, omit_defaults=True):
    """`who` has moved the ticket to `status`."""

    status: TicketStatus
    who: str = ""
    reason: str = ""


class AttributeChanged(Struct, frozen=True, gc=False, omit_defaults=True):
    """Another attribute has changed: queue, priority, owner, …"""

    name: str
    value: str = ""
    who: str = ""


class Acted(Struct, frozen=True, gc=False, omit_defaults=True):
    """One step of one person in the chain."""

    who: str
    action: str = ""
    queue: str = ""
    note: Personal = ""


class TicketResolvedData(Struct, frozen=True, gc=False, omit_defaults=True):
    """`who` says that it is settled."""

    who: str = ""


class Reopened(Struct, frozen=True, gc=False, omit_defaults=True):
    """It was not settled after all."""

    who: str = ""
    reason: str = ""


class Closed(Struct, frozen=True, gc=False, omit_defaults=True):
    """It is closed for good."""

    who: str = ""


class TicketCreated(Event, frozen=True, kw_only=True, gc=False, tag="ticket.created"):
    data: Created


class TicketStatusChanged(Event, frozen=True, kw_only=True, gc=False, tag="ticket.status_changed"):
    data: StatusChanged


class TicketAttributeChanged(Event, frozen=True, kw_only=True, gc=False, tag="ticket.attribute_changed"):
    data: AttributeChanged


class TicketActed(Event, frozen=True, kw_only=True, gc=False, tag="ticket.acted"):
    data: Acted


class TicketResolved(Event, frozen=True, kw_only=True, gc=False, tag="ticket.resolved"):
    data: TicketResolvedData


class TicketReopened(Event, frozen=True, kw_only=True, gc=False, tag="ticket.reopened"):
    data: Reopened


class TicketClosed(Event, frozen=True, kw_only=True, gc=False, tag="ticket.closed"):
    data: Closed


TicketEvent = (
    TicketCreated
    | TicketStatusChanged
    | TicketAttributeChanged
    | TicketActed
    | TicketResolved
    | TicketReopened
    | TicketClosed
)
