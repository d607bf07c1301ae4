"""Writes the lock files: every dependency with its hashes, for Linux, macOS and Windows, and no address of any index.

`requirements.lock` is what a checkout installs; `requirements-hub.lock` is what a server needs that runs the hub alone,
without Qt. Wants `uv` on the path or in `.venv`; further arguments are handed on to it (`--upgrade`, say).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DISPLAY_ONLY = ("pyqtgraph", "pyside6-essentials", "shiboken6")
ADDRESSING = re.compile(r"(PIP|UV)_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|DEFAULT_INDEX|INDEX|CONFIG_FILE)$")


def compile_lock(uv: str, name: str, *arguments: str) -> None:
    """Resolves pyproject.toml into the lock file `name`; versions already locked are kept unless told otherwise."""
    style = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header")
    silent = ("--no-emit-index-url", "--no-emit-find-links", "--no-config", "--quiet")
    kept = {key: value for key, value in os.environ.items() if not ADDRESSING.match(key)}
    command = [uv, "pip", "compile", "pyproject.toml", *style, *silent, "--output-file", name, *arguments]
    subprocess.run(command, cwd=ROOT, env=kept, check=True)


def main() -> None:
    """Writes both locks, the hub's with the versions of the whole."""
    uv = shutil.which("uv", path=f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}")
    if uv is None:
        sys.exit("wallboard: re-locking needs uv; install it with: .venv/bin/python -m pip install uv")
    compile_lock(uv, "requirements.lock", "--extra", "dev", *sys.argv[1:])
    left_out = [argument for package in DISPLAY_ONLY for argument in ("--no-emit-package", package)]
    compile_lock(uv, "requirements-hub.lock", "--constraint", "requirements.lock", *left_out)


if __name__ == "__main__":
    main()
