"""The CloudEvents 1.0 envelope that every message of the stream wears.

Annotations are types here and in the modules of messages, not texts (`from __future__ import annotations`): msgspec
would evaluate every one of them when the first decoder is made, and that costs each start a hundredth of a second.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Meta, Struct

Moment = Annotated[datetime, Meta(tz=True)]
"""A moment with its zone; RFC 3339 on the wire."""

Personal = Annotated[str, Meta(extra={"personal": True})]
"""Number, name or free text of a person: kept beside the log, never in it."""

PersonalNumber = Annotated[str, Meta(extra={"personal_when": ("to_kind", "external")})]
"""A key, or, where `to_kind` says external, somebody's number: personal then, and kept beside the log as well."""

POSITION_DIGITS = 16
"""Positions are zero-padded, because CloudEvents compares `sequence` as text."""


class Event(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag_field="type"):
    """One message. `time` is the moment at the source, `recordedtime` the hub's.

    `order` ranks the facts that one source gives one moment (its own numbering, where it has one).
    `sequence` and `prevsequence` are set by the hub (see `position`), `correlationid` and `causationid`
    name the conversation and the command or event that brought this one about.
    """

    specversion: Literal["1.0"]
    id: str
    source: str
    subject: str
    time: Moment
    order: int = 0
    sequence: str = ""
    prevsequence: str = ""
    recordedtime: Moment | None = None
    correlationid: str = ""
    causationid: str = ""


E = TypeVar("E", bound=Event)


def moment(t_s: float) -> datetime:
    """Epoch seconds (UTC) as a moment."""
    return datetime.fromtimestamp(t_s, UTC)


def make(kind: type[E], ident: str, source: str, subject: str, t_s: float, data: Any, **attributes: Any) -> E:
    """A message of `kind` at `t_s` (epoch seconds, UTC); `attributes` are the optional ones of the envelope."""
    attributes["data"] = data
    return kind(specversion="1.0", id=ident, source=source, subject=subject, time=moment(t_s), **attributes)


def sequence_of(position: int) -> str:
    """The `sequence` text of a log position (a whole number from 1)."""
    return f"{position:0{POSITION_DIGITS}d}"


def position_of(sequence: str) -> int:
    """The log position in a `sequence` or `prevsequence`; 0 where there is none. Raises ValueError for no number."""
    return int(sequence) if sequence else 0
