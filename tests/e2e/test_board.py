"""`wallboard` as people start it, on a screen that nobody sees."""

from __future__ import annotations

import signal
import subprocess

import psutil  # type: ignore[import-untyped]
import pytest

from tests.e2e.processes import NO_SCREEN, end, run, running

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
GONE_WITHIN_S = 10.0


def own_hub_of(board: subprocess.Popen[str]) -> psutil.Process:
    """The hub that a board has started, once it has."""
    parent = psutil.Process(board.pid)
    while board.poll() is None:
        for child in parent.children():
            if "--parent-pipe" in child.cmdline():
                return child
    raise AssertionError(board.communicate()[1])


def serving(hub: psutil.Process) -> None:
    """Wait until a hub listens."""
    while not [each for each in hub.net_connections("tcp") if each.status == psutil.CONN_LISTEN]:
        assert hub.is_running()


def shown(hub: psutil.Process) -> None:
    """Wait until a board follows a hub."""
    while not [each for each in hub.net_connections("tcp") if each.status == psutil.CONN_ESTABLISHED]:
        assert hub.is_running()


@pytest.mark.parametrize("arguments", [("demo", "--agents", "20"), ("tv", "--queue", "Support"), ()])
def test_that_ctrl_c_ends_the_board_and_its_hub(arguments: tuple[str, ...]) -> None:
    with running(*arguments, extra=OFFSCREEN) as board:
        hub = own_hub_of(board)
        serving(hub)
        ended = end(board, signal.SIGINT)
        psutil.wait_procs([hub], GONE_WITHIN_S)
        assert ended.code == 130
        assert ended.err.strip() == ""
        assert not hub.is_running()


def test_that_a_killed_board_takes_its_hub_with_it() -> None:
    with running("demo", "--agents", "20", extra=OFFSCREEN) as board:
        hub = own_hub_of(board)
        serving(hub)
        board.kill()
        _, left = psutil.wait_procs([hub], GONE_WITHIN_S)
        assert not left


def test_that_a_hub_that_dies_is_started_again_and_the_board_goes_on() -> None:
    with running("demo", "--agents", "20", extra=OFFSCREEN) as board:
        first = own_hub_of(board)
        shown(first)
        first.kill()
        psutil.wait_procs([first], GONE_WITHIN_S)
        second = own_hub_of(board)
        shown(second)
        assert second.pid != first.pid
        assert end(board, signal.SIGTERM).code == 0


@pytest.mark.parametrize("arguments", [("demo",), ("tv",), (), ("--hub", "ws://127.0.0.1:1/stream")])
def test_that_no_screen_is_said_in_one_line(arguments: tuple[str, ...]) -> None:
    ended = run(*arguments, extra=NO_SCREEN)
    assert ended.code == 1
    assert "there is no screen here" in ended.line


def test_that_a_hub_that_cannot_start_ends_the_board_with_the_reason() -> None:
    ended = run("demo", "--at", "03:00", extra=OFFSCREEN)
    assert ended.code == 1
    assert "before storm opens" in ended.err
    assert "Traceback" not in ended.err


def test_that_an_address_that_is_none_is_said() -> None:
    ended = run("--hub", "localhost:8765", extra=OFFSCREEN)
    assert ended.code == 2
    assert "'localhost:8765' is no address of a hub" in ended.line
