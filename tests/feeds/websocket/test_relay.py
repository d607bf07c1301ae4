"""What the link and the other hub's feeds have to say, source by source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import msgspec
import pytest

from feeds.websocket.bookmark import Place
from feeds.websocket.relay import QUIET_S, LinkClock, Relay
from tests.stream.messages import LOG, T0, event, welcome
from wallboard.stream.command_events import CommandConfirmed, CommandOutcome
from wallboard.stream.control import FeedBeat, Heartbeat
from wallboard.stream.envelope import make, moment
from wallboard.stream.feed_events import Connected, FeedConnected, FeedLost, Lost
from wallboard.stream.vocabulary import LogEvent

OWN = "/here/link"
PBX = "/a/b"


class KeepingOutflow:
    def __init__(self) -> None:
        self.events: list[Any] = []
        self.places: list[Place | None] = []
        self.signs_of_life = 0

    def put(self, events: Sequence[LogEvent], place: Place | None = None) -> None:
        self.events += events
        self.places.append(place)
        self.signs_of_life += not events


class Stage:
    def __init__(self) -> None:
        self.monotonic_s = 100.0
        self.out = KeepingOutflow()
        self.clock = LinkClock(lambda: self.monotonic_s, lambda: T0 - 50.0)
        numbers = count(1)
        self.closing = False
        new_id = lambda: f"w{next(numbers)}"  # noqa: E731
        self.relay = Relay(OWN, self.out, self.clock, new_id, lambda: LOG, lambda: self.closing)  # type: ignore[arg-type]

    def comes_live(self, *, hub: bool = True) -> None:
        self.relay.on_link("connecting", "", "")
        if hub:
            self.relay.on_welcome(welcome(0).data)
        self.relay.on_link("catching_up", "", "")
        self.relay.on_link("live", "", "")

    def beats(self, hub_t: float, *, connected: bool = True, last_t: float | None = None) -> None:
        word = FeedBeat(PBX, connected, moment(hub_t if last_t is None else last_t))
        self.relay.on_beat(Heartbeat(LOG, 1, (word,)), hub_t)

    def said(self) -> list[tuple[str, str, str]]:
        """(lost or connected, source, code) of everything that was said since the last call."""
        told = [
            ("lost" if isinstance(one, FeedLost) else "connected", one.source, getattr(one.data, "code", ""))
            for one in self.out.events
            if isinstance(one, FeedLost | FeedConnected)
        ]
        self.out.events.clear()
        return told


def test_that_events_are_handed_on_under_their_own_names_with_the_place_in_the_log() -> None:
    stage = Stage()
    stage.relay.on_live([event(4), event(5)], 5)
    assert [(one.source, one.id, one.sequence) for one in stage.out.events] == [(PBX, "e4", ""), (PBX, "e5", "")]
    assert stage.out.places == [Place(LOG, 5)]


def test_that_a_link_that_comes_and_goes_is_told_once_each_time() -> None:
    stage = Stage()
    stage.comes_live()
    assert stage.said() == [("connected", OWN, "")]
    stage.relay.on_link("catching_up", "", "")
    stage.relay.on_link("live", "", "")
    assert stage.said() == []
    stage.relay.on_link("lost", "closed", "1001")
    stage.relay.on_link("connecting", "", "")
    stage.relay.on_link("lost", "refused", "")
    assert stage.said() == [("lost", OWN, "link_closed")]


def test_that_a_link_that_never_came_about_is_told() -> None:
    stage = Stage()
    stage.relay.on_link("connecting", "", "")
    stage.relay.on_link("lost", "refused", "")
    assert stage.said() == [("lost", OWN, "link_refused")]


def test_that_every_source_behind_a_lost_link_is_lost_until_the_hub_vouches_for_it_again() -> None:
    stage = Stage()
    stage.comes_live()
    stage.relay.on_live([event(1)], 1)
    stage.said()
    stage.relay.on_link("lost", "closed", "")
    assert stage.said() == [("lost", OWN, "link_closed"), ("lost", PBX, "link_closed")]
    stage.comes_live()
    assert stage.said() == [("connected", OWN, "")]
    stage.beats(T0)
    assert stage.said() == [("connected", PBX, "")]


def test_that_a_feed_which_the_hub_itself_has_lost_meanwhile_stays_lost() -> None:
    stage = Stage()
    stage.comes_live()
    stage.relay.on_live([event(1)], 1)
    stage.relay.on_link("lost", "closed", "")
    stage.comes_live()
    stage.said()
    stage.beats(T0, connected=False)
    assert stage.said() == []


def test_that_a_server_without_a_log_vouches_for_its_sources_by_being_there() -> None:
    stage = Stage()
    stage.comes_live(hub=False)
    stage.relay.on_live([event(1)], 0)
    stage.relay.on_link("lost", "closed", "")
    stage.said()
    stage.comes_live(hub=False)
    assert stage.said() == [("connected", OWN, ""), ("connected", PBX, "")]


def test_that_a_quiet_feed_of_the_other_hub_is_lost_while_it_is_quiet() -> None:
    stage = Stage()
    stage.comes_live()
    stage.said()
    stage.beats(T0, last_t=T0 - QUIET_S)
    assert stage.said() == []
    stage.beats(T0, last_t=T0 - QUIET_S - 1)
    stage.beats(T0, last_t=T0 - QUIET_S - 2)
    assert stage.said() == [("lost", PBX, "quiet")]
    stage.beats(T0 + 1)
    assert stage.said() == [("connected", PBX, "")]


def test_that_nothing_is_said_of_feeds_while_it_is_still_catching_up() -> None:
    stage = Stage()
    stage.relay.on_welcome(welcome(0).data)
    stage.relay.on_link("catching_up", "", "")
    stage.beats(T0, last_t=T0 - 60)
    assert stage.said() == []


def test_that_the_feeds_own_word_settles_whether_it_is_lost() -> None:
    stage = Stage()
    stage.comes_live()
    stage.beats(T0, last_t=T0 - 60)
    stage.relay.on_live([make(FeedConnected, "f1", PBX, "pbx", T0, Connected())], 2)
    stage.said()
    stage.beats(T0 + 1)
    assert stage.said() == []


def test_that_a_feed_keeps_the_name_that_it_gave_itself() -> None:
    stage = Stage()
    stage.comes_live()
    stage.relay.on_live([make(FeedConnected, "f1", PBX, "Exchange", T0, Connected())], 3)
    stage.out.events.clear()
    stage.relay.on_link("lost", "closed", "")
    assert {one.source: one.subject for one in stage.out.events} == {OWN: "link", PBX: "Exchange"}


@pytest.mark.parametrize("hub", [True, False])
def test_that_a_feed_which_said_itself_that_it_is_lost_needs_no_word_of_ours(hub: bool) -> None:
    stage = Stage()
    stage.comes_live(hub=hub)
    stage.relay.on_live([make(FeedLost, "f1", PBX, "Exchange", T0, Lost())], 2)
    stage.said()
    stage.relay.on_link("lost", "closed", "")
    stage.comes_live(hub=hub)
    assert [source for _, source, _ in stage.said()] == [OWN, OWN]


def test_that_a_link_that_we_close_is_not_lost() -> None:
    stage = Stage()
    stage.comes_live()
    stage.said()
    stage.closing = True
    stage.relay.on_link("lost", "closed", "")
    assert stage.said() == []


def test_that_what_the_link_says_has_the_time_of_the_other_side() -> None:
    stage = Stage()
    stage.comes_live()
    assert stage.out.events[-1].time == moment(T0 - 50.0)
    stage.beats(T0)
    stage.monotonic_s += 4.0
    stage.relay.on_link("lost", "closed", "")
    assert stage.out.events[-1].time == moment(T0 + 4.0)


def test_that_each_heartbeat_is_a_sign_of_life() -> None:
    stage = Stage()
    stage.beats(T0)
    assert stage.out.signs_of_life == 1


def test_that_the_clock_runs_ahead_with_the_events_and_is_set_by_the_heartbeats() -> None:
    stage = Stage()
    stage.relay.on_live([event(1, t_s=T0 + 9.0), event(2, t_s=T0)], 0)
    stage.relay.on_live([event(3, t_s=T0 - 30.0)], 0)
    assert stage.clock.now_t() == T0 + 9.0
    stage.beats(T0 - 5.0)
    assert stage.clock.now_t() == T0 - 5.0
    stage.relay.on_live([event(4, t_s=T0 + 90.0)], 0)
    assert stage.clock.now_t() == T0 + 90.0


def test_that_the_hubs_own_words_on_commands_make_no_source_to_vouch_for() -> None:
    stage = Stage()
    stage.comes_live()
    stage.relay.on_live([make(CommandConfirmed, "k1", "/there/hub", "k1", T0, CommandOutcome())], 1)
    stage.out.events.clear()
    stage.relay.on_link("lost", "closed", "")
    assert [one.source for one in stage.out.events] == [OWN]
    assert not msgspec.json.encode(stage.out.events).count(b"/there/hub")
