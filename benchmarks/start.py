"""Start to the first live frame, in interleaved pairs against a bare window; resident memory against bare windows."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.processes import ended, resident_mb, running_hub, spawn
from benchmarks.table import Row

PAIRS, QUICK_PAIRS = 15, 4
SETTLES_S = 8.0
CENTRE = ("--scenario", "calm", "--agents", 200)


def measure(*, quick: bool) -> list[Row]:
    """Rows for both ways to start, and for memory."""
    pairs = QUICK_PAIRS if quick else PAIRS
    with (
        tempfile.TemporaryDirectory(prefix="wallboard-bench-") as folder,
        running_hub(Path(folder), *CENTRE) as (_, url),
    ):
        time.sleep(SETTLES_S)
        running = _pairs(pairs, lambda: spawn("benchmarks.timed_start", "--hub", url))
        own = _pairs(pairs, lambda: spawn("benchmarks.timed_start", "demo", *CENTRE))
        plot_mb = _settled_mb(spawn("benchmarks.bare", "plot"))
        board_mb = _settled_mb(spawn("benchmarks.timed_start", "--hub", url))
        both_mb = _settled_mb(spawn("benchmarks.timed_start", "demo", *CENTRE))
    return [
        _start("start to the first live frame ÷ bare window, hub running", running, 3.0),
        _start("start to the first live frame ÷ bare window, own hub", own, 4.0),
        Row(
            "memory: board ÷ bare window with a plot",
            board_mb / plot_mb,
            "×",
            1.4,
            f"{board_mb:.0f} of {plot_mb:.0f} MB",
        ),
        Row("memory: board and own hub ÷ the same", both_mb / plot_mb, "×", 2.0, f"{both_mb:.0f} of {plot_mb:.0f} MB"),
    ]


def _start(name: str, pairs: list[tuple[float, float]], target: float) -> Row:
    bare_ms, board_ms = (1000 * median(side) for side in zip(*pairs, strict=True))
    return Row(
        name, median(board / bare for bare, board in pairs), "×", target, f"{board_ms:.0f} against {bare_ms:.0f} ms"
    )


def _pairs(pairs: int, board: Callable[[], subprocess.Popen[str]]) -> list[tuple[float, float]]:
    """Seconds from the start to the first frame: of a bare window, and of the board right after it."""
    _painted_after_s(board)  # fills the disk cache
    return [(_painted_after_s(lambda: spawn("benchmarks.bare")), _painted_after_s(board)) for _ in range(pairs)]


def _painted_after_s(start: Callable[[], subprocess.Popen[str]]) -> float:
    began_s = time.monotonic()
    with ended(start()) as window:
        return _painted_s(window) - began_s


def _painted_s(window: subprocess.Popen[str]) -> float:
    line = window.stdout.readline() if window.stdout else ""
    if not line:
        raise RuntimeError(f"a window ended before it was painted: {window.args!r}")
    return float(line)


def _settled_mb(window: subprocess.Popen[str]) -> float:
    """Resident memory some seconds after the first frame, plots included."""
    with ended(window):
        _painted_s(window)
        time.sleep(SETTLES_S)
        return resident_mb(window)
