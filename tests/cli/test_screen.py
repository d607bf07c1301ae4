"""Where there is no screen, the program says so before Qt aborts."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from wallboard.cli import screen
from wallboard.cli.failures import ExitCode, ProgramError


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder where X servers may listen, on a Linux with all libraries."""
    monkeypatch.setattr(screen, "X_FOLDER", tmp_path)
    monkeypatch.setattr(screen, "_require_library", lambda name: None)
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path


def complaint(environ: dict[str, str]) -> str:
    """What is said in this environment."""
    with pytest.raises(ProgramError) as caught:
        screen.require_screen(environ)
    assert caught.value.code == ExitCode.FAILED
    return str(caught.value)


def test_that_no_screen_at_all_is_said_with_what_helps(screens: Path) -> None:
    said = complaint({})
    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in said
    assert "xvfb-run" in said
    assert "wallboard screenshot" in said


def test_that_a_platform_that_was_chosen_by_hand_is_left_alone(screens: Path) -> None:
    screen.require_screen({"QT_QPA_PLATFORM": "offscreen"})


def test_that_other_systems_always_have_a_screen(screens: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    screen.require_screen({})


@pytest.mark.parametrize("display", [":7", "unix:7.0", ":7.1"])
def test_that_an_x_server_that_listens_is_a_screen(screens: Path, display: str) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(screens / "X7"))
        server.listen()
        screen.require_screen({"DISPLAY": display})


def test_that_a_display_that_nobody_serves_is_no_screen(screens: Path) -> None:
    assert "the screen that DISPLAY=:7 names does not answer" in complaint({"DISPLAY": ":7"})


@pytest.mark.parametrize("display", ["nonsense", ":", "127.0.0.1:59999"])
def test_that_a_display_that_cannot_be_is_no_screen(screens: Path, display: str) -> None:
    assert "does not answer" in complaint({"DISPLAY": display})


def test_that_a_wayland_compositor_that_listens_is_a_screen(screens: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(screens / "wayland-0"))
        server.listen()
        screen.require_screen({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(screens)})


def test_that_a_wayland_compositor_that_has_gone_is_no_screen(screens: Path) -> None:
    assert "WAYLAND_DISPLAY=wayland-0" in complaint({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(screens)})


def test_that_a_missing_library_is_named_with_the_package_that_brings_it() -> None:
    with pytest.raises(ProgramError, match=r"libsomething-cursor\.so\.0 for a window: .*apt-get install"):
        screen._require_library("libsomething-cursor.so.0")
