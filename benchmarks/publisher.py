"""Publishes the traffic of a busy floor to a hub, in real time: URL AGENTS QUEUES RATE SECONDS.

Says {"ready": true} when everybody is at work, and at the end how much was published and how far behind it ever was.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Sequence

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.traffic import Traffic
from wallboard.stream.codec import SUBPROTOCOL_BATCH, encode_batch
from wallboard.stream.vocabulary import LogEvent

STEP_S = 0.005
AT_ONCE = 1000
SETTLED_S = 20.0
"""After so long as many calls end as begin: what happened until then is published at once."""


async def _publish_past(connection: ClientConnection, events: Sequence[LogEvent]) -> None:
    """Publish what happened before, each part when the one before it has been committed."""
    for start in range(0, len(events), AT_ONCE):
        await connection.send(encode_batch(events[start : start + AT_ONCE]), text=True)
        while b"stream.accepted" not in await connection.recv(decode=False):
            pass


async def _drop_answers(connection: ClientConnection) -> None:
    async for _ in connection:
        pass


async def publish(url: str, agents: int, queues: int, rate: float, seconds: float) -> dict[str, float]:
    """Publish for `seconds`; the events' times are the wall clock's."""
    async with connect(url, subprotocols=[Subprotocol(SUBPROTOCOL_BATCH)], compression=None, proxy=None) as connection:
        traffic = Traffic(agents, queues, rate, 7, time.time() - SETTLED_S)
        past = traffic.staff()
        while past:  # until what has happened in the meantime is little
            await _publish_past(connection, past)
            past = traffic.advance(time.time()) if len(past) > AT_ONCE else []
        dropping = asyncio.create_task(_drop_answers(connection), name="answers")
        print(json.dumps({"ready": True}), flush=True)
        published, late_s, began_s = 0, 0.0, time.monotonic()
        while (gone_s := time.monotonic() - began_s) < seconds:
            events = traffic.advance(time.time())
            for start in range(0, len(events), AT_ONCE):
                await connection.send(encode_batch(events[start : start + AT_ONCE]), text=True)
            published += len(events)
            took_s = time.monotonic() - began_s - gone_s
            late_s = max(late_s, took_s)
            await asyncio.sleep(max(0.0, STEP_S - took_s))
        dropping.cancel()
    return {"published": published, "late_s": late_s}


if __name__ == "__main__":
    url, agents, queues, rate, seconds = sys.argv[1:]
    print(json.dumps(asyncio.run(publish(url, int(agents), int(queues), float(rate), float(seconds)))), flush=True)
