"""The window of the board: it places the panels, carries their wishes to the board, and opens the dialogs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.delegates.bottom_line import BottomLine
from widgets.delegates.corner import Corner, StandingsButton
from widgets.delegates.frame import GAP, Middle, Panels
from widgets.delegates.guide import Guide
from widgets.delegates.notice import Notice
from widgets.delegates.panel import Panel
from widgets.dialogs.sheets import Sheets
from widgets.i18n.language import Language
from widgets.i18n.notes import note_sentence, veil_words
from widgets.i18n.words import text
from widgets.models.actions import ActionModel, ordered_actions
from widgets.models.agents import AgentModel, ordered_agents, ordered_overflow
from widgets.models.board import Board, Note
from widgets.models.lost import LostModel, ordered_lost
from widgets.models.ordered import Filter
from widgets.models.queues import QueueModel, ordered_queues
from widgets.models.waiting import WaitingModel, ordered_waiting
from widgets.panels.action_line import ActionLine
from widgets.panels.agents import AgentsPanel
from widgets.panels.alarm_line import AlarmLine
from widgets.panels.cover import Cover
from widgets.panels.header import Header
from widgets.panels.kpi_strip import KpiStrip
from widgets.panels.losses import LossesPanel
from widgets.panels.overflow import OverflowPanel
from widgets.panels.queues import QueuesPanel
from widgets.panels.trend import TrendPanel
from widgets.panels.waiting import WaitingPanel
from widgets.theme import LEAST, Theme

LOUD_NOTES = ("link_lost", "feed_lost", "order_refused", "snapshot_unreadable", "begun_anew")


class Shell(QWidget):
    """The board's window. `closing` is called once it is closed."""

    def __init__(
        self, theme: Theme, board: Board, language: Language, closing: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__()
        self.theme, self.board, self._closing = theme, board, closing
        self._make_panels(language)
        self.notice = Notice(theme, self)
        self.cover = Cover(theme, board, self)
        self.guide = Guide(self)
        self.sheets = Sheets(theme, board, self)
        self._place_edges()
        self._connect()
        self._add_keys()
        self.setMinimumSize(QSize(*LEAST))
        self.resize(1920, 1080)
        self.changeEvent(QEvent(QEvent.Type.LanguageChange))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def _make_panels(self, language: Language) -> None:
        theme, board = self.theme, self.board
        queues, people = QueueModel(board, language), AgentModel(board, language)
        self.models = (
            ordered_queues(queues),
            ordered_waiting(WaitingModel(board, language)),
            ordered_agents(people),
            ordered_overflow(people),
            ordered_lost(LostModel(board, language)),
        )
        self.header = Header(theme, board, language)
        self.strip = KpiStrip(theme, board)
        self.queues = QueuesPanel(theme, board, self.models[0], self._refusal)
        self.waiting = WaitingPanel(theme, board, self.models[1])
        self.agents = AgentsPanel(theme, board, self.models[2], self._refusal)
        self.standings_button = StandingsButton()
        self.agents.set_corner(Corner(self.agents.order_button, self.standings_button))
        self.overflow = OverflowPanel(theme, board, self.models[3], self._refusal)
        people.shown_by(self.agents.grid.shows, self.overflow.grid.shows)
        self.losses = LossesPanel(theme, board, self.models[4])
        self.trend = TrendPanel(theme, board)
        self.alarm_line = AlarmLine(theme, board)
        self.action_line = ActionLine(theme, board, ordered_actions(ActionModel(board, language)))
        self.panels = Panels(self.queues, self.overflow, self.waiting, self.agents, self.losses, self.trend)
        self.middle = Middle(theme, self.panels)

    def _place_edges(self) -> None:
        bottom = QHBoxLayout()
        bottom.addWidget(self.alarm_line, 3)
        bottom.addWidget(self.action_line, 2)
        self._root = QVBoxLayout(self)
        self._root.addWidget(self.header)
        self._root.addWidget(self.strip)
        self._root.addWidget(self.middle, 1)
        self._root.addLayout(bottom)
        self._on_theme_changed()

    def _connect(self) -> None:
        board = self.board
        for target in (self.queues, self.agents, self.overflow):
            target.reassign_requested.connect(board.reassign)
        lists = self.queues, self.waiting, self.agents, self.overflow, self.losses
        for source in (*lists, self.alarm_line, self.action_line):
            source.details_requested.connect(self.sheets.details)
        for actor in (self.waiting, self.agents, self.overflow):
            actor.deed_requested.connect(self.sheets.carry_out)
        self.losses.points_requested.connect(self.sheets.losses)
        for panel in self.panels.all:
            panel.all_requested.connect(self.header.filter_box.clear)
            panel.passport_requested.connect(self.sheets.passport)
        for figures in (self.header, self.strip, self.alarm_line):
            figures.passport_requested.connect(self.sheets.passport)
        self.standings_button.clicked.connect(self.sheets.people)
        self.waiting.choose_requested.connect(self.sheets.choose)
        self.header.filter_box.changed.connect(self._on_filter_changed)
        board.ticked.connect(self._on_ticked)
        board.freshness_changed.connect(self._show_freshness)
        board.noted.connect(self._on_noted)
        self.theme.changed.connect(self._on_theme_changed)

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+F": self.header.filter_box.seize,
            "R": self.waiting.choose,
            "К": self.waiting.choose,  # the same key under a Russian layout
            "F1": self._explain,
            "F2": self.sheets.figures,
            "F3": self.losses.look_closer,
            "F4": self._next_order,
            "F5": self.sheets.people,
            "Ctrl++": lambda: self._zoom(1),
            "Ctrl+=": lambda: self._zoom(1),
            "Ctrl+-": lambda: self._zoom(-1),
            "Ctrl+0": lambda: self._zoom(0),
            "F11": self._toggle_full_screen,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)
        QShortcut("Ctrl+Q", self, self.close).setContext(Qt.ShortcutContext.ApplicationShortcut)  # in the dialogs, too

    def complete(self) -> None:
        """Make now what would otherwise come after the first frames: the plot."""
        self.trend.load_plot()

    def clipped_texts(self) -> list[str]:
        """All texts that did not fit where they were last drawn, on whatever is seen."""
        parts: tuple[Header | KpiStrip | Panel | BottomLine, ...] = (
            self.header,
            self.strip,
            *self.panels.all,
            self.alarm_line,
            self.action_line,
        )
        return [words for part in parts if part.isVisible() for words in part.clipped_texts()]

    def changeEvent(self, event: QEvent) -> None:
        """Another language: the window's own words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(self.tr("Wallboard"))
            self.middle.name_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: perhaps larger letters, perhaps tabs."""
        super().resizeEvent(event)
        self.theme.fit(event.size().width(), event.size().height())
        if self.middle.fit(event.size()):
            self._order_tabs()
        self.notice.place()
        self.cover.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nobody else takes it, shows everything again."""
        self.header.filter_box.keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the hub; what was opened beside the board goes with it."""
        self.sheets.close_all()
        super().closeEvent(event)
        self._closing()

    def _order_tabs(self) -> None:
        """The Tab key walks from what is wrong to who suffers, to what can be done."""
        header, stacks = self.header, self.middle.stacks
        filter_box = header.filter_box
        chain = (
            filter_box.line, filter_box.button, header.language_button, header.theme_button, *self.strip.tiles,
            *stacks[:1], self.queues.table, self.waiting.table, *stacks[1:],
            self.standings_button, self.agents.grid,
            self.overflow.grid, self.losses.funnel, self.losses.table, self.alarm_line, self.action_line,
        )  # fmt: skip
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _refusal(self, contact: str, kind: str, to: str) -> str:
        code = self.board.refusal(contact, "queue" if kind == "queue" else "agent", to)
        return text("refusal", code) if code else ""

    def _on_ticked(self, now_t: float) -> None:
        self._show_freshness()
        self.middle.name_tabs()
        self.middle.share()

    def _show_freshness(self) -> None:
        board = self.board
        if not board.ready:
            self.cover.refresh()
        age = veil_words(board.link_state, board.age_s()) if board.ready and board.link_stale else ""
        for panel in self.panels.all:
            panel.set_stale(age)

    def _on_filter_changed(self, wanted: Filter) -> None:
        for model in self.models:
            model.set_filter(wanted)
        for part in (self.strip, self.losses, self.trend):
            part.set_filter(wanted)

    def _on_noted(self, note: Note) -> None:
        self.notice.tell(note_sentence(note.code, note.values), note.code in LOUD_NOTES)

    def _explain(self) -> None:
        figure = self.guide.figure()
        if figure is not None:
            self.sheets.passport(*figure)
        elif not self.guide.explain():
            self.sheets.keys()

    def _next_order(self) -> None:
        """Of the list that the keyboard is in; of who waits where it is in none."""
        panels = (panel for panel in self.panels.all if panel.isAncestorOf(self.focusWidget()))
        next(panels, self.waiting).next_order()

    def _zoom(self, steps: int) -> None:
        self.theme.zoom_by(steps)
        if self.middle.fit(self.size()):
            self._order_tabs()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_theme_changed(self) -> None:
        px = self.theme.px
        self._root.setContentsMargins(px(GAP), 0, px(GAP), px(GAP - 2))
        self._root.setSpacing(px(GAP))
