"""The log of one run lies in a folder of its own, which goes with the run; what a killed hub left is swept away."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

_NAME = re.compile(r"wallboard-run-(\d+)-")


def temporary_folder() -> Path:
    """A new folder for this process, readable by this user alone."""
    _sweep(Path(tempfile.gettempdir()))
    return Path(tempfile.mkdtemp(prefix=f"wallboard-run-{os.getpid()}-"))


def remove(folder: Path) -> None:
    """Take the folder away, with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path) -> None:
    for folder in parent.glob("wallboard-run-*"):
        named = _NAME.match(folder.name)
        if named and not _is_alive(int(named[1])):
            remove(folder)


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return True  # os.kill would end it; the folder is left to the system's own sweeping
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
