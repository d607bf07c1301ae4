"""Which keys an event names besides its subject: the agent where it rang, the queue, the contact of a command."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import structs

from wallboard.stream.command_events import CommandRequested
from wallboard.stream.feed_events import FeedSnapshot
from wallboard.stream.vocabulary import LogEvent

KEY_FIELDS = frozenset(
    {"agent", "queue", "from_queue", "from_agent", "with_agent", "to", "party", "supervisor", "contact", "who"}
)


def mentioned(event: LogEvent) -> tuple[str, ...]:
    """The subject and every key that the event names, each once."""
    data: Any = event.data
    if isinstance(event, FeedSnapshot):
        names = [*(c.id for c in event.data.contacts), *(a.id for a in event.data.agents)]
        return tuple(dict.fromkeys([event.subject, *names]))
    if isinstance(event, CommandRequested):
        data = event.data.action
    fields = _key_fields(data.__class__)
    if not fields:
        return (event.subject,)
    named = [value for field in fields if (value := getattr(data, field))]
    return tuple(dict.fromkeys([event.subject, *named]))


@cache
def _key_fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in structs.fields(kind) if field.name in KEY_FIELDS)
