"""A GUI that stands still costs no connection and no event: the I/O thread reads on."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from random import Random

from tests.hub.scripted import Notebook, Peer, ScriptedHub
from tests.stream.messages import chunk, event, welcome
from wallboard.hub.client import HubClient
from wallboard.hub.dialling import Line
from wallboard.stream.vocabulary import LogEvent

EVENTS = 5_000
BATCH = 50
PINGS = 5
HELD_S = 60


class Mailbox(Notebook):
    """Puts events aside for a thread that does not come for them."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: deque[LogEvent] = deque()

    def on_live(self, events: list[LogEvent], position: int) -> None:
        self.kept.extend(events)


def test_that_reading_goes_on_and_pings_are_answered_while_the_gui_stands_still() -> None:
    everything_sent = threading.Event()

    async def script(peer: Peer) -> None:
        await peer.tell(welcome(0))
        await peer.subscription()
        await peer.tell(chunk(0, 1, 0))
        for start in range(1, EVENTS + 1, BATCH):
            await peer.tell(*(event(position) for position in range(start, start + BATCH)))
        for _ in range(PINGS):
            await (await peer.connection.ping())
        everything_sent.set()
        await peer.stay()

    mailbox: list[Mailbox] = []

    async def serve_and_read() -> None:
        notebook = Mailbox()
        mailbox.append(notebook)
        async with ScriptedHub(script) as hub:
            line = Line(ping_interval_s=0.05, ping_timeout_s=5.0)
            client = HubClient(hub.url, notebook, random=Random(1), line=line)
            running = asyncio.create_task(client.run(), name="client")
            await asyncio.to_thread(everything_sent.wait, HELD_S)
            await client.close()
            await running
            assert hub.opened == 1

    network = threading.Thread(target=lambda: asyncio.run(serve_and_read()), name="I/O")
    network.start()
    network.join(HELD_S)  # this thread, the GUI, does nothing else all the while
    assert everything_sent.is_set()
    assert not network.is_alive()
    assert [int(one.sequence) for one in mailbox[0].kept] == list(range(1, EVENTS + 1))
