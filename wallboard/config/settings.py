"""The settings of a site as frozen structs; with the defaults a laptop needs no settings file."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from wallboard.config.asterisk import PREFIX, SECRET, AsteriskSettings

LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""Where a hub may listen for now: TLS, tokens and roles come first."""

KEY = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$"
CLOCK = r"^(([01]\d|2[0-3]):[0-5]\d)?$"
ADDRESS = "^wss?://.+$"
FORMS = {
    KEY: "letters, digits, dots, dashes and underscores, at most 60",
    CLOCK: "a time of day like 09:30",
    ADDRESS: "an address like ws://127.0.0.1:8765/stream",
    f"(^$|{ADDRESS})": "an address like ws://127.0.0.1:8765/stream",
    PREFIX: "letters, digits, dots, dashes and underscores, at most 20",
    SECRET: "env:VARIABLE or keyring:SERVICE/USER, for a password never stands in a file",
}
"""What a pattern asks for, in words."""

Key = Annotated[str, Meta(pattern=KEY)]
"""A part of an event's `source`: it must not hold a slash or a space."""

DEMO = "demo"
"""What a simulated centre is called that has no site of its own: nobody's settings name it, and no feed of a site's."""

Positive = Annotated[float, Meta(gt=0.0)]
Count = Annotated[int, Meta(ge=1)]


class SiteSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`name` begins the `source` of every event; `timezone` (IANA) says when today begins; empty: as the run says."""

    name: Key = "site"
    timezone: str = ""


class LimitSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """What clients may cost the hub. `outbox_bytes` are kept for those that are behind."""

    connections: Count = 200
    message_bytes: Annotated[int, Meta(ge=1024)] = 1_048_576
    outbox_bytes: Annotated[int, Meta(ge=65536)] = 4_194_304


class HubSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the hub listens (port 0: any free one) and keeps its log (a file; empty: one in the user's data folder)."""

    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 8765
    database: str = ""
    limits: LimitSettings = LimitSettings()


class SimulatorSettings(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="simulator"):
    """A simulated centre. `agents` 0: as many as the scenario says; `start` (HH:MM) empty: when the scenario begins."""

    name: Key = "simulator"
    scenario: str = "calm"
    agents: Annotated[int, Meta(ge=0, le=5000)] = 0
    seed: int = 7
    speed: Positive = 1.0
    start: Annotated[str, Meta(pattern=CLOCK)] = ""


class ReplaySettings(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="replay"):
    """A recording, played `speed` times as fast as it happened."""

    file: Annotated[str, Meta(min_length=1)]
    name: Key = "replay"
    speed: Positive = 60.0


class WebsocketSettings(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="websocket"):
    """Another hub, or any server that speaks CloudEvents over WebSocket. `follow_clock` if what it sends is a run."""

    url: Annotated[str, Meta(pattern=ADDRESS)]
    name: Key = "upstream"
    follow_clock: bool = False


FeedSettings = SimulatorSettings | ReplaySettings | WebsocketSettings | AsteriskSettings
RUNS = (SimulatorSettings, ReplaySettings)
"""Feeds that have a time of their own, and a log of their own."""


class DisplaySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`hub` is the hub to show, empty: one of its own. `scale` enlarges everything.

    `language` auto and `theme` system are the desktop's. `person` is who asks for commands; empty: the login name.
    """

    hub: Annotated[str, Meta(pattern=f"(^$|{ADDRESS})")] = ""
    language: Literal["auto", "en", "ru"] = "auto"
    theme: Literal["system", "dark", "light"] = "system"
    scale: Annotated[float, Meta(ge=0.5, le=4.0)] = 1.0
    person: str = ""


class CostSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """What an hour of an agent costs, in any one currency: his own rate, else his team's, his site's, that of all."""

    per_hour: Positive | None = None
    agents: dict[str, Positive] = {}
    teams: dict[str, Positive] = {}
    sites: dict[str, Positive] = {}


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All of it. A hub without feeds takes what others publish."""

    site: SiteSettings = SiteSettings()
    hub: HubSettings = HubSettings()
    feeds: tuple[FeedSettings, ...] = ()
    display: DisplaySettings = DisplaySettings()
    cost: CostSettings = CostSettings()


class SettingsError(Exception):
    """The settings cannot be used. The message is one line: the file or variable, the setting, and the remedy."""
