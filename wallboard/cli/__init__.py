"""The commands of the program."""

from __future__ import annotations

import sys


def main() -> None:
    """Run what the command line asks for, and leave with its exit code."""
    try:
        from wallboard.cli.program import run

        run()
    except KeyboardInterrupt:  # before anything could be begun
        sys.exit(130)
