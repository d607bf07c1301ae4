"""`python -m tests.hub.serving`: a hub without feeds, in a process that a test can kill; it says its ready line."""

from __future__ import annotations

import argparse
import asyncio
import sys
import threading
from pathlib import Path

from wallboard.hub.hubconfig import HubConfig
from wallboard.hub.serve import serve


async def _serve(config: HubConfig, *, parent_pipe: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    if parent_pipe:
        threading.Thread(
            target=_wait_for_parent, args=(lambda: loop.call_soon_threadsafe(stop.set),), daemon=True
        ).start()
    await serve(config, [], lambda line: print(line, flush=True), stop)  # noqa: T201


def _wait_for_parent(gone: object) -> None:
    sys.stdin.buffer.read()
    assert callable(gone)
    gone()


def main() -> None:
    """Serve until killed, or until the parent's pipe closes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--parent-pipe", action="store_true")
    given = parser.parse_args()
    asyncio.run(_serve(HubConfig(port=given.port, database=given.database), parent_pipe=given.parent_pipe))


if __name__ == "__main__":
    main()
