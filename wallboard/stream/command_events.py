"""What a person asked for and what became of it; `subject` is the command's key, chosen by the display."""

from msgspec import Struct

from wallboard.stream.contact_events import TargetKind
from wallboard.stream.envelope import Event, PersonalNumber


class Reassign(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="reassign"):
    """Send a waiting `contact` to an agent, a queue or an outside number."""

    contact: str
    to: PersonalNumber
    to_kind: TargetKind = "agent"


Action = Reassign
"""Every action that a person may ask for; a union tagged by `kind` once there are several."""


class Requested(Struct, frozen=True, gc=False, omit_defaults=True):
    """`by` asks for `action`."""

    action: Action
    by: str = ""


class CommandOutcome(Struct, frozen=True, gc=False, omit_defaults=True):
    """`code` says why, for people's language to be made elsewhere; `detail` is the source's own word."""

    code: str = ""
    detail: str = ""


class CommandRequested(Event, frozen=True, kw_only=True, gc=False, tag="command.requested"):
    data: Requested


class CommandRefused(Event, frozen=True, kw_only=True, gc=False, tag="command.refused"):
    data: CommandOutcome


class CommandDispatched(Event, frozen=True, kw_only=True, gc=False, tag="command.dispatched"):
    data: CommandOutcome


class CommandConfirmed(Event, frozen=True, kw_only=True, gc=False, tag="command.confirmed"):
    data: CommandOutcome


class CommandFailed(Event, frozen=True, kw_only=True, gc=False, tag="command.failed"):
    data: CommandOutcome


class CommandOutcomeUnknown(Event, frozen=True, kw_only=True, gc=False, tag="command.outcome_unknown"):
    data: CommandOutcome


CommandEvent = (
    CommandRequested | CommandRefused | CommandDispatched | CommandConfirmed | CommandFailed | CommandOutcomeUnknown
)
