"""Which file is read, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from wallboard.config.loading import load
from wallboard.config.places import settings_file
from wallboard.config.settings import Settings, SettingsError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "north.toml"
    path.write_text("[hub]\nport = 9000\n", encoding="utf-8")
    return path


def test_that_no_file_at_all_gives_the_defaults() -> None:
    assert not settings_file().exists()
    assert load(None, {}) == Settings()


def test_that_a_named_file_is_read(file: Path) -> None:
    assert load(file, {}).hub.port == 9000


def test_that_the_environment_names_the_file_and_overrides_it(file: Path) -> None:
    assert load(None, {"WALLBOARD_CONFIG": str(file)}).hub.port == 9000
    assert load(None, {"WALLBOARD_CONFIG": str(file), "WALLBOARD_HUB_PORT": "1"}).hub.port == 1


def test_that_the_users_own_file_is_read_where_none_is_named() -> None:
    own = settings_file()
    own.parent.mkdir(parents=True)
    own.write_text("[hub]\nport = 9001\n", encoding="utf-8")
    try:
        assert load(None, {}).hub.port == 9001
    finally:
        own.unlink()
        own.parent.rmdir()


def test_that_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml: there is no such settings file"):
        load(tmp_path / "gone.toml", {})


def test_that_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="the settings cannot be read"):
        load(tmp_path, {})


def test_that_bytes_which_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not text in UTF-8"):
        load(path, {})
