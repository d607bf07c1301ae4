"""What every test stands on: no screen, no settings of the person who runs it, and no silent errors."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
HOMES_FOLDER = pytest.StashKey[Path]()

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("here", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure(config: pytest.Config) -> None:
    """Gives the program, and every process that a test starts, a home of its own."""
    folder = Path(tempfile.mkdtemp(prefix="wallboard-tests-"))
    config.stash[HOMES_FOLDER] = folder
    for name in HOMES:
        home = folder / name.lower()
        home.mkdir(mode=0o700)
        os.environ[name] = str(home)
    for name in [name for name in os.environ if name.startswith("WALLBOARD_") and name != "WALLBOARD_DATA"]:
        del os.environ[name]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Takes that home away again."""
    shutil.rmtree(config.stash[HOMES_FOLDER], ignore_errors=True)


class _ErrorRecorder(logging.Handler):
    """Keeps what is logged at ERROR or above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the line with the error behind it."""
        error = record.exc_info[1] if record.exc_info else None
        self.lines.append(f"{record.name}: {record.getMessage()}" + (f" ({error!r})" if error else ""))


@pytest.fixture(autouse=True)
def _no_silent_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """A logged error fails the test, unless it is marked `expects_errors`."""
    recorder = _ErrorRecorder()
    logging.getLogger().addHandler(recorder)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(recorder)
    if recorder.lines and request.node.get_closest_marker("expects_errors") is None:
        pytest.fail("errors were logged:\n" + "\n".join(recorder.lines))


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of real recordings, `WALLBOARD_DATA` or `../shared/data`; skips the test where there is none."""
    folder = Path(os.environ.get("WALLBOARD_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no real recordings here: {folder} is no folder (WALLBOARD_DATA names another)")
    return folder
