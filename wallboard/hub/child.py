"""A hub of one's own: `wallboard hub` as a child process, on a free loopback port, ending when its parent does.

Nothing heavy is imported here: the child is started as the first thing that the program does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

READY_WITHIN_S = 20.0
ENDS_WITHIN_S = 2.0
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
LIVED_S = 10.0
"""A hub that has lived for so long is started again without delay."""
LINES_KEPT = 20


class OwnHubError(Exception):
    """The hub did not start; the text says what it said."""


class OwnHub:
    """Starts the hub when it is made, and again whenever it dies, on the same port; `close` ends it.

    `arguments` are those of `wallboard hub`. The methods may be called from any thread.
    """

    def __init__(self, arguments: Sequence[str] = (), *, command: Sequence[str] = ()) -> None:
        self._command = [*(command or (sys.executable, "-m", "wallboard.cli", "hub", "--parent-pipe")), *arguments]
        self._port = 0
        self._url = ""
        self._closing = threading.Event()
        self._ready = threading.Event()
        self._said: deque[str] = deque(maxlen=LINES_KEPT)
        self._child = self._start()
        self._keeper = threading.Thread(target=self._keep, name="own-hub", daemon=True)
        self._keeper.start()

    @property
    def url(self) -> str:
        """Where its stream is; empty until it has said so for the first time."""
        return self._url

    @property
    def said(self) -> str:
        """The last lines that it has written to its standard error."""
        return "\n".join(self._said)

    @property
    def process(self) -> int:
        """The number of its present process."""
        return self._child.pid

    def wait_ready(self, within_s: float = READY_WITHIN_S) -> str:
        """Its address, once it serves for the first time. Raises OwnHubError with its last words."""
        if not self._ready.wait(within_s):
            raise OwnHubError(f"the hub did not start within {within_s:g} s; it said: {self.said or 'nothing'}")
        if not self._url:
            raise OwnHubError(f"the hub did not start; it said: {self.said or 'nothing'}")
        return self._url

    def close(self) -> None:
        """End it: cleanly if it can within `ENDS_WITHIN_S`, otherwise at once."""
        self._closing.set()
        _end(self._child)
        self._keeper.join(ENDS_WITHIN_S)
        self._listener.join(ENDS_WITHIN_S)
        self._ready.set()

    def _start(self) -> subprocess.Popen[str]:
        port = ["--port", str(self._port)]
        child = subprocess.Popen(
            [*self._command, *port],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # Ctrl-C in the terminal is for the parent, which then closes the pipe
        )
        self._listener = threading.Thread(target=self._listen, args=(child,), name="own-hub-stderr", daemon=True)
        self._listener.start()
        return child

    def _listen(self, child: subprocess.Popen[str]) -> None:
        assert child.stderr is not None
        with child.stderr:
            for line in child.stderr:
                self._said.append(line.rstrip())
                if sys.stderr is not None:
                    sys.stderr.write(line)

    def _keep(self) -> None:
        pause_s = FIRST_PAUSE_S
        while True:
            began_s = time.monotonic()
            self._hear_out(self._child)
            if not self._url:
                self._listener.join(ENDS_WITHIN_S)
                self._ready.set()  # what has never started will not start by trying again
                return
            if time.monotonic() - began_s >= LIVED_S:
                pause_s = FIRST_PAUSE_S
            if self._closing.wait(pause_s):
                return
            pause_s = min(pause_s * 2.0, LONGEST_PAUSE_S)
            self._child = self._start()
            if self._closing.is_set():
                _end(self._child)

    def _hear_out(self, child: subprocess.Popen[str]) -> None:
        """Take its ready line, and wait until it has ended."""
        assert child.stdout is not None
        with child.stdout:
            for line in child.stdout:
                try:
                    url = str(json.loads(line)["url"])
                except (ValueError, KeyError, TypeError):
                    continue
                self._url, self._port = url, urlsplit(url).port or 0
                self._ready.set()
        _end(child)


def _end(child: subprocess.Popen[str]) -> None:
    if child.stdin is not None:
        with suppress(OSError):
            child.stdin.close()
    try:
        child.wait(ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
