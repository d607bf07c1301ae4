"""`wallboard refold`: the figures of the past made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.history.logs import opened
from tests.metrics.test_simulated_day import day
from wallboard.cli import refold
from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.hub.keeper import Keeper


def settings_of(folder: Path) -> Path:
    path = folder / "site.toml"
    path.write_text(f'[site]\nname = "site"\n\n[hub]\ndatabase = "{folder / "log.sqlite"}"\n', encoding="utf-8")
    return path


def test_that_a_log_is_folded_anew_and_kept(tmp_path: Path) -> None:
    with opened(tmp_path / "log.sqlite") as log:
        log.write(*day()[:1000])
    done = CliRunner().invoke(refold.command, ["--config", str(settings_of(tmp_path))], standalone_mode=False)
    assert done.return_value == ExitCode.OK
    assert "1000 events" in done.stderr
    with opened(tmp_path / "log.sqlite") as log:
        keeper = Keeper("UTC")
        keeper.load(log.reader)
        assert keeper.position == 1000


def test_that_ctrl_c_stops_it_between_two_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import signal

    from wallboard.hub import keeper as keeper_
    from wallboard.hub.refolding import Refolding

    monkeypatch.setattr(keeper_, "PORTION", 400)
    go_on = Refolding.go_on

    def interrupted(self: Refolding) -> bool:
        signal.raise_signal(signal.SIGINT)
        return go_on(self)

    with opened(tmp_path / "log.sqlite") as log:
        log.write(*day()[:1000])
    with monkeypatch.context() as patched:
        patched.setattr(Refolding, "go_on", interrupted)
        done = CliRunner().invoke(refold.command, ["--config", str(settings_of(tmp_path))], standalone_mode=False)
    assert done.return_value == ExitCode.INTERRUPTED
    assert "goes on from there" in done.stderr
    done = CliRunner().invoke(refold.command, ["--config", str(settings_of(tmp_path))], standalone_mode=False)
    assert "600 events" in done.stderr


def test_that_a_site_without_a_log_is_told_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(refold.command, ["--config", str(settings_of(tmp_path))], standalone_mode=False)
    assert isinstance(done.exception, ProgramError)
    assert "there is no log" in str(done.exception)
