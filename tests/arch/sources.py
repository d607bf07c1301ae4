"""The project's own files, as the tests of its shape see them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = ("wallboard", "feeds", "widgets", "resources")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is, or would be, in version control, relative to the root."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(_walk(ROOT)))
    return tuple(sorted(Path(name) for name in listed if name and (ROOT / name).is_file()))


def _walk(folder: Path) -> Iterator[Path]:
    """The files below a folder that is in no version control, without what tools leave behind."""
    for path in folder.iterdir():
        left_behind = path.name in {"__pycache__", "build", "dist", ".git", ".venv"} or path.name.endswith("_cache")
        if path.is_dir() and not left_behind:
            yield from _walk(path)
        elif path.is_file():
            yield path.relative_to(ROOT)


def python_files(*tops: str) -> list[Path]:
    """The Python files below these top-level folders, relative to the root."""
    return [path for path in project_files() if path.suffix == ".py" and path.parts[0] in tops]


def parsed(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def line_count(path: Path) -> int:
    """All lines of one file."""
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def function_lengths(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of one file with its lines, from `def` to its end, its docstring left out."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, FUNCTIONS):
            first = node.body[0]
            documented = ast.get_docstring(node, clean=False) is not None
            docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
            yield f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1 - docstring
