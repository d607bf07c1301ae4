"""Makes the environment of a checkout: `.venv`, the locked dependencies, and the system libraries that Qt needs.

Stands on the standard library alone. Safe to run again: what is there already is left as it is.
`--need-screen` also makes sure that a window can be opened.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from qt_libraries import DEBIAN_OFFSCREEN, DEBIAN_SCREEN, install_commands

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "wallboard-setup.stamp"
OPEN_A_WINDOW = "from PySide6.QtWidgets import QApplication, QWidget; QApplication([]); QWidget().winId()"
NO_SCREEN = """\
wallboard: the board is a window, and there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set).
  - in a desktop session:       make demo
  - on a screen that is not shown:  xvfb-run -a make demo       (Debian, Ubuntu: apt-get install xvfb xauth)
  - only a picture of the board:    make setup, then .venv/bin/wallboard screenshot --out board.png
  - only the hub, without a board:  make setup, then .venv/bin/wallboard hub
"""


class SetupError(Exception):
    """Setting up cannot go on; the text says what to do."""


def say(text: str) -> None:
    """Prints one line of progress."""
    print(f"wallboard: {text}", flush=True)


def environment(**extra: str) -> dict[str, str]:
    """This process's environment without what would divert a virtual environment, plus `extra`."""
    diverting = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__")
    kept = {name: value for name, value in os.environ.items() if name not in diverting}
    return {**kept, **extra}


def may_install() -> bool:
    """Whether system packages can be installed from here: root, on a system with apt-get."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str]) -> None:
    """Installs Debian packages; raises SetupError with the command when that fails."""
    say(f"installing system packages: {' '.join(packages)}")
    quiet = environment(DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.stderr.write(done.stdout + done.stderr)
            raise SetupError(f"installing them failed; try it by hand: apt-get update && {' '.join(install)}")


def make_venv() -> None:
    """Creates `.venv` unless a working one of a Python that is new enough is there."""
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0:
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not may_install():
            raise SetupError(
                f"this Python has no venv module. On Debian and Ubuntu: sudo apt-get install {package}   then again."
            )
        apt_install([package])
    say(f"making .venv with Python {sys.version.split()[0]}")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], env=environment(), check=False)
    if made.returncode:
        raise SetupError(f"the virtual environment could not be made in {VENV} (see above)")


def pip(*arguments: str) -> None:
    """Runs the environment's pip; raises SetupError when it fails."""
    quiet = () if sys.stdout.isatty() else ("--quiet",)
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *quiet, *arguments]
    if subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode:
        raise SetupError("pip failed (see above); the network, a proxy, or the free space on the disk may be the cause")


def fingerprint() -> str:
    """What the environment was made from: a change in any of it makes it out of date."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml", VENV / "pyvenv.cfg"):
        digest.update(path.read_bytes() if path.exists() else b"")
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def install() -> None:
    """Installs the locked dependencies and the project itself, unless that has been done."""
    if STAMP.exists() and PYTHON.exists() and STAMP.read_text() == fingerprint():
        return
    make_venv()
    STAMP.unlink(missing_ok=True)
    say("installing the locked dependencies (some 130 MB the first time)")
    pip("--require-hashes", "-r", LOCK.name)
    pip("--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(fingerprint())
    say("the environment is ready in .venv")


def qt_complaint(**extra: str) -> str:
    """Opens a window with Qt in a process of its own; what Qt says when it cannot, otherwise nothing."""
    try:
        done = subprocess.run(
            [PYTHON, "-c", OPEN_A_WINDOW],
            env=environment(**extra), capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "Qt did not open a window within a minute"
    said = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith(("Traceback", "  "))]
    return "\n".join(said[-6:] or [f"Qt ended with code {done.returncode}"]) if done.returncode else ""


def check_qt(packages: list[str], **extra: str) -> None:
    """Makes sure that Qt opens a window; installs the system libraries where it may, says how otherwise."""
    complaint = qt_complaint(**extra)
    if complaint and sys.platform == "linux" and may_install():
        apt_install(packages)
        complaint = qt_complaint(**extra)
    if not complaint:
        return
    how = install_commands(packages) if sys.platform == "linux" else ""
    raise SetupError(f"Qt cannot start here:\n{complaint}\n{how}")


def asks_for_screen() -> bool:
    """Whether Qt will look for the screen of a Linux desktop."""
    return sys.platform == "linux" and not os.environ.get("QT_QPA_PLATFORM")


def require_screen() -> None:
    """Ends with code 2 where there is no screen: before anything is installed, since that takes minutes."""
    if asks_for_screen() and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        sys.stderr.write(NO_SCREEN)
        sys.exit(2)


def check_screen() -> None:
    """Makes sure that the board's window can be opened; raises SetupError where the screen does not answer."""
    if asks_for_screen():
        complaint = qt_complaint()
        if "could not connect to display" in complaint:
            raise SetupError(f"the screen does not answer (DISPLAY={os.environ.get('DISPLAY', '')}):\n{complaint}")
        if complaint:
            check_qt(DEBIAN_OFFSCREEN + DEBIAN_SCREEN)


def main() -> None:
    """Sets up, or says in one line why not (exit code 1; 2 where only a screen is missing)."""
    options = argparse.ArgumentParser(description="Sets up Wallboard's environment in .venv.")
    options.add_argument("--need-screen", action="store_true", help="a window must be possible")
    chosen = options.parse_args()
    if sys.version_info < (3, 11):
        sys.exit("wallboard: Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    if chosen.need_screen:
        require_screen()
    try:
        install()
        check_qt(DEBIAN_OFFSCREEN, QT_QPA_PLATFORM="offscreen")
        if chosen.need_screen:
            check_screen()
    except SetupError as error:
        sys.exit(f"wallboard: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
