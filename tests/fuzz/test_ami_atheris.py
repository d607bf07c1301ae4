"""The harness for coverage-guided fuzzing, without the fuzzer: its corpus passes, and its absence is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.fuzz import ami_atheris


def test_that_the_corpus_is_sound(tmp_path: Path) -> None:
    count = ami_atheris.write_corpus(tmp_path)
    files = sorted(tmp_path.iterdir())
    assert len(files) == count > 50
    for file in files[:: len(files) // 25]:
        ami_atheris.play(file.read_bytes())
    ami_atheris.play(b"")


def test_that_a_machine_without_the_fuzzer_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    assert ami_atheris.main([]) == 77
    assert "pip install atheris" in capsys.readouterr().err
