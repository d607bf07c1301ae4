"""A settings file: what is right becomes structs, what is wrong becomes one line that says where and what instead."""

from __future__ import annotations

import pytest

from wallboard.config.parsing import parse
from wallboard.config.settings import (
    DisplaySettings,
    HubSettings,
    LimitSettings,
    ReplaySettings,
    Settings,
    SettingsError,
    SimulatorSettings,
    SiteSettings,
    WebsocketSettings,
)

WHOLE = """
[site]
name = "north"
timezone = "Europe/Moscow"

[hub]
port = 9000
database = "north.sqlite"
[hub.limits]
connections = 20

[[feeds]]
kind = "websocket"
name = "south"
url = "wss://hub.example/stream"

[display]
theme = "light"
scale = 1.5
"""


def complaint(text: str) -> str:
    """What is said about a settings file with this text."""
    with pytest.raises(SettingsError) as caught:
        parse(text, "site.toml")
    said = str(caught.value)
    assert said.startswith("site.toml: ")
    assert "\n" not in said
    return said


def test_that_an_empty_file_gives_the_defaults() -> None:
    assert parse("", "site.toml") == Settings()


def test_that_a_whole_file_is_read() -> None:
    assert parse(WHOLE, "site.toml") == Settings(
        SiteSettings("north", "Europe/Moscow"),
        HubSettings(port=9000, database="north.sqlite", limits=LimitSettings(connections=20)),
        (WebsocketSettings("wss://hub.example/stream", "south"),),
        DisplaySettings(theme="light", scale=1.5),
    )


def test_that_the_kind_of_a_feed_chooses_its_settings() -> None:
    simulated = parse('[[feeds]]\nkind = "simulator"\nscenario = "storm"\nstart = "09:30"', "site.toml")
    replayed = parse('[[feeds]]\nkind = "replay"\nfile = "january.txt.xz"', "site.toml")
    assert simulated.feeds == (SimulatorSettings(scenario="storm", start="09:30"),)
    assert replayed.feeds == (ReplaySettings("january.txt.xz"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[hub]\nprot = 1", "[hub] has no setting 'prot'; did you mean 'port'?"),
        ("[hbu]\nport = 1", "no table or setting 'hbu'; did you mean 'hub'?"),
        ("[hub.limits]\nconections = 1", "[hub.limits] has no setting 'conections'; did you mean 'connections'?"),
        ('[[feeds]]\nkind = "simulator"\nspede = 2', "[feeds, entry 1] has no setting 'spede'; did you mean 'speed'?"),
        ("[display]\nxyz = 1", "[display] has no setting 'xyz'; allowed here: hub, language, person, scale, theme"),
        ('[display]\ntheme = "drak"', "display.theme: 'drak' is not allowed; did you mean 'dark'?"),
        (
            '[[feeds]]\nkind = "simulater"',
            "feeds, entry 1, kind: 'simulater' is not allowed; did you mean 'simulator'?",
        ),
    ],
)
def test_that_a_typo_is_named_with_the_nearest_allowed_word(text: str, said: str) -> None:
    assert said in complaint(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[hub]\nport = "x"', "hub.port: expected int, got str; it is 'x'"),
        ("hub = 3", "hub: expected table, got int; it is 3"),
        ("feeds = 3", "feeds: expected array, got int; it is 3"),
        ("feeds = [3]", "feeds, entry 1: expected table, got int; it is 3"),
        ('[[feeds]]\nkind = "replay"', "feeds, entry 1: table missing required field file"),
        ("[[feeds]]\nspeed = 1", "feeds, entry 1: table missing required field kind"),
    ],
)
def test_that_a_wrong_type_is_named_with_its_value(text: str, said: str) -> None:
    assert said in complaint(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[hub]\nport = 70000", "hub.port: expected int <= 65535; it is 70000"),
        ("[display]\nscale = 9", "display.scale: expected float <= 4.0; it is 9"),
        ('[[feeds]]\nkind = "simulator"\nspeed = 0', "feeds, entry 1, speed: expected float > 0.0; it is 0"),
        ('[[feeds]]\nkind = "simulator"\nstart = "25:00"', "start: expected a time of day like 09:30; it is '25:00'"),
        ('[site]\nname = "a b"', "site.name: expected letters, digits, dots, dashes and underscores"),
        ('[display]\nhub = "localhost:1"', "display.hub: expected an address like ws://127.0.0.1:8765/stream"),
        ('[site]\ntimezone = "Mosow"', "site.timezone: 'Mosow' is no time zone"),
        ('[hub]\nhost = "0.0.0.0"', "hub.host: the hub listens on this machine alone until it knows TLS and logins"),
    ],
)
def test_that_an_impossible_value_is_named(text: str, said: str) -> None:
    assert said in complaint(text)


def test_that_two_feeds_of_one_name_are_refused() -> None:
    twice = '[[feeds]]\nkind = "websocket"\nurl = "ws://a/"\n' * 2
    assert "two feeds are named 'upstream'" in complaint(twice)


def test_that_two_telephone_systems_are_told_apart_by_a_prefix() -> None:
    north, south = (f'[[feeds]]\nkind = "asterisk"\nname = "{name}"\n' for name in ("north", "south"))
    said = complaint(north + south)
    assert "the telephone systems 'north' and 'south' may call phones, queues and calls alike" in said
    assert 'prefix = "south"' in said
    assert [feed.name for feed in parse(north + south + 'prefix = "s"\n', "x").feeds] == ["north", "south"]
    assert "at most 20" in complaint(north + 'prefix = "a b"\n')


def test_that_a_run_does_not_stand_beside_a_live_feed() -> None:
    mixed = '[[feeds]]\nkind = "websocket"\nurl = "ws://a/"\n[[feeds]]\nkind = "simulator"\n'
    assert "has a log of its own and cannot stand beside other feeds" in complaint(mixed)


def test_that_text_which_is_no_toml_is_refused_with_its_line() -> None:
    said = complaint("[hub]\nport = = 1\n")
    assert "this is not TOML" in said
    assert "line 2" in said
