"""What the files of the project must not hold: addresses of package registries, paths of somebody's machine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.arch.sources import ROOT, project_files

LOCKS = ("requirements.lock", "requirements-hub.lock")
# Put together from pieces, so that this file does not hold what it looks for.
REGISTRIES = "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "anaconda" + r"\.org/", "npm" + r"js\.(com|org)"])
OPTIONS = r"(?<![\w-])--(extra-)?(index-" + r"url|find-" + r"links)\b"
MACHINE = r"(?<![\w.])/(work|opt|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)/[\w.]"
FORBIDDEN = re.compile(f"{REGISTRIES}|{OPTIONS}|{MACHINE}")


def text_files() -> Iterator[tuple[Path, str]]:
    """Every file of the project that is text."""
    for path in project_files():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8")


def test_that_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    found = {str(path): match.group() for path, text in text_files() if (match := FORBIDDEN.search(text))}
    assert not found


@pytest.mark.parametrize(
    "sample", ["--index-" + "url x", "https://py" + "pi.org/simple", "/ro" + "ot/.venv", "/wo" + "rk/x"]
)
def test_that_the_search_finds_what_it_looks_for(sample: str) -> None:
    assert FORBIDDEN.search(sample)


@pytest.mark.parametrize("name", LOCKS)
def test_that_a_lock_pins_every_package_with_hashes_and_holds_nothing_else(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    package = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w.'<>=! ()]+)? \\")
    fingerprint = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert not [line for line in lines if not package.fullmatch(line) and not fingerprint.fullmatch(line)]
    assert all(fingerprint.fullmatch(after) for line, after in pairwise(lines) if package.fullmatch(line))


def pins(name: str) -> set[str]:
    """The packages with their versions and markers that a lock names."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.rstrip(" \\") for line in lines if "==" in line}


def test_that_the_lock_covers_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[^\w-]", line, maxsplit=1)[0].lower() for line in asked}
    assert names <= {pin.partition("==")[0] for pin in pins("requirements.lock")}


def test_that_the_lock_of_a_hub_is_the_lock_of_the_whole_without_its_display() -> None:
    hub, whole = pins("requirements-hub.lock"), pins("requirements.lock")
    everywhere = {pin for pin in whole if " ; " not in pin}  # what a tool of the developers may want on every system
    assert not {pin for pin in hub if pin not in whole and pin.partition(" ; ")[0] not in everywhere}
    assert not {pin for pin in hub if pin.startswith(("pyside6", "shiboken6", "pyqtgraph"))}


def test_that_the_release_of_qt_that_loses_none_is_not_pinned() -> None:
    pinned = {pin.partition("==")[2] for pin in pins("requirements.lock") if pin.startswith("pyside6-essentials==")}
    assert pinned
    assert all(tuple(map(int, version.split("."))) < (6, 12) for version in pinned)
