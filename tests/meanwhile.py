"""Something runs, and meanwhile a test does its work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

WITHIN_S = 20.0


async def meanwhile(
    run: Coroutine[Any, Any, object], close: Callable[[], Awaitable[object]], work: Coroutine[Any, Any, object]
) -> None:
    """Do `work` while `run` runs, then `close` that; what either raises is raised."""
    running = asyncio.create_task(run, name="run")
    working = asyncio.create_task(work, name="work")
    try:
        async with asyncio.timeout(WITHIN_S):
            await asyncio.wait([running, working], return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                await running
            await working
            await close()
            await running
    finally:
        for task in (running, working):
            task.cancel()
        await asyncio.gather(running, working, return_exceptions=True)
