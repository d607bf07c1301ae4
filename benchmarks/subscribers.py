"""Follows a hub many times over from one process: URL COUNT STALLED. `STALLED` of them never read.

Says {"ready": true} when all follow it; after each line on standard input it says what came since the last one:
events (of one subscriber), lag percentiles of all in milliseconds (from the hub's receipt to here), and who was let go.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import time
from datetime import datetime

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from benchmarks.table import percentile
from wallboard.stream.codec import SUBPROTOCOL_BATCH, encode_batch
from wallboard.stream.control import StreamSubscribe, Subscribe
from wallboard.stream.envelope import make

RECORDED = b'"recordedtime":"'
EVENT = b'"prevsequence"'
SMALL_BUFFER = 4096


class Watch:
    """What the subscribers have seen since `take`."""

    def __init__(self) -> None:
        self.lags_s: list[float] = []
        self.events = 0
        self.let_go = 0

    def seen(self, frame: bytes, *, counted: bool) -> None:
        """A frame has come: its newest event's lag, and, for one subscriber, how many events it holds."""
        at = frame.rfind(RECORDED)
        if at >= 0:
            start = at + len(RECORDED)
            recorded = datetime.fromisoformat(frame[start : frame.index(b'"', start)].decode())
            self.lags_s.append(time.time() - recorded.timestamp())
        if counted:
            self.events += frame.count(RECORDED)

    def take(self) -> dict[str, float]:
        """What was seen, and begin anew."""
        lags_ms = [lag_s * 1000 for lag_s in self.lags_s]
        seen = {"events": self.events, "p50_ms": percentile(lags_ms, 0.5), "p99_ms": percentile(lags_ms, 0.99)}
        self.lags_s, self.events = [], 0
        return {**seen, "max_ms": max(lags_ms, default=0.0), "let_go": self.let_go}


async def _subscribed(url: str, number: int) -> ClientConnection:
    connection = await connect(
        url, subprotocols=[Subprotocol(SUBPROTOCOL_BATCH)], compression=None, proxy=None, max_size=None
    )
    ask = make(StreamSubscribe, f"s{number}", "/bench", "stream", time.time(), Subscribe())
    await connection.send(encode_batch([ask]), text=True)
    return connection


async def follow(url: str, number: int, watch: Watch, ready: asyncio.Event) -> None:
    """One subscriber that reads as fast as it can."""
    connection = await _subscribed(url, number)
    try:
        while True:
            frame = await connection.recv(decode=False)
            ready.set()
            watch.seen(frame, counted=number == 0)
    except ConnectionClosed:
        watch.let_go += 1


async def stall(url: str) -> socket.socket:
    """One that subscribes and then never reads: a bare socket, so that nobody reads for it."""
    address = url.removeprefix("ws://").partition("/")[0]
    host, _, port = address.rpartition(":")
    stalled = socket.socket()
    stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    stalled.connect((host, int(port)))
    stalled.sendall(
        f"GET /stream HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Protocol: {SUBPROTOCOL_BATCH}\r\n\r\n".encode()
    )
    ask = encode_batch([make(StreamSubscribe, "stalled", "/bench", "stream", time.time(), Subscribe())])
    head = bytes([0x81, 0x80 | 126]) + len(ask).to_bytes(2, "big") + bytes(4)  # a mask of zeros
    stalled.sendall(head + ask)
    return stalled


async def main(url: str, count: int, stalled: int) -> None:
    """Follow, and tell what was seen whenever asked."""
    watch = Watch()
    ready = [asyncio.Event() for _ in range(count)]
    following = [
        asyncio.create_task(follow(url, number, watch, event), name=f"subscriber {number}")
        for number, event in enumerate(ready)
    ]
    silent = [await stall(url) for _ in range(stalled)]
    await asyncio.gather(*(event.wait() for event in ready))
    print(json.dumps({"ready": True}), flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(watch.take()), flush=True)
    for task in following:
        task.cancel()
    for each in silent:
        each.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
