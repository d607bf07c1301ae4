"""Keys of one PBX among others: what two of them call alike is told apart by a prefix. Pure.

Within the feed everything bears the PBX's own names; at its border, on the way out and back in, keys get the prefix.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from msgspec import structs

from wallboard.stream.agent_events import Membership
from wallboard.stream.command_events import Action
from wallboard.stream.feed_events import Snapshot, SnapshotAgent, SnapshotContact
from wallboard.stream.queue_events import Configured
from wallboard.stream.vocabulary import LogEvent

MARK = ":"
_PEOPLE = frozenset({"agent", "with_agent", "from_agent", "supervisor", "party"})
_OTHERS = frozenset({"queue", "from_queue", "contact"})
_OWN = ("contact.", "agent.", "queue.")
"""Types of events whose subject is a key of the PBX's."""

D = TypeVar("D")


class Naming:
    """Keys within the hub are `prefix:key`; with an empty prefix they are the PBX's own."""

    def __init__(self, prefix: str) -> None:
        self._prefix = f"{prefix}{MARK}" if prefix else ""
        self._label = prefix

    def told(self, events: list[LogEvent]) -> list[LogEvent]:
        """Events as the hub is told them."""
        return [self._told(event) for event in events] if self._prefix else events

    def meant(self, action: Action) -> Action | None:
        """A command as the PBX knows what it is about; None where that is no key of this PBX."""
        if not self._prefix:
            return action
        if not all(key.startswith(self._prefix) for key in _keys_in(action)):
            return None
        return _with_keys(action, lambda key: key.removeprefix(self._prefix))

    def _told(self, event: LogEvent) -> LogEvent:
        if not str(type(event).__struct_config__.tag).startswith(_OWN):
            if isinstance(event.data, Snapshot):
                return structs.replace(event, data=self._listed(event.data))
            return event
        return structs.replace(event, subject=self._key(event.subject), data=self._about(event.data))

    def _key(self, key: str) -> str:
        return f"{self._prefix}{key}"

    def _about(self, data: D) -> D:
        if isinstance(data, Configured):
            overflow = tuple(self._key(person) for person in data.overflow)
            name = f"{data.name} ({self._label})"
            return structs.replace(data, name=name, overflow=overflow)
        return _with_keys(data, self._key)

    def _listed(self, snapshot: Snapshot) -> Snapshot:
        return Snapshot(tuple(map(self._contact, snapshot.contacts)), tuple(map(self._agent, snapshot.agents)))

    def _contact(self, contact: SnapshotContact) -> SnapshotContact:
        return structs.replace(_with_keys(contact, self._key), id=self._key(contact.id))

    def _agent(self, agent: SnapshotAgent) -> SnapshotAgent:
        serves: tuple[Membership, ...] | None = None
        if agent.serves is not None:
            serves = tuple(_with_keys(place, self._key) for place in agent.serves)
        return structs.replace(agent, id=self._key(agent.id), serves=serves)


def _with_keys(data: D, renamed: Callable[[str], str]) -> D:
    """The same, with every key in it renamed."""
    changed = {name: renamed(key) for name, key in _named_keys(data)}
    return structs.replace(data, **changed) if changed else data  # type: ignore[type-var]


def _keys_in(data: Any) -> list[str]:
    return [key for _, key in _named_keys(data)]


def _named_keys(data: Any) -> list[tuple[str, str]]:
    """The keys in it by their fields. A person who is no device of the PBX's is known by a name of his own."""
    kind: Any = type(data)
    names = _keys(kind)
    if getattr(data, "to_kind", "") in ("agent", "queue"):
        names = (*names, "to")
    found = [(name, getattr(data, name)) for name in names]
    return [(name, key) for name, key in found if key and (name not in _PEOPLE or "/" in key)]


@cache
def _keys(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in structs.fields(kind) if each.name in _PEOPLE | _OTHERS)
