"""Whether a window can be opened here, told before Qt is asked: where it cannot, Qt aborts the process."""

from __future__ import annotations

import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from wallboard.cli.failures import ProgramError

ANSWER_WITHIN_S = 2.0
X_FOLDER = Path("/tmp/.X11-unix")
X_PORT = 6000
X_LIBRARY = "libxcb-cursor.so.0"
WHAT_ELSE = (
    "start it in a desktop session, or as `xvfb-run -a wallboard …`; "
    "`wallboard screenshot` and `wallboard hub` need no screen"
)


def require_screen(environ: Mapping[str, str]) -> None:
    """Raises ProgramError, with what is missing and how to get it, where Qt would find no screen."""
    if not sys.platform.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return
    wayland, display = environ.get("WAYLAND_DISPLAY", ""), environ.get("DISPLAY", "")
    if not wayland and not display:
        raise ProgramError(f"there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): {WHAT_ELSE}")
    if wayland and _answers(_wayland_socket(wayland, environ)):
        return
    if not display or not _x_answers(display):
        named = f"DISPLAY={display}" if display else f"WAYLAND_DISPLAY={wayland}"
        raise ProgramError(f"the screen that {named} names does not answer: {WHAT_ELSE}")
    _require_library(X_LIBRARY)


def _require_library(name: str) -> None:
    import ctypes  # not for a start without a screen

    try:
        ctypes.CDLL(name)
    except OSError:
        raise ProgramError(
            f"Qt needs the system library {name} for a window: `make setup` as root installs it, or "
            "`apt-get install libxcb-cursor0` (Fedora: `dnf install xcb-util-cursor`)"
        ) from None


def _wayland_socket(name: str, environ: Mapping[str, str]) -> Path:
    return Path(environ.get("XDG_RUNTIME_DIR", "/nowhere")) / name


def _x_answers(display: str) -> bool:
    """Whether the X server of `host:number.screen` takes connections."""
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        socket_file = X_FOLDER / f"X{number}"
        return _answers(socket_file) or _answers(f"\0{socket_file}")
    try:
        socket.create_connection((host, X_PORT + int(number)), ANSWER_WITHIN_S).close()
    except (OSError, OverflowError):
        return False
    return True


def _answers(address: Path | str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(ANSWER_WITHIN_S)
        try:
            probe.connect(str(address))
        except OSError:
            return False
    return True
