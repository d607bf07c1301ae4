"""What was refused is kept, and never too much of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wallboard.history import dead_letters
from wallboard.history.dead_letters import DeadLetters


def lines(path: Path) -> list[dict[str, str]]:
    """The letters in a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_that_a_letter_says_when_from_whom_why_and_what(tmp_path: Path) -> None:
    letters = DeadLetters(tmp_path / "refused.jsonl")
    letters.take("2025-06-15T15:06:40Z", "127.0.0.1:5", "malformed", "no id", "", b'{"type":"x"\xff}')
    letters.write()
    (letter,) = lines(letters.path)
    assert (letter["at"], letter["sender"], letter["code"]) == ("2025-06-15T15:06:40Z", "127.0.0.1:5", "malformed")
    assert letter["raw"].startswith('{"type":"x"')
    assert not len(letters)
    assert letters.path.stat().st_mode & 0o077 == 0


def test_that_a_gigabyte_of_garbage_leaves_two_small_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_letters, "FILE_BYTES", 50_000)
    letters = DeadLetters(tmp_path / "refused.jsonl")
    for _ in range(100):
        for _ in range(20):
            letters.take("now", "me", "not_json", "x" * 10_000, "i" * 10_000, b"y" * 1_000_000)
        letters.write()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["refused.jsonl", "refused.jsonl.1"]
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 400_000


def test_that_letters_that_find_no_room_are_counted(tmp_path: Path) -> None:
    letters = DeadLetters(tmp_path / "refused.jsonl")
    for _ in range(dead_letters.WAITING_MAX + 5):
        letters.take("now", "me", "not_json", "", "", b"")
    assert letters.dropped == 5


def test_that_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    letters = DeadLetters(tmp_path / "file" / "refused.jsonl")
    letters.take("now", "me", "not_json", "", "", b"")
    letters.write()
    assert letters.dropped == 1
