"""Where the manager account's secret comes from."""

from __future__ import annotations

import sys
from types import ModuleType

import msgspec
import pytest

from feeds.asterisk.secret import SecretError, secret_of
from wallboard.config.asterisk import AsteriskSettings


def with_keyring(monkeypatch: pytest.MonkeyPatch, known: dict[tuple[str, str], str]) -> None:
    fake = ModuleType("keyring")
    fake.get_password = lambda service, user: known.get((service, user))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", fake)


def test_that_a_secret_is_read_from_the_environment() -> None:
    assert secret_of("env:PBX_SECRET", {"PBX_SECRET": "sesame"}) == "sesame"


def test_that_a_missing_variable_is_named() -> None:
    with pytest.raises(SecretError, match="PBX_SECRET"):
        secret_of("env:PBX_SECRET", {"OTHER": "x"})


def test_that_a_secret_is_read_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    with_keyring(monkeypatch, {("pbx", "anna"): "sesame", ("pbx", "wallboard"): "open"})
    assert secret_of("keyring:pbx/anna", {}) == "sesame"
    assert secret_of("keyring:pbx", {}) == "open"
    with pytest.raises(SecretError, match="nothing for pbx/berta"):
        secret_of("keyring:pbx/berta", {})


def test_that_without_a_keyring_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(SecretError, match="env:VARIABLE"):
        secret_of("keyring:pbx/anna", {})


@pytest.mark.parametrize("where", ["sesame", "plain:sesame", "env:", "keyring:"])
def test_that_the_settings_take_no_secret_itself_and_an_error_never_shows_one(where: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"kind": "asterisk", "secret": where}, AsteriskSettings)
    with pytest.raises(SecretError) as raised:
        secret_of("plain:sesame", {})
    assert "sesame" not in str(raised.value)


def test_that_the_settings_read_as_a_site_would_write_them() -> None:
    tree = {
        "kind": "asterisk",
        "host": "pbx.example",
        "tls": True,
        "entries": ["from-trunk"],
        "tiers": {"vip": ["35799*"]},
        "teams": {"gold": ["1001", "Bruno Baker"]},
        "wrapup_s": {"*": 4},
        "overflow_penalty": 5,
    }
    settings = msgspec.convert(tree, AsteriskSettings)
    assert (settings.tiers, settings.wrapup_s["*"], settings.secret) == (
        {"vip": ("35799*",)},
        4.0,
        "env:WALLBOARD_PBX_SECRET",
    )
