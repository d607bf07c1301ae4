"""Settings from the environment: `WALLBOARD_HUB_PORT=9000` is `port = 9000` under `[hub]`, and wins over the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_origin, get_type_hints

import msgspec
from msgspec import Struct, structs

from wallboard.config.loading import CONFIG, PREFIX
from wallboard.config.names import hint_of, nearest, tables
from wallboard.config.parsing import check, explained
from wallboard.config.settings import Settings, SettingsError

NO_SETTINGS = frozenset({CONFIG, "WALLBOARD_DATA"})
_LOOKS_LIKE_A_TYPO = 0.8


def variables() -> dict[str, tuple[str, ...]]:
    """Every variable with the path of its setting; feeds are described in a file alone."""
    return {PREFIX + "_".join(path).upper(): path for path in _paths((), Settings)}


def overlaid(settings: Settings, environ: Mapping[str, str]) -> Settings:
    """`settings` with what the environment says. Raises SettingsError, also for a variable that looks mistyped."""
    known = variables()
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in NO_SETTINGS:
            continue
        path = known.get(name)
        if path is None:
            _complain_if_mistyped(name, known)
        else:
            settings = _replaced(settings, path, _read(environ[name], path, name))
            check(settings, name)
    return settings


def _complain_if_mistyped(name: str, known: Mapping[str, object]) -> None:
    near = nearest(
        name.removeprefix(PREFIX), [k.removeprefix(PREFIX).lower() for k in known], cutoff=_LOOKS_LIKE_A_TYPO
    )
    if near:
        raise SettingsError(f"{name}: no setting has this name; did you mean {PREFIX}{near.upper()}?")


def _replaced(table: Any, path: tuple[str, ...], value: Any) -> Any:
    field, *rest = path
    inside = _replaced(getattr(table, field), tuple(rest), value) if rest else value
    return structs.replace(table, **{field: inside})


def _read(text: str, path: tuple[str, ...], name: str) -> Any:
    try:
        return msgspec.convert(text, hint_of(path), strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{name}{explained(str(error), text, '.'.join(path))}") from None


def _paths(path: tuple[str, ...], kind: type[Struct]) -> Iterator[tuple[str, ...]]:
    inside = tables(kind)
    for name, hint in get_type_hints(kind).items():
        if name in inside:
            yield from _paths((*path, name), inside[name])
        elif get_origin(hint) is not tuple:
            yield (*path, name)
