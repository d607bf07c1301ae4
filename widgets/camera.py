"""Pictures of the program's pages without a screen: the same events and the same size give the same picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from wallboard.alerts.lookout import Lookout
from wallboard.metrics.picture import Picture
from wallboard.stream.control import FeedBeat, Heartbeat, Welcome
from wallboard.stream.effects import Beat, Live
from wallboard.stream.envelope import moment
from wallboard.stream.vocabulary import LogEvent
from widgets.app import Page, set_up, window_of
from widgets.bridge import Bridge
from widgets.i18n.language import Language, LanguageCode
from widgets.mail import Fresh, Greeting, LinkNews
from widgets.models.board import Board
from widgets.theme import Theme, ThemeName

LOG = "picture"

Lapse = Iterable[tuple[float, Sequence[LogEvent]]]
"""Moments (epoch seconds, UTC) in order, each with the events since the one before."""


class Shot(Struct, frozen=True):
    """How large the picture is, in pixels, and how it looks. `site` and `zone` are what the hub would tell."""

    width: int = 1920
    height: int = 1080
    theme: ThemeName = "dark"
    language: LanguageCode = "en"
    page: Page = Page()
    site: str = ""
    zone: str = "UTC"


class Studio:
    """A window that nobody sees, on a board that is fed by hand; it stands still between calls."""

    def __init__(self, shot: Shot, picture: Picture) -> None:
        self._at_s = 0.0
        self._lookout = Lookout()
        self.theme = Theme(shot.theme)
        self.app: QApplication = set_up(self.theme)
        self.language = Language(shot.language)
        self.board = Board(Bridge(""), clock=lambda: self._at_s)
        self.board.take_mail(Greeting(Welcome(LOG, 0, 1.0, shot.site, "", shot.zone)), self._at_s)
        self.board.take_mail(LinkNews("live"), self._at_s)
        self._beat(picture.floor.now_t, picture)
        self.board.take_mail(Fresh(picture, LOG, 0), self._at_s)
        self.window = window_of(shot.page, self.theme, self.board, self.language, lambda: None)
        self.window.resize(shot.width, shot.height)
        self.window.show()
        self.settle()

    def play(self, lapse: Lapse) -> None:
        """Let the board live through `lapse`."""
        before_t = self.board.floor.now_t
        for t, events in lapse:
            self._at_s += max(0.0, t - before_t)
            before_t = t
            if events:
                self.board.take_mail(Live(list(events), 0), self._at_s)
            self._beat(t, self.board.picture)
            self.board.flush()
            self.board.tick()
            self.app.processEvents()

    def age(self, seconds: float) -> None:
        """Nothing is heard from the hub for so long."""
        self._at_s += seconds
        self.board.tick()
        self.settle()

    def settle(self) -> None:
        """Everything that is due is done, the plot included."""
        self.board.tick()
        self.window.complete()
        self.app.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        for _ in range(3):
            self.app.processEvents()

    def image(self) -> QImage:
        """What is to be seen now."""
        self.settle()
        return self.window.grab().toImage()

    def close(self) -> None:
        """Let go of everything."""
        self.window.close()
        self.window.deleteLater()
        self.language.leave()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _beat(self, t: float, picture: Picture) -> None:
        feeds = tuple(FeedBeat(feed.source, feed.connected, moment(t)) for feed in picture.floor.feeds.values())
        self._lookout.take(picture.floor.agents.values())
        alarms = self._lookout.look(picture.floor, picture.books, t)
        self.board.take_mail(Beat(Heartbeat(LOG, 0, feeds, alarms), t), self._at_s)


def take_picture(shot: Shot, picture: Picture, lapse: Lapse, out: Path) -> None:
    """Write what the board shows after `lapse`, which begins at `picture`, to `out` as PNG. Raises OSError."""
    studio = Studio(shot, picture)
    try:
        studio.play(lapse)
        image = studio.image()
    finally:
        studio.close()
    if not image.save(str(out)):
        raise OSError(f"cannot write {out}")
