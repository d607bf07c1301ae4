"""What a source says of itself; `subject` is the feed's name and `source` that of all its events."""

from typing import Literal

from msgspec import Struct

from wallboard.stream.agent_events import Membership, Place, ReportedState
from wallboard.stream.contact_events import Channel, Direction, Entry
from wallboard.stream.envelope import Event, Moment, Personal

SnapshotStage = Literal["menu", "waiting", "ringing", "talking", "on_hold"]


class Connected(Struct, frozen=True, gc=False, omit_defaults=True):
    """The feed reaches its source. `takes_commands`: whether it can be acted upon.

    `recording` names what is played where the source is none that lives, and `speed` says how many times as fast as it
    happened (0: it stands).
    """

    kind: str = ""
    version: str = ""
    takes_commands: bool = True
    recording: str = ""
    speed: float = 1.0


class Lost(Struct, frozen=True, gc=False, omit_defaults=True):
    """The feed does not reach its source any more; `code` says why."""

    code: str = ""
    detail: str = ""


class SnapshotContact(Struct, frozen=True, gc=False, omit_defaults=True):
    """A contact that is open now. `offered`, `since` (of its stage) and `priority` where the source gives them."""

    id: str
    stage: SnapshotStage
    channel: Channel = "voice"
    direction: Direction = "inbound"
    entry: Entry = "direct"
    queue: str = ""
    agent: str = ""
    offered: Moment | None = None
    since: Moment | None = None
    caller: Personal = ""
    customer: str = ""
    tier: str = ""
    priority: int | None = None


class SnapshotAgent(Struct, frozen=True, gc=False, omit_defaults=True):
    """An agent on duty now. `serves` are all his queues, where the source gives them."""

    id: str
    state: ReportedState = "ready"
    reason: str = ""
    since: Moment | None = None
    name: Personal = ""
    team: str = ""
    site: str = ""
    place: Place = "floor"
    skills: tuple[str, ...] = ()
    overflow: bool = False
    serves: tuple[Membership, ...] | None = None


class Snapshot(Struct, frozen=True, gc=False, omit_defaults=True):
    """All that is open and on duty at the source now: what is not named here is not there any more."""

    contacts: tuple[SnapshotContact, ...] = ()
    agents: tuple[SnapshotAgent, ...] = ()


class FeedConnected(Event, frozen=True, kw_only=True, gc=False, tag="feed.connected"):
    data: Connected


class FeedLost(Event, frozen=True, kw_only=True, gc=False, tag="feed.lost"):
    data: Lost


class FeedSnapshot(Event, frozen=True, kw_only=True, gc=False, tag="feed.snapshot"):
    data: Snapshot


FeedEvent = FeedConnected | FeedLost | FeedSnapshot
