"""A question before something that cannot be undone; the board goes on behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def make_sure(parent: QWidget, question: str, then: Callable[[], object]) -> QMessageBox:
    """Ask `question`; `then` is called if the person says yes. Enter and Esc say no."""
    box = QMessageBox(QMessageBox.Icon.Warning, QCoreApplication.translate("Deeds", "Are you sure?"), question)
    box.setParent(parent, box.windowFlags())
    yes = box.addButton(QCoreApplication.translate("Deeds", "Do it"), QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(QCoreApplication.translate("Deeds", "Leave it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    yes.clicked.connect(lambda checked=False: then())
    box.setObjectName("sure")
    return box
