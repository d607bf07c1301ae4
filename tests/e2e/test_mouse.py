"""A caller dragged by a real mouse on a real screen, over a real hub; where there is an X server to be had."""

from __future__ import annotations

import asyncio
import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.e2e.client import connected
from tests.e2e.processes import running, running_hub

TOOLS = ("Xvfb", "xdotool")
CALLER, PERSON = (600, 262), (264, 593)
"""On a screen of 1920×1080: the row of the one who presses most, and the first of the overflow, who is free."""
TRIES = 40

pytestmark = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in TOOLS) or not ctypes.util.find_library("xcb-cursor"),
    reason="needs Xvfb, xdotool and libxcb-cursor",
)


@contextmanager
def screen() -> Iterator[str]:
    """An X server of one's own: its display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def hand(display: str) -> None:
    """One drag: press, pull in steps as a hand does, let go."""
    steps = [
        (CALLER[0] + (PERSON[0] - CALLER[0]) * n // 10, CALLER[1] + (PERSON[1] - CALLER[1]) * n // 10)
        for n in range(11)
    ]
    words = ["mousemove", *map(str, CALLER), "mousedown", "1"]
    for x, y in (*steps, (PERSON[0] + 3, PERSON[1] + 1), PERSON):
        words += ["mousemove", str(x), str(y), "sleep", "0.03"]
    words += ["sleep", "0.2", "mouseup", "1"]
    subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": display}, check=True, timeout=30)


async def dragged(url: str, display: str) -> dict[str, str]:
    """Drag until the hub hears of a command: what was asked for, once the source has confirmed it."""
    async with connected(url) as client:
        await client.subscribe()
        await client.until_type("stream.heartbeat")
        heard = asyncio.create_task(client.until_type("command.requested"))
        for _ in range(TRIES):  # the board may still be on its way to the screen
            await asyncio.to_thread(hand, display)
            if heard.done():
                break
        asked = await heard
        await client.until(lambda item: item["type"] == "command.confirmed" and item["subject"] == asked["subject"])
        action: dict[str, str] = asked["data"]["action"]
        return action


def test_that_a_mouse_drags_a_caller_onto_somebody_of_the_overflow_and_the_source_confirms_it() -> None:
    look = {"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "", "QT_SCALE_FACTOR": "1", "LANG": "C.UTF-8"}
    with (
        screen() as display,
        running_hub("--scenario", "storm") as (_, url),
        running("--hub", url, "--lang", "ru", extra={**look, "DISPLAY": display}),
    ):
        action = asyncio.run(dragged(url, display))
    assert action["kind"] == "reassign"
    assert action.get("to_kind", "agent") == "agent"
    assert action["contact"].startswith("sim-")
