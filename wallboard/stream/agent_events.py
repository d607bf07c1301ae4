"""Events of an agent; `subject` is the agent's key."""

from typing import Literal

from msgspec import Struct

from wallboard.stream.envelope import Event, Personal

ReportedState = Literal["ready", "not_ready", "busy", "after_contact_work", "unreachable"]
Place = Literal["floor", "office", "home", "mobile"]


class LoggedOn(Struct, frozen=True, gc=False, omit_defaults=True):
    """He is on duty. `place`: on the floor, another office, home, mobile. `capacity`: contacts at once, by channel."""

    name: Personal = ""
    team: str = ""
    site: str = ""
    place: Place = "floor"
    skills: tuple[str, ...] = ()
    capacity: dict[str, int] = {}
    overflow: bool = False


class LoggedOff(Struct, frozen=True, gc=False, omit_defaults=True):
    """He has gone home."""

    reason: str = ""


class State(Struct, frozen=True, gc=False, omit_defaults=True):
    """What the source says he does; `reason` for not_ready (break, lunch, training, …)."""

    state: ReportedState
    reason: str = ""


class Membership(Struct, frozen=True, gc=False, omit_defaults=True):
    """He serves `queue` (no longer: `member` false); a higher `penalty` comes later; `overflow` steps in at peaks."""

    queue: str
    penalty: int = 0
    overflow: bool = False
    member: bool = True


class HelpRequested(Struct, frozen=True, gc=False, omit_defaults=True):
    """He asks the supervisor for help with `contact`."""

    contact: str = ""


class HelpAnswered(Struct, frozen=True, gc=False, omit_defaults=True):
    """Somebody (`supervisor`) has come to his aid."""

    supervisor: str = ""


class AgentLoggedOn(Event, frozen=True, kw_only=True, gc=False, tag="agent.logged_on"):
    data: LoggedOn


class AgentLoggedOff(Event, frozen=True, kw_only=True, gc=False, tag="agent.logged_off"):
    data: LoggedOff


class AgentState(Event, frozen=True, kw_only=True, gc=False, tag="agent.state"):
    data: State


class AgentMembership(Event, frozen=True, kw_only=True, gc=False, tag="agent.membership"):
    data: Membership


class AgentHelpRequested(Event, frozen=True, kw_only=True, gc=False, tag="agent.help_requested"):
    data: HelpRequested


class AgentHelpAnswered(Event, frozen=True, kw_only=True, gc=False, tag="agent.help_answered"):
    data: HelpAnswered


AgentEvent = AgentLoggedOn | AgentLoggedOff | AgentState | AgentMembership | AgentHelpRequested | AgentHelpAnswered
