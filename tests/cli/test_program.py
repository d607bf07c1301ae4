"""The program's way in and out: help, version, one line of complaint, and exit codes."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import click
import pytest

import wallboard.cli.board
from tests.e2e.processes import ROOT
from wallboard.cli import program
from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.config.settings import SettingsError


def left_with(*arguments: str) -> int:
    """The exit code of the program."""
    with pytest.raises(SystemExit) as left:
        program.run(arguments)
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """`wallboard fails` raises what is put here."""
    errors: list[BaseException] = []

    @click.command()
    def fails() -> None:
        """Fail."""
        raise errors[0]

    monkeypatch.setattr(program.Program, "get_command", lambda self, ctx, name: fails)
    return errors


def test_that_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert left_with("--help") == 0
    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said for name in program.COMMANDS)
    assert "130  stopped by Ctrl-C" in said


@pytest.mark.parametrize("name", program.COMMANDS)
def test_that_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert left_with(name, "--help") == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Usage: wallboard {name}")
    options = [line for line in said.splitlines() if line.startswith("  --")]
    assert "\n\n  " in said
    assert options


def test_that_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert left_with("--version") == 0
    assert capsys.readouterr().out == f"wallboard {project['version']}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dmeo"], "there is no command 'dmeo'; did you mean 'demo'?"),
        (["demo", "--agnets", "3"], "--agents"),
        (["demo", "--agents", "0"], "--agents"),
        (["demo", "--at", "25:00"], "'25:00' is no time of day like 10:42"),
        (["demo", "--scenario", "strom"], "there is no scenario 'strom'; did you mean 'storm'?"),
        (["screenshot"], "--out"),
        (["screenshot", "--out", "x.png", "--size", "big"], "'big' is no size like 1920x1080"),
        (["screenshot", "--out", "x.png", "--size", "100x100"], "out of range"),
        (["hub", "--scenario", "calm", "--replay", "x"], "one hub plays one of them"),
        (["--theme", "light", "figures", "x"], "options go behind the command: wallboard figures"),
    ],
)
def test_that_a_wrong_command_line_is_one_line_that_names_the_help(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert left_with(*arguments) == ExitCode.USAGE
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert said in lines[0]
    assert "--help" in lines[0]


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ProgramError("it is\nbroken"), 1, "wallboard: it is broken\n"),
        (ProgramError("no file", ExitCode.UNREADABLE), 3, "wallboard: no file\n"),
        (SettingsError("site.toml: wrong"), 2, "wallboard: site.toml: wrong\n"),
        (KeyboardInterrupt(), 130, "\n"),
    ],
)
def test_that_each_failure_has_its_code_and_line(
    failing: list[BaseException], error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    failing.append(error)
    assert left_with("fails") == code
    assert capsys.readouterr().err == said


def test_that_no_command_imports_qt_to_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    before = {name for name in sys.modules if name.startswith(("PySide6", "widgets"))}
    left_with("--help")
    assert {name for name in sys.modules if name.startswith(("PySide6", "widgets"))} == before
    assert wallboard.cli.board.program.name == "program"


def test_that_the_description_of_the_stream_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "asyncapi.json"
    assert left_with("asyncapi", "--out", str(out)) == 0
    assert left_with("asyncapi") == 0
    assert out.read_text(encoding="utf-8") == capsys.readouterr().out
    assert left_with("asyncapi", "--out", str(tmp_path / "gone" / "x")) == 1


def test_that_the_page_of_figures_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "figures.md"
    assert left_with("catalogue", "--lang", "ru", "--out", str(out)) == 0
    assert left_with("catalogue", "--lang", "ru") == 0
    assert out.read_text(encoding="utf-8") == capsys.readouterr().out
    assert left_with("catalogue", "--out", str(tmp_path / "gone" / "x")) == 1
