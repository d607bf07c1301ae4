"""PySide6 6.12.0 on Python 3.11 loses a reference to None in every call that returns nothing, and aborts in the end."""

from __future__ import annotations

import sys

from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

PAINTS = 100
LINES = 50
SLACK = 300  # references that come and go for other reasons; the loss would be 10,000 and more


class _Painted(QWidget):
    """A widget whose painting makes many calls that return None."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws lines."""
        painter = QPainter(self)
        for line in range(LINES):
            painter.setOpacity(1.0)
            painter.drawLine(0, line, 100, line)
        painter.end()


def test_that_painting_thousands_of_times_loses_no_reference_to_none(qtbot: QtBot) -> None:
    widget = _Painted()
    qtbot.addWidget(widget)
    image = QImage(100, LINES, QImage.Format.Format_ARGB32_Premultiplied)
    widget.render(image)
    before = sys.getrefcount(None)
    for _ in range(PAINTS):
        widget.render(image)
    assert sys.getrefcount(None) > before - SLACK
