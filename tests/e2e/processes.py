"""The program as people start it: real processes, ended whatever happens to the test."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
WITHIN_S = 60.0
NO_SCREEN = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}


class Ended(NamedTuple):
    """How a program ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line of complaint; fails where there are more, or none."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


def command(*arguments: str) -> list[str]:
    """The command line of the program with these arguments."""
    return [sys.executable, "-m", "wallboard.cli", *arguments]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment with `extra`; an empty value takes a variable away."""
    joined = {**os.environ, "PYTHONPATH": str(ROOT), **(extra or {})}
    return {name: value for name, value in joined.items() if value}


def run(*arguments: str, cwd: Path = ROOT, extra: Mapping[str, str] | None = None, stdin: bytes = b"") -> Ended:
    """Run the program to its end."""
    done = subprocess.run(
        command(*arguments), cwd=cwd, env=environment(extra), input=stdin, capture_output=True, timeout=WITHIN_S
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def running(*arguments: str, extra: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """The program while the block lasts; killed after a minute, and at the end of the block if it is still there."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command(*arguments), cwd=ROOT, env=environment(extra), stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )
    deadline = threading.Timer(WITHIN_S, process.kill)
    deadline.start()
    try:
        yield process
    finally:
        deadline.cancel()
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextmanager
def running_hub(*arguments: str, extra: Mapping[str, str] | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A hub on a free port, and its address."""
    with running("hub", "--port", "0", *arguments, extra=extra) as hub:
        yield hub, ready_url(hub)


def ready_url(hub: subprocess.Popen[str]) -> str:
    """What the hub says when it serves."""
    assert hub.stdout is not None
    line = hub.stdout.readline()
    assert line, hub.communicate()[1]
    url: str = json.loads(line)["url"]
    return url


def end(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> Ended:
    """Send a signal and wait for the end."""
    process.send_signal(number)
    out, err = process.communicate(timeout=WITHIN_S)
    return Ended(process.returncode, out, err)


def get(url: str, path: str) -> tuple[int, str]:
    """Status and body of a GET at the hub that serves `url`."""
    address = urlsplit(url)
    connection = HTTPConnection(address.hostname or "", address.port or 0, timeout=WITHIN_S)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()
