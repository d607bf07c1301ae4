"""What a subscription says is to be done, or has come, after it was handed a frame."""

from __future__ import annotations

from msgspec import Struct

from wallboard.stream.control import Accepted, Heartbeat, Refusal, Result, Welcome
from wallboard.stream.vocabulary import LogEvent


class Live(Struct, frozen=True):
    """Events in the order of the log, each once; after them the subscription stands at `position`."""

    events: list[LogEvent]
    position: int


class SnapshotTaken(Struct, frozen=True):
    """A whole snapshot of the log `logid` at `position`: (section, JSON array) in the order in which they came."""

    logid: str
    position: int
    sections: list[tuple[str, bytes]]


class Beat(Struct, frozen=True):
    """The hub's heart has beaten; `hub_t` is its time (epoch seconds, UTC)."""

    data: Heartbeat
    hub_t: float


class Welcomed(Struct, frozen=True):
    """The hub has greeted; `hub_t` is its time (epoch seconds, UTC)."""

    data: Welcome
    hub_t: float


class Answered(Struct, frozen=True):
    """The answer to the query `ident`."""

    ident: str
    result: Result


class Acknowledged(Struct, frozen=True):
    """The answer to the published frame whose first message is `ident` (empty where the hub does not say it)."""

    ident: str
    accepted: Accepted


class RefusedByHub(Struct, frozen=True):
    """The hub has refused the frame or query `ident` (empty where it could not read whose it was)."""

    ident: str
    refusal: Refusal


class Send(Struct, frozen=True):
    """Send this frame."""

    frame: bytes


class Noted(Struct, frozen=True):
    """Something to be counted, not to stop for: gap, malformed, unknown_type, absurd_time, unsequenced, …"""

    code: str
    detail: str = ""


class HangUp(Struct, frozen=True):
    """Nothing good is to be had from this connection: close it, and try again after a while. `code` says why."""

    code: str


Effect = Live | SnapshotTaken | Beat | Welcomed | Answered | Acknowledged | RefusedByHub | Send | Noted | HangUp
