"""All messages of the stream in one place: the unions that the codec decodes, and what can be read off them."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import Meta, structs

from wallboard.stream.agent_events import AgentEvent
from wallboard.stream.command_events import CommandEvent
from wallboard.stream.contact_events import ContactEvent
from wallboard.stream.control import ControlMessage
from wallboard.stream.envelope import Event
from wallboard.stream.feed_events import FeedEvent
from wallboard.stream.queue_events import QueueEvent
from wallboard.stream.ticket_events import TicketEvent

LogEvent = ContactEvent | AgentEvent | QueueEvent | TicketEvent | CommandEvent | FeedEvent
"""What the log holds."""

Message = LogEvent | ControlMessage
"""What a connection carries."""


def members(union: UnionType) -> tuple[type[Event], ...]:
    """The message types of a union."""
    return get_args(union)


def type_of(kind: type[Event]) -> str:
    """The CloudEvents `type` of a message type, e.g. contact.offered."""
    return str(kind.__struct_config__.tag)


LOG_TYPES: dict[str, type[Event]] = {type_of(kind): kind for kind in members(LogEvent)}
CONTROL_TYPES: dict[str, type[Event]] = {type_of(kind): kind for kind in members(ControlMessage)}
TYPES: dict[str, type[Event]] = LOG_TYPES | CONTROL_TYPES


@cache
def data_type(kind: type[Event]) -> type[Any]:
    """The struct that a message type carries as `data`."""
    found: type[Any] = get_type_hints(kind)["data"]
    return found


@cache
def personal_fields(data: type[Any]) -> tuple[str, ...]:
    """The fields of a data struct that hold a person's number, name or words."""
    hints = get_type_hints(data, include_extras=True)
    return tuple(field.name for field in structs.fields(data) if _is_personal(hints[field.name]))


@cache
def personal_when(data: type[Any]) -> tuple[tuple[str, str, str], ...]:
    """The fields of a data struct that are personal where another field has a certain value: field, other, value."""
    hints = get_type_hints(data, include_extras=True)
    marked = ((field.name, _mark(hints[field.name], "personal_when")) for field in structs.fields(data))
    return tuple((name, *mark) for name, mark in marked if mark)


def _is_personal(hint: Any) -> bool:
    return bool(_mark(hint, "personal"))


def _mark(hint: Any, name: str) -> Any:
    notes = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((found for note in notes if isinstance(note, Meta) and (found := (note.extra or {}).get(name))), None)
