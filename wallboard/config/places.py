"""Where this program keeps things on this machine."""

from __future__ import annotations

from pathlib import Path

APPLICATION = "wallboard"
FILE = "site.toml"


def settings_file() -> Path:
    """The settings file that is read where none is named."""
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False) / FILE


def bookmark_file(site: str, feed: str) -> Path:
    """Where a feed remembers how far it has followed its source."""
    return database_file(site).with_name(f"{site}.{feed}.bookmark")


def database_file(site: str) -> Path:
    """The log of a site's own hub."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False) / f"{site}.sqlite"
