"""The PBX's own log as a file: from its end back to a moment, however long it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.asterisk import queue_log_file
from feeds.asterisk.queue_log_file import lines_since


def written(folder: Path, lines: list[str]) -> Path:
    path = folder / "queue_log"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_that_only_what_was_written_since_the_moment_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, ["100|a|q|NONE|ENTERQUEUE", "105|b|q|NONE|ENTERQUEUE||1|Γιώργος", "106|b|q|NONE|ABANDON"])
    assert lines_since(path, 105.7) == ["105|b|q|NONE|ENTERQUEUE||1|Γιώργος", "106|b|q|NONE|ABANDON"]


@pytest.mark.parametrize("block", [7, 64, 1000])
def test_that_it_is_the_same_wherever_the_blocks_end(
    tmp_path: Path, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"{t}|c{t}|sales|NONE|ENTERQUEUE||3572200{t}|1" for t in range(1000, 1100)]
    path = written(tmp_path, lines)
    monkeypatch.setattr(queue_log_file, "BLOCK", block)
    assert lines_since(path, 1050.0) == lines[50:]
    assert lines_since(path, 0.0) == lines
    assert lines_since(path, 2000.0) == []


def test_that_it_is_read_no_further_back_than_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, [f"{t}|c|sales|NONE|ABANDON" for t in range(1000, 1100)])
    monkeypatch.setattr(queue_log_file, "MOST_BYTES", 100)
    found = lines_since(path, 0.0)
    assert 0 < len(found) < 6
    assert found[-1].startswith("1099|")


def test_that_an_empty_file_has_nothing_and_a_missing_one_says_so(tmp_path: Path) -> None:
    assert lines_since(written(tmp_path, []), 0.0) == []
    with pytest.raises(OSError, match="missing"):
        lines_since(tmp_path / "missing", 0.0)
