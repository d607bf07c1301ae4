"""F1 where there is no figure: the keys of the board, and how to have a figure explained."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from widgets.theme import Theme


class KeysDialog(QDialog):
    """A sheet that Esc closes; the board goes on behind it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("keys")
        self._heading, self._figures = QLabel(self), QLabel(self)
        self._grid = QGridLayout()
        self._labels: list[QLabel] = []
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._retranslate()

    @property
    def words(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in (self._heading, *self._labels, self._figures))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        px = self._theme.px
        self._heading.setFont(self._theme.font("strong"))
        self._figures.setWordWrap(True)
        self._figures.setMinimumWidth(px(460))
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        column.addWidget(self._heading)
        column.addLayout(self._grid)
        column.addWidget(self._figures)
        column.addWidget(self.buttons)

    def _keys(self) -> list[tuple[str, str]]:
        return [
            ("R", self.tr("choose where the selected who wait shall go; a drag does the same")),
            (self.tr("Menu, Shift+F10"), self.tr("what can be asked for who waits, or for a person")),
            (self.tr("Enter"), self.tr("details and history of the contact, the person, the queue")),
            ("Ctrl+F", self.tr("filter by text, queue, team, site; Esc clears it")),
            ("F2", self.tr("all figures, of any queue and window")),
            ("F3", self.tr("where customers give up, at large: who, where, how long they wait, and calling them back")),
            ("F4", self.tr("another order of the list; a click on a heading sorts by it, a second one ends that")),
            ("F5", self.tr("everybody's figures against the norm and the median of the team")),
            (self.tr("Tab, arrows"), self.tr("walk through everything")),
            ("Ctrl +, Ctrl −, Ctrl 0", self.tr("larger, smaller, as the window asks for")),
            ("F11", self.tr("full screen and back")),
            ("Ctrl+Q", self.tr("close")),
        ]

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keys"))
        self._heading.setText(self.tr("Keys of the board"))
        self._figures.setText(
            self.tr(
                "What a figure means: click it, or walk to it with Tab, and press Enter or F1. Its passport opens: the "
                "formula with the numbers, what was left out, and the contacts behind it."
            )
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        for label in self._labels:
            label.deleteLater()
        self._labels = []
        for row, (key, does) in enumerate(self._keys()):
            for column, words in enumerate((key, does)):
                label = QLabel(words, self)
                label.setFont(self._theme.font("text" if column else "strong"))
                self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
                self._labels.append(label)
