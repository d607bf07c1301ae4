"""The bookmark outlives the program, and a broken one is no worse than none."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.websocket.bookmark import Bookmark, Place


def test_that_it_is_found_again(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path / "link.bookmark")
    assert bookmark.place == Place("", 0)
    bookmark.reach(Place("log-1", 40))
    bookmark.save()
    assert Bookmark(tmp_path / "link.bookmark").place == Place("log-1", 40)
    assert [path.name for path in tmp_path.iterdir()] == ["link.bookmark"]


@pytest.mark.parametrize("content", [b"", b"{", b'{"logid":7}', b"\xff", b"null"])
def test_that_a_broken_one_means_the_beginning(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "link.bookmark").write_bytes(content)
    assert Bookmark(tmp_path / "link.bookmark").place == Place()


def test_that_it_is_written_only_when_it_has_moved(tmp_path: Path) -> None:
    path = tmp_path / "link.bookmark"
    bookmark = Bookmark(path)
    bookmark.save()
    assert not path.exists()
    bookmark.reach(Place("log-1", 1))
    bookmark.save()
    path.unlink()
    bookmark.save()
    assert not path.exists()


def test_that_without_a_file_it_remembers_while_the_program_runs() -> None:
    bookmark = Bookmark()
    bookmark.reach(Place("log-1", 1))
    bookmark.save()
    assert bookmark.place == Place("log-1", 1)
