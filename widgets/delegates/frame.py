"""How the panels share the window: columns on a large screen, tabs on a small one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from widgets.delegates.panel import Panel
from widgets.delegates.sharing import Calm, height_of_cards
from widgets.theme import Theme

GAP = 8
QWIDGETSIZE_MAX = 16_777_215
"""Qt's own word for a height without a limit."""
LEAST_WIDE = QSize(1560, 860)
"""The least window in which the panels stand side by side, in pixels of the design."""

Share = tuple[QWidget, int]
"""What stands there, and its share of the room."""


GRAIN = 120
"""The list of who waits grows by four rows at a time: another share of the room lays out and paints all the cards."""


class Panels(Struct, frozen=True):
    """What there is to be placed."""

    queues: Panel
    overflow: Panel
    waiting: Panel
    agents: Panel
    losses: Panel
    trend: Panel

    @property
    def all(self) -> tuple[Panel, ...]:
        """Each of them."""
        return self.queues, self.overflow, self.waiting, self.agents, self.losses, self.trend


class Middle(QWidget):
    """The room between the figures and the bottom line. `stacks` are the tabs, where there are any."""

    def __init__(self, theme: Theme, panels: Panels) -> None:
        super().__init__()
        self._theme, self._panels = theme, panels
        self._wide: bool | None = None
        self._frame: QWidget | None = None
        self._centre: QWidget | None = None
        self._wish = Calm()
        self.stacks: tuple[QTabWidget, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def fit(self, size: QSize) -> bool:
        """Place the panels for a window of `size` pixels; whether they stand otherwise than before."""
        px = self._theme.px
        wide = size.width() >= px(LEAST_WIDE.width()) and size.height() >= px(LEAST_WIDE.height())
        if wide == self._wide:
            return False
        self._wide, before = wide, self._frame
        self._frame = self._columns() if wide else self._tabs()
        self._row.addWidget(self._frame)
        if before is not None:
            before.deleteLater()
        self.name_tabs()
        return True

    def share(self) -> None:
        """Give the list of who waits what the cards of the staff leave free, where they stand one above the other."""
        centre, panels = self._centre, self._panels
        if centre is None or centre.height() <= 0:
            return
        grain = self._theme.px(GRAIN)
        wish = self._wish.of(-(-panels.waiting.content_height() // grain) * grain)
        total = centre.height() - self._theme.px(GAP)
        height = height_of_cards(total, wish, panels.agents.heights())
        if height != panels.agents.height():
            panels.agents.setFixedHeight(height)

    def name_tabs(self) -> None:
        """Write on each tab what is behind it and how much of it."""
        for stack in self.stacks:
            for i in range(stack.count()):
                panel = stack.widget(i)
                name = panel.tab_name() if isinstance(panel, Panel) else ""
                if name != stack.tabText(i):
                    stack.setTabText(i, name)

    def _columns(self) -> QWidget:
        theme, panels = self._theme, self._panels
        for panel in panels.all:
            panel.set_in_tab(False)
        self.stacks = ()
        # From the outside inwards: whatever gets another parent has the style sheet worked out anew for all in it.
        frame = QWidget(self)
        upper = QWidget(frame)
        left, centre = QWidget(upper), QWidget(upper)
        self._centre = centre
        _fill(QVBoxLayout(frame), theme, (upper, 7), (panels.trend, 2))
        _fill(QHBoxLayout(upper), theme, (left, 24), (centre, 52), (panels.losses, 24))
        _fill(QVBoxLayout(left), theme, (panels.queues, 10), (panels.overflow, 9))
        _fill(QVBoxLayout(centre), theme, (panels.waiting, 25), (panels.agents, 39))  # see `share`
        return frame

    def _tabs(self) -> QWidget:
        panels = self._panels
        self._centre = None
        panels.agents.setMinimumHeight(0)
        panels.agents.setMaximumHeight(QWIDGETSIZE_MAX)
        left = _stacked((panels.waiting, panels.queues, panels.losses))
        right = _stacked((panels.agents, panels.overflow, panels.trend))
        self.stacks = (left, right)
        frame = QWidget(self)
        _fill(QHBoxLayout(frame), self._theme, (left, 1), (right, 1))
        return frame


def _stacked(panels: Sequence[Panel]) -> QTabWidget:
    """One behind the other; a drag over a tab opens it."""
    stack = QTabWidget()
    stack.setDocumentMode(True)
    bar = stack.tabBar()
    bar.setDrawBase(False)
    bar.setChangeCurrentOnDrag(True)
    bar.setAcceptDrops(True)
    bar.setUsesScrollButtons(False)
    bar.setElideMode(Qt.TextElideMode.ElideNone)
    for panel in panels:
        panel.set_in_tab(True)
        stack.addTab(panel, panel.title)
    return stack


def _fill(box: QHBoxLayout | QVBoxLayout, theme: Theme, *shares: Share) -> None:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.px(GAP))
    for widget, share in shares:
        box.addWidget(widget, share)
        widget.show()
