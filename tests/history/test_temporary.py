"""The folder of a run's log."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from wallboard.history.temporary import remove, temporary_folder


def test_that_what_a_killed_hub_left_is_swept_and_what_lives_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f"wallboard-run-{dead.pid}-x"
    left.mkdir()
    (left / "run.sqlite").touch()
    first, second = temporary_folder(), temporary_folder()
    assert not left.exists()
    assert first.is_dir()
    assert first != second
    remove(first)
    assert not first.exists()
