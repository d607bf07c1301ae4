"""From the text of a settings file to `Settings`. Whatever is wrong with it becomes one line."""

from __future__ import annotations

import re
import tomllib
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from wallboard.config.asterisk import AsteriskSettings
from wallboard.config.names import FEEDS, choices, mistyped, suggestion
from wallboard.config.settings import FORMS, LOOPBACK, RUNS, Settings, SettingsError

_WHERE = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"\[(\d+)\]|\.?([^.\[\]]+)")
_FEED = re.compile(r"^feeds\[(\d+)\](\.?)")
_LONGEST_VALUE = 60


def parse(text: str, name: str) -> Settings:
    """The settings in TOML `text`; `name` is the file's, for messages. Raises SettingsError."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: this is not TOML: {error}") from None
    return convert(tree, name)


def convert(tree: dict[str, Any], name: str) -> Settings:
    """The settings in a tree of plain values. Raises SettingsError."""
    for path, wrong, allowed in mistyped(tree):
        place = f"[{path}] has no setting" if path else "there is no table or setting"
        raise SettingsError(f"{name}: {place} {wrong!r}; {suggestion(wrong, allowed)}")
    try:
        settings = msgspec.convert(tree, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{name}: {explained(str(error), tree)}") from None
    check(settings, name)
    return settings


def check(settings: Settings, name: str) -> None:
    """What no single type can say. Raises SettingsError."""
    if settings.hub.host not in LOOPBACK:
        raise SettingsError(
            f"{name}: hub.host: the hub listens on this machine alone until it knows TLS and logins; "
            f"{settings.hub.host!r} is none of {', '.join(LOOPBACK)}"
        )
    known: set[str] = set()
    for feed in settings.feeds:
        if feed.name in known:
            raise SettingsError(f"{name}: two feeds are named {feed.name!r}; give each a name of its own")
        known.add(feed.name)
    _check_prefixes([feed for feed in settings.feeds if isinstance(feed, AsteriskSettings)], name)
    runs = [feed.name for feed in settings.feeds if isinstance(feed, RUNS)]
    if runs and len(settings.feeds) > 1:
        raise SettingsError(f"{name}: the run {runs[0]!r} has a log of its own and cannot stand beside other feeds")
    check_zone(settings.site.timezone, f"{name}: site.timezone")


def _check_prefixes(systems: list[AsteriskSettings], name: str) -> None:
    """Two telephone systems call phones and queues alike, and without a systemname of its own even calls."""
    known: dict[str, str] = {}
    for feed in systems:
        if feed.prefix in known:
            raise SettingsError(
                f"{name}: the telephone systems {known[feed.prefix]!r} and {feed.name!r} may call phones, queues and "
                f'calls alike; give each a prefix of its own, as in prefix = "{feed.name[:20]}"'
            )
        known[feed.prefix] = feed.name


def check_zone(zone: str, where: str) -> None:
    """Raises SettingsError where `zone` is neither empty nor a time zone that this machine knows."""
    if not zone:
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(f"{where}: {zone!r} is no time zone; write it as in 'Europe/Moscow'") from None


def explained(said: str, tree: Any, setting: str = "") -> str:
    """What a type said of `tree`, with the setting's name before it and the value that stands there behind it."""
    match = _WHERE.match(said)
    what, path = (match["what"], match["path"] or "") if match else (said, "")
    value = _value_at(path, tree)
    place = _FEED.sub(lambda found: f"feeds, entry {int(found[1]) + 1}{', ' if found[2] else ''}", path)
    allowed = FEEDS if path.endswith(".kind") else choices(setting or path)
    if "required field" in what:
        return f"{place}: {_plain(what)}"
    if allowed:
        return f"{place}: {value!r} is not allowed; {suggestion(str(value), allowed)}"
    if path.endswith("secret"):
        return f"{place}: {_plain(what)}"  # what stands there may be the password itself
    return f"{place}: {_plain(what)}; it is {repr(value)[:_LONGEST_VALUE]}"


def _plain(what: str) -> str:
    for pattern, words in FORMS.items():
        what = what.replace(f"`str` matching regex {pattern!r}", words)
    plain = what.replace("`", "").replace("Object", "table").replace("object", "table")
    return plain[:1].lower() + plain[1:]


def _value_at(path: str, tree: Any) -> Any:
    for index, name in _STEP.findall(path):
        try:
            tree = tree[int(index)] if index else tree[name]
        except (KeyError, IndexError, TypeError):
            return None
    return tree
