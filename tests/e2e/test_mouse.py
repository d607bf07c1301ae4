"""A caller dragged by a real mouse on a real screen, over a real hub; where there is an X server to be had."""

from __future__ import annotations

import asyncio
import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.e2e.client import connected
from tests.e2e.processes import WITHIN_S, running, running_hub

TOOLS = ("Xvfb", "xdotool")
LIBRARIES = ("xcb-cursor", "xcb-icccm", "xcb-image", "xcb-keysyms", "xcb-render-util")
CALLER, PERSON = (600, 262), (264, 593)
"""On a screen of 1920×1080: the row of the one who presses most, and the first of the overflow, who is free."""
TRIES = 40
MEANWHILE = frozenset({"contact_not_waiting", "contact_unknown", "agent_at_capacity", "agent_rings_already"})
"""Why a right drag may come to nothing: the floor has meanwhile served the caller, or the person something else."""

on_a_screen = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)) or not all(map(ctypes.util.find_library, LIBRARIES)),
    reason=f"needs {', '.join(TOOLS)} and {', '.join(f'lib{name}' for name in LIBRARIES)}",
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


class Asked:
    """The commands that the hub has told of. `confirmed` is what the first one asked for that the source confirmed."""

    def __init__(self) -> None:
        self.confirmed: dict[str, str] | None = None
        self._pending: dict[str, dict[str, str]] = {}

    @property
    def pending(self) -> bool:
        """Whether the source's answer to one of them is still to come."""
        return bool(self._pending)

    def take(self, item: dict[str, Any]) -> bool:
        """One message of the stream; whether a command was confirmed by it. Fails where one came to a bad end."""
        kind, key = item["type"], item.get("subject", "")
        if kind == "command.requested":
            self._pending[key] = item["data"]["action"]
        elif key in self._pending and kind in ("command.confirmed", "command.refused", "command.failed"):
            action = self._pending.pop(key)
            if kind == "command.confirmed":
                self.confirmed = self.confirmed or action
                return True
            assert item["data"].get("code") in MEANWHILE, item
        assert kind != "command.outcome_unknown", item
        return False


async def dragged(url: str, display: str) -> dict[str, str]:
    """Drag until a drag is confirmed by the source: what it asked for."""
    async with connected(url) as client:
        await client.subscribe()
        await client.until_type("stream.heartbeat")
        asked = Asked()
        heard = asyncio.create_task(client.until(asked.take, within_s=WITHIN_S))
        for _ in range(TRIES):  # the board may still be on its way, and the caller may be answered under the hand
            if heard.done():
                break
            if asked.pending:
                await asyncio.wait({heard}, timeout=0.2)
            else:
                await asyncio.to_thread(hand, display)
        await heard
        assert asked.confirmed is not None
        return asked.confirmed


def told(kind: str, key: str, **data: object) -> dict[str, Any]:
    """A message about a command."""
    return {"type": f"command.{kind}", "subject": key, "data": data}


def test_that_a_caller_who_was_answered_under_the_hand_is_no_failure_and_no_confirmation() -> None:
    asked = Asked()
    asked.take(told("requested", "k1", action={"contact": "sim-1"}))
    assert asked.pending
    assert not asked.take(told("failed", "k1", code="contact_not_waiting"))
    assert (asked.pending, asked.confirmed) == (False, None)
    asked.take(told("requested", "k2", action={"contact": "sim-2"}))
    assert asked.take(told("confirmed", "k2"))
    assert asked.confirmed == {"contact": "sim-2"}


@pytest.mark.parametrize("item", [told("refused", "k1", code="feed_lost"), told("outcome_unknown", "k1")])
def test_that_any_other_end_of_a_drag_is_a_failure(item: dict[str, Any]) -> None:
    asked = Asked()
    asked.take(told("requested", "k1", action={"contact": "sim-1"}))
    with pytest.raises(AssertionError):
        asked.take(item)


@on_a_screen
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
