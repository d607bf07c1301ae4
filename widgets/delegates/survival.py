"""The curve of patience: how many would still wait, by tier, with the median and the threshold, and of how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.delegates.ink import CENTRE, RIGHT, Ink

LEAST_LEFT, RIGHT_ROOM, TOP_ROOM, BOTTOM_ROOM = 44, 14, 26, 42
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
STEPS_S = (10, 15, 30, 60, 120, 300, 600, 1200, 3600)
"""Distances between the marks of the axis of time, in seconds."""
MOST_MARKS = 7


class CurveLine(Struct, frozen=True):
    """One curve: (wait in seconds, share of one), from (0, 1) on; drawn in `token`, dashed or not, and named."""

    name: str
    points: tuple[tuple[int, float], ...]
    token: str = "text"
    dashed: bool = False
    strong: bool = False


class CurveShown(Struct, frozen=True):
    """All of the picture. `marks` are moments (seconds) with their words; `at_risk` is asked for the marks of the axis.

    `empty` stands where there is nothing to be drawn.
    """

    lines: tuple[CurveLine, ...] = ()
    end_s: int = 0
    marks: tuple[tuple[float, str], ...] = ()
    at_risk: tuple[str, Callable[[float], str]] = ("", lambda wait_s: "")
    time: Callable[[float], str] = str
    share: Callable[[float], str] = str
    tip: str = ""
    empty: str = ""


class CurveView(QWidget):
    """Draws `CurveShown`."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._shown = CurveShown()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(ink.theme.px(120))

    def show_curve(self, shown: CurveShown) -> None:
        """Show this."""
        self._shown = shown
        self.setAccessibleDescription(shown.tip or shown.empty)
        self.setToolTip(shown.tip)
        self.update()

    def explain(self, at: QPoint | None) -> str:
        """What the curve says, in words."""
        return self._shown.tip

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(self._ink.theme.px(420), self._ink.theme.px(220))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The grid, the marks, the curves with their names above them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, shown = self._ink.theme.px, self._shown
        if shown.empty:
            room = QRectF(0, 0, self.width(), self.height())
            self._ink.draw_in(painter, room, shown.empty, "small", self._ink.theme.color("second"), CENTRE)
            return
        left = max(float(px(LEAST_LEFT)), self._ink.width(shown.at_risk[0], "small") + px(22))
        field = QRectF(
            left,
            px(TOP_ROOM),
            self.width() - left - px(RIGHT_ROOM),
            self.height() - px(TOP_ROOM + BOTTOM_ROOM),
        )
        self._paint_grid(painter, field)
        self._paint_marks(painter, field)
        for line in reversed(shown.lines):
            painter.setPen(self._pen(line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(self._steps(line.points, field))
        self._paint_names(painter, field)

    def _pen(self, line: CurveLine) -> QPen:
        style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
        return QPen(self._ink.theme.color(line.token), self._ink.theme.px(2 if line.strong else 1.5), style)

    def _x(self, wait_s: float, field: QRectF) -> float:
        return field.x() + field.width() * min(1.0, wait_s / max(1, self._shown.end_s))

    def _steps(self, points: Sequence[tuple[int, float]], field: QRectF) -> QPolygonF:
        """A line of steps: level until somebody hangs up, then down."""
        line, share = [QPointF(field.x(), field.y())], 1.0
        for wait_s, after in points:
            if wait_s > self._shown.end_s:
                break
            x = self._x(wait_s, field)
            line += [QPointF(x, field.bottom() - share * field.height())]
            share = after
            line += [QPointF(x, field.bottom() - share * field.height())]
        line.append(QPointF(field.right(), field.bottom() - share * field.height()))
        return QPolygonF(line)

    def _paint_grid(self, painter: QPainter, field: QRectF) -> None:
        ink, theme, px, shown = self._ink, self._ink.theme, self._ink.theme.px, self._shown
        second, height = theme.color("second"), px(16)
        for level in LEVELS:
            y = field.bottom() - level * field.height()
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QLineF(field.x(), y, field.right(), y))
            label = QRectF(0, y - height / 2, field.x() - px(6), height)
            ink.draw_in(painter, label, shown.share(level), "small", second, RIGHT)
        words, at_risk = shown.at_risk
        for wait_s in axis_marks(shown.end_s):
            x = self._x(wait_s, field)
            place = QRectF(x - px(30), field.bottom() + px(3), px(60), height)
            ink.draw_in(painter, place, shown.time(wait_s), "small", second, CENTRE)
            ink.draw_in(
                painter, place.translated(0, height + px(2)), at_risk(wait_s), "small", theme.color("text"), CENTRE
            )
        below = QRectF(0, field.bottom() + px(5) + height, field.x() - px(16), height)
        ink.draw_in(painter, below, words, "small", second)

    def _paint_marks(self, painter: QPainter, field: QRectF) -> None:
        ink, theme, px = self._ink, self._ink.theme, self._ink.theme.px
        for row, (wait_s, words) in enumerate(self._shown.marks):
            if wait_s > self._shown.end_s:
                continue
            x = self._x(wait_s, field)
            painter.setPen(QPen(theme.color("second"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(x, field.y(), x, field.bottom()))
            width = ink.width(words, "small")
            left = x + px(4) if x + px(4) + width <= field.right() else x - px(4) - width
            ink.draw(painter, left, field.y() + px(2 + 16 * row), words, "small", theme.color("second"))

    def _paint_names(self, painter: QPainter, field: QRectF) -> None:
        """The lines' names above the picture, each behind a piece of its line."""
        ink, px = self._ink, self._ink.theme.px
        x = field.x()
        for line in self._shown.lines:
            width = ink.width(line.name, "small")
            if x + px(26) + width > field.right():
                break
            painter.setPen(self._pen(line))
            painter.drawLine(QLineF(x, px(11), x + px(20), px(11)))
            ink.draw(painter, x + px(26), px(11) - ink.height("small") / 2, line.name, "small", ink.theme.color("text"))
            x += px(26 + 18) + width


def axis_marks(end_s: int) -> list[int]:
    """Where the axis of time is labelled, in seconds, at most `MOST_MARKS` times."""
    step = next((step for step in STEPS_S if end_s / step <= MOST_MARKS), STEPS_S[-1])
    return list(range(0, end_s + 1, step))
