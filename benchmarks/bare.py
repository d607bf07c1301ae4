"""A bare PySide6 window, with `plot` one with a pyqtgraph plot in it: what the board is measured against.

Prints the monotonic time of its first paint, and stays until its standard input is closed.
"""

from __future__ import annotations

import sys
import threading
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget


class BareWindow(QWidget):
    """Says when it was first painted."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own paint, then the word."""
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            print(time.monotonic(), flush=True)


def _wait_for_parent(gone: threading.Event) -> None:
    sys.stdin.read()
    gone.set()


def main() -> None:
    """Show the window until the parent lets go."""
    app = QApplication(sys.argv[:1])
    window = BareWindow()
    window.resize(1920, 1080)
    if "plot" in sys.argv[1:]:
        import pyqtgraph

        layout = QVBoxLayout(window)
        plot = pyqtgraph.PlotWidget()
        plot.plot(list(range(500)), [value % 37 for value in range(500)])
        layout.addWidget(plot)
    window.show()
    gone = threading.Event()
    threading.Thread(target=_wait_for_parent, args=(gone,), daemon=True).start()
    timer = QTimer()
    timer.timeout.connect(lambda: app.quit() if gone.is_set() else None)
    timer.start(20)
    app.exec()


if __name__ == "__main__":
    main()
