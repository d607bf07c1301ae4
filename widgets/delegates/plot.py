"""The plot of contacts by time of day, made of the plotting library, which is imported in a thread of its own."""

from __future__ import annotations

import math
import sys
import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from widgets.theme import Theme

SWITCH_S = 0.0005
"""While the library is imported the GUI thread waits no longer than this whenever it wants the interpreter back."""


class Importer(QObject):
    """Imports the plotting library where no frame waits for it; `done` comes in the thread of who made this object."""

    done = Signal()

    def start(self) -> None:
        """Begin. The program's end waits for it: Qt and the interpreter must not go in the midst of such an import."""
        thread = threading.Thread(target=self._run, name="plot-import")
        thread.start()
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(thread.join)

    def _run(self) -> None:
        usual_s = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_S)
        try:
            import pyqtgraph  # noqa: F401 - for its being there the next time
        finally:
            sys.setswitchinterval(usual_s)
        with suppress(RuntimeError):  # the window has gone in the meantime
            self.done.emit()


class Line:
    """How one line looks: the token of its colour, its width in pixels of the design, dashed or not."""

    def __init__(self, token: str, width: float, dashed: bool = False) -> None:
        self.token, self.width, self.dashed = token, width, dashed

    def pen(self, theme: Theme) -> QPen:
        """The pen that draws it."""
        style = Qt.PenStyle.DashLine if self.dashed else Qt.PenStyle.SolidLine
        pen = QPen(theme.color(self.token), theme.px(self.width), style)
        pen.setCosmetic(True)
        return pen


def _between(times: Sequence[float], values: Sequence[float], t: float) -> float:
    """The value of a line at `t`: nowhere near anything before its first point and after its last."""
    after = bisect_left(times, t)
    if after == len(times) or (after == 0 and t < times[0]):
        return math.inf
    if after == 0:
        return values[0]
    start_t, end_t = times[after - 1], times[after]
    return values[after - 1] + (values[after] - values[after - 1]) * (t - start_t) / (end_t - start_t)


class Plot:
    """Lines over a common axis of time. To be made in the GUI thread, by `make`, once the library is imported."""

    def __init__(self, theme: Theme, lines: Sequence[Line]) -> None:
        self._theme, self._lines = theme, lines
        self.widget: Any = None
        self._curves: list[Any] = []
        self._times: list[float] = []
        self._columns: list[list[float]] = []

    def make(self) -> Iterator[None]:
        """Make all of it, in parts that no frame should bear together: one a step, until there are no more."""
        import pyqtgraph

        pyqtgraph.setConfigOptions(antialias=True)
        item = pyqtgraph.PlotItem(enableMenu=False)
        yield
        self.widget = pyqtgraph.PlotWidget(background=None, plotItem=item)
        yield
        self._curves = [pyqtgraph.PlotCurveItem() for _ in self._lines]
        for curve in self._curves:
            item.addItem(curve)
        yield
        self._set_up()
        self.dress()

    @property
    def qt_widget(self) -> QWidget:
        """What stands in the layout."""
        found: QWidget = self.widget
        return found

    def dress(self) -> None:
        """Wear the theme's colours, fonts and lengths."""
        theme, item = self._theme, self.widget.getPlotItem()
        for curve, line in zip(self._curves, self._lines, strict=True):
            curve.setPen(line.pen(theme))
        self.widget.setBackground(theme.color("card"))
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setTextPen(theme.color("second"))
            axis.setPen(theme.color("line"))
            axis.setStyle(tickFont=theme.font("small"), tickLength=0, tickTextOffset=theme.px(4))
        item.getAxis("left").setWidth(theme.px(34))
        item.getAxis("bottom").setHeight(theme.px(22))
        item.showGrid(x=False, y=True, alpha=0.25)

    def draw(self, times: Sequence[float], columns: Sequence[Sequence[float]]) -> None:
        """Draw each line's values over `times` (epoch seconds)."""
        self._times, self._columns = list(times), [list(values) for values in columns]
        for curve, values in zip(self._curves, self._columns, strict=True):
            curve.setData(self._times, values)

    def line_at(self, place: QPoint, near: float) -> int | None:
        """The number of the line nearest to a place of `qt_widget`, at most `near` pixels above or below it."""
        box = self.widget.getPlotItem().getViewBox()
        spot = self.widget.mapToScene(place)
        if not self._times or not box.sceneBoundingRect().contains(spot):
            return None
        there, a_pixel = box.mapSceneToView(spot), box.viewPixelSize()[1]
        away = [abs(_between(self._times, values, there.x()) - there.y()) / a_pixel for values in self._columns]
        nearest = min(range(len(away)), key=away.__getitem__)
        return nearest if away[nearest] <= near else None

    def set_range(self, start_t: float, end_t: float, top: float) -> None:
        """Show this stretch of time, and values from 0 to `top`."""
        self.widget.setXRange(start_t, end_t, padding=0)
        self.widget.setYRange(0.0, top * 1.06, padding=0.0)

    def set_ticks(self, hours: Sequence[tuple[float, str]], levels: Sequence[tuple[float, str]]) -> None:
        """Label these moments (epoch seconds) and these values."""
        item = self.widget.getPlotItem()
        item.getAxis("bottom").setTicks([list(hours)])
        item.getAxis("left").setTicks([list(levels)])

    def _set_up(self) -> None:
        item = self.widget.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.setContentsMargins(0, 0, 0, 0)
        item.getViewBox().setDefaultPadding(0)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
