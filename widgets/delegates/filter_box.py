"""What a person wants to see: a queue, a team, a site, a text. Ctrl+F comes here, Esc shows all again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from widgets.models.board import Board
from widgets.models.ordered import Filter
from widgets.theme import Theme


class FilterBox(QWidget):
    """A line for the text, and a menu for the rest that names what is chosen."""

    changed = Signal(object)
    """Another filter (`Filter`)."""

    def __init__(self, theme: Theme, board: Board) -> None:
        super().__init__()
        self._theme, self._board = theme, board
        self._chosen = {"queue": "", "team": "", "site": ""}
        self.line = QLineEdit()
        self.line.textChanged.connect(self._announce)
        self.button = QToolButton()
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.button.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.line, 100)
        row.addWidget(self.button)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)
        self._fit()
        self._retranslate()

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return Filter(text=self.line.text().strip(), **self._chosen)

    def seize(self) -> None:
        """Take the focus, ready to be typed into."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def clear(self) -> None:
        """Show everything again."""
        self._chosen = dict.fromkeys(self._chosen, "")
        self.line.clear()
        self._announce()

    def choose(self, what: str, key: str) -> None:
        """Show the queue, team or site (`what`) named `key` alone; an empty one shows all."""
        self._chosen[what] = key
        self._announce()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.line.setPlaceholderText(self.tr("Find · Ctrl+F"))
        self.line.setAccessibleName(self.tr("Filter by text"))
        self.button.setAccessibleName(self.tr("Filter by queue, team, site"))
        self._name_choice()

    def _name_choice(self) -> None:
        queue = self._board.floor.queues.get(self._chosen["queue"])
        names = [queue.name if queue else self._chosen["queue"], self._chosen["team"], self._chosen["site"]]
        named = " · ".join(name for name in names if name)
        self.button.setText(named or self.tr("All queues"))

    def _announce(self) -> None:
        if self.line.text():
            self.line.setClearButtonEnabled(True)  # not for a start: Qt looks long for its picture
        self._name_choice()
        self.changed.emit(self.filter)

    def _fill_menu(self) -> None:
        self.menu.clear()
        floor = self._board.floor
        queues = sorted((queue.name, queue.id) for queue in floor.queues.values())
        teams = sorted({agent.team for agent in floor.agents.values() if agent.team})
        sites = sorted({agent.site for agent in floor.agents.values() if agent.site})
        self._add("queue", self.tr("Queue"), self.tr("All queues"), queues)
        self._add("team", self.tr("Team"), self.tr("All teams"), [(team, team) for team in teams])
        self._add("site", self.tr("Site"), self.tr("All sites"), [(site, site) for site in sites])
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Show everything") + "\tEsc", self.clear)

    def _add(self, what: str, title: str, everything: str, choices: Iterable[tuple[str, str]]) -> None:
        menu = self.menu.addMenu(title)
        group = QActionGroup(menu)
        for name, key in (("", ""), *choices):
            action = QAction(name or everything, menu, checkable=True, checked=self._chosen[what] == key)
            action.triggered.connect(self._chooser(what, key))
            group.addAction(action)
            menu.addAction(action)

    def _chooser(self, what: str, key: str) -> Callable[[], None]:
        return lambda: self.choose(what, key)

    def _fit(self) -> None:
        self.line.setMinimumWidth(self._theme.px(120))
        self.line.setMaximumWidth(self._theme.px(300))
        self.setMaximumWidth(self._theme.px(520))
