"""A module that is only named costs nothing, and is itself as soon as something of it is asked for."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from wallboard.config.lazily import import_lazily


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a module inside a package."""
    (tmp_path / "sleepy").mkdir()
    (tmp_path / "sleepy" / "__init__.py").write_text("")
    (tmp_path / "sleepy" / "head.py").write_text("import sleepy\nsleepy.awake = True\nVALUE = 41\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "stdlib_module_names", sys.stdlib_module_names | {"sleepy"})
    monkeypatch.setitem(sys.modules, "sleepy", import_module("sleepy"))
    monkeypatch.setitem(sys.modules, "sleepy.head", sys)  # so that it is taken away afterwards
    del sys.modules["sleepy.head"]
    return "sleepy.head"


def test_that_it_is_loaded_when_it_is_used_and_not_before(named: str) -> None:
    import_lazily(named)
    module = import_module(named)
    package = sys.modules["sleepy"]
    assert not hasattr(package, "awake")
    assert module.VALUE == 41
    assert package.awake
    assert sys.modules[named].__file__


def test_that_what_is_loaded_stays_as_it_is(named: str) -> None:
    loaded = import_module(named)
    import_lazily(named)
    assert sys.modules[named] is loaded


def test_that_a_module_that_is_not_there_is_told_at_once() -> None:
    with pytest.raises(ImportError):
        import_lazily("email.no_such_module")


def test_that_only_the_standard_library_is_put_off() -> None:
    with pytest.raises(ValueError, match="standard library"):
        import_lazily("feeds.simulator")
