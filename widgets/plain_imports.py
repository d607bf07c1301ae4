"""Loads Qt and leaves `import` as Python has it: with PySide6's own, every module that comes later is read twice.

For its `from __feature__ import …` (other names for Qt's methods), PySide6 puts another `__import__` in the place of
Python's, which looks whether the word PySide6 stands in the source of whatever is imported from then on. Nobody uses
that here, and to read all those files again is a twelfth of the processor time until the first live frame.
"""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Import PySide6 with nothing else changed; before anything else imports it. ImportError where there is none."""
    plain = builtins.__import__
    try:
        import PySide6.QtCore  # noqa: F401 - imported for its effect
    finally:
        builtins.__import__ = plain
