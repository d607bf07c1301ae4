"""Reads the settings: the file, then the environment over it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wallboard.config.environment import CONFIG, overlaid
from wallboard.config.parsing import parse
from wallboard.config.places import settings_file
from wallboard.config.settings import Settings, SettingsError


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings in `path`, else in the file that WALLBOARD_CONFIG names, else in the user's own, if there is one.

    A file that was named must be there. Raises SettingsError.
    """
    named = path or (Path(environ[CONFIG]) if environ.get(CONFIG) else None)
    file = named or settings_file()
    settings = Settings()
    try:
        settings = parse(file.read_text(encoding="utf-8"), str(file))
    except FileNotFoundError:
        if named:
            raise SettingsError(f"{file}: there is no such settings file") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{file}: this is not TOML: it is not text in UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{file}: the settings cannot be read: {error.strerror}") from None
    return overlaid(settings, environ)
