"""The pure rooms read no clock and touch no file, also where no import gives it away."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.arch.sources import parsed, python_files

PURE_ROOMS = ("stream", "floor", "metrics", "forecast", "alerts", "commands")
IMPURE_METHODS = {"now", "utcnow", "today", "fromtimestamp", "read_text", "write_text", "read_bytes", "write_bytes"}
IMPURE_BUILTINS = {"open", "print", "input", "breakpoint", "__import__", "exec", "eval"}


def pure_files() -> list[Path]:
    """The modules of the pure rooms, and every feed's translator."""
    rooms = [path for path in python_files("wallboard") if len(path.parts) > 2 and path.parts[1] in PURE_ROOMS]
    return rooms + [path for path in python_files("feeds") if path.name == "translator.py"]


def impure_calls(tree: ast.AST) -> Iterator[str]:
    """The calls that read a clock, a file or the console."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in IMPURE_BUILTINS:
            yield f"line {node.lineno}: {called.id}()"
        if isinstance(called, ast.Attribute) and called.attr in IMPURE_METHODS and not _takes_its_time(node):
            yield f"line {node.lineno}: .{called.attr}()"


def _takes_its_time(call: ast.Call) -> bool:
    """`datetime.fromtimestamp(seconds, zone)` computes from what it is given; without a zone it asks the machine.

    What an object asks of itself is told its time as well: `self.today(now_t=…)` are the books' figures of a day.
    """
    if ast.unparse(call.func).startswith("self."):
        return True
    return ast.unparse(call.func).endswith("fromtimestamp") and len(call.args) + len(call.keywords) == 2


def test_that_the_pure_rooms_read_no_clock_and_no_file() -> None:
    files = pure_files()
    assert files
    assert not {str(path): calls for path in files if (calls := list(impure_calls(parsed(path))))}


@pytest.mark.parametrize("line", ["datetime.now(UTC)", "date.today()", "open('x')", "datetime.fromtimestamp(0)"])
def test_that_a_call_of_a_clock_or_a_file_is_found(line: str) -> None:
    assert list(impure_calls(ast.parse(line)))


def test_that_a_moment_computed_from_seconds_and_a_zone_is_no_clock() -> None:
    assert not list(impure_calls(ast.parse("datetime.fromtimestamp(seconds, UTC)")))
