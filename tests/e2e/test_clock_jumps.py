"""The machine's clock jumps by an hour while a hub and a board live on it: neither loses its footing."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from wallboard.hub.hubconfig import HubConfig
from wallboard.hub.serve import serve
from wallboard.stream.contact_events import Cleared, ContactCleared, ContactOffered, ContactQueued, Offered, Queued
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import Connected, FeedConnected
from wallboard.stream.vocabulary import LogEvent
from widgets.bridge import Bridge
from widgets.models.board import Board

WITHIN_MS = 20_000
HOUR_S = 3600.0
PBX = "/site/pbx"


class Wall:
    """The machine's clock, which can be set."""

    def __init__(self) -> None:
        self.wrong_s = 0.0

    def __call__(self) -> float:
        return time.time() + self.wrong_s


@contextmanager
def hub_on(wall: Wall) -> Iterator[str]:
    """A hub in a thread of its own, on that clock, whose heart beats fast; its address."""
    ready, stop = threading.Event(), asyncio.Event()
    said: list[str] = []
    loop = asyncio.new_event_loop()

    def tell(line: str) -> None:
        said.append(json.loads(line)["url"])
        ready.set()

    thread = threading.Thread(
        target=lambda: loop.run_until_complete(serve(HubConfig(heartbeat_s=0.05), [], tell, stop, wall=wall))
    )
    thread.start()
    try:
        assert ready.wait(20)
        yield said[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        loop.close()


def silent_s(board: Board) -> float:
    """For how long the hub says that the exchange has been silent."""
    return board._freshness._hub_t - board._freshness._beats[PBX].last_word.timestamp()


class Exchange:
    """A telephone system whose own clock is right."""

    def __init__(self, board: Board, wait: Callable[[Callable[[], bool]], None]) -> None:
        self._board, self._wait = board, wait
        self._count = 0

    def tell(self, *facts: LogEvent) -> None:
        """Publish, and wait until the board has seen the last one."""
        answers: list[object] = []
        self._board.bridge.publish(facts, answers.append)
        self._wait(lambda: bool(answers))
        assert getattr(answers[0], "accepted", 0) == len(facts), answers

    def lost_caller(self) -> None:
        """Somebody waits for a quarter of a minute and gives up."""
        self._count += 1
        key, t = f"c{self._count}", time.time() - 20.0
        self.tell(
            make(ContactOffered, f"{key}-o", PBX, key, t, Offered()),
            make(ContactQueued, f"{key}-q", PBX, key, t + 1.0, Queued("support")),
            make(ContactCleared, f"{key}-x", PBX, key, t + 16.0, Cleared("customer")),
        )


def lost(board: Board) -> float | None:
    """How many gave up within the last half-hour."""
    ledger = board.books.sliding(30, now_t=board.now_t())
    return board.books.figure("abandoned_in_queue", ledger)


@pytest.mark.parametrize("jump_s", [HOUR_S, -HOUR_S], ids=["forward", "back"])
def test_that_an_hours_jump_and_the_way_back_leave_everything_in_place(qtbot: QtBot, jump_s: float) -> None:
    wall = Wall()
    with hub_on(wall) as url:
        board = Board(Bridge(url))
        board.start()

        def wait(true: Callable[[], bool]) -> None:
            qtbot.waitUntil(true, timeout=WITHIN_MS)

        wait(lambda: board.can_act)
        exchange = Exchange(board, wait)
        exchange.tell(make(FeedConnected, "f", PBX, "pbx", time.time(), Connected("pbx")))
        exchange.tell(
            make(ContactOffered, "w-o", PBX, "w", time.time() - 9.0, Offered()),
            make(ContactQueued, "w-q", PBX, "w", time.time() - 8.0, Queued("support")),
        )
        for _ in range(3):
            exchange.lost_caller()
        told: list[str] = []
        board.noted.connect(lambda note: told.append(note.code))
        losses = 3
        for wrong_s in (jump_s, 0.0):  # a wrong time that lasts, and its correction
            wall.wrong_s = wrong_s
            wait(lambda: abs(board.now_t() - wall()) < 2.0)
            board.tick()
            assert board.floor.contacts["w"].waited_s(board.now_t()) >= 0.0
            assert board.can_act
            assert not any(feed.stale for feed in board.feeds())
            assert 0.0 <= silent_s(board) < 30.0
            if wrong_s >= 0.0:  # where the hub is late, what is right is too early for it: refused, with the reason
                exchange.lost_caller()
                losses += 1
        wait(lambda: lost(board) == losses)
        assert told == []
        assert board.bridge.mailbox.starved is False
        assert 8.0 <= board.floor.contacts["w"].waited_s(board.now_t()) < 60.0
        newcomer = Board(Bridge(url))
        newcomer.start()
        wait(lambda: newcomer.can_act)
        assert lost(newcomer) == losses
        assert newcomer.stop()
        assert board.stop()
