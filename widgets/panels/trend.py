"""Today's contacts as lines by five minutes: offered, answered, lost. The plot comes after the first live frame."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent

from wallboard.metrics import counts as at
from wallboard.metrics.course import Point
from widgets.delegates.axis_marks import HOUR_S, hour_marks, round_top
from widgets.delegates.panel import HEADING, MARGIN, Panel
from widgets.delegates.plot import Importer, Line, Plot
from widgets.i18n.numbers import count, time_of_day
from widgets.models.board import Board
from widgets.models.ordered import Filter
from widgets.models.scope import Asked, Scope
from widgets.theme import Theme

STEP_S = 300
LINE_LONG = 28
EVERY_S = 5.0
"""The lines are worked out anew so often at most, in seconds of the hub's time."""
NEXT_PART_MS = 20
"""Between two parts of the plot: frames come in between."""
DONE = object()
LEAST_SPAN_S = 2 * HOUR_S
LINES = (Line("offered", 1.5), Line("talking", 2.0), Line("alarm", 1.5, dashed=True))
NEAR = 8
"""So near to a line, in pixels of the design, is on it."""
FIGURES = ("offered", "answered", "abandonment_rate")
"""What the passports of the lines are about."""


class TrendPanel(Panel):
    """Contacts in five minutes. A click on a line or its name, or F1, opens its passport."""

    def __init__(self, theme: Theme, board: Board) -> None:
        super().__init__(theme)
        self._board = board
        self._queue = ""
        self._drawn_t = -EVERY_S
        self._names: tuple[str, ...] = ()
        self._shown: list[Point] = []
        self.plot: Plot | None = None
        self._parts = self._make_plot()
        self._importer: Importer | None = None
        board.rounds.trend.connect(self._on_round)
        board.restarted.connect(self._on_restarted)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_title(self.tr("Contacts in five minutes"))
        self._names = (self.tr("offered"), self.tr("answered"), self.tr("lost"))
        self._drawn_t = -EVERY_S

    def set_filter(self, wanted: Filter) -> None:
        """Show one queue, or all."""
        if wanted.queue != self._queue:
            self._queue = wanted.queue
            self._draw()

    def explain(self, at: QPoint | None) -> str:
        """What the lines count."""
        said = (
            self.tr("Contacts of live channels, summed over five minutes each, today"),
            self.tr("offered: who came · answered: of those, whoever was answered · lost: of those, who gave up"),
        )
        return "\n".join(said)

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """The figure whose line, or its name, is at that point of the screen."""
        if at is None:
            return None
        place = self.mapFromGlobal(at)
        numbers = (number for number, rect in enumerate(self._name_rects()) if rect.contains(QPointF(place)))
        number = next(numbers, None)
        if number is None and self.plot is not None and self.plot.qt_widget.isVisible():
            number = self.plot.line_at(self.plot.qt_widget.mapFrom(self, place), self.theme.px(NEAR))
        return (FIGURES[number], Scope(self._queue)) if number is not None else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a line, or on its name."""
        figure = self.figure_at(event.globalPosition().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and figure is not None:
            self.passport_requested.emit(*figure)
        else:
            super().mouseReleaseEvent(event)

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(self.theme.px(600), self.theme.px(220))

    def load_plot(self) -> None:
        """Make the plot here and now, and wait for the library if need be."""
        for _ in self._parts:
            pass

    def _make_plot(self) -> Iterator[None]:
        """The plot in parts, each for a frame of its own."""
        plot = Plot(self.theme, LINES)
        yield from plot.make()
        yield
        plot.qt_widget.setVisible(not self.empty_words[0])
        self.body.addWidget(plot.qt_widget)
        self.theme.changed.connect(plot.dress)
        self.keep_veil_above()
        self.plot = plot
        yield
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heading also names the lines."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, ink = self.theme.px, self.ink
        for name, line, row in zip(self._names, LINES, self._name_rects(), strict=True):
            words = row.adjusted(px(LINE_LONG), 0, 1, 0)
            ink.draw_in(painter, words, name, "small", self.theme.color(line.token))
            painter.setPen(line.pen(self.theme))
            y = row.center().y()
            painter.drawLine(QLineF(row.left(), y, words.left() - px(6), y))

    def _name_rects(self) -> list[QRectF]:
        """Where the name of each line stands, with a piece of the line before it."""
        px, x, found = self.theme.px, float(self.width() - self.theme.px(MARGIN)), []
        for name in reversed(self._names):
            width = self.ink.width(name, "small") + px(LINE_LONG)
            x -= width
            found.append(QRectF(x, px(6), width, px(HEADING - 8)))
            x -= px(16)
        return found[::-1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other marks may fit."""
        super().resizeEvent(event)
        self._mark()

    def _on_round(self, now_t: float) -> None:
        if self.plot is None and self._importer is None and self._board.ready:
            self._importer = Importer()
            self._importer.done.connect(self._on_imported)
            QTimer.singleShot(0, self._importer.start)
        if abs(now_t - self._drawn_t) >= EVERY_S:
            self._draw()

    def _on_imported(self) -> None:
        if next(self._parts, DONE) is not DONE:
            QTimer.singleShot(NEXT_PART_MS, self._on_imported)

    def _on_restarted(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if not self._board.ready:
            return
        self._drawn_t = self._board.now_t()
        points = self._points()
        if not points:
            self._say_why_empty()
            return
        self.set_empty("")
        if self.plot is not None:
            columns = [[getattr(point, name) for point in points] for name in ("offered", "answered", "lost")]
            self.plot.draw([point.t + STEP_S / 2 for point in points], columns)
            self._mark()

    def _points(self) -> list[Point]:
        """The steps of today that are over, from the first in which somebody came."""
        books, now_t = self._board.books, self._board.now_t()
        midnight_t = books.calendar.day_of(now_t)
        end_t = now_t // STEP_S * STEP_S
        points = books.series(STEP_S, midnight_t, end_t, queue=self._queue or None)
        first = next((i for i, point in enumerate(points) if point.offered), len(points))
        self._shown = points[first:]
        return self._shown

    def _say_why_empty(self) -> None:
        """Nobody has come yet, or the first five minutes are not over."""
        books, now_t = self._board.books, self._drawn_t
        came = books.today(queue=self._queue or None, now_t=now_t).n[at.OFFERED]
        if self._queue and not came and books.today(now_t=now_t).n[at.OFFERED]:
            self.set_empty(self.tr("No contacts in this queue today"), action=self.tr("Clear the filter"))
            return
        if came:
            begins = time_of_day((now_t // STEP_S + 1) * STEP_S, self._board.timezone)
            said = self.tr("%n contact(s) so far", "", came)
            self.set_empty(said, self.tr("The lines begin at {time}, with the first five minutes.").format(time=begins))
            return
        advice = self.tr("The lines begin with the first contact of the day.")
        self.set_empty(self.tr("No contacts yet today"), advice)

    def _mark(self) -> None:
        if self.plot is None or not self._shown:
            return
        zone, now_t = self._board.timezone, self._board.now_t()
        start_t = min(self._shown[0].t, now_t - LEAST_SPAN_S)
        top, step = round_top(max(point.offered for point in self._shown))
        self.plot.set_range(start_t, now_t, top)
        marks = hour_marks(start_t, now_t, self._board.books.calendar.day_of(now_t), self.width() // self.theme.px(70))
        levels = [i * step for i in range(round(top / step) + 1)]
        self.plot.set_ticks([(t, time_of_day(t, zone)) for t in marks], [(v, count(v)) for v in levels])
