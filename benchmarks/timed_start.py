"""The program, started as people start it, that says when the first live frame had been painted.

Takes the arguments of `wallboard`, and prints the monotonic time of that frame. The program knows nothing of it: the
board's class is looked at once it has been imported, so that nothing is imported earlier than it would be.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from wallboard.cli import main

WATCHED = "widgets.models.board"


class AfterImport:
    """Has `watch` called with the watched module once it has been imported.

    It is no MetaPathFinder by name: `importlib.abc` brings modules with it that the program does not import so soon.
    """

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module's own spec, with a loader that calls us back."""
        if name != WATCHED:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def load_and_watch(module: ModuleType) -> None:
                load(module)
                watch(module.Board)

            spec.loader.exec_module = load_and_watch  # type: ignore[method-assign]
        return spec


def watch(board_class: Any) -> None:
    """Look for the first paint of a top-level window after a board of this class has its first picture."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Painted(QObject):
        """Lets each window paint, with all that is in it, and looks at the clock afterwards.

        A window that the screen does not show yet is asked in vain; then it is painted when the screen does.
        """

        in_request = painted = told = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            kind = event.type()
            if kind == QEvent.Type.Paint:
                self.painted = True
                if not self.in_request:
                    QTimer.singleShot(0, self.tell)
            if kind != QEvent.Type.UpdateRequest or self.told:
                return False
            self.in_request = True
            watched.event(event)
            self.in_request = False
            if self.painted:
                self.tell()
            return True

        def tell(self) -> None:
            if not self.told:
                self.told = True
                print(time.monotonic(), flush=True)

    begin_anew = board_class._begin_anew
    painted: list[Painted] = []

    def begun(self: Any, *given: Any) -> None:
        begin_anew(self, *given)
        if not painted:
            painted.append(Painted())
            for window in QApplication.topLevelWidgets():
                if window.isWindow() and window.isVisible():
                    window.installEventFilter(painted[0])
                    window.update()

    board_class._begin_anew = begun


if __name__ == "__main__":
    sys.meta_path.insert(0, AfterImport())
    main()
