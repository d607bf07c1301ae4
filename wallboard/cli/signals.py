"""How a running command learns that it is to end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

from wallboard.cli.failures import ExitCode


class Told:
    """Set once a signal, or somebody else, has said that it is time to end; `code` is the exit code for it."""

    def __init__(self) -> None:
        self.code = ExitCode.OK
        self.event = asyncio.Event()

    def end(self, code: ExitCode = ExitCode.OK) -> None:
        """It is time to end; the first reason counts."""
        if not self.event.is_set():
            self.code = code
            self.event.set()

    def listen(self) -> None:
        """Ctrl-C and a termination signal say so from now on. Belongs to the running loop."""
        loop = asyncio.get_running_loop()
        _on_signal(loop, signal.SIGINT, lambda: self.end(ExitCode.INTERRUPTED))
        _on_signal(loop, signal.SIGTERM, self.end)


def _on_signal(loop: asyncio.AbstractEventLoop, number: int, act: Callable[[], None]) -> None:
    try:
        loop.add_signal_handler(number, act)
    except NotImplementedError:  # Windows
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(act))
