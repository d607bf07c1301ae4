"""What names and numbers mean at a site."""

from __future__ import annotations

import pytest

from feeds.asterisk.rules import Rules, device_of, number_of, plain
from wallboard.config.asterisk import AsteriskSettings


@pytest.mark.parametrize(
    ("channel", "device"),
    [
        ("PJSIP/1001-0000002a", "PJSIP/1001"),
        ("SIP/trunk-a-0000002a", "SIP/trunk-a"),
        ("IAX2/branch-5042", "IAX2/branch"),
        ("Local/1001@from-queue-0000001c;1", "Local/1001@from-queue"),
        ("DAHDI/1-1", "DAHDI/1-1"),
        ("", ""),
    ],
)
def test_that_a_channel_belongs_to_a_device(channel: str, device: str) -> None:
    assert device_of(channel) == device


@pytest.mark.parametrize("device", ["PJSIP/1001", "SIP/1001", "Local/1001@from-queue/n"])
def test_that_a_device_has_an_extension(device: str) -> None:
    assert number_of(device) == "1001"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria K", "Maria K"),
        ('Ann \\"Red\\" O\\\'Neil', 'Ann "Red" O\'Neil'),
        ('Ann \\\\\\"Red\\\\\\" O\\\'Neil', 'Ann "Red" O\'Neil'),
        ("Γιώργος Α", "Γιώργος Α"),
        ("<unknown>", ""),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_that_a_name_is_read_without_its_escapes(text: str, name: str) -> None:
    assert plain(text) == name


def test_that_a_local_member_is_the_phone_that_his_state_or_his_extension_names() -> None:
    rules = Rules(AsteriskSettings(technology="SIP"))
    assert rules.person_of("PJSIP/1001") == "PJSIP/1001"
    assert rules.person_of("Local/1001@from-queue/n") == "SIP/1001"
    assert rules.person_of("Local/1001@from-queue/n", "hint:1001@ext-local") == "SIP/1001"
    assert rules.person_of("Local/1001@from-queue/n", "PJSIP/desk-7") == "PJSIP/desk-7"


def test_that_patterns_take_wildcards_and_no_notice_of_capitals() -> None:
    rules = Rules(AsteriskSettings(menus=("IVR-*",), trunks=("PJSIP/provider?",)))
    assert rules.is_menu("ivr-main")
    assert not rules.is_menu("my-ivr-main")
    assert rules.is_trunk("PJSIP/provider2")
    assert not rules.is_trunk("PJSIP/provider22")
    assert not rules.is_phone("PJSIP/1001")


def test_that_tiers_are_the_first_that_fits() -> None:
    rules = Rules(AsteriskSettings(tiers={"vip": ("3579900*",), "regular": ("357*",)}))
    assert [rules.tier_of(number) for number in ("35799001", "35722", "44", "")] == ["vip", "regular", "", ""]


def test_that_after_call_work_has_a_value_for_every_other_queue() -> None:
    rules = Rules(AsteriskSettings(wrapup_s={"sales": 10.0, "*": 4.0}))
    assert (rules.wrapup_s("sales"), rules.wrapup_s("vip"), Rules().wrapup_s("vip")) == (10.0, 4.0, 0.0)
