"""What the settings say about names, numbers and contexts; each question is answered once and remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import translate
from functools import lru_cache

from wallboard.config.asterisk import AsteriskSettings

_CHANNEL = re.compile(r"^(.*?)-[0-9a-fA-F]{4,}(?:;[12])?$")
_LOCAL = re.compile(r"^Local/([^@/]+)@", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}
REMEMBERED = 4096
UNKNOWN = frozenset({"", "unknown", "<unknown>", "anonymous"})


def device_of(channel: str) -> str:
    """PJSIP/1001 of PJSIP/1001-0000002a."""
    match = _CHANNEL.match(channel)
    return match[1] if match else channel


def number_of(device: str) -> str:
    """1001 of PJSIP/1001, Local/1001@from-queue/n or hint:1001@ext-local."""
    return device.rpartition("/")[2] if not _LOCAL.match(device) else device[6:].partition("@")[0]


def plain(text: str) -> str:
    """A name without the escapes that Asterisk, and SIP before it, have put into it; empty where nobody knows it."""
    if "\\" in text:
        for _ in range(2):
            text = _ESCAPED.sub(lambda found: _CONTROL.get(found[1], found[1]), text)
    return "" if text.lower() in UNKNOWN else text


def _matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text fits any of the patterns."""
    joined = "|".join(translate(pattern) for pattern in patterns)
    if not joined:
        return lambda text: False
    fits = re.compile(joined, re.IGNORECASE).match
    return lru_cache(REMEMBERED)(lambda text: fits(text) is not None)


class Rules:
    """The settings, ready to be asked."""

    def __init__(self, settings: AsteriskSettings | None = None) -> None:
        self.settings = settings = settings or AsteriskSettings()
        self.is_entry = _matcher(settings.entries)
        self.has_entries = bool(settings.entries)
        self.is_menu = _matcher(settings.menus)
        self.is_voicemail = _matcher(settings.voicemail)
        self.is_trunk = _matcher(settings.trunks)
        self.is_phone = _matcher(settings.phones)
        self._tiers = [(tier, _matcher(patterns)) for tier, patterns in settings.tiers.items()]

    def person_of(self, interface: str, state_interface: str = "") -> str:
        """The key of the agent whose interface this is: the phone on his desk."""
        match = _LOCAL.match(interface)
        if not match:
            return interface
        if (
            state_interface
            and "/" in state_interface
            and not state_interface.startswith(("hint:", "Local/", "Custom:"))
        ):
            return state_interface
        return f"{self.settings.technology}/{match[1]}"

    def tier_of(self, number: str) -> str:
        """The tier of a caller, by his number; empty where no rule fits."""
        return next((tier for tier, fits in self._tiers if fits(number)), "")

    def wrapup_s(self, queue: str) -> float:
        """Seconds of after-call work in `queue`."""
        by_queue = self.settings.wrapup_s
        return by_queue.get(queue, by_queue.get("*", 0.0))

    def team_of(self, person: str, name: str) -> str:
        """The team of an agent, empty where none is given."""
        return _group(self.settings.teams, person, name)

    def site_of(self, person: str, name: str) -> str:
        """The site of an agent, empty where none is given."""
        return _group(self.settings.sites, person, name)

    def is_overflow(self, person: str, name: str, penalty: int) -> bool:
        """Whether an agent steps in at peaks."""
        least = self.settings.overflow_penalty
        return bool(least and penalty >= least) or _names(self.settings.overflow, person, name)


def _group(groups: dict[str, tuple[str, ...]], person: str, name: str) -> str:
    return next((group for group, people in groups.items() if _names(people, person, name)), "")


def _names(people: tuple[str, ...], person: str, name: str) -> bool:
    return any(each in (person, number_of(person), name) for each in people)
