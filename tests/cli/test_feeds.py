"""From settings to feeds: an Asterisk lives beside others, and its password comes from outside the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.asterisk.feed import AsteriskFeed
from wallboard.cli.feeds import bind
from wallboard.cli.serving import hub_config
from wallboard.config.parsing import parse
from wallboard.config.settings import SettingsError

EXAMPLE = Path(__file__).parents[2] / "docs" / "site.example.toml"
SITE = """
[site]
name = "office"
[[feeds]]
kind = "asterisk"
name = "pbx"
host = "pbx.example"
[[feeds]]
kind = "websocket"
name = "north"
url = "wss://north.example/stream"
"""


def test_that_a_pbx_is_bound_with_its_password_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALLBOARD_PBX_SECRET", "open sesame")
    pbx, north = bind(parse(SITE, "site.toml")).feeds
    assert isinstance(pbx, AsteriskFeed)
    assert (pbx.name, pbx.source, north.name) == ("pbx", "/office/pbx", "north")


def test_that_without_its_password_the_hub_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WALLBOARD_PBX_SECRET", raising=False)
    with pytest.raises(SettingsError, match="feed pbx: the environment has no WALLBOARD_PBX_SECRET; set it"):
        bind(parse(SITE, "site.toml"))


def test_that_what_a_pbx_tells_is_kept() -> None:
    assert hub_config(parse(SITE, "site.toml"), "UTC").database is not None


def test_that_the_pbx_of_the_example_can_be_used_as_it_stands() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    at = lines.index('# kind = "asterisk"')
    block = [line.removeprefix("# ") for line in lines[at - 1 : lines.index("#", at)]]
    [feed] = parse("\n".join(block), "example").feeds
    assert feed.name == "pbx"
