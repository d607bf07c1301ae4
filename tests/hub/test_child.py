"""A hub of one's own: started, started again, and gone with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from wallboard.hub.child import OwnHub, OwnHubError

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = (sys.executable, "-m", "tests.hub.serving", "--parent-pipe")
WITHIN_S = 20.0


def until(true: Callable[[], bool]) -> None:
    """Wait until something has become true."""
    end_s = time.monotonic() + WITHIN_S
    while not true():
        assert time.monotonic() < end_s
        time.sleep(0.01)


def test_that_it_serves_ends_cleanly_and_leaves_nobody() -> None:
    hub = OwnHub(command=COMMAND)
    url = hub.wait_ready()
    process = psutil.Process(hub.process)
    assert url.startswith("ws://127.0.0.1:")
    hub.close()
    assert not process.is_running()


def test_that_one_that_dies_is_started_again_at_the_same_address() -> None:
    hub = OwnHub(command=COMMAND)
    try:
        url, first = hub.wait_ready(), hub.process
        os.kill(first, signal.SIGKILL)
        until(lambda: hub.process != first and hub.url == url and _listens(hub.process))
    finally:
        hub.close()


def _listens(process: int) -> bool:
    try:
        return bool(psutil.Process(process).net_connections("tcp"))
    except psutil.Error:
        return False


def test_that_one_that_cannot_start_says_why() -> None:
    hub = OwnHub(command=(sys.executable, "-c", "raise SystemExit('the port is taken')"))
    with pytest.raises(OwnHubError, match="the port is taken"):
        hub.wait_ready()
    hub.close()


def test_that_it_never_outlives_a_parent_that_is_killed() -> None:
    code = (
        "import sys, threading\n"
        "from wallboard.hub.child import OwnHub\n"
        f"hub = OwnHub(command={COMMAND!r})\n"
        "hub.wait_ready()\n"
        "print(hub.process, flush=True)\n"
        "threading.Event().wait()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    child.wait(WITHIN_S)


def test_that_it_is_light_enough_to_be_the_first_thing_a_program_does() -> None:
    code = "import sys; import wallboard.hub.child; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"asyncio", "msgspec", "websockets", "sqlalchemy", "numpy", "wallboard.stream", "wallboard.floor"}
    assert not heavy & set(done.stdout.split())
