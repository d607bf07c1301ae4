"""The commands of the program."""

from __future__ import annotations


def main() -> None:
    """Run what the command line asks for, and leave with its exit code."""
    from wallboard.cli.program import run

    run()
