"""What Qt does to `import`, and that the program does without; each in a process of its own, where Qt is not yet in."""

from __future__ import annotations

import subprocess
import sys

SAYS = "import builtins, sys; print(builtins.__import__ is plain, 'PySide6.QtCore' in sys.modules)"
READ_AGAIN = "import linecache, widgets.i18n.numbers as it; print(it.__file__ in linecache.cache)"


def _said(*lines: str) -> str:
    script = "\n".join(["import builtins; plain = builtins.__import__", *lines])
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def test_that_qt_is_loaded_and_import_is_python_s_own() -> None:
    assert _said("from widgets.plain_imports import load_qt; load_qt()", SAYS) == "True True"


def test_that_what_is_imported_after_qt_is_not_read_a_second_time() -> None:
    assert _said("from widgets.plain_imports import load_qt; load_qt()", READ_AGAIN) == "False"


def test_that_import_stays_python_s_own_where_there_is_no_qt() -> None:
    script = "import sys; sys.modules['PySide6'] = None", "from widgets.plain_imports import load_qt"
    caught = "try: load_qt()\nexcept ImportError: print(builtins.__import__ is plain)"
    assert _said(*script, caught) == "True"
