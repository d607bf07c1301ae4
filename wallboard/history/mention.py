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


def mentioned(event: LogEvent) -> list[str]:
    """The subject and every key that the event names, each once."""
    named = [event.subject]
    if isinstance(event, FeedSnapshot):
        return [*dict.fromkeys([*named, *(c.id for c in event.data.contacts), *(a.id for a in event.data.agents)])]
    data: Any = event.data.action if isinstance(event, CommandRequested) else event.data
    for field in _key_fields(data.__class__):
        key = getattr(data, field)
        if key and key not in named:
            named.append(key)
    return named


@cache
def _key_fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in structs.fields(kind) if field.name in KEY_FIELDS)
