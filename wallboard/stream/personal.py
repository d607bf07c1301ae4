"""Numbers, names and free text taken out of an event, and put back: the log holds neither, they lie beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from msgspec import Struct, structs

from wallboard.stream.envelope import Event
from wallboard.stream.vocabulary import personal_fields, personal_when

E = TypeVar("E", bound=Event)

NOTHING: dict[str, str] = {}


class _Plan(Struct, frozen=True):
    """Where a struct holds something personal: in these fields, in these structs, and in the items of these tuples.

    `when` are fields that are personal where another one has a certain value.
    """

    own: tuple[str, ...]
    when: tuple[tuple[str, str, str], ...]
    structs: tuple[str, ...]
    tuples: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing personal anywhere in it."""
        return not (self.own or self.when or self.structs or self.tuples)


def strip(event: E) -> tuple[E, dict[str, str]]:
    """The event without what is personal, and that by its path (`caller`, or `contacts.3.caller`).

    The event itself and an empty dictionary where there is nothing personal in it.
    """
    data = cast(Any, event).data
    fields: dict[str, str] = {}
    bare = _strip(data, "", fields)
    return (structs.replace(event, data=bare), fields) if fields else (event, NOTHING)


def restore(event: E, fields: Mapping[str, str]) -> E:
    """The event with `fields` (see `strip`) put back; what is not among them, because it was erased, stays empty."""
    if not fields:
        return event
    return structs.replace(event, data=_restore(cast(Any, event).data, "", fields))


@cache
def plan_of(data: type[Any]) -> _Plan:
    """Where the struct type `data`, and what it holds, has something personal."""
    hints = get_type_hints(data)
    named = [(field.name, hints[field.name]) for field in structs.fields(data)]
    return _Plan(
        personal_fields(cast(Any, data)),
        personal_when(cast(Any, data)),
        tuple(name for name, hint in named if _concerns(hint)),
        tuple(name for name, hint in named if get_origin(hint) is tuple and _concerns(get_args(hint)[0])),
    )


def _concerns(hint: Any) -> bool:
    if isinstance(hint, UnionType):
        return any(_concerns(part) for part in get_args(hint))
    return isinstance(hint, type) and issubclass(hint, Struct) and not plan_of(cast(Any, hint)).empty


def _strip(data: Any, path: str, fields: dict[str, str]) -> Any:
    plan = plan_of(cast(Any, type(data)))
    if plan.empty:
        return data
    changed: dict[str, Any] = {}
    for name in (*plan.own, *(name for name, other, value in plan.when if getattr(data, other) == value)):
        value = getattr(data, name)
        if value:
            fields[path + name] = value
            changed[name] = ""
    for name in plan.structs:
        changed[name] = _strip(getattr(data, name), f"{path}{name}.", fields)
    for name in plan.tuples:
        items = getattr(data, name)
        changed[name] = tuple(_strip(item, f"{path}{name}.{at}.", fields) for at, item in enumerate(items))
    return structs.replace(data, **changed) if changed else data


def _restore(data: Any, path: str, fields: Mapping[str, str]) -> Any:
    plan = plan_of(cast(Any, type(data)))
    names = (*plan.own, *(name for name, _, _ in plan.when))
    changed: dict[str, Any] = {name: fields[path + name] for name in names if path + name in fields}
    for name in plan.structs:
        changed[name] = _restore(getattr(data, name), f"{path}{name}.", fields)
    for name in plan.tuples:
        items = getattr(data, name)
        changed[name] = tuple(_restore(item, f"{path}{name}.{at}.", fields) for at, item in enumerate(items))
    return structs.replace(data, **changed) if changed else data
