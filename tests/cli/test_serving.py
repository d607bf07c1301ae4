"""What the hub is told of the settings, and which feeds it gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_recording import EVENTS, WELCOME
from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.feeds import bind
from wallboard.cli.recording import Recording
from wallboard.cli.serving import hub_config
from wallboard.config.places import bookmark_file, database_file
from wallboard.config.settings import (
    FeedSettings,
    HubSettings,
    LimitSettings,
    ReplaySettings,
    Settings,
    SettingsError,
    SimulatorSettings,
    SiteSettings,
    WebsocketSettings,
)


def with_feeds(*feeds: FeedSettings) -> Settings:
    """The settings of a site with these feeds."""
    return Settings(SiteSettings("north"), feeds=feeds)


def test_that_a_site_keeps_its_log_in_the_users_folder() -> None:
    config = hub_config(with_feeds(WebsocketSettings("ws://a/")), "Europe/Moscow")
    assert (config.site, config.timezone, config.database) == ("north", "Europe/Moscow", database_file("north"))


def test_that_the_settings_name_another_log_and_other_limits() -> None:
    hub = HubSettings(port=9000, database="there.sqlite", limits=LimitSettings(5, 2048, 70_000))
    config = hub_config(Settings(hub=hub), "UTC")
    assert (config.port, config.database) == (9000, Path("there.sqlite"))
    assert (config.connections, config.message_bytes, config.outbox_bytes) == (5, 2048, 70_000)


@pytest.mark.parametrize("feed", [SimulatorSettings(), ReplaySettings("day.jsonl")])
def test_that_a_run_has_a_log_of_its_own(feed: FeedSettings) -> None:
    settings = Settings(hub=HubSettings(database="there.sqlite"), feeds=(feed,))
    assert hub_config(settings, "UTC").database is None


def test_that_a_simulated_centre_brings_its_time_zone() -> None:
    bound = bind(with_feeds(SimulatorSettings("centre", agents=20)))
    assert bound.zone == "Europe/Moscow"
    assert [feed.source.rpartition("/")[0] for feed in bound.feeds] == ["/north/centre"]


@pytest.mark.parametrize("feed", [SimulatorSettings(scenario="strom"), SimulatorSettings(start="03:00")])
def test_that_a_centre_that_cannot_be_simulated_is_a_mistake_in_the_settings(feed: FeedSettings) -> None:
    with pytest.raises(SettingsError, match=r"storm|opens"):
        bind(with_feeds(feed))


def test_that_a_recording_is_bound(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    recording = Recording(path)
    recording.take(EVENTS)
    recording.close()
    bound = bind(with_feeds(ReplaySettings(str(path), "again")))
    assert [feed.source for feed in bound.feeds] == ["/north/again/day.jsonl"]


def test_that_a_recording_is_played_in_the_time_zone_in_which_it_was_made(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    recording = Recording(path)
    recording.head(WELCOME)
    recording.take(EVENTS)
    recording.close()
    bound = bind(with_feeds(ReplaySettings(str(path))))
    assert bound.zone_at("") == bound.zone_at("Europe/Moscow") == "Asia/Tokyo"


def test_that_a_recording_that_does_not_say_is_played_in_the_sites_time_zone(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    recording = Recording(path)
    recording.take(EVENTS)
    recording.close()
    bound = bind(with_feeds(ReplaySettings(str(path))))
    assert (bound.zone_at("Europe/Moscow"), bound.zone_at("")) == ("Europe/Moscow", "UTC")


def test_that_a_recording_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="No such file") as caught:
        bind(with_feeds(ReplaySettings(str(tmp_path / "gone"))))
    assert caught.value.code == ExitCode.UNREADABLE


def test_that_several_live_feeds_stand_side_by_side() -> None:
    bound = bind(with_feeds(WebsocketSettings("ws://a/", "a"), WebsocketSettings("ws://b/", "b")))
    assert [feed.source for feed in bound.feeds] == ["/north/a", "/north/b"]
    assert bookmark_file("north", "a") != bookmark_file("north", "b")
