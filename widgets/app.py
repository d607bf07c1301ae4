"""The program's window: Qt set up, theme, language, board and link joined, run until somebody closes it."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from wallboard.hub.garbage import Garbage
from wallboard.metrics.cost import NO_RATES, Rates
from widgets.bridge import Bridge
from widgets.delegates.legibility import Wall
from widgets.i18n.language import Language, LanguageCode
from widgets.models.board import Board
from widgets.theme import RESOURCES, Theme, ThemeName, load_fonts

if TYPE_CHECKING:
    from widgets.carousel import Carousel
    from widgets.link import Link
    from widgets.shell import Shell

ThemeChoice = Literal["dark", "light", "system"]


INTERRUPTED = 130
"""What the program leaves with after Ctrl-C."""
ICON_AFTER_MS = 500
TIDY_EVERY_MS = 1000


class Page(Struct, frozen=True):
    """What the window shows: the board, or the wall's page of `queue` (its key or name; empty: of all queues)."""

    kind: Literal["board", "tv"] = "board"
    queue: str = ""
    wall: Wall = Wall()


class Options(Struct, frozen=True):
    """How the window looks and who sits before it. `language` None: the system's."""

    page: Page = Page()
    theme: ThemeChoice = "system"
    language: LanguageCode | None = None
    person: str = ""
    full_screen: bool = False
    rates: Rates = NO_RATES


class Tidying(QObject):
    """Keeps the search for garbage out of the frames of `board`, for a process of its own; see `Garbage`."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._board, self._garbage = board, Garbage(time.monotonic)
        self._position, self._picture = 0, board.picture
        self._timer = QTimer(self, interval=TIDY_EVERY_MS)
        self._timer.timeout.connect(self._on_second)
        self._timer.start()
        board.restarted.connect(self._on_restarted)

    def _on_restarted(self) -> None:
        if self._board.picture is not self._picture:
            self._picture = self._board.picture
            self._garbage.start_anew()

    def _on_second(self) -> None:
        if self._board.ready:  # the start is over then
            before, self._position = self._position, self._board.position
            self._garbage.pass_second(busy=self._position != before)


def set_up(theme: Theme) -> QApplication:
    """The one QApplication, with our typeface, in `theme`."""
    running = QApplication.instance()
    # The style by argument: `setStyle` gives it back, and for that all of QStyle's enumerations would be made first.
    app = running if isinstance(running, QApplication) else QApplication(["wallboard", "-style", "fusion"])
    app.setApplicationName("wallboard")
    app.setDesktopFileName("wallboard")
    load_fonts()
    theme.wear(app)
    return app


def theme_of_system() -> ThemeName:
    """Light where the desktop is light; dark where it is dark or does not say."""
    return "light" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light else "dark"


def window_of(
    page: Page, theme: Theme, board: Board, language: Language, closing: Callable[[], None]
) -> Carousel | Shell:
    """The window that shows `page`, painted with each frame; only what it needs is imported."""
    window: Carousel | Shell
    if page.kind == "tv":
        from widgets.carousel import Carousel

        window = Carousel(theme, board, page.queue, page.wall, closing)
    else:
        from widgets.shell import Shell

        window = Shell(theme, board, language, closing)
    board.framed.connect(partial(_paint, window))
    return window


def _paint(window: QWidget) -> None:
    """What has come is to stand on the screen before anything else is done: Qt would paint when all is done."""
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))


def run(link: Link, options: Options) -> int:
    """Show the board of the hub at the other end of `link` until the window is closed, or Ctrl-C.

    The program's exit code. The link may be on its way already.
    """
    theme = Theme("dark" if options.theme == "system" else options.theme)
    app = set_up(theme)
    if options.theme == "system":
        theme.choose(theme_of_system())
    language = Language(options.language)
    board = Board(Bridge(link), person=options.person)
    board.rates = options.rates
    board.start()
    window = window_of(options.page, theme, board, language, app.quit)
    _show(window, full_screen=options.full_screen or options.page.kind == "tv")
    _quit_on_signals(app)
    QTimer.singleShot(ICON_AFTER_MS, _show_icon)
    Tidying(board)
    code = app.exec()
    window.hide()
    board.stop()
    return code


def _show(window: QWidget, *, full_screen: bool) -> None:
    """Full screen, or as large as the screen allows where the wanted size is larger."""
    room = QGuiApplication.primaryScreen().availableGeometry()
    if full_screen:
        window.showFullScreen()
    elif room.width() <= window.width() or room.height() <= window.height():
        window.showMaximized()
    else:
        window.show()


def _show_icon() -> None:
    from PySide6.QtGui import QIcon

    QGuiApplication.setWindowIcon(QIcon(str(RESOURCES / "icons" / "wallboard.png")))


def _quit_on_signals(app: QApplication) -> None:
    """Ctrl-C and SIGTERM close the window; Python hears of them at the board's next tick."""

    def leave(number: int, frame: FrameType | None) -> None:
        code = INTERRUPTED if number == signal.SIGINT else 0
        QTimer.singleShot(0, lambda: app.exit(code))  # in the loop: neither in the midst of anything nor before it runs

    signal.signal(signal.SIGINT, leave)
    if sys.platform != "win32":
        signal.signal(signal.SIGTERM, leave)
