"""Opens the dialogs beside the board, one of a kind, and closes them with it. None of them holds anything up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from widgets.models.board import Board
from widgets.theme import Theme

if TYPE_CHECKING:
    from widgets.models.deeds import Deed
    from widgets.models.details import Kind
    from widgets.models.scope import Scope

Sheet = tuple[str, ...]
"""What a dialog is about: of each there is one at most."""


class Sheets:
    """The dialogs over `window`. They are modal to nothing: a window under a modal dialog cannot even be closed."""

    def __init__(self, theme: Theme, board: Board, window: QWidget) -> None:
        self._theme, self._board, self._window = theme, board, window
        self._open: dict[Sheet, QDialog] = {}

    def choose(self, contacts: Sequence[str]) -> None:
        """Ask where these contacts shall go."""
        from widgets.dialogs.reassign import ReassignDialog

        self._show(("reassign",), lambda: ReassignDialog(self._theme, self._board, contacts, self._window))

    def details(self, kind: Kind, key: str) -> None:
        """All that is known of a contact, a person or a queue."""
        from widgets.dialogs.details import DetailsDialog

        def make() -> QDialog:
            dialog = DetailsDialog(self._theme, self._board, kind, key, self._window)
            dialog.passport_requested.connect(self.passport)
            return dialog

        sheet = ("details", kind, key)
        if sheet in self._open:
            _bring_forward(self._open[sheet])
        else:
            self._show(sheet, make)

    def passport(self, figure_id: str, scope: Scope) -> None:
        """How a figure comes about, and the contacts behind it."""
        from widgets.dialogs.passport import PassportDialog

        def make() -> QDialog:
            dialog = PassportDialog(self._theme, self._board, figure_id, scope, self._window)
            dialog.details_requested.connect(self.details)
            dialog.passport_requested.connect(self.passport)
            return dialog

        self._show(("passport",), make)

    def figures(self) -> None:
        """All figures of the catalogue."""
        from widgets.dialogs.figures import FiguresDialog

        def make() -> QDialog:
            dialog = FiguresDialog(self._theme, self._board, "", self._window)
            dialog.passport_requested.connect(self.passport)
            return dialog

        self._show(("figures",), make)

    def people(self) -> None:
        """Everybody's figures against the norm and the team."""
        from widgets.dialogs.people import PeopleDialog

        def make() -> QDialog:
            dialog = PeopleDialog(self._theme, self._board, self._window)
            dialog.details_requested.connect(self.details)
            dialog.passport_requested.connect(self.passport)
            return dialog

        self._show(("people",), make)

    def losses(self, stage: str, queue: str) -> None:
        """Where customers give up, at large, with a stage chosen (empty: none), of a queue (empty: of all)."""
        from widgets.dialogs.losses import LossesDialog

        def make() -> QDialog:
            dialog = LossesDialog(self._theme, self._board, stage, queue, self._window)
            dialog.details_requested.connect(self.details)
            dialog.passport_requested.connect(self.passport)
            return dialog

        self._show(("losses",), make)

    def keys(self) -> None:
        """The keys of the board."""
        from widgets.dialogs.keys import KeysDialog

        self._show(("keys",), lambda: KeysDialog(self._theme, self._window))

    def carry_out(self, deed: Deed) -> None:
        """Ask the hub for what was picked, after a question where one is due."""
        from widgets.dialogs.sure import make_sure

        if not deed.question:
            self._board.act(deed.actions)
            return
        self._show(("sure",), lambda: make_sure(self._window, deed.question, lambda: self._board.act(deed.actions)))

    def close_all(self) -> None:
        """Close every dialog, and the menu or list that hangs open somewhere."""
        for dialog in list(self._open.values()):
            dialog.close()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass

    def _show(self, sheet: Sheet, make: Callable[[], QDialog]) -> None:
        """The newest of a kind takes the place of the one before."""
        before = self._open.get(sheet)
        if before is not None:
            before.close()
        dialog = self._open[sheet] = make()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(False)
        dialog.finished.connect(lambda result: self._forget(sheet, dialog))
        dialog.show()
        _bring_forward(dialog)

    def _forget(self, sheet: Sheet, dialog: QDialog) -> None:
        if self._open.get(sheet) is dialog:
            del self._open[sheet]


def _bring_forward(dialog: QDialog) -> None:
    dialog.raise_()
    dialog.activateWindow()
