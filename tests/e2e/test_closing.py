"""The window is closed while a dialog is open: on a real screen, where there is an X server to be had."""

from __future__ import annotations

import os
import subprocess

from tests.e2e.processes import running, running_hub
from tests.e2e.test_mouse import CALLER, on_a_screen, screen

DIALOG = "Переназначить"
TRIES = 60


def xdo(display: str, *words: str) -> str:
    """What xdotool answers; nothing where it has found nothing."""
    environ = {**os.environ, "DISPLAY": display}
    return subprocess.run(["xdotool", *words], env=environ, capture_output=True, text=True, timeout=30).stdout.strip()


def opened_dialog(display: str) -> bool:
    """Select who waits, and press R."""
    xdo(display, "mousemove", *map(str, CALLER), "click", "1", "sleep", "0.2", "key", "r", "sleep", "0.3")
    return bool(xdo(display, "search", "--name", DIALOG))


@on_a_screen
def test_that_the_window_closes_although_a_dialog_is_open() -> None:
    look = {"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "", "QT_SCALE_FACTOR": "1", "LANG": "C.UTF-8"}
    with (
        screen() as display,
        running_hub("--scenario", "storm") as (_, url),
        running("--hub", url, "--lang", "ru", extra={**look, "DISPLAY": display}) as board,
    ):
        assert any(opened_dialog(display) for _ in range(TRIES))
        xdo(display, "key", "ctrl+q")
        assert board.wait(timeout=10.0) == 0
