"""A question before something that cannot be undone; the board goes on behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from widgets.models.board import Board
from widgets.models.deeds import Deed


def carry_out(parent: QWidget, board: Board, deed: Deed) -> None:
    """Ask the hub for what was picked, after a question where one is due."""
    if not deed.question:
        board.act(deed.actions)
        return
    box = make_sure(parent, deed.question, lambda: board.act(deed.actions))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


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
