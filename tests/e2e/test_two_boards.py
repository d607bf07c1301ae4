"""Two boards on one hub: what is asked on one is seen on the other, and the source itself confirms it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from tests.e2e.processes import running_hub
from wallboard.floor.command import Command
from wallboard.floor.contact import WAITING
from wallboard.stream.command_events import contact_of
from widgets.bridge import Bridge
from widgets.models.board import Board

WITHIN_MS = 60_000
TRIES = 10


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A hub with a centre in which people wait."""
    with running_hub("--scenario", "storm", "--agents", "60", "--at", "10:40") as (_, url):
        yield url


@pytest.fixture
def follow(url: str, qtbot: QtBot) -> Iterator[Callable[[str], Board]]:
    """Makes boards that follow the hub, and lets go of them at the end."""
    boards: list[Board] = []

    def begin(person: str) -> Board:
        board = Board(Bridge(url), person=person)
        boards.append(board)
        board.start()
        return board

    yield begin
    for board in boards:
        assert board.stop()


def wish(board: Board) -> tuple[str, str] | None:
    """The caller who came last and another queue that he may be sent to, once there are such."""
    for contact in reversed(board.floor.contacts.values()):
        if contact.stage == WAITING and contact.channel == "voice":
            for queue in board.floor.queues.values():
                if queue.config.channel == "voice" and not board.refusal(contact.id, "queue", queue.id):
                    return contact.id, queue.id
    return None


def is_settled(board: Board, key: str) -> bool:
    """Whether a board knows what has become of a command."""
    command = board.floor.commands.get(key)
    return command is not None and not command.pending


def asked(here: Board, there: Board, qtbot: QtBot) -> tuple[Command, str]:
    """Ask for a reassignment on one board; how the other sees it settled, and the queue that was asked for."""
    qtbot.waitUntil(lambda: wish(here) is not None, timeout=WITHIN_MS)
    contact, queue = wish(here) or ("", "")
    (key,) = here.reassign([contact], "queue", queue)
    for board in (here, there):
        qtbot.waitUntil(partial(is_settled, board, key), timeout=WITHIN_MS)
    seen, own = there.floor.commands[key], here.floor.commands[key]
    assert (seen.status, seen.code, seen.by) == (own.status, own.code, "Anna")
    return seen, queue


def test_that_a_reassignment_on_one_board_is_seen_on_the_other(follow: Callable[[str], Board], qtbot: QtBot) -> None:
    here, there = follow("Anna"), follow("Boris")
    qtbot.waitUntil(lambda: here.can_act and there.can_act, timeout=WITHIN_MS)
    seen, queue = asked(here, there, qtbot)
    for _ in range(TRIES):  # the centre may serve a caller in the very moment in which he is sent elsewhere
        if seen.status != "confirmed":
            seen, queue = asked(here, there, qtbot)
    assert seen.status == "confirmed"
    assert seen.took_s is not None
    assert any(entry.diverted_to == queue for entry in there.floor.contacts[contact_of(seen.action)].entries)


def test_that_both_boards_show_the_same_floor(follow: Callable[[str], Board], qtbot: QtBot) -> None:
    here, there = follow("Anna"), follow("Boris")

    def staff(board: Board) -> dict[str, str]:
        return {agent.id: agent.state for agent in board.floor.agents.values()}

    qtbot.waitUntil(
        lambda: (
            bool(staff(here)) and staff(here) == staff(there) and set(here.floor.contacts) == set(there.floor.contacts)
        ),
        timeout=WITHIN_MS,
    )
    assert len(here.floor.queues) == len(there.floor.queues) > 0
