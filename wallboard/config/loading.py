"""Reads the settings: the file, then the environment over it. Imports only what is needed: the board waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wallboard.config.places import settings_file
from wallboard.config.settings import Settings, SettingsError

PREFIX = "WALLBOARD_"
CONFIG = "WALLBOARD_CONFIG"
"""Names the settings file."""


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings in `path`, else in the file that WALLBOARD_CONFIG names, else in the user's own, if there is one.

    A file that was named must be there. Raises SettingsError.
    """
    named = path or (Path(environ[CONFIG]) if environ.get(CONFIG) else None)
    file = named or settings_file()
    text = _text(file, must_be_there=named is not None)
    settings = Settings()
    if text is not None:
        from wallboard.config.parsing import parse

        settings = parse(text, str(file))
    if any(name.startswith(PREFIX) for name in environ):
        from wallboard.config.environment import overlaid

        settings = overlaid(settings, environ)
    return settings


def _text(file: Path, *, must_be_there: bool) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        if must_be_there:
            raise SettingsError(f"{file}: there is no such settings file") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{file}: this is not TOML: it is not text in UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{file}: the settings cannot be read: {error.strerror}") from None
    return None
