"""Channels, bridges, and who can hear whom."""

from __future__ import annotations

from feeds.asterisk.channels import Channel, Switchboard
from feeds.asterisk.rules import Rules
from wallboard.config.asterisk import AsteriskSettings


def board(*names: str, settings: AsteriskSettings | None = None) -> Switchboard:
    made = Switchboard(Rules(settings))
    for name in names:
        made.add({"Uniqueid": name, "Channel": name, "CallerIDNum": "1001", "ChannelState": "6"}, 1.0)
    return made


def heard(made: Switchboard, bridge: str) -> set[str]:
    return {channel.name for channel in made.heard_in(bridge)}


def test_that_those_in_one_bridge_hear_each_other_and_no_others() -> None:
    made = board("PJSIP/a-00000001", "PJSIP/b-00000002", "PJSIP/c-00000003")
    a, b, c = made.channels.values()
    made.enter(a, "x")
    made.enter(b, "x")
    made.enter(c, "y")
    assert heard(made, "x") == {a.name, b.name}
    made.leave(b)
    assert heard(made, "x") == {a.name}


def test_that_a_local_channel_joins_two_bridges() -> None:
    made = board("PJSIP/a-00000001", "Local/q@t-00000001;1", "Local/q@t-00000001;2", "PJSIP/b-00000002")
    a, one, two, b = made.channels.values()
    for channel, bridge in ((a, "x"), (one, "x"), (two, "y"), (b, "y")):
        made.enter(channel, bridge)
    assert heard(made, "x") == {a.name, one.name, two.name, b.name}
    made.remove(two.id)
    assert heard(made, "x") == {a.name, one.name}


def test_that_a_channel_that_ends_leaves_nothing_behind() -> None:
    made = board("Local/q@t-00000001;1")
    made.enter(next(iter(made.channels.values())), "x")
    made.remove("Local/q@t-00000001;1")
    assert (made.channels, made.bridges, heard(made, "x")) == ({}, {}, set())
    assert made.remove("Local/q@t-00000001;1") is None


def person(made: Switchboard) -> str:
    channel: Channel = next(iter(made.channels.values()))
    return channel.person


def test_that_a_phone_of_ours_is_known_by_its_own_number_by_a_hint_or_by_the_settings() -> None:
    assert person(board("PJSIP/1001-00000001")) == "PJSIP/1001"
    assert person(board("PJSIP/desk-00000001")) == ""
    assert person(board("PJSIP/desk-00000001", settings=AsteriskSettings(phones=("PJSIP/desk",)))) == "PJSIP/desk"
    assert person(board("PJSIP/1001-00000001", settings=AsteriskSettings(trunks=("PJSIP/1001",)))) == ""
    made = board()
    made.know_phone("PJSIP/desk")
    made.add({"Uniqueid": "1", "Channel": "PJSIP/desk-00000001"}, 1.0)
    assert person(made) == "PJSIP/desk"


def test_that_a_channel_without_an_identity_is_none() -> None:
    assert board().add({"Channel": "PJSIP/a-00000001"}, 1.0) is None


def test_that_a_renamed_local_channel_still_finds_its_other_half() -> None:
    made = board("Local/q@t-00000001;1", "Local/old@t-00000001;2")
    one, two = made.channels.values()
    assert made.other_half(one) is None
    made.rename(two, "Local/q@t-00000001;2")
    assert made.other_half(one) is two
