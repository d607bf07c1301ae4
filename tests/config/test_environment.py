"""The environment wins over the file, and its mistakes are named by their variable."""

from __future__ import annotations

import pytest

from wallboard.config.environment import overlaid, variables
from wallboard.config.settings import HubSettings, LimitSettings, Settings, SettingsError


def test_that_a_variable_wins_over_the_file() -> None:
    settings = overlaid(Settings(hub=HubSettings(port=1, database="kept")), {"WALLBOARD_HUB_PORT": "9000"})
    assert settings.hub == HubSettings(port=9000, database="kept")


def test_that_a_variable_reaches_an_inner_table() -> None:
    settings = overlaid(Settings(), {"WALLBOARD_HUB_LIMITS_CONNECTIONS": "5"})
    assert settings.hub.limits == LimitSettings(connections=5)


def test_that_every_setting_outside_the_feeds_has_a_variable() -> None:
    assert {"WALLBOARD_SITE_TIMEZONE", "WALLBOARD_HUB_DATABASE", "WALLBOARD_DISPLAY_SCALE"} < set(variables())
    assert not [name for name in variables() if "FEEDS" in name]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("WALLBOARD_HUB_PORT", "x", "WALLBOARD_HUB_PORT: expected int, got str; it is 'x'"),
        ("WALLBOARD_HUB_PORT", "99999", "WALLBOARD_HUB_PORT: expected int <= 65535; it is '99999'"),
        ("WALLBOARD_HUB_PROT", "1", "WALLBOARD_HUB_PROT: no setting has this name; did you mean WALLBOARD_HUB_PORT?"),
        ("WALLBOARD_DISPLAY_THEME", "ligth", "WALLBOARD_DISPLAY_THEME: 'ligth' is not allowed; did you mean 'light'?"),
        ("WALLBOARD_SITE_TIMEZONE", "x/y", "'x/y' is no time zone"),
        ("WALLBOARD_HUB_HOST", "0.0.0.0", "the hub listens on this machine alone"),
    ],
)
def test_that_a_mistake_is_named_by_its_variable(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        overlaid(Settings(), {name: value})
    assert str(caught.value).startswith(f"{name}: ")
    assert said in str(caught.value)


def test_that_variables_of_others_are_passed_over() -> None:
    others = {"WALLBOARD_DATA": "/data", "WALLBOARD_CONFIG": "a.toml", "WALLBOARD_COFFEE": "yes", "HOME": "/"}
    assert overlaid(Settings(), others) == Settings()
