"""`make bench`: runs the measurements and prints one table. ARGS="--quick": short runs; "--only hub": one of them."""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
import time

import psutil  # type: ignore[import-untyped]

from benchmarks.table import Row, show

MEASUREMENTS = {
    "fold": "decode, fold and figures of a million simulated events",
    "board": "the board under 1,000 events a second",
    "start": "start to the first live frame, and memory",
    "asterisk": "a storm of AMI: bytes to events, against panoramisk",
    "frame": "the figures of a frame of the live board",
    "past": "a month of a million contacts from what history keeps, against DuckDB",
    "refold": "a full re-fold of a log, against decode, fold and figures",
    "hub": "the hub with 50 subscribers, with one that never reads, with 5,000 events a second",
}


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes: for a first look")
    parser.add_argument("--strict", action="store_true", help="leave with 1 where something is over its target")
    parser.add_argument("--only", choices=MEASUREMENTS, action="append", help="this one (may be given again)")
    asked = parser.parse_args()
    rows: list[Row] = []
    for name in asked.only or MEASUREMENTS:
        began_s = time.monotonic()
        print(f"{name}: {MEASUREMENTS[name]} …", end=" ", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"benchmarks.{name}").measure(quick=asked.quick)
        print(f"{time.monotonic() - began_s:.0f} s", file=sys.stderr, flush=True)
    print(show(rows))
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    print(f"\nPython {platform.python_version()}, {psutil.cpu_count()} cores, load {load}; screen: offscreen")
    return int(asked.strict and any(row.over for row in rows))


if __name__ == "__main__":
    sys.exit(main())
