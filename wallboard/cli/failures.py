"""How the program fails: one line on stderr, and an exit code that means something."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program leaves with."""

    OK = 0
    FAILED = 1
    """It could not do its work: no screen, a port in use, a database that cannot be written."""
    USAGE = 2
    """The command line or the settings are wrong."""
    UNREADABLE = 3
    """What it was to read is not there, or not what it should be."""
    UNREACHABLE = 4
    """The hub cannot be reached, or has refused."""
    NOTHING_THERE = 5
    """What was asked for lies wholly outside of the data."""
    INTERRUPTED = 130
    """Ctrl-C."""
    CLOSED_PIPE = 141
    """Who read the output has gone."""


class ProgramError(Exception):
    """The command has failed for the reason in its one line of text."""

    def __init__(self, line: str, code: ExitCode = ExitCode.FAILED) -> None:
        super().__init__(line)
        self.code = code
