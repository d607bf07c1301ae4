"""A server has no Qt: the program without its display is imported, and the hub serves, where Qt cannot be imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.arch.sources import ROOT

NO_QT = '''
import sys

class NoQt:
    """Refuses everything that a server without a display does not have."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}:
            raise ModuleNotFoundError(f"No module named {name!r} (this is a server)", name=name)
        return None

sys.meta_path.insert(0, NoQt())
'''
IMPORT_ALL = """
import importlib, pkgutil
import feeds, wallboard
names = [m.name for top in (wallboard, feeds) for m in pkgutil.walk_packages(top.__path__, top.__name__ + ".")]
for name in names:
    if not name.endswith("__main__") and ".migrations." not in name:
        importlib.import_module(name)
print(len(names), *[name for name in sys.modules if name.partition(".")[0] == "widgets"])
"""
READY_WITHIN_S = 60
GONE_WITHIN_S = 20


def without_qt(code: str) -> list[str]:
    """The command line of a Python in which Qt is not installed."""
    return [sys.executable, "-c", NO_QT + code]


def test_that_qt_is_out_of_reach_in_these_tests() -> None:
    done = subprocess.run(without_qt("import PySide6"), cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "this is a server" in done.stderr


def test_that_all_of_wallboard_and_the_feeds_are_imported_without_qt() -> None:
    done = subprocess.run(without_qt(IMPORT_ALL), cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    count, *of_the_display = done.stdout.split()
    assert int(count) > 10
    assert not of_the_display


@contextmanager
def running_hub(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The real hub on a free port in a Python without Qt, gone when the block ends."""
    code = "sys.argv = ['wallboard', 'hub', '--port', '0']\nfrom wallboard.cli import main\nmain()"
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_STATE_HOME": str(folder), "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    hub = subprocess.Popen(
        without_qt(code), cwd=folder, env=environment, text=True, stdin=pipe, stdout=pipe, stderr=pipe
    )
    deadline = threading.Timer(READY_WITHIN_S, hub.kill)
    deadline.start()
    try:
        yield hub
    finally:
        deadline.cancel()
        hub.terminate()
        try:
            hub.communicate(timeout=GONE_WITHIN_S)
        except subprocess.TimeoutExpired:
            hub.kill()
            hub.communicate()


def test_that_the_hub_serves_where_qt_is_not_installed(tmp_path: Path) -> None:
    with running_hub(tmp_path) as hub:
        assert hub.stdout is not None
        line = hub.stdout.readline()
        assert line, hub.stderr.read() if hub.stderr else ""
        address = urlsplit(json.loads(line)["url"])
        assert (address.scheme, address.hostname, address.path) == ("ws", "127.0.0.1", "/stream")
        connection = HTTPConnection("127.0.0.1", address.port or 0, timeout=READY_WITHIN_S)
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 200
    assert hub.returncode is not None
