"""The shape of the source: small modules, short functions, names that say something."""

from __future__ import annotations

import re
import tomllib
from statistics import median

from tests.arch.sources import PROGRAM, ROOT, function_lengths, line_count, project_files, python_files

MODULE_LINES = 400
FUNCTION_LINES = 50
MEDIAN_MODULE_LINES = 110
MEDIAN_FUNCTION_LINES = 8
EVERYWHERE = (*PROGRAM, "tests", "benchmarks", ".ci", "main.py")
TOP_LEVEL = {
    "wallboard", "widgets", "feeds", "resources", "tests", "benchmarks", "docs", ".ci", "main.py", "pyproject.toml",
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "requirements.lock", "requirements-hub.lock",
    ".gitignore", ".gitattributes", ".editorconfig",
}  # fmt: skip
SAYS_NOTHING = re.compile(
    r"^(utils?|helpers?|managers?|common|base|misc|tools?)$|_(utils?|helpers?|manager|common|base)$"
)


def test_that_no_module_is_longer_than_the_cap() -> None:
    assert not {str(path): lines for path in python_files(*EVERYWHERE) if (lines := line_count(path)) > MODULE_LINES}


def test_that_no_function_is_longer_than_the_cap() -> None:
    lengths = [pair for path in python_files(*EVERYWHERE) for pair in function_lengths(path)]
    assert not [(name, lines) for name, lines in lengths if lines > FUNCTION_LINES]


def test_that_the_median_module_is_short() -> None:
    lengths = [line_count(path) for path in python_files(*PROGRAM) if path.name != "__init__.py"]
    assert median(lengths) < MEDIAN_MODULE_LINES


def test_that_the_median_function_is_short() -> None:
    lengths = [lines for path in python_files(*PROGRAM) for _, lines in function_lengths(path)]
    assert median(lengths or [0]) <= MEDIAN_FUNCTION_LINES


def test_that_no_module_has_a_name_that_says_nothing() -> None:
    named = {part for path in python_files(*EVERYWHERE) for part in path.with_suffix("").parts}
    assert not {name for name in named if SAYS_NOTHING.search(name)}


def test_that_the_top_level_holds_the_agreed_entries_alone() -> None:
    assert {path.parts[0] for path in project_files()} <= TOP_LEVEL


def test_that_every_package_has_its_door() -> None:
    folders = {path.parent for path in python_files(*PROGRAM)}
    assert not {str(folder) for folder in folders if not (ROOT / folder / "__init__.py").is_file()}


def test_that_the_wheel_carries_every_package_of_the_program() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == set(PROGRAM)
