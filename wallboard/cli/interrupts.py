"""Ctrl-C while the window is being made."""

from __future__ import annotations

import signal
import threading
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN_S = 0.2


@contextmanager
def patient_signals() -> Iterator[None]:
    """Ctrl-C and a termination signal interrupt nothing in this block: they are repeated until it takes them itself.

    An exception in the midst of Qt's import, or of a slot, is swallowed or leaves Qt half made.
    """
    over = threading.Event()
    noted: list[int] = []

    def repeat(number: signal.Signals) -> None:
        while not over.wait(AGAIN_S):
            interrupt_main(number)

    def note(number: int, frame: FrameType | None) -> None:
        if not noted:
            noted.append(number)
            threading.Thread(target=repeat, args=(signal.Signals(number),), name="repeated signal", daemon=True).start()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    try:
        yield
    finally:
        over.set()
