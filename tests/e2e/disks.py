"""Disks that will not be written: a small one that is full, and a root user whom permissions bind like anybody else."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PR_CAPBSET_DROP = 24
OVERRIDES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: with them root writes what it may not."""


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of this size below `folder`; skips the test where none can be mounted."""
    disk = folder / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run([mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], capture_output=True)
    if not done or done.returncode:
        pytest.skip("a small disk can only be mounted by root, outside a strict container")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True, capture_output=True)


def bound_by_permissions() -> Callable[[], None] | None:
    """What a child process does before it starts, so that permissions bind it; None where they do anyhow."""
    if os.geteuid() != 0:
        return None
    library = ctypes.CDLL(None, use_errno=True)

    def drop() -> None:
        for capability in OVERRIDES:
            if library.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
                os._exit(77)

    return drop
