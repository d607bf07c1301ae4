"""Who may import whom: the contracts of pyproject.toml hold, and each of them can fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.arch.sources import PROGRAM, ROOT, python_files

LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command(['--no-cache']))"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the contracts over the packages in `folder`, and over no others."""
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); {LINT}"
    environment = {**os.environ, "COLUMNS": "200", "PYTHONSAFEPATH": "1"}
    return subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    """A copy of the sources and the contracts, to be spoilt."""
    for package in PROGRAM:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=lambda _, names: {n for n in names if n.endswith((".ttf", ".pyc"))},
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_that_the_import_contracts_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("wallboard/lounge/__init__.py", "", "inside wallboard"),
        ("widgets/lounge.py", "", "inside widgets"),
        ("wallboard/stream/spoilt.py", "import wallboard.floor", "inside wallboard"),
        ("wallboard/floor/spoilt.py", "import time", "pure rooms"),
        ("wallboard/metrics/spoilt.py", "from asyncio import sleep", "pure rooms"),
        ("feeds/replay/translator.py", "import random", "translator"),
        ("wallboard/hub/spoilt.py", "import PySide6.QtCore", "Qt stays in widgets"),
        ("feeds/simulator/spoilt.py", "import widgets.models", "feeds and widgets"),
        ("wallboard/hub/spoilt.py", "import feeds.simulator", "feeds and widgets"),
        ("widgets/models/spoilt.py", "import widgets.delegates", "inside widgets"),
    ],
)
def test_that_a_forbidden_import_breaks_its_contract(copied_tree: Path, module: str, line: str, broken: str) -> None:
    spoilt = copied_tree / module
    spoilt.parent.mkdir(exist_ok=True)
    spoilt.write_text(f"{line}\n", encoding="utf-8")
    done = lint_imports(copied_tree)
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(broken in said and " BROKEN" in said for said in done.stdout.splitlines()), done.stdout


def test_that_panels_which_import_each_other_break_their_contract(copied_tree: Path) -> None:
    (copied_tree / "widgets/panels/left.py").write_text("import widgets.panels.right\n", encoding="utf-8")
    (copied_tree / "widgets/panels/right.py").write_text("", encoding="utf-8")
    assert "panels do not import each other BROKEN" in lint_imports(copied_tree).stdout


def test_that_the_command_line_alone_may_bind_feeds_and_widgets(copied_tree: Path) -> None:
    bound = "def bind() -> None:\n    import feeds.simulator\n    import widgets.models\n"
    (copied_tree / "wallboard/cli/spoilt.py").write_text(bound, encoding="utf-8")
    done = lint_imports(copied_tree)
    assert done.returncode == 0, done.stdout + done.stderr


def test_that_nothing_is_imported_behind_the_back_of_the_contracts() -> None:
    files = [path for path in python_files(*PROGRAM) if path.parts[:2] != ("wallboard", "cli")]
    texts = {str(path): (ROOT / path).read_text(encoding="utf-8") for path in files}
    assert not [name for name, text in texts.items() if "import_module(" in text or "__import__(" in text]
