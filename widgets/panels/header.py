"""The line at the top: where this is, who is on duty, filter, how fresh the data is, language, theme, the time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from widgets.delegates.filter_box import FilterBox
from widgets.delegates.linked_words import LinkedWords
from widgets.delegates.words import Words
from widgets.i18n.language import Language
from widgets.i18n.notes import link_reason
from widgets.i18n.numbers import count, date_of, duration, seconds_exact, time_of_day
from widgets.i18n.replays import replay_words
from widgets.i18n.words import first_upper, text
from widgets.models.board import Board
from widgets.models.freshness import FeedFreshness
from widgets.models.scope import Asked, Scope
from widgets.theme import Theme

HEIGHT = 44
PILLS = 3
"""So many sources are named; more are counted."""
TICKS_PER_COUNT = 4
EXACT_S = 10.0
"""Ages below this are told with a tenth of a second."""
EVERYBODY = Scope(live=None)
LINK_SHAPES = {"live": "disc", "connecting": "pie", "catching_up": "pie", "lost": "cross"}


class Header(QWidget):
    """See the module."""

    help_requested = Signal()
    passport_requested = Signal(str, object)
    """Somebody asks about a figure: its id, and its `Scope`."""

    def __init__(self, theme: Theme, board: Board, language: Language) -> None:
        super().__init__()
        self._theme, self._board, self._language = theme, board, language
        self.place = Words(theme, "strong")
        self.duty = LinkedWords(theme, "text", "second", ("on_duty", "overflow_on_duty"))
        self.filter_box = FilterBox(theme, board)
        self.link = Words(theme, "small", "second", pill=True)
        self.feeds = Words(theme, "small", "second", pill=True)
        self.language_button, self.theme_button = QToolButton(), QToolButton()
        self.clock = Words(theme, "strong")
        self._row = QHBoxLayout(self)
        self._ticks = 0
        self._lay_out()
        self.language_button.clicked.connect(self._on_language_clicked)
        self.theme_button.clicked.connect(self._on_theme_clicked)
        self.duty.pressed.connect(lambda figure: self.passport_requested.emit(figure, EVERYBODY))
        board.ticked.connect(self._on_ticked)
        board.restarted.connect(self._show)
        board.freshness_changed.connect(self._show_freshness)
        theme.changed.connect(self._on_theme_changed)
        self._retranslate()

    def clipped_texts(self) -> list[str]:
        """The texts that did not fit where they were last drawn."""
        words = (self.place, self.duty, self.link, self.feeds, self.clock)
        return [text for word in words for text in word.clipped_texts()]

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """How many are on duty, at that point of the screen."""
        figure = self.duty.part_at(QPointF(self.duty.mapFromGlobal(at))) if at is not None else ""
        return (figure, EVERYBODY) if figure else None

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._theme.px(1200), self._theme.px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        px = self._theme.px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row.setContentsMargins(px(8), px(4), px(8), px(4))
        self._row.setSpacing(px(12))
        self._row.addWidget(self.place)
        self._row.addWidget(self.duty)
        self._row.addStretch(1)
        self._row.addWidget(self.filter_box, 3)
        self._row.addStretch(1)
        for widget in (self.feeds, self.link, self.language_button, self.theme_button, self.clock):
            self._row.addWidget(widget)

    def _retranslate(self) -> None:
        self.language_button.setText("EN" if self._language.code == "ru" else "RU")
        self.language_button.setToolTip(self.tr("Change the language"))
        self.language_button.setAccessibleName(self.tr("Change the language"))
        self._name_theme()
        self._show()

    def _name_theme(self) -> None:
        self.theme_button.setText(self.tr("Light") if self._theme.name == "dark" else self.tr("Dark"))
        self.theme_button.setToolTip(self.tr("Change the theme"))
        self.theme_button.setAccessibleName(self.tr("Change the theme"))

    def _show(self) -> None:
        board = self._board
        self.place.say(board.site or self.tr("Wallboard"))
        self._count()
        self._show_time()
        self._show_freshness()

    def _count(self) -> None:
        if not self._board.ready:
            self.duty.say("")
            return
        people = [agent for agent in self._board.floor.agents.values() if agent.on_duty]
        here = count(sum(1 for agent in people if not agent.overflow))
        spare = count(sum(1 for agent in people if agent.overflow))
        self.duty.say(
            self.tr("on duty {people}, overflow {overflow}").format(people=here, overflow=spare),
            self.tr("on duty {people}").format(people=here),
            "",
        )

    def _show_time(self) -> None:
        board = self._board
        now_t = board.now_t()
        if not board.ready:
            self.clock.say("")
            self.clock.setToolTip("")
            return
        at, day = time_of_day(now_t, board.timezone, seconds=True), date_of(now_t, board.timezone)
        self.clock.say(*((f"{day} {at}",) if board.replayed else ()), at)
        self.clock.setToolTip(f"{day}, {board.timezone}")

    def _show_freshness(self) -> None:
        board = self._board
        link, state = board.link, board.link_state
        words = first_upper(text("link", state))
        age = _age(board.age_s())
        token = {"lost": "alarm", "live": "second"}.get(state, "warning")
        if state == "live" and (played := board.replayed):
            words, *shorter = replay_words(played)
            self.link.say(words, *shorter, token="warning", shape="pie")
        else:
            self.link.say(f"{words} · {age}", age, token=token, shape=LINK_SHAPES.get(state, "pie"))
        reason = link_reason(link.code) if link.code else ""
        told = f"{words}: {reason}" if reason else words
        self.link.setToolTip(f"{told}\n{board.bridge.dialled}")
        self._show_feeds(board.feeds())

    def _show_feeds(self, feeds: list[FeedFreshness]) -> None:
        bad = [feed for feed in feeds if feed.stale]
        token, shape = ("alarm", "cross") if bad else ("second", "")
        shown = bad or feeds
        aged = " · ".join(f"{_name(feed)} {_age(feed.age_s)}" for feed in shown)
        named = " · ".join(_name(feed) for feed in shown)
        counted = self.tr("%n source(s)", "", len(feeds))
        short = self.tr("%n source(s) silent", "", len(bad)) if bad else counted
        self.feeds.say(*((aged, named) if len(shown) <= PILLS else ()), short, token=token, shape=shape)
        self.feeds.setToolTip("\n".join(f"{_name(feed)} · {_age(feed.age_s)}" for feed in feeds))
        self.feeds.setVisible(bool(feeds))

    def _on_ticked(self, now_t: float) -> None:
        self._ticks += 1
        if self._ticks % TICKS_PER_COUNT == 0:
            self._count()
        self._show_time()
        self._show_freshness()

    def _on_language_clicked(self) -> None:
        self._language.choose("en" if self._language.code == "ru" else "ru")

    def _on_theme_clicked(self) -> None:
        self._theme.choose("light" if self._theme.name == "dark" else "dark")

    def _on_theme_changed(self) -> None:
        self._name_theme()
        px = self._theme.px
        self._row.setContentsMargins(px(8), px(4), px(8), px(4))
        self._row.setSpacing(px(12))


def _name(feed: FeedFreshness) -> str:
    return text("feed_kind", feed.kind) if feed.kind else feed.name


def _age(age_s: float) -> str:
    return seconds_exact(age_s) if age_s < EXACT_S else duration(age_s)
