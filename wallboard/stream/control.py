"""Messages between a hub and its clients that are no part of the log; CloudEvents like all others."""

from typing import Literal

from msgspec import Raw, Struct

from wallboard.stream.envelope import Event, Moment

View = Literal["full", "no_personal"]
"""What a subscriber may see: everything, or everything but numbers, names and free text."""


class Welcome(Struct, frozen=True, gc=False):
    """The hub's first message: the log's identity, its newest position, and how often the hub's heart beats.

    `begun`: as in the heartbeat.
    """

    logid: str
    position: int
    heartbeat_s: float
    site: str
    version: str
    timezone: str
    begun: bool = True


class Subscribe(Struct, frozen=True, gc=False, omit_defaults=True):
    """The client's last position in the log `logid`; an empty `logid` asks for a snapshot."""

    logid: str = ""
    position: int = 0
    view: View = "full"


class Resumed(Struct, frozen=True, gc=False):
    """The subscription stands: the events after `position` follow, with no snapshot before them."""

    logid: str
    position: int


class FeedBeat(Struct, frozen=True, gc=False):
    """What the hub knows of a feed: its last word (hub's clock), and how far the source's clock is ahead (seconds)."""

    source: str
    connected: bool
    last_word: Moment
    clock_offset_s: float = 0.0


Severity = Literal["alarm", "status"]


class Alarm(Struct, frozen=True, gc=False, omit_defaults=True):
    """A condition that holds, and since when: the same at every display, because the hub watches for all of them.

    `subject` is a queue, agent or source (empty: the whole centre), `about` the contact that it is about, `action` what
    could be done. An alarm asks for an action; where there is none to be taken, it is a status.
    """

    code: str
    subject: str
    value: float
    limit: float
    since: Moment
    severity: Severity = "alarm"
    action: str = ""
    about: str = ""

    @property
    def since_t(self) -> float:
        """When it began, in epoch seconds (UTC)."""
        return self.since.timestamp()


class Heartbeat(Struct, frozen=True, gc=False):
    """Once a second: `time` of the envelope is the hub's, `position` the log's newest for this view.

    `alarms` are those that stand now, the most pressing first, a hundred at most. `begun` is false while a run still
    makes the day up to its beginning: what is known so far is not how things stand.
    """

    logid: str
    position: int
    feeds: tuple[FeedBeat, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    begun: bool = True


class SnapshotChunk(Struct, frozen=True, gc=False):
    """Part `index` (from 0) of `count` of the floor at `position`; `items` is a JSON array of the section's structs."""

    logid: str
    position: int
    index: int
    count: int
    section: str
    items: Raw


class Refusal(Struct, frozen=True, gc=False, omit_defaults=True):
    """Why one published message was not taken; `ident` is its id where it could be read."""

    code: str
    detail: str = ""
    ident: str = ""


class Accepted(Struct, frozen=True, gc=False, omit_defaults=True):
    """The answer to one published frame, sent after the commit: what it brought, and the position it has reached."""

    accepted: int
    position: int
    duplicates: int = 0
    unknown: int = 0
    refused: tuple[Refusal, ...] = ()


class Query(Struct, frozen=True, gc=False, omit_defaults=True):
    """A question to history. `about`: a subject's timeline, the latest lost contacts, an interval's figures, or the
    contacts behind one of them.

    `subject` is a contact, agent, queue, ticket or command (of contacts: the figure's id); `start` and `end` are
    half-open; `by` as in `figures`. `where` narrows the contacts: queue, agent, tier, entry, live (yes or no); a `span`
    of `outcome` takes those answered or lost in it, `threshold` and `short_abandon` (seconds) stand in for the queues'
    own limits. The latest lost come with the latest last; with a `subject` those before this one, so that a long day
    can be read page by page. Normals are what was usual in the same span of past weeks, stage by stage, for the queue
    `subject` (empty: for all).
    """

    about: Literal["timeline", "lost", "figures", "contacts", "normals", "why"]
    subject: str = ""
    start: Moment | None = None
    end: Moment | None = None
    by: tuple[str, ...] = ()
    where: dict[str, str] = {}
    limit: int = 500


class Result(Struct, frozen=True, gc=False, omit_defaults=True):
    """The answer to a query (`correlationid` is its id): `rows` is a JSON array, its shape given by the question.

    `code` is empty, or says why there is no answer. `more` where the limit has cut it.
    """

    rows: Raw
    code: str = ""
    more: bool = False


class StreamWelcome(Event, frozen=True, kw_only=True, gc=False, tag="stream.welcome"):
    data: Welcome


class StreamSubscribe(Event, frozen=True, kw_only=True, gc=False, tag="stream.subscribe"):
    data: Subscribe


class StreamResumed(Event, frozen=True, kw_only=True, gc=False, tag="stream.resumed"):
    data: Resumed


class StreamHeartbeat(Event, frozen=True, kw_only=True, gc=False, tag="stream.heartbeat"):
    data: Heartbeat


class StreamSnapshot(Event, frozen=True, kw_only=True, gc=False, tag="stream.snapshot"):
    data: SnapshotChunk


class StreamAccepted(Event, frozen=True, kw_only=True, gc=False, tag="stream.accepted"):
    data: Accepted


class StreamRefused(Event, frozen=True, kw_only=True, gc=False, tag="stream.refused"):
    data: Refusal


class StreamQuery(Event, frozen=True, kw_only=True, gc=False, tag="stream.query"):
    data: Query


class StreamResult(Event, frozen=True, kw_only=True, gc=False, tag="stream.result"):
    data: Result


ControlMessage = (
    StreamWelcome
    | StreamSubscribe
    | StreamResumed
    | StreamHeartbeat
    | StreamSnapshot
    | StreamAccepted
    | StreamRefused
    | StreamQuery
    | StreamResult
)
