"""Which settings there are, and which of them somebody meant who mistyped one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct, structs

from wallboard.config.asterisk import AsteriskSettings
from wallboard.config.settings import ReplaySettings, Settings, SimulatorSettings, WebsocketSettings

FEEDS: dict[str, type[Struct]] = {
    "simulator": SimulatorSettings,
    "replay": ReplaySettings,
    "websocket": WebsocketSettings,
    "asterisk": AsteriskSettings,
}


def nearest(name: str, allowed: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The allowed name that `name` most resembles; empty if it resembles none."""
    from difflib import get_close_matches  # only a mistake pays for it

    found = get_close_matches(name.lower(), list(allowed), n=1, cutoff=cutoff)
    return found[0] if found else ""


def suggestion(name: str, allowed: Iterable[str]) -> str:
    """`did you mean …?`, or all that is allowed where nothing comes near."""
    known = list(allowed)
    near = nearest(name, known)
    return f"did you mean {near!r}?" if near else f"allowed here: {', '.join(sorted(known))}"


def field_names(kind: type[Struct]) -> list[str]:
    """The settings of one table."""
    return [field.name for field in structs.fields(kind)]


def tables(kind: type[Struct]) -> dict[str, type[Struct]]:
    """The tables inside a table."""
    hints = get_type_hints(kind)
    return {name: hint for name, hint in hints.items() if _is_table(hint)}


def hint_of(path: Sequence[str]) -> Any:
    """The type of the setting at a path such as hub, port; None where there is none."""
    hint: Any = Settings
    for name in path:
        hint = get_type_hints(hint, include_extras=True).get(name) if _is_table(hint) else None
    return hint


def choices(setting: str) -> tuple[str, ...]:
    """What a setting (`display.theme`) may be, where that is a choice of words."""
    hint = hint_of(setting.split("."))
    return get_args(hint) if get_origin(hint) is Literal else ()


def _is_table(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Struct)


def mistyped(tree: Mapping[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Each name that is no setting: the table where it stands (`hub.limits`), the name, and what is allowed there."""
    yield from _mistyped_in("", Settings, tree)
    feeds = tree.get("feeds")
    for number, feed in enumerate(feeds if isinstance(feeds, list) else [], 1):
        kind = FEEDS.get(str(feed.get("kind"))) if isinstance(feed, dict) else None
        if kind is not None:
            yield from _unknown(f"feeds, entry {number}", feed, ["kind", *field_names(kind)])


def _mistyped_in(path: str, kind: type[Struct], tree: Mapping[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    yield from _unknown(path, tree, field_names(kind))
    for name, table in tables(kind).items():
        inside = tree.get(name)
        if isinstance(inside, dict):
            yield from _mistyped_in(f"{path}.{name}" if path else name, table, inside)


def _unknown(path: str, tree: Mapping[str, Any], allowed: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    yield from ((path, name, allowed) for name in tree if name not in allowed)
