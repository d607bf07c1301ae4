"""Reads a scenario file and says in one line what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct, structs

from feeds.simulator.checking import faults
from feeds.simulator.scenario import Scenario, Tickets

FOLDER = Path(__file__).parent / "scenarios"
T = TypeVar("T", bound=Struct)

# In the file one writes [queue.support], [[team]], [[shift]] …: a table is named for what one of it is.
_WRITTEN: dict[type[Struct], dict[str, str]] = {
    Scenario: {
        "queues": "queue",
        "teams": "team",
        "shifts": "shift",
        "breaks": "break",
        "surges": "surge",
        "wrong_turns": "wrong_turn",
        "hands_on": "hand_on",
        "troubles": "trouble",
    },
    Tickets: {"priorities": "priority", "moves": "move"},
}
MOST_BASES = 4


class ScenarioError(ValueError):
    """What is wrong with a scenario, in one line that names the file, the key and what is allowed."""


def names() -> list[str]:
    """The scenarios that come with the program."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name: str | Path) -> Scenario:
    """The scenario of that name, or in that file. Raises ScenarioError."""
    path = Path(name)
    if path.suffix != ".toml":
        path = FOLDER / f"{name}.toml"
        if path.parent != FOLDER or not path.is_file():
            raise ScenarioError(
                f"there is no scenario {str(name)!r}; there are {', '.join(names())}, or name a .toml file"
            )
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise ScenarioError(f"{path}: {reason}") from error
    return parse(text, str(path))


def parse(text: str, file: str) -> Scenario:
    """The scenario in `text`; `file` is its name for messages. Raises ScenarioError.

    `extends = "calm"` takes over that scenario: tables are merged, everything else is replaced.
    """
    table = _with_base(_toml(text, file), file, MOST_BASES)
    try:
        scenario = _read(Scenario, table, "")
    except _WrongError as error:
        raise ScenarioError(f"{file}: {error}") from None
    for where, what in faults(scenario):
        raise ScenarioError(f"{file}: {where!r}: {what}")
    return scenario


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{file}: {error}") from error


def _with_base(table: dict[str, Any], file: str, bases: int) -> dict[str, Any]:
    base = table.pop("extends", None)
    if base is None:
        return table
    if base not in names() or not bases:
        raise ScenarioError(f"{file}: 'extends' must name one of {', '.join(names())}, and is {base!r}")
    path = FOLDER / f"{base}.toml"
    below = _with_base(_toml(path.read_text(encoding="utf-8"), str(path)), str(path), bases - 1)
    return _merged(below, table)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = below | above
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            both[key] = _merged(below[key], value)
    return both


class _WrongError(Exception):
    """What is wrong at which key."""


def _read(kind: type[T], table: dict[str, Any], where: str) -> T:
    """One table as `kind`: first its parts, so that a message can name the place."""
    hints = get_type_hints(kind)
    written = _WRITTEN.get(kind, {})
    fields = {written.get(field.name, field.name): field for field in structs.fields(kind)}
    if unknown := [key for key in table if key not in fields]:
        raise _WrongError(f"unknown key {_key(where, unknown[0])!r}; allowed are {_allowed(kind, fields)}")
    if missing := [key for key, field in fields.items() if field.required and key not in table]:
        raise _WrongError(f"the key {_key(where, missing[0])!r} is missing")
    return kind(
        **{fields[key].name: _value(hints[fields[key].name], there, _key(where, key)) for key, there in table.items()}
    )


def _allowed(kind: type[Struct], fields: Iterable[str]) -> str:
    return ", ".join(sorted((*fields, "extends") if kind is Scenario else fields))


def _value(hint: Any, value: Any, where: str) -> Any:
    part = _struct_in(hint)
    if part is None:
        return _plain(hint, value, where)
    if get_origin(hint) is dict:
        _demand(isinstance(value, dict), where, "must be a table of tables")
        return {name: _table(part, there, f"{where}.{name}") for name, there in value.items()}
    if get_origin(hint) is tuple:
        _demand(isinstance(value, list), where, "must be an array of tables ([[…]])")
        return tuple(_table(part, there, f"{where}[{number}]") for number, there in enumerate(value, 1))
    return _table(part, value, where)


def _table(kind: type[Struct], value: Any, where: str) -> Struct:
    _demand(isinstance(value, dict), where, "must be a table")
    return _read(kind, value, where)


def _plain(hint: Any, value: Any, where: str) -> Any:
    try:
        return msgspec.convert(value, hint)
    except msgspec.ValidationError as error:
        raise _WrongError(f"{where!r}: {error}") from None


def _struct_in(hint: Any) -> type[Struct] | None:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return hint
    if get_origin(hint) in (dict, tuple, Union, UnionType):
        return next((found for arg in get_args(hint) if (found := _struct_in(arg))), None)
    return None


def _key(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _demand(holds: bool, where: str, what: str) -> None:
    if not holds:
        raise _WrongError(f"{where!r} {what}")
