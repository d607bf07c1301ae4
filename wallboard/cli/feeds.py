"""Where feeds are bound to the hub: from a feed's settings to the feed."""

from __future__ import annotations

import os
from random import Random

from msgspec import Struct

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.config.asterisk import AsteriskSettings
from wallboard.config.places import bookmark_file
from wallboard.config.settings import ReplaySettings, Settings, SettingsError, SimulatorSettings, WebsocketSettings
from wallboard.hub.ports import FeedPort

UTC = "UTC"


class Bound(Struct, frozen=True):
    """The feeds of a hub, and the time zone of what they bring (empty: they do not say).

    `is_past`: it has happened, so that the zone in which it did counts, not the one of where it is looked at.
    """

    feeds: list[FeedPort]
    zone: str = ""
    is_past: bool = False

    def zone_at(self, site_zone: str) -> str:
        """The time zone in which days are counted at a site whose settings say `site_zone` (may be empty)."""
        return (self.zone if self.is_past else "") or site_zone or self.zone or UTC


def bind(settings: Settings) -> Bound:
    """The feeds that the settings describe. Raises SettingsError, or ProgramError where a recording cannot be read."""
    site = settings.site.name
    live: list[FeedPort] = []
    for feed in settings.feeds:
        if isinstance(feed, SimulatorSettings):
            return _simulator(feed, site)
        if isinstance(feed, ReplaySettings):
            return _replay(feed, site)
        live.append(_asterisk(feed, site) if isinstance(feed, AsteriskSettings) else _websocket(feed, site))
    return Bound(live)


def _websocket(feed: WebsocketSettings, site: str) -> FeedPort:
    from feeds.websocket.feed import WebSocketFeed

    return WebSocketFeed(
        feed.url,
        site=site,
        name=feed.name,
        random=Random(),
        bookmark=bookmark_file(site, feed.name),
        follow_clock=feed.follow_clock,
    )


def _asterisk(feed: AsteriskSettings, site: str) -> FeedPort:
    from feeds.asterisk.feed import AsteriskFeed
    from feeds.asterisk.secret import SecretError, secret_of

    try:
        secret = secret_of(feed.secret, os.environ)
    except SecretError as error:
        raise SettingsError(f"feed {feed.name}: {error}") from None
    return AsteriskFeed(feed, secret, site=site, random=Random())


def _simulator(feed: SimulatorSettings, site: str) -> Bound:
    from feeds.simulator.feed import SimulatorFeed
    from feeds.simulator.loading import ScenarioError, load

    try:
        scenario = load(feed.scenario)
        port = SimulatorFeed(
            scenario, feed.agents or None, feed.seed, feed.speed, feed.start or None, site=site, name=feed.name
        )
    except ScenarioError as error:
        raise SettingsError(str(error)) from None
    except ValueError as error:
        raise SettingsError(f"scenario {feed.scenario}: {error}") from None
    return Bound([port], scenario.zone)


def _replay(feed: ReplaySettings, site: str) -> Bound:
    from feeds.replay.feed import ReplayFeed
    from feeds.replay.opening import RecordingError

    try:
        port = ReplayFeed(feed.file, speed=feed.speed, site=site, name=feed.name)
    except RecordingError as error:
        raise ProgramError(str(error), ExitCode.UNREADABLE) from None
    return Bound([port], port.zone, is_past=True)
