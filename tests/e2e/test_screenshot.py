"""`wallboard screenshot`: the same picture for the same seed, and another for anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.processes import NO_SCREEN, run

PNG = b"\x89PNG\r\n\x1a\n"
CENTRE = ("--scenario", "storm", "--agents", "30", "--at", "08:30", "--size", "1366x768")


def picture(out: Path, *arguments: str) -> bytes:
    """The bytes of a picture, taken in a process of its own where there is no screen."""
    ended = run("screenshot", "--out", str(out), *CENTRE, *arguments, extra=NO_SCREEN)
    assert ended.code == 0, ended.err
    assert ended.err == ""
    return out.read_bytes()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in the head of a PNG."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The picture as it is taken where nothing else is asked for."""
    return picture(tmp_path_factory.mktemp("plain") / "x.png")


def test_that_the_same_run_gives_the_same_picture(tmp_path: Path, plain: bytes) -> None:
    assert plain.startswith(PNG)
    assert size_of(plain) == (1366, 768)
    assert picture(tmp_path / "again.png") == plain


@pytest.mark.parametrize("look", [("--seed", "8"), ("--theme", "light"), ("--lang", "ru"), ("--page", "tv")])
def test_that_another_seed_or_look_gives_another_picture(tmp_path: Path, plain: bytes, look: tuple[str, str]) -> None:
    assert picture(tmp_path / "other.png", *look) != plain


def test_that_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    ended = run("screenshot", "--out", str(tmp_path / "gone" / "x.png"), *CENTRE)
    assert ended.code == 1
    assert str(tmp_path / "gone" / "x.png") in ended.line


def test_that_a_time_before_opening_is_said(tmp_path: Path) -> None:
    ended = run("screenshot", "--out", str(tmp_path / "x.png"), "--scenario", "storm", "--at", "03:00")
    assert ended.code == 2
    assert "opens" in ended.line


def test_that_a_queue_that_there_is_not_is_an_error_that_lists_those_there_are(tmp_path: Path) -> None:
    out = tmp_path / "x.png"
    ended = run("screenshot", "--out", str(out), *CENTRE, "--page", "tv", "--queue", "Nope", extra=NO_SCREEN)
    assert (ended.code, out.exists()) == (2, False)
    assert "--queue Nope: there is no such queue here; there are " in ended.line
    assert "Support" in ended.line or "Поддержка" in ended.line
