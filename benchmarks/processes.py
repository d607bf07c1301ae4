"""Processes of a measurement: a hub, those who publish to it and those who listen, each on its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN_S = 30.0
ENDS_WITHIN_S = 15.0


def environment(**extra: str) -> dict[str, str]:
    """This process's environment, with the offscreen screen unless another is chosen, and bytecode kept as usual."""
    chosen = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false", **os.environ, **extra}
    return {name: value for name, value in chosen.items() if name != "PYTHONDONTWRITEBYTECODE"}


def spawn(module: str, *arguments: object, **extra: str) -> subprocess.Popen[str]:
    """`python -m module arguments`, with pipes for its input and output."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=environment(**extra),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """The process while the block lasts."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


@contextmanager
def running_hub(folder: Path, *arguments: object) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A hub with a log on disk in `folder`, and its address. It leaves `trace.json` there when it ends."""
    extra = {"WALLBOARD_HUB_DATABASE": str(folder / "log.sqlite"), "BENCH_TRACE": str(folder / "trace.json")}
    with ended(spawn("benchmarks.traced_hub", "hub", "--port", 0, *arguments, **extra)) as hub:
        yield hub, said(hub)["url"]


def said(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next line of JSON that the process says. Raises RuntimeError where it has ended instead."""
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise RuntimeError(f"a process of the measurement ended: {process.args!r}")
    found: dict[str, Any] = json.loads(line)
    return found


def cpu_s(process: subprocess.Popen[str]) -> float:
    """Processor time that a process has used so far."""
    times = psutil.Process(process.pid).cpu_times()
    return float(times.user + times.system)


def resident_mb(*processes: subprocess.Popen[str]) -> float:
    """Resident memory of processes and their children, in MB."""
    total = 0
    for process in processes:
        parent = psutil.Process(process.pid)
        total += sum(each.memory_info().rss for each in [parent, *parent.children(recursive=True)])
    return total / 2**20
