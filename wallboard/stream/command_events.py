"""What a person asked for and what became of it; `subject` is the command's key, chosen by the display."""

from msgspec import Struct

from wallboard.stream.contact_events import MonitorMode, TargetKind
from wallboard.stream.envelope import Event, Moment, Personal, PersonalNumber


class Reassign(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="reassign"):
    """Send a waiting `contact` to an agent, a queue or an outside number."""

    contact: str
    to: PersonalNumber
    to_kind: TargetKind = "agent"


class SetPriority(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="set_priority"):
    """Let a waiting `contact` be served earlier (a higher number) or later."""

    contact: str
    priority: int = 0


class Withdraw(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="withdraw"):
    """Take a waiting `contact` out of its queue; what follows is what the source has for such ones, often the end."""

    contact: str


class Hangup(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="hang_up"):
    """End a `contact`, whatever its stage."""

    contact: str


class Monitor(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="monitor"):
    """Listen to `contact` at `agent` (empty: whoever has it), whisper to him, or barge in, from the telephone `phone`.

    An empty `phone` is the one that the source's settings name for who asks.
    """

    contact: str
    mode: MonitorMode = "listen"
    agent: str = ""
    phone: Personal = ""


class PromiseCallback(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="promise_callback"):
    """Call the customer of `contact`, who gave up, back by `due`; who keeps the promise is whoever keeps callbacks."""

    contact: str
    due: Moment


class AddToQueue(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="add_to_queue"):
    """Let `agent` serve `queue` from now on; a higher `penalty` is asked later."""

    agent: str
    queue: str
    penalty: int = 0


class RemoveFromQueue(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="remove_from_queue"):
    """Let `agent` serve `queue` no longer."""

    agent: str
    queue: str


class SetPenalty(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="set_penalty"):
    """Let `agent`, who serves `queue`, be asked earlier (a lower number) or later."""

    agent: str
    queue: str
    penalty: int = 0


class Pause(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="pause"):
    """Let no queue (or not this one) give `agent` anything, for `reason`."""

    agent: str
    reason: str = ""
    queue: str = ""


class Unpause(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="unpause"):
    """Let `agent` be given contacts again, by all his queues or by this one."""

    agent: str
    queue: str = ""


class LogOff(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="log_off"):
    """Take `agent` off duty."""

    agent: str


class AnswerHelp(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="kind", tag="answer_help"):
    """Come to the aid of `agent`, who has asked for it: join his talk as with `Monitor`."""

    agent: str
    mode: MonitorMode = "whisper"
    phone: Personal = ""


ContactAction = Reassign | SetPriority | Withdraw | Hangup | Monitor | PromiseCallback
"""What is asked for a contact."""
AgentAction = AddToQueue | RemoveFromQueue | SetPenalty | Pause | Unpause | LogOff | AnswerHelp
"""What is asked for an agent."""
Action = ContactAction | AgentAction
"""Every action that a person may ask for. A kind that a hub does not know is refused with its message."""


def contact_of(action: Action) -> str:
    """The contact that `action` is about; empty where it is about an agent."""
    return action.contact if isinstance(action, ContactAction) else ""


def agent_of(action: Action) -> str:
    """The agent that `action` is about; empty where it is about a contact."""
    return action.agent if isinstance(action, AgentAction) else ""


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
